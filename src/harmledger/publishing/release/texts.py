"""A release's makers and rules in, the pages that explain it out: `README.md`, `METHOD.md` and
`CITATION.cff`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from harmledger import wording
from harmledger.publishing.matter import Colophon, Rule
from harmledger.publishing.release.contract import ReleaseManifest
from harmledger.publishing.release.dictionary import files
from harmledger.publishing.scope import Scope, stated

_METHOD = (
    "claims", "ranges", "copies", "convention", "reading", "masking", "quotes", "ids", "few", "numbers", "limits",
)  # fmt: skip
"""The sentences of the method statement, in order: `method.<name>`."""


class Measured(msgspec.Struct, frozen=True):
    """What `accuracy.json` says of the machine's reading."""

    measured: dict[str, dict[str, dict[str, float]]]
    """By set of texts, `whole` or a half of it, and field."""
    reader: str


def readme(manifest: ReleaseManifest, there: Sequence[str]) -> bytes:
    """What this release is, what stands in which file, how to check and to cite it."""
    words: dict[str, str | int] = {
        "title": _title(manifest.scope),
        "release": manifest.release,
        "number": manifest.counts["incidents"],
    }
    parts = [
        f"# {wording.say('readme.title', words)}",
        wording.say("readme.what", words),
        *_of_scope(manifest.scope),
    ]
    parts += [
        wording.say("readme.check", words),
        "```console\nsha256sum --check SHA256SUMS\npython3 verify.py\nharmledger verify .\n```",
    ]
    described = files()
    parts += [
        "\n".join(
            ["| file | |", "| --- | --- |", *(f"| `{name}` | {described[name]} |" for name in sorted(there))]
        )
    ]
    contact = manifest.scope.contact
    parts += [
        wording.say("readme.error", {"contact": _plain(contact)})
        if contact
        else wording.say("readme.error_unsaid", {})
    ]
    return ("\n\n".join(parts) + "\n").encode()


def method(colophon: Colophon, manifest: ReleaseManifest, accuracy: bytes) -> bytes:
    """How the numbers were made: rules with their sources, those nobody verified first; readers; accuracy;
    masking."""
    measured = msgspec.json.decode(accuracy, type=Measured)
    words: dict[str, str | int] = {
        "convention": f"{colophon.convention} {colophon.convention_version}", "k": manifest.policy.persons.k,
        "metres": manifest.policy.places.coarse_m, "version": colophon.harmledger_version,
    }  # fmt: skip
    parts = [
        f"# {wording.say('method.title', words)}",
        *(wording.say(f"method.{name}", words) for name in _METHOD),
    ]
    unverified = [rule for rule in colophon.rules if not rule.verified]
    verified = [rule for rule in colophon.rules if rule.verified]
    parts += [f"## {wording.say('method.unverified', {'number': len(unverified)})}", _rules(unverified)]
    parts += [f"## {wording.say('method.verified', {'number': len(verified)})}", _rules(verified)]
    parts += [f"## {wording.say('method.readers', words)}", "\n".join(_readers(manifest))]
    parts += [
        f"## {wording.say('method.accuracy', {'reader': measured.reader})}",
        _accuracy(measured.measured),
    ]
    return ("\n\n".join(parts) + "\n").encode()


def citation(manifest: ReleaseManifest) -> bytes:
    """`CITATION.cff`, format 1.2.0. Its strings are written as JSON, which YAML is a superset of."""
    scope = manifest.scope
    stated: dict[str, object] = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": wording.say("citation.message", {}),
        "title": f"{_title(scope)}, {manifest.release}",
        "authors": [{"name": scope.house or wording.say("citation.house", {})}],
        "date-released": manifest.released_on.isoformat(),
        "version": manifest.release,
    }
    if scope.licence:
        stated["license"] = scope.licence
    return "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in stated.items()
    ).encode()


def _title(scope: Scope) -> str:
    return _plain(scope.title or wording.say("readme.untitled", {}))


def _of_scope(scope: Scope) -> Iterator[str]:
    for name, value in stated(scope):
        yield f"**{wording.say(f'scope.{name}', {})}:** {_plain(value)}"


def _rules(rules: Sequence[Rule]) -> str:
    rows = [f"| {_cell(rule.name)} | {_cell(rule.value)} | {_cell(rule.source)} |" for rule in rules]
    head = " | ".join(wording.say(f"method.column.{name}", {}) for name in ("rule", "value", "source"))
    return "\n".join([f"| {head} |", "| --- | --- | --- |", *rows])


def _readers(manifest: ReleaseManifest) -> Iterator[str]:
    for each in manifest.methods:
        yield f"- {each.name} {each.version}: code `{each.code_sha256[:16]}`, data `{each.data_sha256[:16]}`"


def _accuracy(measured: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    head = " | ".join(wording.say(f"method.column.{name}", {}) for name in ("texts", "field", "share"))
    rows = [
        f"| {_cell(task)} | {_cell(field)} | {value:.3f} |"
        for task, parts in sorted(measured.items())
        for field, value in sorted(parts["whole"].items())
    ]
    return "\n".join([f"| {head} |", "| --- | --- | ---: |", *rows])


def _plain(words: str) -> str:
    """Words of the house on one line, with nothing that Markdown would act upon."""
    return " ".join("".join(f"\\{c}" if c in "\\`*_{}[]<>#|!" else c for c in words).split())


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").replace("<", "\\<").split())
