"""Small valid files of every format that capture reads, made from invented words; in: words; out: bytes.

Every name, place and event is invented.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from email.message import EmailMessage

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

STORY = (
    "The governor of Qasrabad said that five people were killed on Monday when a shell hit the market. "
    "A nurse at the town's clinic told the Harbour Gazette that nine others were hurt, two of them badly. "
    "The army denied that it had fired on the town."
)
ARABIC_STORY = (
    "قال محافظ قصر آباد إن خمسة أشخاص قتلوا يوم الاثنين عندما سقطت قذيفة على السوق. "
    "وأفادت ممرضة في عيادة البلدة بأن تسعة آخرين أصيبوا بجروح، اثنان منهم في حال خطرة. "
    "ونفى الجيش أن يكون قد أطلق النار على البلدة."
)


def html_page(
    *,
    story: str = STORY,
    title: str = "Shell hits market",
    site: str | None = "Harbour Gazette",
    published: str | None = "2019-03-04",
    language: str = "en",
    charset: str | None = None,
) -> str:
    """A page of an invented newspaper, with navigation and footer around its article."""
    site_meta = f'<meta property="og:site_name" content="{site}">' if site else ""
    date_meta = (
        f'<meta property="article:published_time" content="{published}T08:00:00Z">' if published else ""
    )
    charset_meta = f'<meta charset="{charset}">' if charset else ""
    return (
        f'<!DOCTYPE html><html lang="{language}"><head>{charset_meta}<title>{title}</title>'
        f'{site_meta}{date_meta}</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{title}</h1>"
        f"<p>{story}</p><p>Rescue workers searched until dark, a volunteer said.</p></article>"
        "<footer>Copyright 2021</footer></body></html>"
    )  # fmt: skip


def pdf(pages: Sequence[Sequence[str]], *, password: str | None = None, title: str = "") -> bytes:
    """A PDF with the given lines on each page; a page without lines is a drawing, as a scanned one is."""
    target = io.BytesIO()
    encryption = StandardEncryption(password, ownerPassword=f"{password}-owner") if password else None
    canvas = Canvas(target, invariant=1, encrypt=encryption)
    if title:
        canvas.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 18 * number, line)
        if not lines:
            canvas.rect(72, 72, 300, 500, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def docx_file(paragraphs: Sequence[str], *, rows: Sequence[Sequence[str]] = (), title: str = "") -> bytes:
    """A DOCX with paragraphs and, after them, a table."""
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx(*sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with the given rows in each sheet."""
    book = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def parquet(rows: Sequence[Mapping[str, object]]) -> bytes:
    """A Parquet table of the rows, all in one group."""
    target = io.BytesIO()
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows]), target)
    return target.getvalue()


def jsonl(rows: Iterable[Mapping[str, object]]) -> bytes:
    """One JSON object a line, as UTF-8."""
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def warc_record(
    body: bytes,
    *,
    url: str = "https://gazette.example/story",
    status: int = 200,
    kind: str = "response",
    content_type: str = "text/html; charset=utf-8",
    extra: str = "",
    digest: str | None = None,
) -> bytes:
    """One record of a WARC, with the digest of its block."""
    block = body
    if kind in ("response", "revisit"):
        block = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n{extra}\r\n".encode() + body
    found = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    outer = "application/http; msgtype=response" if kind in ("response", "revisit") else content_type
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"WARC-Block-Digest: sha1:{digest or found}\r\nContent-Type: {outer}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )  # fmt: skip
    return head.encode() + block + b"\r\n\r\n"


