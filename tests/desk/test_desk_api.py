"""The API of the desk: a token opens what its user may open and nothing else; what is decided through it is in the
chain."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from desk_server import desk_of
from harmledger.accounts.accounts import add_user
from harmledger.accounts.log import log_of
from harmledger.accounts.permissions import ROLES, Role
from harmledger.accounts.signing_in import make_token, revoke_tokens, tokens_of
from harmledger.desk.access import NEEDS
from harmledger.desk.api.openapi import ROUTES, document
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify
from harmledger.records.decision import Decision

R, C, V, P, A = ROLES
ALL = {R, C, V, P, A}
ROUTE_BY_ROLE: dict[str, set[Role]] = {
    "GET /record": ALL, "GET /incidents": ALL, "GET /incidents/{incident_id:str}": ALL,
    "GET /incidents/{incident_id:str}/explanation": ALL, "GET /incidents/{incident_id:str}/history": ALL,
    "GET /claims": ALL, "GET /claims/{claim_id:str}": ALL, "GET /reports": ALL, "GET /reports/{report_id:str}": ALL,
    "GET /search": ALL, "GET /log": {V, P, A}, "POST /decisions": ALL,
    "GET /export/incidents": {C, V, P, A}, "GET /export/claims": {C, V, P, A},
}  # fmt: skip
DECIDES: dict[str, set[Role]] = {
    '{"type":"accept","claim":"clm-0"}': {C, V, P}, '{"type":"clear_quote","claim":"clm-0"}': {V, P},
    '{"type":"merge","incidents":["inc-0","inc-1"]}': {C, V, P}, '{"type":"withdraw","incident":"inc-0"}': {V, P},
    '{"type":"override","incident":"inc-0","field":"grade","label":"fair"}': {V, P},
    '{"type":"review","incident":"inc-0","seal":""}': {V, P}, '{"type":"comment","on":"inc-0"}': {C, V, P, A},
    '{"type":"assign","to":"coder","reports":["rep-0"]}': {V, P, A},
}  # fmt: skip
"""What an action that is on nothing in the record is refused for to these roles alone: everybody else may not ask."""


@pytest.fixture(scope="module")
def team(
    example_record: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path, dict[Role, str]]]:
    """A desk with an account for each role, and a token of each."""
    record = Path(shutil.copytree(example_record, tmp_path_factory.mktemp("api") / "record"))
    now, tokens = int(time.time()), {}
    for role in ROLES:
        add_user(record, role, role, "a long walk along the harbour", now=now)
        tokens[role] = make_token(record, role, "a test", now=now)
    with desk_of(record) as url:
        yield url, record, tokens


@pytest.fixture
def programs(team: tuple[str, Path, dict[Role, str]]) -> Iterator[dict[Role, httpx.Client]]:
    url, _, tokens = team
    made = {
        role: httpx.Client(base_url=f"{url}/api/1", headers={"authorization": f"Bearer {token}"})
        for role, token in tokens.items()
    }
    yield made
    for each in made.values():
        each.close()


def test_the_table_names_every_route_and_each_says_what_it_needs() -> None:
    named = {f"{m} {min(route.paths)}" for route in ROUTES for m in route.http_methods - {"HEAD"}}
    assert {each.replace("/api/1", "") for each in named} == ROUTE_BY_ROLE.keys()
    assert all(isinstance(route.opt[NEEDS], str) for route in ROUTES)
    assert set(document()["paths"]) == {re.sub(r":str", "", min(route.paths)) for route in ROUTES}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_the_table_says(programs: dict[Role, httpx.Client], role: Role) -> None:
    for route, roles in ROUTE_BY_ROLE.items():
        method, _, path = route.partition(" ")
        address = re.sub(r"\{\w+:str\}", "nothing", path)
        status = (
            programs[role]
            .request(method, address, params={"q": "harbour"} if "search" in path else {})
            .status_code
        )
        assert (status == 403) == (role not in roles), f"{role} {route}: {status}"
        assert status in (200, 403, 404, 422)
    for action, roles in DECIDES.items():
        answer = programs[role].post("/decisions", content=f'{{"action":{action},"why":"asked"}}')
        assert answer.status_code == (
            403 if role not in roles else 404 if "comment" not in action else 201
        ), action


def test_nobody_gets_in_without_a_good_token(
    team: tuple[str, Path, dict[Role, str]], client: httpx.Client
) -> None:
    url, record, _ = team
    extra = make_token(record, C, "for a day", now=int(time.time()))
    with httpx.Client(base_url=f"{url}/api/1") as program:
        for header in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Basic {extra}"}):
            refused = program.get("/record", headers=header)
            assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
            assert refused.json()["what"].startswith("no token")
        kept = {"cookie": f"session_record={extra}"}
        assert program.get("/record", headers=kept).status_code == 401
        good = {"authorization": f"bearer {extra}"}
        assert program.get("/record", headers=good).json()["name"] == "record"
        assert ("for a day", C) in {(each.label, each.name) for each in tokens_of(record)}
        revoke_tokens(record, C, "for a day", now=int(time.time()))
        assert program.get("/record", headers=good).status_code == 401
        assert program.get("/openapi.json").json()["info"]["title"] == "harmledger"
    alone = client.get("/api/1/record")
    assert alone.status_code == 401, "a desk without accounts answers no program"
    assert (
        client.post("/api/1/decisions", content=b'{"action":{"type":"undo","decision":"dec-0"}}').status_code
        == 401
    )


def test_what_is_read_is_what_the_record_holds(programs: dict[Role, httpx.Client]) -> None:
    reader = programs[R]
    first = reader.get("/incidents", params={"limit": 2, "order": "killed"}).json()
    second = reader.get("/incidents", params={"order": "killed", "after": json.dumps(first["next"])}).json()
    assert len(first["rows"]) == 2
    assert not {row["incident_id"] for row in first["rows"]} & {row["incident_id"] for row in second["rows"]}
    assert sum(reader.get("/record").json()["incidents"].values()) == 2 + len(second["rows"])
    one = first["rows"][0]["incident_id"]
    whole = reader.get(f"/incidents/{one}").json()
    assert whole["incident"]["id"] == one
    assert reader.get(f"/incidents/{one}/explanation").json()["ends"]
    assert {each["kind"] for each in reader.get(f"/incidents/{one}/history").json()} >= {"report"}
    claim = whole["claims"][0]["claim"]
    assert reader.get(f"/claims/{claim['id']}").json() == whole["claims"][0]
    report = reader.get(f"/reports/{whole['claims'][0]['report_id']}").json()
    start, end = claim["span"]
    assert report["text"]["content"][start:end] == claim["quote"]
    listed = reader.get("/reports", params={"key": report["report"]["key"]}).json()["rows"]
    assert [each["id"] for each in listed] == [report["report"]["id"]]
    found = reader.get("/search", params={"q": claim["quote"].split()[0], "kind": "claim"}).json()["rows"]
    assert claim["id"] in {hit["id"] for hit in found}


def test_a_decision_is_in_the_chain_and_the_second_is_told_of_the_first(
    programs: dict[Role, httpx.Client], team: tuple[str, Path, dict[Role, str]]
) -> None:
    waiting = programs[C].get("/claims").json()
    claim = waiting["rows"][0]["claim"]["id"]
    asked = {
        "action": {"type": "reject", "claim": claim},
        "why": "of another town",
        "saw": waiting["version"],
    }
    made = programs[C].post("/decisions", json=asked)
    assert made.status_code == 201, made.text
    stale = programs[V].post("/decisions", json=asked | {"action": {"type": "accept", "claim": claim}})
    assert (stale.status_code, stale.json()["since"]) == (409, [made.json()["decision"]["id"]])
    undo = {"action": {"type": "undo", "decision": made.json()["decision"]["id"]}}
    assert programs[A].post("/decisions", json=undo).status_code == 403
    assert programs[V].post("/decisions", json=undo).status_code == 201
    again = programs[V].post("/decisions", json=undo)
    assert (again.status_code, again.json()["code"]) == (409, "not_in_force")
    newest = programs[V].get("/log", params={"limit": 2}).json()
    assert [entry["decision"]["by"] for entry in newest] == [V, C]
    with Ledger.open(team[1]) as ledger:
        assert ledger.get(Decision, made.json()["decision"]["id"]).why == "of another town"
    assert verify(team[1]).holds


def test_what_leaves_is_logged(
    programs: dict[Role, httpx.Client], team: tuple[str, Path, dict[Role, str]]
) -> None:
    lines = programs[C].get("/export/claims").text.splitlines()
    assert {json.loads(line)["standing"]["verdict"] for line in lines} >= {"proposed"}
    assert len(programs[C].get("/export/incidents").text.splitlines()) == sum(
        programs[C].get("/record").json()["incidents"].values()
    )
    newest = [(each.what, each.name, each.about) for each in log_of(team[1], limit=2)]
    assert newest == [("exported", C, f"/api/1/export/{what}") for what in ("incidents", "claims")]


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/nowhere", 404), ("DELETE", "/decisions", 405), ("GET", "/incidents?limit=0", 422),
        ("GET", "/incidents?colour=red", 422), ("GET", "/claims?after=[1]", 422),
        ("GET", "/claims?after=[1.5,2,3]", 422),
        ("GET", "/reports?after=[99999999999999999999]", 422), ("GET", "/search?q=x&after=[1,2,3]", 422),
        ("POST", "/decisions", 422), ("GET", "/log?before=99999999999999999999", 422),
    ],
)  # fmt: skip
def test_faults_are_told_to_programs(
    programs: dict[Role, httpx.Client], method: str, address: str, status: int
) -> None:
    answer = programs[P].request(method, address)
    assert answer.status_code == status
    assert (answer.headers["content-type"], answer.json()["status"]) == ("application/json", status)


def test_nobody_but_a_release_says_that_something_was_published(programs: dict[Role, httpx.Client]) -> None:
    said = {"action": {"type": "publish", "release": "2014-03-04", "manifest_sha256": "", "seals": {}}}
    assert programs[P].post("/decisions", json=said).status_code == 422
