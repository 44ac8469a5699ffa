"""The source of the package in, the codes that it asks the catalogs for out: whole ones, and patterns of
those put together.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import harmledger.wording

SOURCE = Path(harmledger.wording.__file__).parents[1]
_CODE = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_IN_TEMPLATE = re.compile(
    r"""["']([a-z0-9_.]+)["']\s*\|\s*(say|desk)|\b(say|desk)\(\s*["']([a-z0-9_.]*[a-z0-9_])["']\s*[,)]"""
)
_PUT_TOGETHER = re.compile(r"""\b(say|desk)\(\s*["']([a-z_.]+\.)["']\s*~""")
_HEAD = {"say": "site.", "desk": "desk."}
"""Under which head the catalogs hold what a template asks a function or a filter for."""
_QUOTED = re.compile(r"""["']([a-z0-9_.]+)["']""")
_ARGUMENT = {
    "InputRefused": ("refused.", 0), "DecisionRefused": ("decision.refused.", 0),
    "SignInRefused": ("account.refused.", 0),
    "say": ("", 0), "_say": ("", 0), "desk": ("desk.", 0), "passed": ("verify.", 1),
    "failed": ("verify.", 1), "not_checked": ("verify.", 1), "closed": ("verify.", 2),
}  # fmt: skip
"""Calls whose code stands at a position, and the head under which the catalogs hold it."""
_KEYWORD = {"Reason": "reason.", "make_refusal": "refused."}
"""Calls whose code is the keyword `code`."""


class Asked(NamedTuple):
    """A call with a code written out: the whole code, and the names of the parameters beside it; `**` where
    they are not written out."""

    code: str
    given: frozenset[str]


@cache
def asked() -> tuple[Asked, ...]:
    """Every code that a call writes out whole, and every one of the templates."""
    return (*(each for path in _modules() for each in _of_module(path)), *_of_templates())


@cache
def how_known() -> frozenset[str]:
    """The codes that Moments and Places are given as their reason."""
    dates = SOURCE.joinpath("reading").glob("*/when/*.py")
    found = {code for path in dates for code in (*_arguments(path, "one", 1), *_answers(path))}
    found |= {code for path in SOURCE.joinpath("places").glob("*.py") for code in _answers(path)}
    found |= set(_arguments(SOURCE / "places" / "coordinates.py", "_place", -1))
    found |= {code for path in _modules() for name in ("Moment", "Place") for code in _reasons(path, name)}
    return frozenset(f"reason.{code}" for code in found)


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """What codes that are put together look like: each part that is filled in is a group."""
    heads = (head for path in _templates() for head in _PUT_TOGETHER.findall(path.read_text("utf-8")))
    of_templates = [re.compile(f"{re.escape(_HEAD[asks] + head)}(.+)") for asks, head in heads]
    return (*of_templates, *(pattern for path in _modules() for pattern in _patterns(path)))


@cache
def literals() -> frozenset[str]:
    """Every string of the package that could fill a part of a code."""
    found = {s for path in _templates() for s in _QUOTED.findall(path.read_text("utf-8"))}
    for path in SOURCE.rglob("*.toml"):
        found |= set(_keys(tomllib.loads(path.read_text("utf-8"))))
    for path in _modules():
        found |= {n.value for n in _nodes(path) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return frozenset(s for s in found if _CODE.fullmatch(s))


def could_be_asked_for(code: str) -> bool:
    """Whether some call puts `code` together from strings that the package holds."""
    found = (pattern.fullmatch(code) for pattern in patterns())
    return any(literals().issuperset(match.groups()) for match in found if match)


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def _templates() -> list[Path]:
    return sorted(SOURCE.rglob("*.html"))


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@cache
def _calls(path: Path) -> tuple[ast.Call, ...]:
    return tuple(node for node in _nodes(path) if isinstance(node, ast.Call))


def _of_templates() -> Iterator[Asked]:
    for path in _templates():
        for filtered, filter_, function, called in _IN_TEMPLATE.findall(path.read_text("utf-8")):
            yield Asked(_HEAD[filter_ or function] + (filtered or called), frozenset())


def _of_module(path: Path) -> Iterator[Asked]:
    for call, head, value in _codes(path):
        given = {keyword.arg or "**" for keyword in call.keywords}
        given |= {"**"} if "params" in given else set()
        if _name(call) in ("failed", "not_checked") and len(call.args) > 2 and not _is_empty(call.args[2]):
            given.add("where")
        for code in _written(value):
            yield Asked(head + code, frozenset(given))


def _patterns(path: Path) -> Iterator[re.Pattern[str]]:
    for _, head, value in _codes(path):
        if isinstance(value, ast.JoinedStr):
            parts = (re.escape(p.value) if isinstance(p, ast.Constant) else "(.+)" for p in value.values)
            yield re.compile(re.escape(head) + "".join(map(str, parts)))


def _codes(path: Path) -> Iterator[tuple[ast.Call, str, ast.expr]]:
    """Each call that takes a code: the call, the head of the code, and what is given as the code."""
    for node in _calls(path):
        name = _name(node)
        if name in _KEYWORD:
            yield from ((node, _KEYWORD[name], k.value) for k in node.keywords if k.arg == "code")
        elif name in _ARGUMENT and len(node.args) > _ARGUMENT[name][1]:
            head, position = _ARGUMENT[name]
            yield node, _of_site(path, node) if name == "say" else head, node.args[position]


def _of_site(path: Path, call: ast.Call) -> str:
    """`words.say` of the site asks for `site.<code>`; only `wording.say` asks for the whole code."""
    whole = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "wording"
    return "site." if path.relative_to(SOURCE).parts[0] in ("publishing", "desk") and not whole else ""


def _arguments(path: Path, function: str, position: int) -> Iterator[str]:
    for node in _calls(path):
        if _name(node) == function and len(node.args) > position:
            yield from _written(node.args[position])


def _reasons(path: Path, record: str) -> Iterator[str]:
    for node in _calls(path):
        if _name(node) == record:
            yield from (code for k in node.keywords if k.arg == "reason" for code in _written(k.value))


def _answers(path: Path) -> Iterator[str]:
    """Codes of two words or more that functions give back: alone, or as the end of a pair."""
    for node in _nodes(path):
        if isinstance(node, ast.Return | ast.Assign) and node.value is not None:
            pairs = (p.elts[1] for p in ast.walk(node.value) if isinstance(p, ast.Tuple) and len(p.elts) == 2)
            yield from (code for end in (node.value, *pairs) for code in _written(end) if "_" in code)


def _written(value: ast.expr) -> Iterator[str]:
    """The codes that an expression holds written out, whichever way a condition goes."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str) and _CODE.fullmatch(value.value):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _written(value.body)
        yield from _written(value.orelse)


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_empty(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value == ""


def _keys(table: Any) -> Iterable[str]:
    """Keys, and the words of lists: both can be codes."""
    if isinstance(table, list):
        yield from (each for each in table if isinstance(each, str))
    if isinstance(table, dict):
        for key, value in table.items():
            yield key
            yield from _keys(value)
