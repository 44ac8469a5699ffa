"""The codes that an assessment may give as reasons: closed lists, so that the catalogs can be checked."""

from __future__ import annotations

from typing import Literal

RangeRule = Literal[
    "stated", "about", "at_least", "more_than", "at_most", "less_than", "none_said", "plural", "vague_word",
    "added_up", "parts_summed", "overlap_unknown", "died_later", "presumed_civilian", "status_contested",
    "killed_or_injured", "struck", "named", "no_bound",
]  # fmt: skip
"""Why an end of a range is what it is: `low.<rule>`, `high.<rule>`."""

Aside = Literal[
    "rate", "aggregate", "conflict_total", "background", "denied", "denial_of_responsibility", "doubted",
    "not_counted", "none_reported", "no_number", "superseded", "copy", "repeats", "lower_by_same_voice",
    "part_of_another", "vague_beside_number", "nobody_beside_harm", "word_of_the_accused", "clearer_words",
    "fewer_than_named", "between_the_ends", "below_authors_sum",
    "another_place", "another_day", "told_in_passing", "far_above_others", "title_beside_text",
]  # fmt: skip
"""Why a claim or a figure set neither end: `aside.<code>`."""

RangeChange = Literal[
    "another_name", "another_number", "high_without", "low_without", "number_for_words", "overlap_known",
    "status_settled", "upper_end", "who_died_known",
]  # fmt: skip
"""What would move an end of a range: `change.range.<code>`."""

OF_ANOTHER_EVENT: frozenset[Aside] = frozenset(
    ("another_place", "another_day", "told_in_passing", "far_above_others")
)
"""What is set aside because a page tells it of something else than the incident."""
