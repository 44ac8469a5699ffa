"""Who may open which page: every route with every role, and what the desk asks of those who sign in."""

from __future__ import annotations

import html
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from desk_server import desk_of
from harmledger.accounts.accounts import add_user, set_second_factor
from harmledger.accounts.log import log_of
from harmledger.accounts.permissions import ROLES, Role
from harmledger.desk.access import ANYONE, NEEDS
from harmledger.desk.app import ROUTES
from harmledger.desk.serve import Door, check_door
from harmledger.errors import UsageError

PASSWORD = "a long walk along the harbour"  # noqa: S105
R, C, V, P, A = ROLES
ALL = {R, C, V, P, A}
ROUTE_BY_ROLE: dict[str, set[Role]] = {
    "GET /": ALL, "GET /inbox": ALL, "GET /inbox/next": ALL, "GET /inbox/{claim_id:str}": ALL,
    "GET /incidents": ALL, "GET /incidents/{incident_id:str}": ALL, "GET /incidents/{incident_id:str}/history": ALL,
    "GET /reports/{report_id:str}": ALL,
    "GET /map": ALL,
    "GET /incidents.csv": {C, V, P, A}, "GET /incidents.jsonl": {C, V, P, A},
    "POST /claims/{claim_id:str}/verdict/{verdict:str}": {C, V, P}, "POST /claims/{claim_id:str}/correct": {C, V, P},
    "POST /claims/{claim_id:str}/clear": {V, P},
    "POST /texts/{text_id:str}/add": {C, V, P}, "POST /decisions/{decision_id:str}/undo": {C, V, P},
    "POST /incidents/{incident_id:str}/review": {V, P}, "POST /incidents/{incident_id:str}/withdraw": {V, P},
    "POST /incidents/{incident_id:str}/override": {V, P}, "POST /incidents/{incident_id:str}/comment": {C, V, P, A},
    "POST /incidents/{incident_id:str}/merge": {C, V, P}, "POST /incidents/{incident_id:str}/apart": {C, V, P},
    "POST /incidents/{incident_id:str}/split": {C, V, P}, "GET /incidents/{incident_id:str}/near": {C, V, P},
    "GET /add": {C, V, P, A}, "POST /add": {C, V, P, A}, "GET /add/{batch_id:str}": {C, V, P, A},
    "POST /add/{batch_id:str}/columns": {C, V, P, A}, "POST /add/{batch_id:str}/take": {C, V, P, A},
    "POST /add/{batch_id:str}/drop": {C, V, P, A}, "GET /add/{batch_id:str}/progress": {C, V, P, A},
    "GET /search": ALL, "GET /search.csv": {C, V, P, A},
    "GET /release": {P}, "GET /release/quotes": {V, P}, "POST /release/now": {P},
    "GET /policy": {P}, "POST /policy/look": {P}, "POST /policy/save": {P},
    "GET /erase": {P, A}, "POST /erase/now": {P, A}, "GET /log": {V, P, A},
    "GET /samples": ALL, "POST /samples/draw": {V, P, A}, "POST /assign": {V, P, A}, "GET /samples/{name:str}": ALL,
    "GET /samples/{name:str}/code": {C, V, P}, "POST /samples/{name:str}/code/{claim_id:str}": {C, V, P},
    "GET /people": {A}, "POST /people/add": {A}, "POST /people/change": {A},
    "GET /account": ALL, "POST /account/password": ALL,
}  # fmt: skip
"""Every route that needs somebody, and who may use it."""
OPEN = {
    "GET /assets/{name:str}",
    "GET /signin",
    "POST /signin/now",
    "POST /signout",
    "POST /language",
    "POST /again",
}


