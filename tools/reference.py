"""The command line and the settings in, `docs/reference/` out; `--check` only says whether the pages are up to date."""

from __future__ import annotations

import inspect
import re
import sys
from pathlib import Path

import msgspec
from typer.main import get_command

from harmledger.capture.limits import CaptureLimits
from harmledger.cli.main import app
from harmledger.settings import PREFIX, Settings

PAGES = Path(__file__).resolve().parent.parent / "docs" / "reference"


def main() -> int:
    """Write or check; gives the exit status."""
    pages = {"commands.md": commands(), "settings.md": settings()}
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
    for name, command in sorted(group.commands.items()):
        parts.append(
            f"\n## harmledger {name}\n\n{inspect.cleandoc(command.help or '')}\n\n| | |\n| --- | --- |\n"
        )
        parts += [f"| `{_signature(p)}` | {_help(p)} |\n" for p in command.params]
    return "".join(parts)


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
        words = re.search(rf'^    {field.name}: [^\n]*\n    """(.*?)"""', source, re.MULTILINE | re.DOTALL)
        default = "your cache folder" if field.name == "cache_dir" else field.default
        made.append((field.name, str(default), re.sub(r"\s+", " ", words[1]) if words else ""))
    return made


if __name__ == "__main__":
    sys.exit(main())
