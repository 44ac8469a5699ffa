"""`python -m harmledger` in, the command line's program out."""

from harmledger.cli.main import run

if __name__ == "__main__":
    run()
