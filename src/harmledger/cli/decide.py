"""Words of the command line after `harmledger decide` in; one decision in the record's chain out."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from harmledger.cli import stating
from harmledger.cli.options import AsJson, By, Claim, Incident, Record, Why
from harmledger.records import action as act_on
from harmledger.records.action import Action
from harmledger.records.decision import Because

decide = typer.Typer(
    name="decide",
    no_args_is_help=True,
    help="Decide on claims, links and incidents, where there is no desk. Nothing is edited: every decision is a row "
    "of the chain, and `undo` takes one out of force. Ids stand in the record's release/*.jsonl and in `history`.",
)

Telling = Annotated[str, typer.Argument(help="A telling's id.", show_default=False)]


def _do(record: Record, action: Action, by: str, why: str, as_json: bool) -> None:
    from harmledger.cli import deciding

    deciding.decide(record, action, by=by or getpass.getuser(), why=why, as_json=as_json)


@decide.command()
def accept(record: Record, claim: Claim, by: By = "", why: Why = "", as_json: AsJson = False) -> None:
    """The claim says what its words say.

    Example: harmledger decide accept record clm-0a1b2c3d4e5f60718293a4b5 --by "L. Sand"
    """
    _do(record, act_on.Accept(claim), by, why, as_json)


@decide.command()
def reject(record: Record, claim: Claim, by: By = "", why: Why = "", as_json: AsJson = False) -> None:
    """The words say no such thing: the claim counts for nothing, and stays visible.

    Example: harmledger decide reject record clm-0a1b2c3d4e5f60718293a4b5 --why "of another town"
    """
    _do(record, act_on.Reject(claim), by, why, as_json)


@decide.command()
def unsure(record: Record, claim: Claim, by: By = "", why: Why = "", as_json: AsJson = False) -> None:
    """Looked at and not decided: for somebody else to look at.

    Example: harmledger decide unsure record clm-0a1b2c3d4e5f60718293a4b5
    """
    _do(record, act_on.Unsure(claim), by, why, as_json)


@decide.command()
def merge(
    record: Record,
    incidents: Annotated[list[str], typer.Argument(help="Two or more, by id or key.", show_default=False)],
    by: By = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """These incidents are one: one id stays, the others redirect to it.

    Example: harmledger decide merge record inc-0a1b2c3d4e5f60718293a4b5 inc-1b2c3d4e5f60718293a4b5c6
    """
    _do(record, act_on.Merge(tuple(incidents)), by, why, as_json)


@decide.command()
def split(
    record: Record,
    incident: Incident,
    tellings: Annotated[list[str], typer.Argument(help="Ids of those that leave.", show_default=False)],
    by: By = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """These tellings of an incident are another event than the rest.

    Example: harmledger decide split record inc-0a1b2c3d4e5f60718293a4b5 tel-1b2c3d4e5f60718293a4b5c6
    """
    _do(record, act_on.Split(incident, tuple(tellings)), by, why, as_json)


@decide.command()
def move(
    record: Record,
    tellings: Annotated[list[str], typer.Argument(help="Ids of those that go.", show_default=False)],
    to: Annotated[
        str | None, typer.Option(help="The incident that they are of.", show_default="none of these")
    ] = None,
    by: By = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """These tellings are of another incident.

    Example: harmledger decide move record tel-1b2c3d4e5f60718293a4b5c6 --to inc-0a1b2c3d4e5f60718293a4b5
    """
    _do(record, act_on.Move(tuple(tellings), to), by, why, as_json)


@decide.command()
def override(
    record: Record,
    incident: Incident,
    why: Annotated[str, typer.Option(help="The reason, kept for ever.", show_default=False)],
    grade: Annotated[str | None, typer.Option(help="A grade of the house.", show_default=False)] = None,
    status: Annotated[str | None, typer.Option(help="A strike status.", show_default=False)] = None,
    killed: Annotated[
        tuple[int, int] | None, typer.Option(help="At least and at most, all people.", show_default=False)
    ] = None,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """A person's grade, strike status or number of dead in place of the computed one, which stays beside it.

    Example: harmledger decide override record inc-0a1b2c3d4e5f60718293a4b5 --killed 5 8 --why "the town's register"
    """
    if grade is not None:
        _do(record, act_on.OverrideValue(incident, "grade", label=grade), by, why, as_json)
    if status is not None:
        _do(record, act_on.OverrideValue(incident, "strike_status", label=status), by, why, as_json)
    if killed is not None:
        ends = act_on.OverrideValue(
            incident, "range", outcome="killed", group="people", low=killed[0], high=killed[1]
        )
        _do(record, ends, by, why, as_json)


@decide.command()
def withdraw(
    record: Record,
    incident: Incident,
    why: Annotated[str, typer.Option(help="The reason, kept for ever.", show_default=False)],
    because: Annotated[
        Because | None,
        typer.Option(
            help="What releases say of the reason; your own words stay inside.", show_default="nothing"
        ),
    ] = None,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """The incident is not to be published (again). The next release lists it as withdrawn.

    Example: harmledger decide withdraw record inc-0a1b2c3d4e5f60718293a4b5 --why "told of twice" --because
    duplicate
    """
    _do(record, act_on.Withdraw(incident, because), by, why, as_json)


@decide.command()
def review(
    record: Record,
    incident: Incident,
    by: By = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Sign an incident as it stands now; in a team, somebody who did not work on it.

    Look at it first: harmledger explain. What follows later makes the review outdated.

    Example: harmledger decide review record inc-0a1b2c3d4e5f60718293a4b5 --by "M. Holt"
    """
    from harmledger.cli import deciding

    deciding.review(record, incident, by=by or getpass.getuser(), why=why, as_json=as_json)


