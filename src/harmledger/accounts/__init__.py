"""Who may do what in a record that several people work on: users, sign-in, sessions, tokens, and the one table of what
each role may do. All of it in `users.sqlite`, a file beside the ledger: no secret ever enters the chain."""
