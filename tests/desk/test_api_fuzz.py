"""Every address of the API is asked what nobody foresaw: it answers as its document says, never breaks, and the record
holds."""

from __future__ import annotations

import copy
import time
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi import checks

from desk_server import desk_of
from harmledger.accounts.accounts import add_user
from harmledger.accounts.signing_in import make_token
from harmledger.desk.api.openapi import document
from harmledger.ledger.queries import incident_files
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify

ASKED = 60
"""Of each address, in each way."""
HOSTILE = ("nothing", "inc-0' OR 1=1 --", "../../etc/passwd", "\x00", "%", "{0}", "\u202eclm-0")


@pytest.mark.full
def test_every_address_answers_as_it_says(either_record: Path) -> None:
    record, now = either_record, int(time.time())
    add_user(record, "L. Sand", "publisher", "a long walk along the harbour", now=now)
    token = make_token(record, "L. Sand", "fuzz", now=now)
    schema = schemathesis.openapi.from_dict(with_ids(record))
    with desk_of(record) as url:
        for operation in schema.get_all_operations():
            asked_of(operation.ok(), url, token)
    report = verify(record)
    assert report.holds, report.failures


def asked_of(operation: APIOperation, url: str, token: str) -> None:
    """Asks one address, in the way of its document and against it."""
    ways = [operation.as_strategy(generation_mode=mode) for mode in schemathesis.GenerationMode]
    often = ASKED * (5 if operation.body else 1)  # deciding takes most, and can break most
    far = settings(max_examples=often, deadline=None, suppress_health_check=list(HealthCheck), database=None)

    for way in ways:

        @far
        @given(case=way)
        def one(case: schemathesis.Case) -> None:
            answer = case.call(base_url=url, headers={"authorization": f"Bearer {token}"})
            assert answer.status_code < 500, f"{case.as_curl_command()}\n{answer.text}"
            said = case.operation.definition.raw["responses"].get(str(answer.status_code))
            assert said is not None or answer.status_code == 405, (
                f"{answer.status_code} is not in the document"
            )
            if answer.headers["content-type"] == "application/json" and said is not None:
                case.validate_response(answer, checks=[checks.response_schema_conformance])

        one()


def with_ids(record: Path) -> dict[str, Any]:
    """The document, in which ids are those of the record, or hostile."""
    with Ledger.open(record) as ledger:
        files = list(incident_files(ledger))
    ids: dict[str, list[str]] = {
        "claim": [told.claim.id for file in files for told in file.claims],
        "incident": [file.incident.id for file in files],
        "report": [report.id for file in files for report in file.reports],
        "telling": [telling.id for file in files for telling in file.tellings],
        "text": [telling.text_id for file in files for telling in file.tellings],
    }
    ids |= {"left": ids["telling"], "right": ids["telling"], "to": ids["incident"], "on": ids["incident"]}
    ids |= {f"{name}_id": found for name, found in ids.items()} | {
        f"{name}s": found for name, found in ids.items()
    }
    whole = copy.deepcopy(document())
    for path in whole["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                parameter["schema"] = _with(parameter["schema"], ids.get(parameter["name"]))
    for name, shape in whole["components"]["schemas"].items():
        if "type" in shape.get("properties", {}) or name == "Statement":
            for field, schema in shape["properties"].items():
                shape["properties"][field] = _with(schema, ids.get(field))
    return whole


def _with(schema: dict[str, Any], ids: list[str] | None) -> dict[str, Any]:
    if ids is None:
        return schema
    if schema.get("type") == "array":
        return {**schema, "items": _with(schema["items"], ids)}
    return {"type": "string", "enum": [*dict.fromkeys(ids), *HOSTILE]}
