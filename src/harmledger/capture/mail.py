"""E-mail; in: a message; out: its words with sender, subject and date, and its attachments as bodies."""

from __future__ import annotations

import datetime as dt
import email
import platform
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import parsedate_to_datetime

from harmledger.capture.body import Body, in_memory
from harmledger.capture.decoding import decode
from harmledger.capture.gathered import Words
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.media import MAIL
from harmledger.capture.naming import file_name, one_line, without_surrogates
from harmledger.capture.refusing import refusal
from harmledger.errors import InputRefused
from harmledger.records.refusal import Refusal

_MAIL_FAULTS = (
    MessageError, LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError,
)  # fmt: skip
"""What `email` raises for hostile messages, found by mutating them: its grammar trusts what it meets."""
_HEADER_CHARACTERS_MAX = 10_000
"""The standard library's grammar of headers is quadratic in places; no honest header is so long."""
_DASHES_A_PART = 10
"""Lines that begin as a boundary does, but are drawn lines or signatures."""
_TYPE_HEADER = re.compile(rb"^content-(?:type|disposition):(?:[^\n]*\n[ \t])*[^\n]*", re.I | re.M)
_TYPE_HEADER_BYTES_MAX = 2_000
"""1,500 parameters take the parser a second (measured)."""
EXTRACTOR = f"python email {platform.python_version()}"


def parse_message(content: bytes, limits: CaptureLimits) -> EmailMessage:
    """The message in `content`. Raises InputRefused where it is none or has too many parts."""
    _check_cost(content, limits)
    try:
        message = email.message_from_bytes(content, policy=SMTP)
        parts = sum(1 for _ in message.walk())
    except _MAIL_FAULTS as fault:
        raise InputRefused("damaged") from fault
    if parts > limits.mail_parts_max:
        raise InputRefused("too_many_members", limit=limits.mail_parts_max)
    if any(len(value) > _HEADER_CHARACTERS_MAX for _, value in message.raw_items()):
        raise InputRefused("header_too_long", limit=_HEADER_CHARACTERS_MAX)
    if not any(name in message for name in ("From", "Date", "Subject", "Received", "Message-ID")):
        raise InputRefused("not_what_its_name_says", named=MAIL, found="unknown")
    return message


def _check_cost(content: bytes, limits: CaptureLimits) -> None:
    """Raises InputRefused for a message that would take the parser minutes: it is quadratic in both."""
    if content.count(b"\n--") > limits.mail_parts_max * _DASHES_A_PART:
        raise InputRefused("too_many_members", limit=limits.mail_parts_max)
    if any(len(header[0]) > _TYPE_HEADER_BYTES_MAX for header in _TYPE_HEADER.finditer(content)):
        raise InputRefused("header_too_long", limit=_TYPE_HEADER_BYTES_MAX)


def attachments(mail: Body, limits: CaptureLimits) -> Iterator[Body | Refusal]:
    """Each attachment of a message as a body of its own; pictures inside its text are no documents."""
    try:
        message = parse_message(mail.read(limits), limits)
    except InputRefused:
        return  # the message itself is refused for it when it is read
    for number, part in enumerate(_attached(message), start=1):
        place = f"{mail.location}#attachment {number}"
        try:
            name, content = _name_and_content(part)
        except _MAIL_FAULTS:
            yield refusal(InputRefused("damaged"), place)
            continue
        yield Body(
            open=in_memory(content), name=name, location=place, key=f"{mail.key}/{name or number}",
            depth=mail.depth + 1, declared_type=part.get_content_type(), allowance=mail.allowance,
        )  # fmt: skip


def _attached(message: EmailMessage) -> list[EmailMessage]:
    """The parts marked as attachments."""
    try:
        return [part for part in message.iter_attachments() if part.get_content_disposition() == "attachment"]
    except _MAIL_FAULTS:
        return []


def _name_and_content(part: EmailMessage) -> tuple[str, bytes]:
    """The file name and the bytes of an attachment."""
    name = file_name(one_line(part.get_filename()) or "")
    if part.get_content_type() == MAIL:
        inner = part.get_content()
        return name, inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    payload = part.get_payload(decode=True)
    return name, payload if isinstance(payload, bytes) else b""


def mail_words(message: EmailMessage) -> tuple[Words, bytes | None, str | None]:
    """The words of a message; where its text is HTML only, also that HTML and its charset."""
    try:
        body = message.get_body(("plain", "html"))
        payload = body.get_payload(decode=True) if body is not None else None
    except _MAIL_FAULTS as fault:
        raise InputRefused("damaged") from fault
    if body is None or not isinstance(payload, bytes):
        raise InputRefused("no_text")
    charset = _charset(body)
    text, _ = decode(payload, declared=(charset,))
    words = Words(
        content=without_surrogates(text),
        extractor=EXTRACTOR,
        title=_header(message, "Subject"),
        publisher=_sender(message),
        published_on=_date(message),
    )
    return words, payload if body.get_content_type() == "text/html" else None, charset


def _charset(body: MIMEPart) -> str | None:
    try:
        return body.get_content_charset()
    except _MAIL_FAULTS:
        return None


def _header(message: EmailMessage, name: str) -> str | None:
    """A header as one line; null where it cannot be read."""
    try:
        value = message[name]
        return one_line(str(value)) if value is not None else None
    except _MAIL_FAULTS:
        return None


def _sender(message: EmailMessage) -> str | None:
    """The display name of the first sender: never the address, which is a person's."""
    try:
        value = message["From"]
        return one_line(value.addresses[0].display_name) if value is not None else None
    except _MAIL_FAULTS:
        return None


def _date(message: EmailMessage) -> dt.date | None:
    """The date of the Date header, in the sender's own zone."""
    try:
        value = message["Date"]
        return parsedate_to_datetime(str(value)[:100]).date() if value is not None else None
    except _MAIL_FAULTS:
        return None
