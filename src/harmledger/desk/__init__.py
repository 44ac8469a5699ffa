"""The workbench in a browser: a record goes in; pages come out, and decisions go back into it through `flow`."""
