"""Where refused inputs stood, as the draft and the site say it: never with the folders of a person."""

from __future__ import annotations

import pytest

from harmledger.publishing.locations import below_folder, common_folder, file_and_place


@pytest.mark.parametrize(
    ("location", "published"),
    [
        ("/home/ana/case/posts.csv#row 4", "posts.csv#row 4"),
        ("/home/ana/case#3/scan.pdf", "scan.pdf"),
        ("/home/ana/bundle.zip#member a/b.html", "bundle.zip#member a/b.html"),
        ("/home/ana/posts.csv#row 4 file sub/x.html", "posts.csv#row 4 file sub/x.html"),
        ("/scan.pdf", "scan.pdf"),
        ("C:/Users/ana/scan.pdf", "scan.pdf"),
        ("txt-0123456789abcdef01234567", "txt-0123456789abcdef01234567"),
    ],
)
def test_a_location_is_its_file_and_the_place_in_it(location: str, published: str) -> None:
    assert file_and_place(location) == published


def test_locations_are_seen_from_the_folder_that_holds_all_of_them() -> None:
    inside = ["/home/ana/war/north/a.pdf", "/home/ana/war/b.csv#row 2", "/home/ana/war/north/deep/c.eml"]
    folder = common_folder([*inside, "txt-0123456789abcdef01234567"])
    seen = [below_folder(each, folder) for each in inside]
    assert seen == ["north/a.pdf", "b.csv#row 2", "north/deep/c.eml"]
    assert folder == common_folder(reversed(inside))


def test_folders_of_different_people_are_left_out() -> None:
    apart = ["/home/ana/war/a.pdf", "/home/bo/b.pdf"]
    folder = common_folder(apart)
    assert [below_folder(each, folder) for each in apart] == ["a.pdf", "b.pdf"]
    assert common_folder([]) == ()
