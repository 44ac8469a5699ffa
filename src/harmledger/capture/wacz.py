"""WACZ archives; in: a seekable body; out: the WARCs in it whose digests hold, as bodies, or why not.

A WACZ is a ZIP with `datapackage.json`, which lists each resource with its digest:
https://specs.webrecorder.net/wacz/1.1.1/
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from zipfile import ZipFile

import msgspec

from harmledger.capture.body import Body
from harmledger.capture.limits import MIB, CaptureLimits
from harmledger.capture.refusing import refusal
from harmledger.capture.zipped import allowance_of, member_body, open_member, opened_zip
from harmledger.errors import InputRefused
from harmledger.records.refusal import Refusal

_PACKAGE = "datapackage.json"
_PACKAGE_DIGEST = "datapackage-digest.json"
_PACKAGE_BYTES_MAX = 64 * MIB


class _Resource(msgspec.Struct):
    """A line of the package: a member and its digest, `sha256:<hex>`."""

    path: str
    hash: str


class _Package(msgspec.Struct):
    """What `datapackage.json` must hold."""

    resources: list[_Resource]


class _Digest(msgspec.Struct):
    """What `datapackage-digest.json` must hold: the digest of `datapackage.json`."""

    hash: str


def wacz_bodies(body: Body, limits: CaptureLimits) -> Iterator[Body | Refusal]:
    """Each WARC of the archive whose bytes have the digest that the package gives; each other is refused.

    Raises InputRefused where the package itself is missing, damaged or has another digest than it should.
    """
    allowance = allowance_of(body, limits)
    with opened_zip(body, limits) as archive:
        package = _package(archive)
        listed = {resource.path: resource.hash for resource in package.resources}
        names = {name for name in archive.namelist() if _is_warc(name)}
        for name in sorted(names | {path for path in listed if _is_warc(path)}):
            location = f"{body.location}#member {name}"
            try:
                _check_member(archive, name, listed.get(name))
            except InputRefused as refused:
                yield refusal(refused, location)
                continue
            yield member_body(archive, archive.getinfo(name), outer=body, allowance=allowance)


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith((".warc", ".warc.gz"))


def _package(archive: ZipFile) -> _Package:
    """The list of resources, its own digest checked where there is one."""
    raw = _small_member(archive, _PACKAGE)
    try:
        package = msgspec.json.decode(raw, type=_Package)
        if _PACKAGE_DIGEST in archive.namelist():
            promised = msgspec.json.decode(_small_member(archive, _PACKAGE_DIGEST), type=_Digest).hash
            if promised != f"sha256:{hashlib.sha256(raw).hexdigest()}":
                raise InputRefused("package_digest_mismatch")
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as fault:
        raise InputRefused("archive_without_package") from fault
    return package


def _small_member(archive: ZipFile, name: str) -> bytes:
    """The bytes of a member that is read whole."""
    try:
        member = archive.getinfo(name)
    except KeyError as fault:
        raise InputRefused("archive_without_package") from fault
    if member.file_size > _PACKAGE_BYTES_MAX:
        raise InputRefused("too_many_bytes", limit=_PACKAGE_BYTES_MAX)
    with open_member(archive, member) as stream:
        return stream.read()


def _check_member(archive: ZipFile, name: str, promised: str | None) -> None:
    """Raises InputRefused where a member is not listed, is missing, or has another digest than listed."""
    if promised is None:
        raise InputRefused("member_not_listed")
    kind, _, expected = promised.partition(":")
    if kind not in ("sha256", "md5"):  # the two that the specification names
        raise InputRefused("digest_of_unknown_kind")
    try:
        member = archive.getinfo(name)
    except KeyError as fault:
        raise InputRefused("member_missing") from fault
    with open_member(archive, member) as stream:
        found = hashlib.new(kind, usedforsecurity=False)
        while block := stream.read(MIB):
            found.update(block)
    if found.hexdigest() != expected.lower():
        raise InputRefused("digest_mismatch")
