"""Stated priors and a made war in; the frozen weights of the pair model, and a chart of them, out (`make fit-linking`).

    python tools/fit_linking.py [--tellings 4000] [--seed 1] [--check]

Splink (on DuckDB) estimates, over the pairs of made tellings that meet in a block, how often each finding holds of
two tellings of one event (m) and of two events (u): the truth of a made war is known, so that neither is guessed by
expectation maximisation, which drifts where places and days are crowded. The weight log2(m/u) is drawn towards the one
that people state in `link_priors.toml`, as if that rested on so many pairs, and moved no further from it than `[fit]
most`: made data knows nothing of how findings hang together in real reports. Rounded to tenths of a bit. `build`
estimates nothing; it reads what this wrote.
`--check` only says whether the shipped weights are those.
"""

from __future__ import annotations

import argparse
import csv
import logging
import math
import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from link_chart import FITTED, Weight, chart
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from harmledger.linking.blocking import candidate_pairs
from harmledger.linking.model import LinkModel, default_model, parse_model
from harmledger.linking.parts import own_matter
from harmledger.linking.score import findings
from harmledger.linking.sides import Side, make_side
from harmledger.linking.stands import stand_of

ROOT = Path(__file__).resolve().parents[1]
PRIORS = Path(__file__).with_name("link_priors.toml")
WEIGHTS = ROOT / "src" / "harmledger" / "linking" / "data" / "weights.toml"
CHART = ROOT / "docs" / "img" / "link-weights.svg"
NOTHING = "none"
"""The level of a comparison that could not be made or found nothing: it weighs nothing, by definition."""
STEP = 10
"""Hundredths of a bit: finer steps would pretend to know more than a made war can teach."""
LEAST_CHANCE = 1e-4
_TINY = 2.0**-30
"""Only the ratio of m and u counts in a score; this keeps both below one."""
SAMPLED = 4_000_000
"""Pairs of rows that Splink looks at for u."""


def main() -> int:
    """Fits, and writes or checks; gives the exit status."""
    options = _options()
    stated = PRIORS.read_text("utf-8")
    fit = tomllib.loads(stated)["fit"]
    weights = list(fit_weights(made_pairs(options.tellings, options.seed), stated, **fit))
    shipped = written(stated, weights)
    if options.check:
        holds = shipped == WEIGHTS.read_text("utf-8")
        print(
            "the shipped weights are those"
            if holds
            else "the shipped weights are others: run `make fit-linking`"
        )
        return 0 if holds else 1
    WEIGHTS.write_text(shipped, "utf-8")
    CHART.write_text(chart(weights), "utf-8")
    for each in weights:
        print(
            f"{each.comparison:>8} {each.level:<20}{each.stated:>7}{each.found:>9.0f}{each.pairs:>9}{each.fitted:>7}"
        )
    return 0


class Pair(NamedTuple):
    """The level of each comparison of two tellings that meet in a block, and whether they tell of one event."""

    levels: dict[str, str]
    one: bool


def made_pairs(tellings: int, seed: int) -> list[Pair]:
    """Every pair of a made war that meets in a block, with its findings and the truth."""
    sys.path.insert(0, str(ROOT / "tests"))
    from made_war import make_war

    war, model = make_war(tellings, seed=seed), default_model()
    ordered = sorted(war.tellings, key=lambda telling: telling.id)
    matter = own_matter(ordered, war.matter)
    sides = [make_side(telling, matter[telling.id], model.levels) for telling in ordered]
    return [
        Pair(levels_of(sides[i], sides[j], model), war.event_of[sides[i].id] == war.event_of[sides[j].id])
        for i, j in candidate_pairs([stand_of(side) for side in sides])
    ]


def levels_of(left: Side, right: Side, model: LinkModel) -> dict[str, str]:
    """The level of each comparison."""
    found = {name: finding.level for name, finding in findings(left, right, model)}
    return {name: found.get(name, NOTHING) for name in FITTED}


def fit_weights(pairs: Sequence[Pair], stated: str, *, pairs_stated: int, most: int) -> Iterator[Weight]:
    """The weights, drawn towards those that are stated."""
    priors = tomllib.loads(stated)
    counted = Counter((name, level, pair.one) for pair in pairs for name, level in pair.levels.items())
    for (name, level), found in sorted(estimated(pairs, parse_model(stated.encode())).items()):
        prior = priors[name].get(level)
        if prior is not None:
            seen = min(counted[name, level, True], counted[name, level, False])
            drawn = (seen * found + pairs_stated * prior) / (seen + pairs_stated)
            kept = max(prior - most, min(prior + most, drawn))
            yield Weight(name, level, prior, found, seen, round(kept / STEP) * STEP)


