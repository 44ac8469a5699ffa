"""What a name may mean, best guess first, and what no gazetteer knows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from harmledger.errors import SettingsError
from harmledger.places.build import ensure_gazetteer, inputs_sha256
from harmledger.places.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("name", "found", "country"),
    [
        ("Mosul", "Mosul", "IQ"),
        ("الموصل", "Mosul", "IQ"),
        ("al-Raqqa", "Raqqa", "SY"),
        ("Kiev", "Kyiv", "UA"),
        ("Харків", "Kharkiv", "UA"),
        ("Jabalya Camp", "Jabalia camp", "PS"),
        ("Cook County", "Cook County", "US"),
        ("Bavaria", "Bavaria", "DE"),
        ("Britain", "United Kingdom", "GB"),
    ],
)
def test_names_in_several_scripts_and_spellings(
    gazetteer: Gazetteer, name: str, found: str, country: str
) -> None:
    best = gazetteer.candidates(name)[0]
    assert (best.name, best.country) == (found, country)


def test_a_slip_of_the_pen_is_found_but_ranks_as_unknown(gazetteer: Gazetteer) -> None:
    assert not gazetteer.knows("Nusseirat Camp")
    assert gazetteer.matches("Nusseirat Camp") == ()
    best = gazetteer.matches("Nusseirat Camp", alike=True)[0]
    assert best.candidate.gazetteer_id == "harmledger:ps-gaza-nuseirat-camp"
    assert 0.78 <= best.likeness < 1.0


def test_every_level_has_an_honest_radius(gazetteer: Gazetteer) -> None:
    by_level = {
        gazetteer.candidates(name)[0].level: gazetteer.candidates(name)[0]
        for name in ("Syria", "Idlib Governorate", "Rimal")
    }
    assert by_level["country"].radius_m > 200_000
    assert 20_000 < by_level["province"].radius_m < 100_000
    assert by_level["neighbourhood"].radius_m <= 1_500


def test_candidates_are_limited_and_always_in_one_order(gazetteer: Gazetteer) -> None:
    twelve = gazetteer.candidates("Springfield")
    assert len(twelve) == 12
    assert gazetteer.candidates("springfield", limit=3) == twelve[:3]
    assert [one.population for one in twelve] == sorted((one.population for one in twelve), reverse=True)


@pytest.mark.parametrize("name", ["", " ", "…", "Xqzzvbr", "A" * 100_000, "\u202e\x00", "' OR 1=1 --", "%"])
def test_hostile_and_unknown_names_are_simply_unknown(gazetteer: Gazetteer, name: str) -> None:
    assert not gazetteer.knows(name)
    assert gazetteer.candidates(name) == ()


def test_the_file_is_named_for_what_went_into_it_and_built_once(
    pytestconfig: pytest.Config, gazetteer: Gazetteer
) -> None:
    folder = pytestconfig.cache.mkdir("gazetteer")
    path = ensure_gazetteer(folder)
    assert path.name == f"gazetteer-{inputs_sha256()[:16]}.sqlite"
    assert gazetteer.digest == inputs_sha256()
    before = path.stat().st_mtime_ns
    assert ensure_gazetteer(folder).stat().st_mtime_ns == before
    assert path.stat().st_size < 120_000_000
    assert not list(folder.glob("*.part"))


def test_a_broken_file_is_refused_with_advice(tmp_path: Path) -> None:
    broken = tmp_path / "gazetteer.sqlite"
    broken.write_bytes(b"not a database")
    with pytest.raises(SettingsError, match="no gazetteer"):
        Gazetteer.open(broken)
    with pytest.raises(SettingsError, match="no gazetteer"):
        Gazetteer.open(tmp_path / "missing.sqlite")


def test_it_can_be_read_from_a_copy_that_may_not_be_written(
    pytestconfig: pytest.Config, tmp_path: Path
) -> None:
    copy = Path(
        shutil.copy(ensure_gazetteer(pytestconfig.cache.mkdir("gazetteer")), tmp_path / "copy.sqlite")
    )
    copy.chmod(0o400)
    opened = Gazetteer.open(copy)
    assert opened.knows("Aleppo")
    opened.close()
