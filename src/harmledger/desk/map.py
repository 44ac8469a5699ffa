"""Filters in a URL in; a map and a timeline of the incidents that meet them out, drawn without a script: every circle
and every column leads on with the same filters and one more."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.browse import asked_of, box_of, listed, narrowed
from harmledger.desk.months import columns
from harmledger.ledger.counted import spots
from harmledger.publishing.maps.charted import Area, Cluster, MapView, Spot, map_of
from harmledger.publishing.maps.window import LEAST_DEGREES, NARROW, WIDTH, Box, Window, window, window_of
from harmledger.publishing.site.safe import brief

MOST_PLACES = 30
"""Places that are also listed in words, those with the most incidents first."""
_STEP = 2.0
"""How many times closer, or further, the next map is."""
_MOST_DEGREES = 170.0
"""A map that shows so much has nothing further to show."""
_NAMED_TO = 2
"""Names for a map twice as close; for a closer one the desk is asked."""
_DIGITS = 4
"""Of a degree, in an address: ten metres."""


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """A circle of the map, and where it leads: closer, or to the list of what it holds."""

    drawn: Cluster | Area
    on_map: bool
    href: str


@get("/map", opt=needs("read"), sync_to_thread=True)
def show(request: Asked, narrow: FromQuery[str] = "") -> Response[bytes]:
    """Where and when the incidents were that meet the filters of the address; `narrow` draws it for a phone."""
    ledger, asked, pages = workbench_of(request).ledger, asked_of(request), pages_of(request)
    form = narrowed(ledger, asked)
    places = [
        Spot(
            longitude=each.longitude, latitude=each.latitude, radius_m=each.radius_m,
            name=brief(each.place), incidents=each.incidents,
        )
        for each in spots(ledger, listed(asked))
    ]  # fmt: skip
    seen = _window(places, box_of(asked["box"]), NARROW if narrow else WIDTH)
    unplaced = form["total"] - sum(each.incidents for each in places)
    chart = map_of(places, unplaced=unplaced, language=pages.words.language, seen=seen, closest=_NAMED_TO)
    return pages.set(
        request, "map.html", nav="incidents", chart=chart, order="", circles=_circles(chart, asked),
        time=columns(form["counted"]["month"], lambda more: _address("/map", asked | more)), most=MOST_PLACES,
        narrow=narrow, whole_map=_address("/map", asked | {"box": ""}), closer=_zoomed(seen, 1 / _STEP, asked),
        further=_zoomed(seen, _STEP, asked) if _wide(seen.box) < _MOST_DEGREES else "", **form,
    )  # fmt: skip


def _window(places: list[Spot], box: Box | None, width: int) -> Window:
    """The part of the map that is asked for, or the one that shows every place."""
    if box is not None:
        return window_of(box, width=width)
    return window(((each.longitude, each.latitude) for each in places), width=width)


def _circles(chart: MapView, asked: dict[str, str]) -> list[Circle]:
    """Areas first, so that points lie on top."""
    drawn: list[Cluster | Area] = [*chart.areas, *chart.clusters]
    return [_circle(each, asked) for each in drawn]


def _circle(drawn: Cluster | Area, asked: dict[str, str]) -> Circle:
    """To a map of what the circle holds; where that is no closer, to the list of it."""
    south, west, north, east = drawn.box
    if _wide(drawn.box) <= LEAST_DEGREES:
        return Circle(drawn=drawn, on_map=False, href=_part("/incidents", drawn.box, asked))
    around = window([(west, south), (east, north)], least=LEAST_DEGREES)
    return Circle(drawn=drawn, on_map=True, href=_part("/map", _rounded(around.box), asked))


def _zoomed(seen: Window, by: float, asked: dict[str, str]) -> str:
    """The address of the map around the same middle that shows so many times as much."""
    south, west, north, east = seen.box
    high, wide = (north - south) * (by - 1) / 2, (east - west) * (by - 1) / 2
    return _part("/map", _rounded((south - high, west - wide, north + high, east + wide)), asked)


def _wide(box: Box) -> float:
    south, west, north, east = box
    return max(north - south, east - west)


def _rounded(box: Box) -> Box:
    south, west, north, east = (round(degrees, _DIGITS) for degrees in box)
    return south, west, north, east


def _part(path: str, box: Box, asked: dict[str, str]) -> str:
    return _address(path, asked | {"box": ",".join(map(repr, box))})


def _address(path: str, asked: dict[str, str]) -> str:
    return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"
