"""Convention: a house's rules as data. In: `conventions/<name>.toml`. Out: a typed, frozen Convention."""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec

from harmledger.assessing.theatre import Theatre, load_theatre
from harmledger.errors import SettingsError
from harmledger.records.claim import Means
from harmledger.records.figure import Group, Outcome
from harmledger.records.voice import VoiceKind

DEFAULT = "airwars-like"

THEATRE = "+"
"""Between the name of a convention and that of the theatre whose rules are opted into."""

StrikeStatus = Literal["declared", "likely", "contested", "single_source"]
Responsibility = Literal["admitted", "contested", "attributed", "single_source", "unattributed"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted", "admitted", "not_admitted"]


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every rule carries: where it comes from, and whether somebody checked that there."""

    source: str
    verified: bool


class Counted(Rule, frozen=True, kw_only=True):
    """Which outcomes the house counts at all."""

    outcomes: tuple[Outcome, ...]


class NumberForWord(Rule, frozen=True, kw_only=True):
    """What a vague word stands for. A null end: the word sets no such end."""

    words: tuple[str, ...]
    low: int | None = None
    high: int | None = None


class OpenBounds(Rule, frozen=True, kw_only=True):
    """How bounds of the words close.

    `at_least_high` and `more_than_high`: `same` closes the range at its lower number, `open` leaves it open.
    """

    at_least_high: Literal["same", "open"]
    more_than_adds: int
    """0 or 1: whether "more than 20" begins at 20 or at 21."""
    more_than_high: Literal["same", "open"]


class Zero(Rule, frozen=True, kw_only=True):
    """When "nobody was harmed" lowers a minimum that others put above zero."""

    voices_to_lower: int


class Switch(Rule, frozen=True, kw_only=True):
    """A rule that a house has or has not."""

    applies: bool


class InBoth(Switch, frozen=True, kw_only=True):
    """Whether people who were "killed or injured" count in the maximum of both."""

    beside_counts: bool = True
    """Also where others count the dead, or the injured, apart: so in releases of before this could be said."""


class Agreement(Rule, frozen=True, kw_only=True):
    """How several reports of one incident decide what each of them tells of it."""

    apart_km: float
    """Claims of a place further than this from the one that most reports name are of another event."""
    apart_days: int
    """So are claims of a day further than this from the one that most reports give."""
    many_times: int
    """What one report alone counts, and is more than so many times what two begin with, is a count of more."""
    dead_first: bool = False
    """Where reports begin with wounded and none with dead, dead told of further down are of another event."""


class Presumption(Rule, frozen=True, kw_only=True):
    """Who is taken for a civilian although no source says so, and which groups stay outside of that."""

    applies: bool
    outside: tuple[Group, ...]


class Best(Rule, frozen=True, kw_only=True):
    """How the best estimate follows:

    `none` (always null), `low`, or `agreed` (only where both ends are equal).
    """

    rule: Literal["none", "low", "agreed"]


class Admissible(Rule, frozen=True, kw_only=True):
    """The kinds of voice that count as an origin for a grade: by kind, never by side."""

    kinds: tuple[VoiceKind, ...]


class Conditions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What must hold for a row of a decision table. A null condition asks nothing."""

    harm_origins_at_least: int | None = None
    belligerent_origins_at_least: int | None = None
    competing_parties: bool | None = None
    accused_concedes_harm: bool | None = None
    accused_concedes_strike: bool | None = None
    dead_were_combatants: bool | None = None


class StatusRow(Rule, frozen=True, kw_only=True):
    """One row of the table of strike status; the first row whose conditions hold decides."""

    label: StrikeStatus
    when: Conditions


class GradeRow(Rule, frozen=True, kw_only=True):
    """One row of the table of harm grades; the first row whose conditions hold decides."""

    label: Grade
    when: Conditions


class ResponsibilityRow(Rule, frozen=True, kw_only=True):
    """One row of the table of responsibility, for harm without a strike."""

    label: Responsibility
    when: Conditions


class Strikes(Rule, frozen=True, kw_only=True):
    """Which means are strikes. Harm by other means has a responsibility status in place of a strike status."""

    means: frozenset[Means]


class Convention(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A house's rules. Modelled on published practice; endorsed by nobody."""

    name: str
    version: int
    modelled_on: str
    notice: str
    counted: Counted
    plural: NumberForWord
    vague: tuple[NumberForWord, ...]
    open_bounds: OpenBounds
    zero: Zero
    named_set_minimum: Switch
    highest_of_one_voice: Switch
    """Several unrelated counts of one voice in one report are one toll, its highest."""
    author_sums_up: Switch
    """What a report quotes below the toll that it states itself does not lower the minimum."""
    vague_yields: Switch
    """A vague word beside a number that it allows sets no end."""
    presume_civilian: Presumption
    contested_status: Switch
    killed_or_injured_in_both: InBoth
    best: Best
    admissible: Admissible
    strike_status: tuple[StatusRow, ...]
    grade: tuple[GradeRow, ...]
    agreement: Agreement | None = None
    """Null: everything that a report tells counts, whatever the others tell (so in releases of before this rule)."""
    strikes: Strikes | None = None
    """Null: the house does not tell strikes from other harm."""
    responsibility: tuple[ResponsibilityRow, ...] = ()
    theatre: Theatre | None = None
    """Rules of one theatre, where somebody opted into them; no convention ships with any."""

    @property
    def title(self) -> str:
        """`name version`, as an Assessment records it."""
        return f"{self.name} {self.version}"

    @cached_property
    def vague_words(self) -> tuple[tuple[re.Pattern[str], str, NumberForWord], ...]:
        """Each vague word as a pattern with its rule, the longest word first, so that the fullest wording
        wins.
        """
        words = [(word, rule) for rule in self.vague for word in rule.words]
        words.sort(key=lambda pair: (-len(pair[0]), pair[0]))
        return tuple((re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), word, rule) for word, rule in words)


def convention_names() -> tuple[str, ...]:
    """The names that `load_convention` knows, sorted."""
    return tuple(
        sorted(entry.name.removesuffix(".toml") for entry in _files() if entry.name.endswith(".toml"))
    )


@cache
def load_convention(name: str = DEFAULT) -> Convention:
    """The convention of that name, or, for `name+theatre`, with the rules of that theatre. Raises SettingsError,
    with the names that there are, for any other."""
    house, _, theatre = name.partition(THEATRE)
    if house not in convention_names():
        raise SettingsError(f"no convention {house!r}", to_do=f"one of: {', '.join(convention_names())}")
    content = _folder().joinpath(f"{house}.toml").read_bytes()
    convention = parse_convention(content, where=f"conventions/{house}.toml")
    return (
        msgspec.structs.replace(convention, name=name, theatre=load_theatre(theatre))
        if theatre
        else convention
    )


def convention_source(name: str) -> bytes:
    """The TOML of a convention, as it ships. Raises SettingsError as `load_convention`."""
    load_convention(name)
    return _folder().joinpath(f"{name}.toml").read_bytes()


def parse_convention(content: bytes, *, where: str) -> Convention:
    """The convention that TOML `content` holds.

    Raises SettingsError that names `where` and the key at fault.
    """
    try:
        return msgspec.toml.decode(content, type=Convention)
    except msgspec.DecodeError as fault:
        raise SettingsError(
            f"not a convention: {fault}", where=where, to_do="compare it with airwars-like.toml"
        ) from fault


def _folder() -> Traversable:
    return resources.files("harmledger.assessing").joinpath("conventions")


def _files() -> tuple[Traversable, ...]:
    return tuple(_folder().iterdir())
