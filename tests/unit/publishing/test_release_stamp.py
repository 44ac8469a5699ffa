"""A time-stamp beside a release: whether it is of this manifest, and nothing else may call itself one."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import pytest

from harmledger.publishing.release import timestamp
from harmledger.publishing.release.timestamp import stamp_findings
from harmledger.publishing.release.verify import verify_release

MANIFEST = b"a manifest, made for a test\n"
ANSWER = base64.b64decode("""
MIIDlzADAgEAMIIDjgYJKoZIhvcNAQcCoIIDfzCCA3sCAQMxDzANBglghkgBZQMEAgEFADBoBgsqhkiG9w0BCRABBKBZBFcwVQIB
AQYEKgMEATAxMA0GCWCGSAFlAwQCAQUABCAGnliYEhANq/PUW6D+kqdwIoJe0ShF5/22Jq7o5owrIQIBAhgPMjAyNjExMjMxNTQ4
MjNaMAMCAQGgggGsMIIBqDCCAU2gAwIBAgIUKg4CoMYrJhFV6sF2Fqs/f64PdnEwCgYIKoZIzj0EAwIwHTEbMBkGA1UEAwwSSW52
ZW50ZWQgYXV0aG9yaXR5MB4XDTI2MTEyMzE1NDgyMloXDTM2MTEyMDE1NDgyMlowHTEbMBkGA1UEAwwSSW52ZW50ZWQgYXV0aG9y
aXR5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE7yc09/K0Nog3qbreJVrV/XUZUjdANsMYcXXhNINdqi/IY2wjh3fSDDzb/iHS
crcUq6eBTrga63+hfEX2HDNnO6NrMGkwHQYDVR0OBBYEFDmwjBjsR+FHxP+rYje75/Dim/10MB8GA1UdIwQYMBaAFDmwjBjsR+FH
xP+rYje75/Dim/10MA8GA1UdEwEB/wQFMAMBAf8wFgYDVR0lAQH/BAwwCgYIKwYBBQUHAwgwCgYIKoZIzj0EAwIDSQAwRgIhAJvG
pDkty2X7Kogp96eHmv2Zt9MP4jYFaLwIwxA50eAqAiEA6TryfjvmQYZCBH7CCy/ZkMKG22cwk7jr9IYSRhVWOu4xggFJMIIBRQIB
ATA1MB0xGzAZBgNVBAMMEkludmVudGVkIGF1dGhvcml0eQIUKg4CoMYrJhFV6sF2Fqs/f64PdnEwDQYJYIZIAWUDBAIBBQCggaQw
GgYJKoZIhvcNAQkDMQ0GCyqGSIb3DQEJEAEEMBwGCSqGSIb3DQEJBTEPFw0yNjExMjMxNTQ4MjNaMC8GCSqGSIb3DQEJBDEiBCCy
aZJ5/5LcDjzOomtGMxBlX/wZLmVq8tf3MTte6Wog/jA3BgsqhkiG9w0BCRACLzEoMCYwJDAiBCAMwcvdIh7qqcdr/cCPgycEEaMM
Y27RpEeXwnWISEH7cjAKBggqhkjOPQQDAgRHMEUCIQDdlC6g/zOg7+6qbDWgjmIQe5kUuYJs5v9aGlpIj3338AIgf/K8EnojZiZe
tBG5XuhfquRqXeF+l77B5Hy96OCbz/Q=
""")
"""What an invented authority (`openssl ts -reply`, with a certificate of its own) answered for `MANIFEST`."""
DIFFERS = [("fail", "release_stamp_differs")]


def found(folder: Path, manifest: bytes, answer: bytes) -> list[tuple[str, str]]:
    (folder / "manifest.json").write_bytes(manifest)
    (folder / "manifest.tsr").write_bytes(answer)
    return [(finding.outcome, finding.code) for finding in stamp_findings(folder)]


def test_a_time_stamp_holds_for_its_own_manifest_alone(tmp_path: Path) -> None:
    assert stamp_findings(tmp_path) == []
    assert found(tmp_path, MANIFEST, ANSWER) == [
        ("pass", "release_stamp_holds"), ("not_checked", "release_stamp_signer"),
    ]  # fmt: skip
    assert stamp_findings(tmp_path)[0].params == {"time": "2026-11-23T15:48:23+00:00"}
    assert found(tmp_path, MANIFEST + b" ", ANSWER) == DIFFERS
    assert found(tmp_path, MANIFEST, ANSWER[:-9]) == found(tmp_path, MANIFEST, b"") == DIFFERS


def test_a_time_stamp_that_cannot_be_read_here_is_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timestamp, "can_stamp", lambda: False)
    assert found(tmp_path, MANIFEST, ANSWER) == [("not_checked", "release_stamp_unread")]


def test_no_other_file_passes_as_a_time_stamp(bare: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(bare, tmp_path / bare.name))
    (copy / "manifest.tsr").write_bytes(ANSWER)
    (copy / "names.tsr").write_text("name\n")
    assert [(finding.code, finding.where) for finding in verify_release(copy).failures] == [
        ("release_file_extra", "names.tsr"), ("release_stamp_differs", "manifest.tsr"),
    ]  # fmt: skip
