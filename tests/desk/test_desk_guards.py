"""What the desk keeps out: other names and other sites, addresses that lead nowhere, forms without their token."""

from __future__ import annotations

import re

import httpx
import pytest

from harmledger.desk.access import NEEDS
from harmledger.desk.app import ROUTES
from harmledger.desk.laid_out import lay_out_types

BYTES_MAX = 300_000
"""Of a page with its style sheets and scripts, however slow the line is that somebody works over."""


def test_every_route_says_what_it_needs() -> None:
    assert all(isinstance(route.opt.get(NEEDS), str) for route in ROUTES)  # type: ignore[union-attr]


def test_types_are_laid_out_before_threads_share_them() -> None:
    names = {each.__qualname__ for each in lay_out_types()}
    assert names >= {
        "DecisionAsked",
        "Decision",
        "Claim",
        "Reading",
        "Incident",
        "Assessment",
        "ReleaseManifest",
    }


def test_another_name_is_not_answered(client: httpx.Client) -> None:
    assert client.get("/incidents", headers={"host": "desk.example"}).status_code == 400
    assert client.get("/incidents").status_code == 200


def test_a_form_without_its_token_is_refused_and_the_page_says_what_to_do(client: httpx.Client) -> None:
    refused = client.post("/language", data={"language": "ar"})
    assert refused.status_code == 403
    assert "go back, reload it" in refused.text
    first = client.get("/incidents")
    token = re.search(r'name="_csrf_token" value="(\w+)"', first.text)
    assert token is not None
    given = {"language": "ar", "back": "//elsewhere.example/", "_csrf_token": token[1]}
    taken = client.post("/language", data=given)
    assert (taken.status_code, taken.headers["location"]) == (302, "/")
    cookies = [first.headers["set-cookie"], taken.headers["set-cookie"]]
    assert all("samesite=strict" in each.lower() and "httponly" in each.lower() for each in cookies)
    assert 'dir="rtl"' in client.get("/incidents").text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nowhere", 404),
        ("/incidents/inc-0", 404),
        ("/reports/..%2F..%2Fetc%2Fpasswd", 404),
        ("/assets/..%2Ftemplates%2Fbase.html", 404),
        ("/incidents?not_before=soon", 422),
        ("/language", 405),
    ],
)
def test_faults_are_pages_that_say_what_to_do(client: httpx.Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "Traceback" not in answer.text
    assert 'href="/"' in answer.text


def test_no_page_is_heavy_with_all_that_it_loads(client: httpx.Client) -> None:
    lists = {each: client.get(each).text for each in ("/inbox", "/incidents", "/search?q=killed", "/map")}
    claim = re.search(r"/inbox/clm-\w+", lists["/inbox"])
    incident = re.search(r"/incidents/inc-\w+", lists["/incidents"])
    assert claim is not None
    assert incident is not None
    others = (claim[0], incident[0], f"{incident[0]}/history", "/release", "/policy", "/samples", "/log")
    for address, page in (lists | {each: client.get(each).text for each in others}).items():
        loaded = [client.get(each).content for each in re.findall(r'(?:src|href)="(/assets/[^"]+)"', page)]
        assert len(loaded) >= 4, address
        assert len(page.encode()) + sum(map(len, loaded)) < BYTES_MAX, address


def test_every_answer_carries_the_policy(client: httpx.Client) -> None:
    for address in ("/incidents", "/nowhere", "/assets/desk.css"):
        headers = client.get(address).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "connect-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert client.get("/incidents").headers["cache-control"] == "no-store"
