"""Pure functions and their items in, results out: on the cores of one machine (`local`)."""
