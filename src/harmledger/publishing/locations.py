"""Where refused inputs stood in, what may leave the machine of it out: never the folders of a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PLACE_IN_FILE = re.compile("#(?:row|line|record|member|message|attachment|sheet) ")
"""What capture puts after a file's path. A `#` alone can stand in the name of a folder."""
_LEAST_COMMON_FOLDERS = 3
"""`/`, `home` and a name: below so many, what is common says nothing, and what is not names people."""


def file_and_place(location: str) -> str:
    """The name of the file, and the place in it: `/home/ana/posts.csv#row 4` is `posts.csv#row 4`."""
    return below_folder(location, _folders(location))


def common_folder(locations: Iterable[str]) -> tuple[str, ...]:
    """The folder in which all of `locations` lie, as its parts; what is no path is passed over."""
    common: list[str] | None = None
    for location in locations:
        folders = _folders(location)
        if folders and common is None:
            common = folders
        elif folders and common is not None:
            pairs = zip(common, folders, strict=False)
            same = next((n for n, (one, other) in enumerate(pairs) if one != other), None)
            common = common[: min(len(common), len(folders)) if same is None else same]
    return tuple(common or ())


def below_folder(location: str, folder: Iterable[str]) -> str:
    """`location` as seen from `folder`; its file and place alone where that folder is as good as none."""
    path, place = _parted(location)
    parts, common = path.split("/"), list(folder)
    if len(common) < _LEAST_COMMON_FOLDERS or parts[: len(common)] != common:
        return parts[-1] + place
    return "/".join(parts[len(common) :]) + place


def _folders(location: str) -> list[str]:
    return _parted(location)[0].split("/")[:-1]


def _parted(location: str) -> tuple[str, str]:
    """The path of the file, and the place in it."""
    found = _PLACE_IN_FILE.search(location)
    return (location[: found.start()], location[found.start() :]) if found else (location, "")
