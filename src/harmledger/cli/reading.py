"""Words of the command line about reading without a record in: `harmledger read`, `link` and `annotate`."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from harmledger.cli.options import Columns, Inputs, Processes


class Engine(enum.StrEnum):
    """What reads or links a corpus."""

    LOCAL = "local"
    SPARK = "spark"


InputsOrUris = Annotated[
    list[str],
    typer.Argument(
        help="Files, folders and tables, mixed; with --engine also URIs (s3, gs, abfs, hdfs).",
        show_default=False,
    ),
]
OnEngine = Annotated[
    Engine | None,
    typer.Option(
        "--engine", help="Read a corpus, shard by shard, here or on Apache Spark.", show_default=False
    ),
]
Master = Annotated[
    str, typer.Option(help="Of Spark: local[8], spark://host:7077, yarn …", show_default="local[*]")
]


def read(
    reports: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders and tables, mixed; with --engine also URIs (s3, gs, abfs, hdfs).",
            show_default=False,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", help="A file for the claims; with --engine a folder.", show_default="they are printed"
        ),
    ] = None,
    columns: Columns = None,
    processes: Processes = None,
    engine: OnEngine = None,
    master: Master = "local[*]",
) -> None:
    """Only read: the claims of reports as JSON lines, no record made.

    Each line is a claim with its quote and its place in the text, as in a record's release/claims.jsonl.

    With --engine the reports are a corpus (archives and tables of many): claims, reports and refusals go to Parquet
    in the folder OUT. Killed and run again, it goes on with what is not done; `import claims` brings the part that a
    team will review into a record.

    Example: harmledger read article.txt

    Example: harmledger read crawl/ --engine spark --master "local[8]" --out corpus
    """
    from harmledger.cli import act

    settings = act.settings(processes=processes)
    if engine is not None:
        act.read_corpus(
            reports, out, settings, columns=columns, master=master if engine == Engine.SPARK else None
        )
    else:
        act.read([Path(report) for report in reports], out, settings, columns=columns)


def link(
    corpus: Annotated[Path, typer.Argument(help="A corpus, as `read --engine` made it.", show_default=False)],
    engine: Annotated[Engine, typer.Option("--engine", help="Here or on Apache Spark.")] = Engine.LOCAL,
    master: Master = "local[*]",
    processes: Processes = None,
) -> None:
    """Which reports of a corpus tell of one event: incidents, tellings and links as Parquet, in CORPUS/linked.

    The incidents and ids are those that a record built of the same reports would have before anybody decided anything.

    Example: harmledger link corpus --engine spark --master "local[8]"
    """
    from harmledger.cli import act

    settings = act.settings(processes=processes)
    act.link_corpus(corpus, settings, master=master if engine == Engine.SPARK else None)


def annotate(
    reports: Inputs,
    out: Annotated[Path, typer.Option("--out", help="A JSONL file for the layers.", show_default=False)],
    columns: Columns = None,
    processes: Processes = None,
) -> None:
    """Stand-off layers for other tools: all places, all dates, all attributions, of harm or not.

    One report a line; offsets count Unicode code points of its text.

    Example: harmledger annotate reports.jsonl --out layers.jsonl
    """
    from harmledger.cli import act

    act.annotate(reports, out, act.settings(processes=processes), columns=columns)
