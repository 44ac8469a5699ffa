"""Mailboxes (mbox); in: a body; out: a body for each message, one held at a time."""

from __future__ import annotations

from collections.abc import Iterator

from harmledger.capture.body import Body, in_memory
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.media import MBOX
from harmledger.capture.refusing import refusal
from harmledger.errors import InputRefused
from harmledger.records.refusal import Refusal


def mailbox_messages(box: Body, limits: CaptureLimits) -> Iterator[Body | Refusal]:
    """Each message of an mbox file. RFC 4155: a line `From ` after a blank line begins one."""
    number, lines, size = 0, list[bytes](), 0
    with box.open() as stream:
        blank = True
        while line := stream.readline(limits.row_bytes_max):
            if blank and line.startswith(b"From "):
                if number:
                    yield _message_body(box, number, lines, size, limits)
                number, lines, size = number + 1, [], 0
            elif number == 0:
                raise InputRefused("not_what_its_name_says", named=MBOX, found="unknown")
            else:
                size += len(line)
                if size <= limits.content_bytes_max:
                    lines.append(line)
            blank = not line.strip(b"\r\n")
    if number:
        yield _message_body(box, number, lines, size, limits)


def _message_body(
    box: Body, number: int, lines: list[bytes], size: int, limits: CaptureLimits
) -> Body | Refusal:
    """Message `number` of a mailbox."""
    place = f"{box.location}#message {number}"
    if size > limits.content_bytes_max:
        return refusal(InputRefused("too_many_bytes", limit=limits.content_bytes_max), place)
    return Body(
        open=in_memory(b"".join(lines)), name=f"{number}.eml", location=place, key=f"{box.key}#{number}",
        depth=box.depth + 1, allowance=box.allowance,
    )  # fmt: skip
