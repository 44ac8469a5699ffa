"""The frozen whole-number table in our scorer, and the same table in Splink on DuckDB: one score for every pair."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import duckdb
import pytest
from splink import Linker
from splink.backends.duckdb import DuckDBAPI

from harmledger.linking.model import LinkModel, default_model, parse_model

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))
from fit_linking import FITTED, PRIORS, Weight, load_pairs, made_pairs, splink_settings, written

MODEL = default_model()


def weight_of(levels: dict[str, str], model: LinkModel) -> int:
    """What `score_pair` adds up, before it is cut."""
    return model.decide.prior + sum(getattr(model, name).get(level, 0) for name, level in levels.items())


def test_splink_gives_every_pair_the_score_of_our_table() -> None:
    pairs = made_pairs(250, seed=7)
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect()
    load_pairs(connection, pairs)
    odds = 2.0 ** (MODEL.decide.prior / 100)
    settings = splink_settings(pairs, MODEL, share=odds / (1 + odds))
    linker = Linker(DuckDBAPI(connection).register("ends"), settings, log_level=logging.ERROR)
    scored = linker.inference.predict(warning_mode="never").as_record_list()
    theirs = {int(row["unique_id_l"][:-1]): row["match_weight"] for row in scored}
    assert len(theirs) == len(pairs) > 500
    for number, pair in enumerate(pairs):
        assert theirs[number] * 100 == pytest.approx(weight_of(pair.levels, MODEL), abs=0.01)


def test_what_ships_is_what_people_state_with_fitted_numbers_and_nothing_else() -> None:
    stated = PRIORS.read_text("utf-8")
    shipped = written(stated, [Weight("place", "same_village", 700, 200.0, 9, 610)])
    assert "same_village = 610" in shipped
    assert "[fit]" not in shipped
    for name in FITTED:
        moved = {
            level: getattr(MODEL, name)[level] - weight
            for level, weight in getattr(parse_model(stated.encode()), name).items()
        }
        assert all(abs(by) <= 100 and by % 10 == 0 for by in moved.values()), name
