"""The manifest of a release in, a request for a time-stamp over it (RFC 3161) out, as a file: nothing is sent."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from harmledger.errors import SettingsError

REQUEST_FILE = "manifest.tsq"
"""Beside the release's own files. What a time-stamp authority answers is kept as `manifest.tsr`."""
_MANIFEST = "manifest.json"


def check_stamping() -> None:
    """Raises SettingsError where the library for time-stamps is not installed."""
    if importlib.util.find_spec("rfc3161_client") is None:
        raise SettingsError(
            "time-stamp requests need rfc3161-client", to_do="pip install 'harmledger[timestamp]'"
        )


def write_request(release: Path) -> Path:
    """Writes `manifest.tsq` into the release, and gives its path.

    The same manifest gives the same bytes: the request has no nonce, since the answer is checked against the
    manifest. Raises SettingsError as `check_stamping` does.
    """
    check_stamping()
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    content = (release / _MANIFEST).read_bytes()
    request = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).nonce(nonce=False)
    path = release / REQUEST_FILE
    path.write_bytes(request.build().as_bytes())
    return path
