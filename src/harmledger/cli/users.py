"""Words of the command line after `harmledger user` in; one change to the accounts of a record out."""

from __future__ import annotations

from typing import Annotated

import typer

from harmledger.accounts.permissions import Role
from harmledger.cli.options import AsJson, Record

user = typer.Typer(
    name="user",
    no_args_is_help=True,
    help="Who may sign in at the desk of a record. Passwords are asked for, never given on the command line.",
)

Name = Annotated[str, typer.Argument(help="The name that decisions bear, for ever.", show_default=False)]
OfRole = Annotated[
    Role, typer.Option(help="What they may do: docs/how-to/decide.md has the table.", show_default=False)
]


@user.command()
def add(record: Record, name: Name, role: OfRole) -> None:
    """Give somebody an account; the first one should be an admin's.

    Example: harmledger user add record "L. Sand" --role admin
    """
    from harmledger.cli import deciding

    deciding.add_user(record, name, role, _password())


@user.command()
def change(
    record: Record,
    name: Name,
    role: Annotated[Role | None, typer.Option(help="Another role.", show_default=False)] = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for another password.")] = False,
    close: Annotated[
        bool | None, typer.Option("--close/--open", help="Whether the account is closed.", show_default=False)
    ] = None,
) -> None:
    """Change an account. Whoever is signed in with it is signed out.

    Example: harmledger user change record "L. Sand" --close
    """
    from harmledger.cli import deciding

    new = _password() if password else None
    deciding.change_user(record, name, role=role, password=new, active=None if close is None else not close)


@user.command("list")
def everybody(record: Record, as_json: AsJson = False) -> None:
    """Who has an account, with what role.

    Example: harmledger user list record
    """
    from harmledger.cli import deciding

    deciding.users(record, as_json=as_json)


@user.command()
def token(
    record: Record,
    name: Name,
    label: Annotated[str, typer.Option(help="What it is for: you revoke it by that.", show_default=False)],
    revoke: Annotated[bool, typer.Option("--revoke", help="End the tokens of this label.")] = False,
) -> None:
    """Make a token by which a program may do what this user may, over the desk's API. It is shown once.

    Example: harmledger user token record "L. Sand" --label "nightly export"
    """
    from harmledger.cli import deciding

    if revoke:
        deciding.revoke_token(record, name, label)
    else:
        deciding.make_token(record, name, label)


@user.command()
def tokens(record: Record, as_json: AsJson = False) -> None:
    """The tokens of programs: whose, what for, when made and last used.

    Example: harmledger user tokens record
    """
    from harmledger.cli import deciding

    deciding.tokens(record, as_json=as_json)


def _password() -> str:
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
