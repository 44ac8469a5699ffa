"""GeoJSON (RFC 7946): an incident in, a feature out, and back. Digits are no precision: `uncertainty_m` says it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from harmledger.errors import InputRefused
from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import BoundsLine
from harmledger.exchange.format import Edition, Format, Piece
from harmledger.exchange.losses import Tally
from harmledger.exchange.mapping import Mapping, load_mapping
from harmledger.exchange.row import Row
from harmledger.records.canonical import canonical_json

_FILE = "incidents.geojson"
_MAPPING = load_mapping("geojson")
_MOST_DEEP = 4


class GeoJsonExporter:
    """Writes one FeatureCollection, a feature a line; what is placed nowhere has a null geometry."""

    def __init__(self, edition: Edition, tally: Tally) -> None:
        self._edition, self._tally = edition, tally
        self._begun = False

    def begin(self) -> Iterator[Piece]:
        """The collection, saying what it is."""
        head = {
            "draft": self._edition.draft,
            "convention": self._edition.convention,
            "name": self._edition.title,
        }
        members = canonical_json(head)[1:-1]
        yield Piece(_FILE, b'{"type":"FeatureCollection",' + members + b',"features":[')

    def add(self, bundle: Bundle) -> Iterator[Piece]:
        """One feature."""
        if bundle.incident.place is None:
            self._tally.add("no_place")
        separator = b",\n" if self._begun else b"\n"
        self._begun = True
        yield Piece(_FILE, separator + canonical_json(feature(bundle, draft=self._edition.drafts(bundle))))

    def end(self) -> Iterator[Piece]:
        """The end of the collection."""
        yield Piece(_FILE, b"\n]}\n")


def feature(bundle: Bundle, *, draft: bool) -> dict[str, Any]:
    """The feature of one incident."""
    incident, place = bundle.incident, bundle.incident.place
    point = None if place is None else {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    properties = {
        "id": bundle.name, "incident": incident.id, "draft": draft, "convention": incident.convention,
        "date_start": incident.date.start if incident.date else None,
        "date_end": incident.date.end if incident.date else None,
        "place": place.name if place else None, "uncertainty_m": place.radius_m if place else None,
        "level": place.level if place else None, "country": place.country if place else None,
        "killed": _numbers(incident.killed), "injured": _numbers(incident.injured),
        "means": bundle.means(), "grade": incident.grade, "strike_status": incident.strike_status,
        "blamed": incident.blamed, "origins": incident.origins, "sources": bundle.publishers(),
        "claims": len(bundle.claims),
    }  # fmt: skip
    return {"type": "Feature", "id": bundle.name, "geometry": point, "properties": properties}


def _numbers(groups: dict[str, BoundsLine]) -> dict[str, dict[str, int | None]]:
    return {group: {"low": b.low, "best": b.best, "high": b.high} for group, b in groups.items()}


def read_geojson(path: Path, mapping: Mapping) -> Iterator[Row]:
    """Each feature as a row: properties by their path (`killed.civilians.low`), and the point.

    Raises InputRefused for what is no FeatureCollection.
    """
    try:
        collection = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise InputRefused("not_this_format", format=mapping.name, column="features") from fault
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise InputRefused("not_this_format", format=mapping.name, column="features")
    for number, each in enumerate(features, start=1):
        try:
            yield Row(number, _cells(each))
        except InputRefused as fault:
            yield Row(number, {}, fault)


def _cells(each: object) -> dict[str, str]:
    if not isinstance(each, dict) or not isinstance(each.get("properties"), dict | None):
        raise InputRefused("not_a_feature")
    cells = dict(_flat(each.get("properties") or {}, ""))
    if "id" in each:
        cells.setdefault("id", str(each["id"]))
    geometry = each.get("geometry")
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        at = geometry.get("coordinates")
        if isinstance(at, list) and len(at) > 1:  # a third number is a height
            cells |= {"longitude": str(at[0]), "latitude": str(at[1])}
    return cells


def _flat(value: object, path: str) -> Iterator[tuple[str, str]]:
    """What is filled, by its path; of a list the words, joined."""
    if isinstance(value, dict) and path.count(".") < _MOST_DEEP:
        for name, inner in value.items():
            yield from _flat(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        words = "; ".join(str(each) for each in value if isinstance(each, str | int | float))
        if words:
            yield path, words
    elif isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
        yield path, str(value)


FORMAT = Format(name="geojson", convention=None, cannot_say=_MAPPING.cannot_say, exporter=GeoJsonExporter)
