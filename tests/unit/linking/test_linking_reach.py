"""A change is followed through the pieces of a component, not through all of it, and comes to the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, cast

import pytest
from linking_material import told

from harmledger.linking.ground import Ground
from harmledger.linking.held import Held, Place
from harmledger.linking.judgements import NO_JUDGEMENTS, Judgements
from harmledger.linking.link import Footing, Tie
from harmledger.linking.model import default_model
from harmledger.linking.reach import Reached, reach
from harmledger.linking.retied import Retied

ALL, A_PIECE = 5_000, 100
STRONG, WEAK = 500, 0
DECIDE = default_model().decide


def name(n: int) -> str:
    return f"t{n:05}"


class Chain:
    """A record whose tellings hang on one another in one long row, by a weak tie after each hundred."""

    def __init__(self) -> None:
        self.looked_at: set[str] = set()

    def score(self, n: int) -> int:
        """Of the tie between this one and the next."""
        return WEAK if n % A_PIECE == A_PIECE - 1 else STRONG

    def ties(self, ids: Collection[str]) -> list[Tie]:
        ends = {n for id in ids for n in (int(id[1:]) - 1, int(id[1:])) if 0 <= n < ALL - 1}
        return [Tie(name(n), name(n + 1), self.score(n)) for n in sorted(ends)]

    def places(self, ids: Collection[str]) -> Mapping[str, Place]:
        firsts = {int(id[1:]) // A_PIECE * A_PIECE for id in ids if int(id[1:]) < ALL}
        found = {
            name(n): Place(Footing(name(first), None), name(n))
            for first in firsts
            for n in range(first, first + A_PIECE)
        }
        self.looked_at |= found.keys()
        return found

    def filed(self, keys: Collection[str]) -> list[str]:
        assert not keys
        return []

    def judgements(self, ids: Collection[str]) -> Judgements:
        assert set(ids) <= self.looked_at | {name(ALL)}
        return NO_JUDGEMENTS


def reached(chain: Chain, *come: Tie) -> Reached:
    change = Retied(
        moving=frozenset({name(ALL)}),
        stands={},
        left={},
        come={(tie.left, tie.right): tie for tie in come},
    )
    new = told(name(ALL), "Shells fell on the market of Bir Asal.")
    return reach([new], change.moving, change, cast(Held, cast(Any, chain)), DECIDE)


def pieces_of_all(chain: Chain, *come: Tie) -> list[list[str]]:
    ground = Ground({name(n): None for n in range(ALL + 1)}, NO_JUDGEMENTS)
    ties = [*chain.ties([name(n) for n in range(ALL)]), *come]
    edges = {(ground.at[tie.left], ground.at[tie.right]): tie.score for tie in ties}
    return [[ground.ids[at] for at in ground.members(piece)] for piece in ground.pieces(edges, DECIDE)]


@pytest.mark.parametrize(
    ("come", "sizes"),
    [
        ([Tie(name(2_540), name(ALL), STRONG)], [101]),
        ([Tie(name(2_540), name(ALL), WEAK)], [1]),
        ([Tie(name(2_540), name(ALL), STRONG), Tie(name(4_010), name(ALL), STRONG)], [1] * 201),
        ([], [1]),
    ],
    ids=[
        "it joins a piece",
        "it hangs on weakly",
        "it brings more together than fit, all equally strong",
        "it is alone",
    ],
)
def test_the_pieces_that_change_are_those_of_the_whole(come: list[Tie], sizes: list[int]) -> None:
    chain = Chain()
    found = reached(chain, *come)
    changed = [[found.ground.ids[at] for at in found.ground.members(piece)] for piece in found.pieces]
    assert [len(piece) for piece in changed] == sizes
    whole = pieces_of_all(chain, *come)
    assert all(piece in whole for piece in changed)
    as_before = [list(chain.places([name(n)])) for n in range(0, ALL, A_PIECE)]
    assert [piece for piece in whole if piece not in changed] == [
        piece for piece in as_before if not any(set(piece) & set(each) for each in changed)
    ]


def test_little_of_a_long_component_is_looked_at() -> None:
    chain = Chain()
    reached(chain, Tie(name(2_540), name(ALL), STRONG))
    assert len(chain.looked_at) <= 5 * A_PIECE