UNDER_WAY = {
    "GET /add/{batch_id:str}", "POST /add/{batch_id:str}/columns", "POST /add/{batch_id:str}/take",
    "POST /add/{batch_id:str}/drop", "GET /add/{batch_id:str}/progress",  # while something is added
    "GET /incidents/{incident_id:str}/near", "GET /inbox/next",  # asked for by a script
    "POST /incidents/{incident_id:str}/apart",  # where accounts are said to be of one source
    "POST /decisions/{decision_id:str}/undo",  # once something is decided
    "GET /search.csv", "POST /policy/save", "POST /erase/now", "POST /release/now",  # once something is looked at
}  # fmt: skip
"""What nothing offers on a desk where nobody has begun anything."""


@pytest.fixture(scope="module")
def team(example_record: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A desk with an account for each role."""
    record = Path(shutil.copytree(example_record, tmp_path_factory.mktemp("team") / "record"))
    for role in ROLES:
        add_user(record, role, role, PASSWORD, now=int(time.time()))
    with desk_of(record) as url:
        client, token = signed_in(url, V)
        with closing(client):
            coders = {"coder.coder": "1", "coder.reviewer": "1", "coder.publisher": "1"}
            drawn = {"_csrf_token": token, "name": "bay", "size": "2", "seed": "1", **coders}
            assert client.post("/samples/draw", data=drawn).headers["location"] == "/samples"
        yield url, record


def signed_in(url: str, name: str) -> tuple[httpx.Client, str]:
    """A client of somebody (who is called like their role), and the token of its forms."""
    client = httpx.Client(base_url=url, follow_redirects=False)
    token = token_of(client.get("/signin"))
    given = {"_csrf_token": token, "name": name, "password": PASSWORD, "back": "/"}
    assert client.post("/signin/now", data=given).status_code == 302
    return client, token


def token_of(answer: httpx.Response) -> str:
    found = re.search(r'name="_csrf_token" value="(\w+)"', answer.text)
    assert found is not None
    return found[1]


def test_the_table_names_every_route() -> None:
    named = {f"{method} {path}" for route in ROUTES for path in route.paths for method in route.http_methods}  # type: ignore[union-attr]
    assert {each for each in named if not each.startswith("HEAD")} == ROUTE_BY_ROLE.keys() | OPEN
    assert {r.opt[NEEDS] == ANYONE for r in ROUTES if f"GET {min(r.paths)}" in OPEN} == {True}  # type: ignore[union-attr]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_the_table_says(team: tuple[str, Path], role: Role) -> None:
    client, token = signed_in(team[0], role)
    with closing(client):
        for route, roles in ROUTE_BY_ROLE.items():
            method, _, path = route.partition(" ")
            address = re.sub(r"\{\w+:str\}", "nothing", path)
            form = {"_csrf_token": token} if method == "POST" else None
            status = client.request(method, address, data=form).status_code
            assert (status == 403) == (role not in roles), f"{role} {route}: {status}"


@pytest.mark.parametrize("role", ROLES)
def test_no_page_offers_a_role_what_it_may_not_do(team: tuple[str, Path], role: Role) -> None:
    """From the start page on every page is opened to which a link leads, one of each kind."""
    client, _ = signed_in(team[0], role)
    found, waiting = {"GET /": "/"}, ["/"]
    with closing(client):
        while waiting:
            path = waiting.pop()
            page = client.get(path, follow_redirects=True)
            assert page.status_code == 200, f"{role} is led to {path}"
            found |= {
                route_of("POST", to): path for to in re.findall(r'\b(?:form)?action="(/[^"?]*)', page.text)
            }
            for to in map(html.unescape, re.findall(r'<a [^>]*\bhref="(/[^"#]*)', page.text)):
                if (route := route_of("GET", to)) not in found:
                    found[route] = path
                    waiting.append(to)
    within = {route for route, roles in ROUTE_BY_ROLE.items() if role in roles}
    beyond = {route: at for route, at in found.items() if route in ROUTE_BY_ROLE.keys() - within}
    assert not beyond, f"{role} is offered {beyond}"
    assert within - found.keys() <= UNDER_WAY, f"{role} finds no way to {within - found.keys() - UNDER_WAY}"


def route_of(method: str, address: str) -> str:
    """The route of the table that answers this address; one that is open to all stands for itself."""
    path = address.partition("?")[0]
    patterns = (route for route in ROUTE_BY_ROLE if route.startswith(f"{method} "))
    found = [
        each for each in patterns if re.fullmatch(re.sub(r"\{\w+:str\}", "[^/]+", each), f"{method} {path}")
    ]
    return min(found, key=lambda each: each.count("{"), default=f"{method} {path}")


def test_people_set_a_password_that_nobody_else_knows(team: tuple[str, Path]) -> None:
    url, record = team
    add_user(record, "new here", "coder", PASSWORD, now=int(time.time()))
    client, token = signed_in(url, "new here")
    form = {"_csrf_token": token, "password": "not this one", "new": "a boat with a red sail"}
    with closing(client):
        assert "do not belong together" in client.post("/account/password", data=form).text
        set_anew = client.post("/account/password", data={**form, "password": PASSWORD})
        assert (set_anew.status_code, set_anew.headers["location"]) == (302, "/signin")
        assert client.get("/inbox").headers["location"].startswith("/signin")
        given = {"_csrf_token": token, "name": "new here", "back": "/"}
        signs_in = [
            client.post("/signin/now", data={**given, "password": each}).status_code
            for each in (PASSWORD, form["new"])
        ]
    assert signs_in == [403, 302]


def test_what_leaves_the_desk_is_logged(team: tuple[str, Path]) -> None:
    url, record = team
    client, _ = signed_in(url, C)
    with closing(client):
        assert client.get("/incidents.csv?country=IS").status_code == 200
        assert client.get("/search.csv?q=fish").status_code == 200
    left = [(event.name, event.about) for event in log_of(record) if event.what == "exported"]
    assert left[:2] == [(C, "search.csv q=fish"), (C, "incidents.csv country=IS")]


def test_nobody_gets_in_without_signing_in(team: tuple[str, Path]) -> None:
    url, record = team
    with httpx.Client(base_url=url, follow_redirects=False) as client:
        for route in ROUTE_BY_ROLE:
            if route.startswith("GET"):
                answer = client.get(re.sub(r"\{\w+:str\}", "nothing", route.partition(" ")[2]))
                assert (answer.status_code, answer.headers["location"][:7]) == (302, "/signin"), route
        token = token_of(client.get("/signin?back=/log"))
        late = client.post("/claims/clm-0/verdict/accept", data={"_csrf_token": token})
        assert (late.status_code, late.headers["location"]) == (
            307,
            "/again?to=%2Fclaims%2Fclm-0%2Fverdict%2Faccept",
        )
        form = {"_csrf_token": token, "name": R, "password": "wrong", "back": "//elsewhere.example"}
        assert "do not belong together" in client.post("/signin/now", data=form).text
        come = client.post("/signin/now", data={**form, "password": PASSWORD})
        assert come.headers["location"] == "/"
        assert "HttpOnly" in come.headers["set-cookie"]
        assert client.get("/inbox").status_code == 200
        client.post("/signout", data={"_csrf_token": token})
        assert client.get("/inbox").status_code == 302
        set_second_factor(record, R, now=int(time.time()))
        assert (
            "one-time code is needed" in client.post("/signin/now", data={**form, "password": PASSWORD}).text
        )


def test_elsewhere_it_only_listens_to_accounts_over_tls(team: tuple[str, Path], example_record: Path) -> None:
    _, record = team
    check_door(example_record, Door(host="127.0.0.1"))
    check_door(example_record, Door(host="::1"))
    with pytest.raises(UsageError, match="while nobody has an account"):
        check_door(example_record, Door(host="0.0.0.0", proxy="desk.example"))  # noqa: S104
    with pytest.raises(UsageError, match="in the clear"):
        check_door(record, Door(host="192.0.2.1"))
    check_door(record, Door(host="192.0.2.1", proxy="desk.example"))