def estimated(pairs: Sequence[Pair], stated: LinkModel) -> dict[tuple[str, str], float]:
    """log2(m/u) of each level in hundredths of a bit, as Splink estimates m and u over these pairs."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    smoothed = [*pairs, *_one_of_each(pairs)]
    same = _linker([pair for pair in smoothed if pair.one], stated)
    same.training.estimate_m_from_pairwise_labels("labels")
    apart = _linker([pair for pair in smoothed if not pair.one], stated)
    apart.training.estimate_u_using_random_sampling(max_pairs=SAMPLED, seed=1, min_count_per_level=None)
    m, u = (
        _probabilities(linker, name) for linker, name in ((same, "m_probability"), (apart, "u_probability"))
    )
    return {
        key: 100 * math.log2(max(LEAST_CHANCE, m[key]) / max(LEAST_CHANCE, u[key]))
        for key in m.keys() & u.keys()
    }


def _linker(pairs: Sequence[Pair], stated: LinkModel) -> Linker:
    """A linker over these pairs, each of which is a row at either end; `labels` names the two ends of each."""
    connection = duckdb.connect()
    load_pairs(connection, pairs)
    backend = DuckDBAPI(connection)
    linker = Linker(
        backend.register("ends"), splink_settings(pairs, stated, share=0.5), log_level=logging.ERROR
    )
    backend.register("labels")
    return linker


def _probabilities(linker: Linker, name: str) -> dict[tuple[str, str], float]:
    """By comparison and level, where Splink could estimate it."""
    return {
        (comparison["output_column_name"], level["label_for_charts"]): float(level[name])
        for comparison in linker.misc.save_model_to_json()["comparisons"]
        for level in comparison["comparison_levels"]
        if isinstance(level.get(name), float)
    }


def _one_of_each(pairs: Sequence[Pair]) -> Iterator[Pair]:
    """Each level once in a pair of one event and once in one of two: what was never seen is rare, not impossible."""
    for name, level in sorted({item for pair in pairs for item in pair.levels.items()}):
        for one in (True, False):
            yield Pair(dict.fromkeys(FITTED, NOTHING) | {name: level}, one)


def splink_settings(pairs: Sequence[Pair], stated: LinkModel, share: float) -> SettingsCreator:
    """Our comparisons as Splink's, level by level; "nothing found" is a level too, and weighs nothing in ours."""
    seen = {name: sorted({pair.levels[name] for pair in pairs}) for name in FITTED}
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=share,
        blocking_rules_to_generate_predictions=[block_on("pair")],
        comparisons=[_comparison(name, levels, getattr(stated, name)) for name, levels in seen.items()],
        retain_matching_columns=False,
    )


def _comparison(name: str, levels: Sequence[str], stated: Mapping[str, int]) -> dict[str, Any]:
    """A comparison whose Bayes factors are those of the whole-number weights."""
    of_level = [
        {
            "sql_condition": f"{name}_l = '{level}'",
            "label_for_charts": level,
            "m_probability": 2.0 ** (stated.get(level, 0) / 100) * _TINY,
            "u_probability": _TINY,
        }
        for level in levels
    ]
    otherwise = {"sql_condition": "ELSE", "label_for_charts": "else"}
    return {"output_column_name": name, "comparison_levels": [*of_level, otherwise]}


def load_pairs(connection: duckdb.DuckDBPyConnection, pairs: Sequence[Pair]) -> None:
    """A pair is two rows that share its number and its levels; the pairs of one event are the labels."""
    with tempfile.TemporaryDirectory(prefix="harmledger-fit-") as folder:
        ends, labels = Path(folder) / "ends.csv", Path(folder) / "labels.csv"
        _write(
            ends,
            ("unique_id", "pair", *FITTED),
            chain.from_iterable(_ends(n, pair) for n, pair in enumerate(pairs)),
        )
        _write(
            labels,
            ("unique_id_l", "unique_id_r"),
            ((f"{n}a", f"{n}b") for n, pair in enumerate(pairs) if pair.one),
        )
        connection.read_csv(str(ends), header=True).create("ends")
        connection.read_csv(str(labels), header=True).create("labels")


def _ends(number: int, pair: Pair) -> Iterator[Sequence[object]]:
    yield from ((f"{number}{end}", number, *(pair.levels[name] for name in FITTED)) for end in "ab")


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(header)
        table.writerows(rows)


def written(stated: str, weights: Sequence[Weight]) -> str:
    """The stated file with the fitted numbers in place of the stated ones; what each level means stays beside it."""
    fitted = {(each.comparison, each.level): each.fitted for each in weights}
    body = stated.split("[decide]", 1)[1]
    lines, section = [], "decide"
    for line in body.split("[fit]")[0].splitlines():
        section = line[1 : line.index("]")] if line.startswith("[") else section
        name = line.partition(" = ")[0]
        if (section, name) in fitted:
            line = re.sub(r"= *-?\d+", f"= {fitted[section, name]}", line, count=1)
        lines.append(line)
    return _HEAD + "\n[decide]" + "\n".join(lines).rstrip() + "\n"


_HEAD = """\
# The pair model that ships: what each finding about two tellings weighs, in hundredths of a bit. Made by
# `make fit-linking` from tools/link_priors.toml (the numbers that people state) and a made war; do not edit by hand.
# Frozen: `build` estimates nothing. A level not listed weighs nothing. When a level holds: linking/features.py.

version = "2"
"""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tellings", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
