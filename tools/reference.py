"""The command line and the settings in, `docs/reference/` out; `--check` only says whether the pages are up to date."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from harmledger.capture.limits import CaptureLimits
from harmledger.cli.main import app
from harmledger.desk.api.openapi import document
from harmledger.engines.corpus.tables import SCHEMAS, VERSION
from harmledger.engines.linking.rows import SCHEMAS as LINKED
from harmledger.publishing.policy import Policy
from harmledger.publishing.scope import Scope
from harmledger.settings import PREFIX, Settings

PAGES = Path(__file__).resolve().parent.parent / "docs" / "reference"


def main() -> int:
    """Write or check; gives the exit status."""
    pages = {
        "commands.md": commands(),
        "settings.md": settings(),
        "corpus.md": corpus(),
        "policy.md": policy(),
        "api.md": api(),
    }
    stale = [name for name, page in pages.items() if not _is(PAGES / name, page)]
    if "--check" in sys.argv:
        print(
            "\n".join(f"{name} is out of date: run tools/reference.py" for name in stale)
            or "docs/reference holds"
        )
        return len(stale)
    PAGES.mkdir(parents=True, exist_ok=True)
    for name, page in pages.items():
        (PAGES / name).write_text(page, "utf-8")
    return 0


def _is(path: Path, page: str) -> bool:
    return path.exists() and path.read_text("utf-8") == page


def commands() -> str:
    """Every command with its arguments and options, from the program itself."""
    group = get_command(app)
    parts = ["# Commands\n\nGenerated from the program by `tools/reference.py`.\n"]
    for name, command in sorted(_each(group)):
        parts.append(
            f"\n## harmledger {name}\n\n{inspect.cleandoc(command.help or '')}\n\n| | |\n| --- | --- |\n"
        )
        parts += [f"| `{_signature(p)}` | {_help(p)} |\n" for p in command.params]
    return "".join(parts)


def policy() -> str:
    """What a policy and a scope can say, from their types, and the policy that ships."""
    shipped = resources.files("harmledger.publishing.policies").joinpath("default.toml").read_text("utf-8")
    parts = [
        "# Policy and scope\n\nGenerated from the program by `tools/reference.py`.\n\n"
        "A record may hold a `policy.toml`, which says what a release publishes, and a `scope.toml`, which says what "
        "the record counts. A word that they do not know is an error. Without a policy, this one holds:\n\n"
        f"```toml\n{shipped}```\n"
    ]
    for table in msgspec.structs.fields(Policy):
        if isinstance(table.type, type) and issubclass(table.type, msgspec.Struct):
            parts.append(f"\n## policy.toml, `[{table.name}]`\n\n{_table(table.type)}")
    parts.append(f"\n## scope.toml\n\n{inspect.cleandoc(Scope.__doc__ or '')}\n\n{_table(Scope)}")
    return "".join(parts)


def api() -> str:
    """Every address of the API with what it asks, takes, gives and needs, from its OpenAPI document."""
    described = document()
    parts = [_API_HEAD]
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            parts.append(f"\n## {method.upper()} {path}\n\n{operation['summary']}\n\n")
            parts.append(f"Needs: `{operation['x-needs']}`. {_takes(operation)}Gives: {_gives(operation)}.\n")
            query = [each for each in operation["parameters"] if each["in"] == "query"]
            if query:
                parts.append("\n| query | | |\n| --- | --- | --- |\n")
                parts += [
                    f"| `{each['name']}` | {_kind(each['schema'])} | {_said(each)} |\n" for each in query
                ]
    parts.append("\n## Shapes\n")
    for name, shape in described["components"]["schemas"].items():
        parts.append(f"\n### {name}\n\n{_one_line(shape.get('description', ''))}\n\n")
        fields = shape.get("properties", {})
        parts += ["| | |\n| --- | --- |\n"] if fields else []
        parts += [f"| `{field}` | {_kind(schema)} |\n" for field, schema in fields.items()]
    return "".join(parts)


_API_HEAD = """# The API of the desk

Generated from the program by `tools/reference.py`. Every desk gives the same as an OpenAPI document for programs, at
`/api/1/openapi.json`.

A program sends `Authorization: Bearer TOKEN` with every request. `harmledger user token RECORD NAME --label WHAT` makes
a token; it may do what its user may, and `--revoke` ends it. A desk without accounts answers no program. What comes
back is a draft: not for publication.

