"""What a page tells is parted from what stands around it; a post of a few lines is all told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harmledger.reading.page import main_text

MENU = "Home\nPolitics\nSport\nNine killed in a fire far away\n"
STORY = (
    "Six people were killed by shelling in the harbour town on Monday, the rescue service said in the evening.\n"
    "The service brought four of the wounded to the hospital and went on searching until the next morning came.\n"
)
TEASERS = "Related articles\nTwelve hurt in a bus crash\nA new bridge is opened\nWeather\n"


def told(content: str, title: str | None) -> str:
    return "\n".join(span.of(content) for span in main_text(content, title))


def test_menus_and_teasers_are_left_out() -> None:
    words = told(MENU + STORY + TEASERS, "Six people killed by shelling in harbour town")
    assert "Six people" in words
    assert "four of the wounded" in words
    assert "Nine killed" not in words
    assert "Twelve hurt" not in words


def test_a_line_that_leads_elsewhere_is_left_out_and_the_story_goes_on() -> None:
    first, second = STORY.splitlines(keepends=True)
    words = told(MENU + first + "Read also\nSeven dead in the south\n" + second + TEASERS, None)
    assert "four of the wounded" in words
    assert "Seven dead" not in words


def test_of_two_stretches_it_is_the_one_that_says_what_the_title_says() -> None:
    other = (
        "The council of the capital met for the third time this year and spoke about the price of bread and fish.\n"
        * 4
    )
    between = "Menu\nAbout\nContact\nImprint\nSearch\n"
    title = "Six people were killed by shelling in the harbour town"
    headline = f"{title}\n"
    words = told(other + between + headline + STORY + TEASERS, title)
    assert "Six people" in words
    assert "price of bread" not in words


def test_of_pictures_alone_what_is_written_beneath_is_told() -> None:
    caption = (
        "Image {} of 9 Boats at the old quay, where a fire left two fishermen dead on Monday. Photo: Ari\n"
    )
    page = "".join(caption.format(n) + "Next\n" for n in range(1, 10))
    assert told(page, "Fire at the quay").count("two fishermen dead") == 9
    assert "Next" not in told(page, "Fire at the quay")


def test_a_post_is_all_told() -> None:
    post = "Two dead in the harbour\nPray for them\nPhotos follow"
    assert told(post, None) == post


def test_of_headlines_alone_only_those_behind_the_title_are_told() -> None:
    others = "".join(f"Other news of the day, number {n}\n" for n in range(12))
    title = "Six dead in the harbour town"
    assert told(others, title) == ""
    page = others + f"{title}\nShelling at noon\nMost read\n" + others
    assert told(page, title) == f"{title}\nShelling at noon"


@pytest.mark.parametrize("cut", ["…", "..", "..."])
def test_a_headline_that_is_cut_is_no_sentence(cut: str) -> None:
    teasers = "".join(f"Town {n}: nine more people were hurt{cut}\n" for n in range(12))
    assert "nine more" not in told("Menu\n" * 4 + STORY + "Menu\n" * 4 + teasers, "The harbour")


@given(content=st.text(max_size=400), title=st.none() | st.text(max_size=40))
def test_the_spans_are_in_order_and_inside(content: str, title: str | None) -> None:
    end = 0
    for span in main_text(content, title):
        assert end <= span.start <= span.end <= len(content)
        end = span.end


def test_headlines_of_others_are_left_out_though_they_are_long() -> None:
    others = (
        "Toll rises to forty as the storm moves on over the northern valleys and the ferries stay in port…\n"
        "Man named as the driver was shot dead by unidentified gunmen near the old mill, May 21, 2014\n"
    )
    words = told(MENU + STORY + others, "Six people killed by shelling in harbour town")
    assert "Six people" in words
    assert "forty" not in words
    assert "driver" not in words


def test_a_story_goes_on_behind_a_box_of_links() -> None:
    words = told(MENU + STORY + TEASERS + STORY + "A third man died of his wounds.\n" + TEASERS, None)
    assert "third man" in words
    assert "Twelve hurt" not in words


def test_wrapped_text_is_all_told() -> None:
    wrapped = "The harbour was shelled and\nthe rescue service says that\nsix people died there.\n" * 4
    assert told(wrapped, None) == wrapped
