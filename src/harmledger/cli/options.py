"""Arguments and options that several commands share; in: nothing; out: their types, each with its help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[Path],
    typer.Argument(
        help="Files, folders and tables, mixed: text, Markdown, HTML, PDF, DOCX, e-mail, CSV, XLSX, JSONL, "
        "Parquet, ZIP, WARC, WACZ.",
        show_default=False,
    ),
]
Record = Annotated[
    Path, typer.Argument(help="The folder of a record, as `build` made it.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of words.")]
Columns = Annotated[
    Path | None,
    typer.Option(
        help="A TOML file that says which columns of a table hold key, text, file, title, publisher, url, "
        'language, published and incident, e.g. `text = "body"`. Without it they have these names.',
        show_default=False,
    ),
]
Processes = Annotated[
    int | None,
    typer.Option(
        min=1, help="Processes that read: one for few reports, your cores for many.", show_default="1"
    ),
]
Language = Annotated[
    str | None, typer.Option(help="Of our own words: en or ar. Quotes stay as they are.", show_default="en")
]
Claim = Annotated[str, typer.Argument(help="A claim's id.", show_default=False)]
Incident = Annotated[str, typer.Argument(help="An incident's id, or your own key of it.", show_default=False)]
By = Annotated[
    str, typer.Option(help="Who decides, kept for ever.", show_default="your name on this machine")
]
Why = Annotated[str, typer.Option(help="The reason, kept for ever.", show_default="none")]
