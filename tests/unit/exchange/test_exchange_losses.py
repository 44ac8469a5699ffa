"""Every field of a bundle is written by a format, or named by its report of what is lost: a new field that is neither
fails here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import msgspec
import pytest
from filled_bundle import GROUPS, Field, fields, filled
from made_bundles import EDITION

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.format import pieces
from harmledger.exchange.formats import EXPORTS
from harmledger.exchange.losses import Tally

COVERS = {
    "added_up": (), "apart": (), "denials": (), "draft": (), "ids_of_others": (), "incidents_as_tags": (), "names": (),
    "numbers_as_text": (), "unknown_end": (), "no_number": (), "end_unknown": (), "quote_withheld": (),
    "infrastructure": (), "research_sources": (),
    "best": ("*.best",),
    "blamed": ("incident.blamed",),
    "blamed_beside_others": ("incident.blamed",),
    "civilian_range": ("*.civilians",),
    "civilians": ("*.civilians",),
    "claims": ("claims", "incident.claims", "incident.tellings"),
    "combatants": ("*.combatants",),
    "convention": ("incident.convention",),
    "coordinates": tuple(f"incident.place.{name}" for name in ("latitude", "longitude", "radius_m", "level")),
    "copies": ("incident.origins_high", "incident.same_origin"),
    "country": ("incident.place.country",),
    "grade": ("incident.grade",),
    "groups": tuple(
        f"*.{group}"
        for group in ("children", "women", "men", "aid_workers", "medical_staff", "journalists", "rescuers")
    ),
    "how_known": (
        "incident.date.precision", "incident.date.how", "incident.place.how", "incident.place.gazetteer_id",
        "reports.published_how", "reports.language_how",
    ),
    "injured": ("incident.injured",),
    "injured_groups": ("incident.injured",),
    "level": ("incident.place.level",),
    "links": ("incident.links", "incident.reports", "incident.also_told_in"),
    "no_one_number": ("incident.killed",),
    "one_day": ("incident.date.start", "incident.date.end"),
    "one_party": (),
    "origins": ("incident.origins", "incident.origins_high", "incident.same_origin"),
    "other_outcomes": ("incident.other_outcomes",),
    "our_id": ("incident.id",),
    "part_of_day": ("incident.date.part_of_day",),
    "people": ("*.people",),
    "police": ("*.police", "*.perpetrators", "*.contested"),
    "professions": ("*.medical_staff", "*.journalists"),
    "radius": ("incident.place.radius_m",),
    "range": ("incident.killed",),
    "ranges": ("incident",),
    "reasons": (
        "*.low_reason", "*.high_reason", "incident.reasons", "incident.strike_reasons",
        "incident.responsibility_reasons", "incident.would_change", "incident.set_aside",
    ),
    "reports": ("reports",),
    "rescuers": ("*.aid_workers", "*.rescuers"),
    "responsibility": ("incident.responsibility_status", "incident.inferred_parties"),
    "strike_status": ("incident.strike_status",),
    "unreviewed": ("unreviewed",),
}  # fmt: skip
"""What each loss means in fields; `*.x`: x of any range."""
RELEASE = msgspec.structs.replace(EDITION, draft=False)
"""Of a draft everything is marked as one, reviewed or not."""


@cache
def changed(field: Field) -> Bundle:
    return filled(field)


def written(format: str, bundle: Bundle) -> tuple[bytes, Tally]:
    tally = Tally(EXPORTS[format].cannot_say)
    exporter = EXPORTS[format].exporter(RELEASE, tally)
    return b"".join(piece.content for piece in pieces(exporter, [bundle])), tally


def named_by(code: str, field: Field) -> bool:
    path = ".".join(field)
    return any(
        f".{covered[2:]}." in f"{path}." if covered.startswith("*.") else f"{path}.".startswith(f"{covered}.")
        for covered in COVERS[code]
    )


def lost(format: str) -> Iterator[tuple[Field, list[str]]]:
    """Each field that the format does not write, with the losses that name it."""
    whole, tally = written(format, changed(()))
    for field in fields():
        content, other = written(format, changed(field))
        if content == whole:
            codes = dict.fromkeys(loss.code for loss in (*tally.losses(), *other.losses()))
            yield field, [code for code in codes if named_by(code, field)]


@pytest.mark.parametrize("format", EXPORTS)
def test_every_field_is_written_or_named_as_lost(format: str) -> None:
    assert [".".join(field) for field, codes in lost(format) if not codes] == []


@pytest.mark.parametrize("format", EXPORTS)
def test_a_format_names_no_loss_that_it_does_not_have(format: str) -> None:
    named = {code for _, codes in lost(format) for code in codes}
    assert [code for code in EXPORTS[format].cannot_say if COVERS[code] and code not in named] == []


def test_every_group_is_looked_at() -> None:
    assert {field[2] for field in fields() if field[:2] == ("incident", "killed")} == set(GROUPS)