@decide.command()
def undo(
    record: Record,
    decision: Annotated[
        str, typer.Argument(help="A decision's id, as `history` shows it.", show_default=False)
    ],
    by: By = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Take a decision out of force. An undoing is a decision, too, and can be undone.

    Example: harmledger decide undo record dec-0a1b2c3d4e5f60718293a4b5 --why "wrong town"
    """
    _do(record, act_on.Undo(decision), by, why, as_json)


@decide.command()
def same(
    record: Record, left: Telling, right: Telling, by: By = "", why: Why = "", as_json: AsJson = False
) -> None:
    """Two tellings are of one event.

    Example: harmledger decide same record tel-1b2c3d4e5f60718293a4b5c6 tel-2c3d4e5f60718293a4b5c6d7
    """
    _do(record, act_on.Same(left, right), by, why, as_json)


@decide.command("not-same")
def not_same(
    record: Record, left: Telling, right: Telling, by: By = "", why: Why = "", as_json: AsJson = False
) -> None:
    """Two tellings are not of one event, and are never proposed as one again.

    Example: harmledger decide not-same record tel-1b2c3d4e5f60718293a4b5c6 tel-2c3d4e5f60718293a4b5c6d7
    """
    _do(record, act_on.NotSame(left, right), by, why, as_json)


@decide.command("clear-quote")
def clear_quote(record: Record, claim: Claim, by: By = "", why: Why = "", as_json: AsJson = False) -> None:
    """The words of this claim may be published.

    Example: harmledger decide clear-quote record clm-0a1b2c3d4e5f60718293a4b5
    """
    _do(record, act_on.ClearQuote(claim), by, why, as_json)


@decide.command()
def assign(
    record: Record,
    to: Annotated[str, typer.Argument(help="Who is to work on them.", show_default=False)],
    reports: Annotated[list[str], typer.Argument(help="Reports, by key or id.", show_default=False)],
    sample: Annotated[
        str | None,
        typer.Option(
            help="The sample that several code without seeing each other's work.", show_default="none"
        ),
    ] = None,
    by: By = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Give somebody reports to work on; their inbox shows these.

    Example: harmledger decide assign record "M. Holt" north-wire.txt --by "L. Sand"
    """
    from harmledger.cli import deciding

    deciding.assign(record, to, reports, sample, by=by or getpass.getuser(), why=why, as_json=as_json)


decide.command()(stating.stated)
decide.command()(stating.correct)
decide.command()(stating.add)
