"""HTML, PDF, DOCX and e-mail: main text, title, publisher, date, language; damaged and hostile refused."""

from __future__ import annotations

import datetime as dt

import pytest
from capture_samples import ARABIC_STORY, STORY, docx_file, html_page, message, pdf, zipped

from harmledger.capture import CaptureLimits, Extracted
from harmledger.capture.pdf import page_text


def test_html_gives_main_text_and_metadata(read) -> None:
    result = read("story.html", html_page().encode())
    report = result.report
    assert result.text.content.endswith(f"{STORY}\n\nRescue workers searched until dark, a volunteer said.")
    assert "Sport" not in result.text.content
    assert result.text.extractor.startswith("trafilatura ")
    assert (report.title, report.publisher) == ("Shell hits market", "Harbour Gazette")
    assert (report.published_on, report.published_how) == (dt.date(2019, 3, 4), "found")
    assert (report.language, report.language_how) == ("en", "found")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "utf-16"])
def test_arabic_html_whose_template_says_english(read, encoding) -> None:
    page = html_page(story=ARABIC_STORY, title="قذيفة", charset=None if encoding == "utf-16" else encoding)
    result = read("a.html", page.encode(encoding))
    assert ARABIC_STORY in result.text.content
    assert result.report.language == "ar"


def test_html_dates_are_not_guessed_from_footers_nor_from_the_future(read) -> None:
    assert read("a.html", html_page(published=None).encode()).report.published_on is None
    assert read("b.html", html_page(published="2021-01-01").encode()).report.published_on is None
    dated = html_page(published=None, story=f"4 March 2019</p><p>{STORY}")
    assert read("c.html", dated.encode()).report.published_on == dt.date(2019, 3, 4)


def test_html_that_cannot_be_read_whole_is_refused(refused) -> None:
    deep = "<html><body>" + "<div>" * 400_000 + STORY
    assert refused("deep.html", deep.encode()) == "page_too_deep_or_long"
    many = "<html><body>" + "<p>a</p>" * 2_000
    assert refused("many.html", many.encode(), limits=CaptureLimits(html_elements_max=1_000)) == (
        "page_with_too_many_elements"
    )
    assert refused("none.html", b"<html><body><img src=x></body></html>") == "no_text"


def test_pdf_gives_its_text_layer(read) -> None:
    lines = [
        "A shell hit the market of the town on Monday and five people",
        "were killed, the governor said.",
    ]
    result = read(
        "a.pdf", pdf([["4 March 2019", "", *lines], ["Nine others were hurt."]], title="Shell hits market")
    )
    assert result.text.body == f"4 March 2019 {' '.join(lines)}\n\nNine others were hurt."
    assert result.report.title == "Shell hits market"
    assert result.text.extractor.startswith("pypdfium2 ")


def test_pdf_lines_become_paragraphs() -> None:
    raw = "The governor said that five people were kil\ufffeled on Monday in the\r\nmarket.\r\nA nurse spoke."
    joined = "The governor said that five people were killed on Monday in the market.\n\nA nurse spoke."
    assert page_text(raw) == joined
    assert page_text("\ufee3\ufeae\ufea3\ufe92\ufe8e") == "مرحبا"


def test_pdfs_that_cannot_be_read(refused) -> None:
    assert refused("scan.pdf", pdf([[], []])) == "needs_ocr"
    assert refused("locked.pdf", pdf([[STORY[:90]]], password="x" * 6)) == "encrypted"
    assert refused("cut.pdf", pdf([[STORY[:90]]])[:200]) == "truncated_or_damaged"
    assert refused("long.pdf", pdf([["A line of text"]] * 4), limits=CaptureLimits(pdf_pages_max=3)) == (
        "too_many_pages"
    )


def test_docx_gives_paragraphs_and_tables_in_order(read) -> None:
    content = docx_file(
        ["4 March 2019", STORY], rows=[["killed", "5"], ["hurt", "9"]], title="Shell hits market"
    )
    result = read("a.docx", content)
    assert result.text.body == f"4 March 2019\n\n{STORY}\n\nkilled | 5\n\nhurt | 9"
    assert (result.report.title, result.report.published_on) == ("Shell hits market", dt.date(2019, 3, 4))


def test_office_files_that_cannot_be_read(refused) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    assert refused("locked.docx", ole + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert refused("old.docx", ole) == "not_what_its_name_says"
    assert refused("old.doc", ole) == "unknown_kind"
    assert refused("cut.docx", docx_file([STORY])[:-400]) == "truncated_or_damaged"
    assert refused("bomb.docx", zipped({"word/document.xml": b" " * 20_000_000})) == "expands_too_far"
    assert refused("odd.docx", zipped({"word/document.xml": b"<a/>"})) == "truncated_or_damaged"


def test_mail_gives_sender_subject_and_date(take) -> None:
    attached = {
        "statement.pdf": ("application/pdf", pdf([["The army denied that it had fired."]])),
        "logo.png": ("image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 20),
    }
    mail, statement, logo = take("mail.eml", message(attached=attached))
    assert isinstance(mail, Extracted)
    assert mail.text.body.strip() == STORY
    assert (mail.report.title, mail.report.publisher) == ("Shell hits market", "Harbour Gazette")
    assert (mail.report.published_on, mail.report.published_how) == (dt.date(2019, 3, 4), "found")
    assert statement.report.key == "mail.eml/statement.pdf"
    assert statement.capture.location.endswith("mail.eml#attachment 1")
    assert (logo.code, logo.params) == ("unknown_kind", {"found": "image/png"})


def test_mail_of_html_only_is_read_as_a_page(read) -> None:
    result = read("mail.eml", message(text=None, html=html_page(story=ARABIC_STORY)))
    assert ARABIC_STORY in result.text.content
    assert "trafilatura" in result.text.extractor
    assert result.report.publisher == "Harbour Gazette"


def test_mail_that_would_take_minutes_is_refused(refused) -> None:
    assert refused(
        "parts.eml",
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 9_000,
    ) == ("too_many_members")
    assert refused(
        "head.eml", b"From: a@b.example\nContent-Type: text/plain" + b"; a=b" * 900 + b"\n\nhi"
    ) == ("header_too_long")
    assert refused("none.eml", STORY.encode()) == "not_what_its_name_says"
