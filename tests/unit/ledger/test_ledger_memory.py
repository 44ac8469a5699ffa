"""The list of incidents in memory: what it finds, puts in order and counts is what going through the rows gives."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from decided_record import RULES, did, record_of
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import AT, fill, sample

from harmledger.flow.derive import derive
from harmledger.flow.progress import silent
from harmledger.flow.update import update
from harmledger.ledger.browse import listing
from harmledger.ledger.coded import Coded, Condition
from harmledger.ledger.counted import facets, spots
from harmledger.ledger.erase import erase
from harmledger.ledger.narrowing import Listed
from harmledger.ledger.queries import current_incident, incident_file
from harmledger.ledger.store import Ledger
from harmledger.records.action import Merge, Reject

IDS = st.lists(st.sampled_from([f"inc-{n}" for n in range(12)]), unique=True, max_size=12)
ROW = st.tuples(st.sampled_from(["", "2031-01", "2031-02", "2032-01"]), st.integers(-1, 3))


@given(st.lists(st.tuples(IDS, IDS, st.lists(ROW, min_size=12, max_size=12)), max_size=4), st.data())
def test_columns_answer_as_rows_do(
    changes: list[tuple[list[str], list[str], list[tuple[str, int]]]], data: st.DataObject
) -> None:
    coded, rows = Coded(("month", "killed")), dict[str, tuple[str, int]]()
    for gone, put, values in changes:
        coded.take(gone)
        rows = {id: row for id, row in rows.items() if id not in gone}
        here = values[: len(put)]
        coded.put(put, {"month": [month for month, _ in here], "killed": [killed for _, killed in here]})
        rows |= dict(zip(put, here, strict=True))
    least, many = data.draw(st.integers(-1, 3)), data.draw(st.integers(1, 12))
    conditions: list[Condition] = [("killed", least.__le__), ("month", bool)]
    met = coded.meeting(conditions)
    found = {id: row for id, row in rows.items() if row[1] >= least and row[0]}
    assert dict(coded.counted("month", met)) == Counter(month for month, _ in found.values())
    assert coded.first(met, many, after="inc-3") == sorted(id for id in found if id > "inc-3")[:many]
    in_order = sorted(((month, id) for id, (month, _) in found.items()), reverse=True)
    assert coded.highest(met, "month", many) == [id for _, id in in_order][:many]
    end = data.draw(
        st.tuples(st.sampled_from(["", "2031-02", "2031-03"]), st.sampled_from(["inc-3", "inc-9"]))
    )
    behind = [id for month, id in in_order if (month, id) < end]
    assert coded.highest(coded.behind(met, "month", *end), "month", 12) == behind


def test_a_ledger_that_was_open_all_along_lists_what_one_opened_now_does(tmp_path: Path) -> None:
    with record_of(tmp_path) as ledger, Ledger.open(tmp_path) as reader:
        assert _seen(reader)[0]["state"] == {"proposed": 3}
        first, second = (current_incident(ledger, key).id for key in ("case 1", "case 2"))
        for told in incident_file(ledger, first).claims:
            did(ledger, Reject(told.claim.id))
            assert _seen(reader) == _seen_anew(tmp_path)
        assert _seen(reader)[0]["state"] == {"proposed": 2, "withdrawn": 1}
        did(ledger, Merge((first, second)))
        assert sum(_seen(reader)[0]["state"].values()) == 2
        assert _seen(reader) == _seen_anew(tmp_path)
        derive(ledger, RULES, silent)
        assert _seen(reader) == _seen_anew(tmp_path)


def test_publishers_are_counted_on_from_where_somebody_last_looked(tmp_path: Path) -> None:
    with record_of(tmp_path) as ledger, Ledger.open(tmp_path) as reader:
        assert _publishers(reader) == {"Harbour Courier": 6}
        fill(ledger, [sample(7), sample(8)])
        update(ledger, RULES)
        assert _publishers(reader) == {"Harbour Courier": 8}
        seventh = sample(7).report
        erase(ledger, seventh.id, by="ann", why="asked by the family", at=AT)
        derive(ledger, RULES, silent)
        assert _publishers(reader) == _publishers(ledger) == {"Harbour Courier": 7}


def _publishers(ledger: Ledger) -> dict[str, int]:
    with ledger.snapshot() as connection:
        return ledger.publishers.of(connection)


def _seen(ledger: Ledger) -> tuple[object, ...]:
    return facets(ledger), spots(ledger, Listed()), listing(ledger, order="killed").rows


def _seen_anew(folder: Path) -> tuple[object, ...]:
    with Ledger.open(folder) as ledger:
        return _seen(ledger)
