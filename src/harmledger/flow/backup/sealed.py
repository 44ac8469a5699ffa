"""A stream of bytes and a passphrase in, the same stream sealed in the age format out (age-encryption.org), and back.

The stream is sealed to a key that is made for this one file; the key is sealed by the passphrase, which age
stretches with scrypt. Any program that speaks age opens both.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import IO

import pyrage

from harmledger.errors import LedgerBroken, LedgerError, UsageError

LEAST_PASSPHRASE = 12
"""Characters, as with passwords."""


class Key:
    """The key of one file."""

    def __init__(self, secret: str | None = None) -> None:
        made = pyrage.x25519.Identity
        self._identity = made.generate() if secret is None else made.from_str(secret)

    def sealed_by(self, passphrase: str) -> bytes:
        """This key as an age file that the passphrase opens. Raises UsageError for a passphrase that is too short."""
        if len(passphrase) < LEAST_PASSPHRASE:
            raise UsageError(
                f"a passphrase of fewer than {LEAST_PASSPHRASE} characters",
                to_do="several words make a good one",
            )
        return bytes(pyrage.passphrase.encrypt(str(self._identity).encode(), passphrase))

    @classmethod
    def opened(cls, sealed: bytes, passphrase: str) -> Key:
        """The key in such a file. Raises UsageError for another passphrase."""
        try:
            return cls(pyrage.passphrase.decrypt(sealed, passphrase).decode())
        except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as error:
            raise UsageError("the passphrase does not open this backup", to_do="try again") from error

    @contextmanager
    def sealing(self, out: IO[bytes]) -> Iterator[IO[bytes]]:
        """What is written to the file that this gives goes to `out`, sealed."""
        reader, writer = _pipe()

        def work() -> None:
            with reader:
                try:
                    pyrage.encrypt_io(reader, out, [self._identity.to_public()])
                except pyrage.EncryptError as error:
                    raise LedgerError(f"cannot be written: {error}", to_do="check free space") from error

        with ThreadPoolExecutor(1) as pool:
            sealed = pool.submit(work)
            try:
                with writer:
                    yield writer
            except BrokenPipeError:
                sealed.result()  # what ended the other side is what went wrong
                raise
            sealed.result()

    @contextmanager
    def opening(self, source: IO[bytes]) -> Iterator[IO[bytes]]:
        """A file that reads what was sealed into `source`. Raises LedgerBroken if a byte of it was altered or is
        missing."""
        reader, writer = _pipe()

        def work() -> None:
            with suppress(BrokenPipeError), writer:  # broken where whoever reads has seen enough
                pyrage.decrypt_io(source, writer, [self._identity])

        with ThreadPoolExecutor(1) as pool:
            opened = pool.submit(work)
            try:
                with reader:
                    yield reader
            finally:
                _check(opened)


def _check(opened: Future[None]) -> None:
    try:
        opened.result()
    except (
        pyrage.DecryptError,
        OSError,
    ) as error:  # pyrage raises either for a byte that is not what was sealed
        raise LedgerBroken("was altered, or is not whole", to_do="use another backup") from error


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    reader, writer = os.pipe()
    return open(reader, "rb"), open(writer, "wb")
