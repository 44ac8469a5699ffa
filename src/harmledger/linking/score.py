"""Two sides in, a whole-number score with its reasons out, under the frozen weights of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from harmledger.linking import features
from harmledger.linking.features import Finding
from harmledger.linking.model import LinkModel
from harmledger.linking.sides import Side
from harmledger.records.incident import Link
from harmledger.records.reason import Reason

Comparison = Callable[[Side, Side, LinkModel], Finding | None]

COMPARISONS: dict[str, Comparison] = {
    "place": features.compare_place,
    "time": features.compare_time,
    "means": features.compare_means,
    "blamed": features.compare_blamed,
    "figures": features.compare_figures,
    "persons": features.compare_persons,
    "names": features.compare_names,
    "ages": features.compare_ages,
    "streets": features.compare_streets,
    "words": features.compare_words,
    "copy": features.compare_copy,
}


OF_THE_TEXT = frozenset(("names", "ages", "streets", "words", "copy"))
"""Say nothing of two tellings of one report: its reader told them apart, and their text is one."""


def score_pair(left: Side, right: Side, model: LinkModel) -> int | None:
    """How likely the two tell of one event, in hundredths of a bit, cut to `least` and `most`. Symmetric.

    None: they contradict each other, in a finding of which the model says `never`.
    """
    total = model.decide.prior
    for finding, weight in _weighed(left, right, model):
        if finding.level in model.decide.never:
            return None
        total += weight
    return max(model.decide.least, min(model.decide.most, total))


class Following:
    """Scores of pairs, where they are worth following: of most pairs that meet it shows early that they are not."""

    def __init__(self, model: LinkModel) -> None:
        self._model = model
        weights: list[dict[str, int]] = [getattr(model, name) for name in COMPARISONS]
        most = [max(0, *each.values()) for each in weights]
        self._steps = [
            (name in OF_THE_TEXT, compare, weights[nth], sum(most[nth + 1 :]))
            for nth, (name, compare) in enumerate(COMPARISONS.items())
        ]

    def score(self, left: Side, right: Side) -> int | None:
        """As `score_pair`, but None also below `follow_at`."""
        decide = self._model.decide
        total = decide.prior
        one_text = left.telling.report_id == right.telling.report_id
        for of_the_text, compare, weights, still_possible in self._steps:
            finding = None if one_text and of_the_text else compare(left, right, self._model)
            if finding is not None:
                if finding.level in decide.never:
                    return None
                total += weights.get(finding.level, 0)
            if total + still_possible < decide.follow_at:
                return None
        return min(decide.most, total)


def explain_pair(left: Side, right: Side, model: LinkModel) -> Link:
    """The link of two tellings with every finding that weighs anything, the heaviest first."""
    if right.id < left.id:
        left, right = right, left
    found = sorted(_weighed(left, right, model), key=lambda item: (-abs(item[1]), item[0].level))
    score = score_pair(left, right, model)
    return Link(
        left=left.id,
        right=right.id,
        score=model.decide.least if score is None else score,
        reasons=tuple(_reason(finding, weight) for finding, weight in found if weight),
    )


def findings(left: Side, right: Side, model: LinkModel) -> Iterator[tuple[str, Finding]]:
    """What each comparison finds of the two, by its name; nothing where the two cannot be compared."""
    one_text = left.telling.report_id == right.telling.report_id
    for name, compare in COMPARISONS.items():
        if one_text and name in OF_THE_TEXT:
            continue
        finding = compare(left, right, model)
        if finding is not None:
            yield name, finding


def _weighed(left: Side, right: Side, model: LinkModel) -> Iterator[tuple[Finding, int]]:
    for name, finding in findings(left, right, model):
        weights: dict[str, int] = getattr(model, name)
        yield finding, weights.get(finding.level, 0)


_GRADED = ("words_", "names_", "ages_", "streets_")
"""Levels that share one sentence: their number stands in the parameters."""


def _reason(finding: Finding, weight: int) -> Reason:
    stem = next((stem for stem in _GRADED if finding.level.startswith(stem)), finding.level)
    return Reason(code=f"link.{stem.rstrip('_')}", params={**finding.params, "weight": weight})
