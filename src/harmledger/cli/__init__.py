"""The command line: words in, one call into `flow` a command, words for a person or JSON out."""
