"""The manifest of a release in; a request for a time-stamp over it (RFC 3161) out, as a file, and whether the answer
that was kept is of this manifest: nothing is sent."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from harmledger.errors import SettingsError
from harmledger.ledger.findings import Finding, failed, not_checked, passed

REQUEST_FILE, ANSWER_FILE = "manifest.tsq", "manifest.tsr"
"""Beside the release's own files: they come later than the manifest. The answer is that of an authority."""
_MANIFEST = "manifest.json"
_DIGESTS = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
"""By the identifiers of NIST's register, under which an answer names them."""
_GRANTED = (0, 1)
"""PKIStatus `granted` and `grantedWithMods` (RFC 3161, 2.4.2)."""


def can_stamp() -> bool:
    """Whether the library for time-stamps is installed."""
    return importlib.util.find_spec("rfc3161_client") is not None


def check_stamping() -> None:
    """Raises SettingsError where the library for time-stamps is not installed."""
    if not can_stamp():
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


def stamp_findings(release: Path) -> list[Finding]:
    """What can be said of the answer that lies beside the manifest: whether it is of these bytes, and its time. Who
    signed it is not checked, as nobody here knows whom the house trusts. Nothing where no answer lies there."""
    if not (release / ANSWER_FILE).is_file():
        return []
    if not can_stamp():
        return [not_checked("stamp", "release_stamp_unread")]
    time = _stamped_at(release)
    if time is None:
        return [failed("stamp", "release_stamp_differs", ANSWER_FILE)]
    return [passed("stamp", "release_stamp_holds", time=time), not_checked("stamp", "release_stamp_signer")]


def _stamped_at(release: Path) -> str | None:
    """The time that the answer gives; null where it cannot be read, is a refusal, or is of something else."""
    from rfc3161_client import decode_timestamp_response

    try:
        answer = decode_timestamp_response((release / ANSWER_FILE).read_bytes())
        stamped = answer.tst_info if answer.status in _GRANTED else None
    except ValueError:
        return None
    digest = _DIGESTS.get(stamped.message_imprint.hash_algorithm.dotted_string) if stamped else None
    if stamped is None or digest is None:
        return None
    own = hashlib.new(digest, (release / _MANIFEST).read_bytes()).digest()
    return stamped.gen_time.isoformat() if stamped.message_imprint.message == own else None