def gzipped(records: Iterable[bytes]) -> bytes:
    """A `.warc.gz`: a gzip member a record."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def zipped(files: Mapping[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of the given members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    return target.getvalue()


def wacz(warcs: Mapping[str, bytes], *, digests: Mapping[str, str] | None = None) -> bytes:
    """A WACZ of the given WARCs, its package and that one's digest; `digests` puts others in their place."""
    promised = {name: f"sha256:{hashlib.sha256(content).hexdigest()}" for name, content in warcs.items()}
    promised.update(digests or {})
    resources = [{"name": name, "path": name, "hash": digest} for name, digest in promised.items()]
    package = json.dumps({"wacz_version": "1.1.1", "resources": resources}).encode()
    digest = f"sha256:{hashlib.sha256(package).hexdigest()}"
    own = json.dumps({"path": "datapackage.json", "hash": digest}).encode()
    files = {**warcs, "datapackage.json": package, "datapackage-digest.json": own}
    return zipped(files, packing=zipfile.ZIP_STORED)


def message(
    *,
    text: str | None = STORY,
    html: str | None = None,
    sender: str = "Harbour Gazette <desk@gazette.example>",
    subject: str = "Shell hits market",
    date: str = "Mon, 04 Mar 2019 09:00:00 +0200",
    attached: Mapping[str, tuple[str, bytes]] | None = None,
) -> bytes:
    """An e-mail; `attached` maps file names to media type and content."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = sender, "records@example.org", subject, date
    if text is not None:
        mail.set_content(text)
    if html is not None:
        (mail.add_alternative if text is not None else mail.set_content)(html, subtype="html")
    for name, (media_type, content) in (attached or {}).items():
        main, _, sub = media_type.partition("/")
        mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return mail.as_bytes()  # fmt: skip


def mailbox(messages: Iterable[bytes]) -> bytes:
    """An mbox file."""
    return b"".join(
        b"From desk@gazette.example Mon Mar  4 09:00:00 2019\n" + one + b"\n\n" for one in messages
    )


ROWS: tuple[dict[str, object], ...] = (
    {"key": "a", "text": STORY, "publisher": "Harbour Gazette", "published": "2019-03-04", "incident": "Q1"},
    {"key": "b", "text": ARABIC_STORY, "publisher": None, "published": None, "incident": None},
)


def csv_table(separator: str = ",") -> bytes:
    """A CSV of ROWS with a line end inside a cell."""

    def cell(value: object) -> str:
        return '"' + str(value).replace('"', '""').replace(". ", ".\n") + '"' if value else ""

    lines = [separator.join(ROWS[0]), *(separator.join(cell(row[name]) for name in ROWS[0]) for row in ROWS)]
    return "\r\n".join(lines).encode() + b"\r\n"


def samples() -> dict[str, bytes]:
    """One small valid file of each format, by file name."""
    page = html_page().encode()
    record = warc_record(page)
    return {
        "story.txt": f"Shell hits market\n\n4 March 2019\n\n{STORY}\n".encode(),
        "arabic.txt": ARABIC_STORY.encode("windows-1256"),
        "story.md": f"# Shell hits market\n\n{STORY}\n".encode(),
        "story.html": page,
        "story.pdf": pdf([[STORY[:95], STORY[95:190], STORY[190:]]], title="Shell hits market"),
        "story.docx": docx_file([STORY], rows=[["killed", "5"], ["hurt", "9"]]),
        "rows.jsonl": jsonl(ROWS),
        "rows.csv": csv_table(),
        "rows.xlsx": xlsx([list(ROWS[0]), *(list(row.values()) for row in ROWS)]),
        "rows.parquet": parquet(ROWS),
        "crawl.warc": record + warc_record(page, url="https://gazette.example/2"),
        "crawl.warc.gz": gzipped(
            [record, warc_record(gzip.compress(page), extra="Content-Encoding: gzip\r\n")]
        ),
        "crawl.wacz": wacz({"archive/data.warc.gz": gzipped([record])}),
        "bundle.zip": zipped({"one/story.txt": STORY.encode(), "two.html": page}),
        "mail.eml": message(attached={"story.pdf": ("application/pdf", pdf([[STORY[:95]]]))}),
        "page.eml": message(text=None, html=html_page()),
        "box.mbox": mailbox([message(), message(subject="Second")]),
    }
