"""Filters in a URL in; a map and a timeline of the incidents that meet them out, drawn without a script: every circle
and every column leads on with the same filters and one more."""

from __future__ import annotations

from urllib.parse import urlencode

import msgspec
from litestar import Response, get

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.browse import Box, asked_of, listed, narrowed
from harmledger.desk.months import columns
from harmledger.ledger.spots import spots
from harmledger.publishing.site.charted import Area, Cluster, MapView, Spot, map_of
from harmledger.publishing.site.safe import brief

MOST_PLACES = 30
"""Places that are also listed in words, those with the most incidents first."""
_LEAST_DEGREES = 0.02
"""Circles closer to each other than this are not taken apart by a closer map."""


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """A circle of the map, and where it leads: closer, or to the list of what it holds."""

    drawn: Cluster | Area
    href: str


@get("/map", opt=needs("read"), sync_to_thread=True)
def show(request: Asked) -> Response[bytes]:
    """Where and when the incidents were that meet the filters of the address."""
    ledger, asked = workbench_of(request).ledger, asked_of(request)
    form = narrowed(ledger, asked)
    places = [
        Spot(
            longitude=each.longitude, latitude=each.latitude, radius_m=each.radius_m,
            name=brief(each.place), incidents=each.incidents,
        )
        for each in spots(ledger, listed(asked))
    ]  # fmt: skip
    chart = map_of(places, unplaced=form["total"] - sum(each.incidents for each in places))
    return pages_of(request).set(
        request, "map.html", nav="incidents", chart=chart, order="", circles=_circles(chart, asked),
        time=columns(form["counted"]["month"], lambda more: _address("/map", asked | more)), most=MOST_PLACES,
        whole_map=_address("/map", asked | {"box": ""}), **form,
    )  # fmt: skip


def _circles(chart: MapView, asked: dict[str, str]) -> list[Circle]:
    """Areas first, so that points lie on top."""
    drawn: list[Cluster | Area] = [*chart.areas, *chart.clusters]
    return [Circle(drawn=each, href=_leads(each.box, asked)) for each in drawn]


def _leads(box: Box, asked: dict[str, str]) -> str:
    return _address("/map" if _is_wide(box) else "/incidents", asked | {"box": ",".join(map(repr, box))})


def _is_wide(box: Box) -> bool:
    south, west, north, east = box
    return max(north - south, east - west) > _LEAST_DEGREES


def _address(path: str, asked: dict[str, str]) -> str:
    return f"{path}?{urlencode({name: value for name, value in asked.items() if value})}"
