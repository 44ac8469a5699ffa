"""Text in, the places that it names out. The story is `toponyms`."""