Lists come a page at a time; `next` of one page, as JSON, is `after` of the next. What is refused says what was wrong,
where and what to do (`Fault`): 401 without a good token, 403 where its user may not, 404, 409 where somebody else
decided on the same first or a decision cannot be, 422 for a value that cannot be used, 503 while another program goes
on writing.
"""


def _takes(operation: dict[str, Any]) -> str:
    body = operation.get("requestBody")
    return f"Takes: {_kind(body['content']['application/json']['schema'])}. " if body else ""


def _gives(operation: dict[str, Any]) -> str:
    content = next(answer for status, answer in operation["responses"].items() if status.startswith("2"))[
        "content"
    ]
    return _kind(content["application/json"]["schema"]) if "application/json" in content else "JSON lines"


def _kind(schema: dict[str, Any]) -> str:
    """What a value of this schema is, in a few words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join("null" if value is None else f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        items = schema["items"] if isinstance(schema.get("items"), dict) else {}
        return f"list of {_kind(items)}" if items else "list"
    return str(schema.get("format") or schema.get("type") or "anything")


def _said(parameter: dict[str, Any]) -> str:
    """What stands beside a parameter."""
    schema = parameter["schema"]
    default = f"`{schema['default']}` unless given." if schema.get("default") is not None else ""
    return _one_line(f"{'Needed.' if parameter['required'] else default} {schema.get('description', '')}")


def _one_line(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


def _table(kind: type[msgspec.Struct]) -> str:
    rows = [f"| `{name}` | `{default}` | {words} |\n" for name, default, words in _fields(kind)]
    return "".join(["| | default | |\n| --- | --- | --- |\n", *rows])


def corpus() -> str:
    """The tables of a corpus, from their schemas."""
    parts = [
        "# A corpus\n\nGenerated from the program by `tools/reference.py`.\n\n"
        "`harmledger read SHARDS… --engine local|spark --out CORPUS` writes three tables, a Parquet file a slice, "
        f"`CORPUS/<table>/*.parquet`, in version {VERSION} of these schemas. `run.json` holds what all slices share "
        "(readers with their digests, limits, moment of capture); `manifest.json`, there once all slices are done, "
        "names shards and files with their SHA-256.\n"
    ]
    parts += _tables(SCHEMAS)
    parts.append(
        "\n# Its incidents\n\n`harmledger link CORPUS` writes three more, `CORPUS/linked/<table>/*.parquet`, "
        "with a `manifest.json` of their own.\n"
    )
    return "".join([*parts, *_tables(LINKED)])


def _tables(schemas: Mapping[str, pa.Schema]) -> Iterator[str]:
    for table, schema in schemas.items():
        yield f"\n## {table}\n\n| column | type | meaning |\n| --- | --- | --- |\n"
        for field in schema:
            yield f"| `{field.name}` | {_plain_type(field.type)} | {field.metadata[b'meaning'].decode()} |\n"


def _plain_type(kind: object) -> str:
    return re.sub(r"(element|item): ", "", str(kind)).replace("<", " of ").replace(">", "")


def _each(group: TyperGroup, before: str = "") -> Iterator[tuple[str, TyperCommand]]:
    """Every command by its words, those of groups too."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _each(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _signature(parameter: object) -> str:
    names = getattr(parameter, "opts", [])
    kind = getattr(parameter, "param_type_name", "")
    return str(parameter.name).upper() if kind == "argument" else ", ".join(names)  # type: ignore[attr-defined]


def _help(parameter: object) -> str:
    return re.sub(r"\s+", " ", getattr(parameter, "help", None) or "")


def settings() -> str:
    """Every setting with its variable, its default and what it does, from the code."""
    lines = [
        "# Settings\n\nGenerated from the code by `tools/reference.py`.\n\n",
        "| variable | default | |\n| --- | --- | --- |\n",
    ]
    lines += [f"| `{PREFIX}{n.upper()}` | `{d}` | {w} |\n" for n, d, w in _fields(Settings) if n != "limits"]
    lines += [f"| `{PREFIX}LIMIT_{n.upper()}` | `{d}` | {w} |\n" for n, d, w in _fields(CaptureLimits)]
    return "".join(lines)


def _fields(kind: type[msgspec.Struct]) -> list[tuple[str, str, str]]:
    source = inspect.getsource(kind)
    made = []
    for field in msgspec.structs.fields(kind):
        words = re.search(
            rf'^    {field.name}: [^\n]*\n(?:        [^\n]*\n|    \)\n)*    """(.*?)"""',
            source,
            re.MULTILINE | re.DOTALL,
        )
        default = "your cache folder" if field.name == "cache_dir" else field.default
        made.append((field.name, str(default), re.sub(r"\s+", " ", words[1]) if words else ""))
    return made


if __name__ == "__main__":
    sys.exit(main())
