"""A release's makers and rules in, the pages that explain it out, in English and Arabic: what it is, how its numbers
were made, how to cite it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from harmledger import wording
from harmledger.publishing.matter import Colophon, Rule
from harmledger.publishing.promises import held_back, promises
from harmledger.publishing.release.contract import ReleaseManifest
from harmledger.publishing.release.dictionary import files
from harmledger.publishing.release.measured import measured, shown
from harmledger.publishing.scope import Scope, stated

README: Mapping[str, str] = {"en": "README.md", "ar": "README.ar.md"}
METHOD: Mapping[str, str] = {"en": "METHOD.md", "ar": "METHOD.ar.md"}
_HOW = ("claims", "ranges", "copies", "convention", "reading", "stands")
_PROOF = ("quotes", "ids", "numbers", "intervals", "limits")
"""The sentences of the method statement, in order, before and behind those of the policy: `method.<name>`."""
_CHECK = "```console\nsha256sum --check SHA256SUMS\npython3 verify.py\nharmledger verify .\n```"


def readme(manifest: ReleaseManifest, there: Sequence[str], language: str) -> bytes:
    """What this release is, what stands in which file, how to check it and where to report an error."""
    words: dict[str, str | int] = {
        "title": _title(manifest.scope, language), "release": manifest.release,
        "number": manifest.counts["incidents"], "version": manifest.harmledger,
    }  # fmt: skip
    contact = manifest.scope.contact
    error: dict[str, str | int] = {"contact": _plain(contact)} if contact else {}
    return _page(
        f"# {wording.say('readme.title', words, language)}",
        wording.say("readme.other_language", {}, language),
        wording.say("readme.what", words, language),
        held_back(manifest.held_back, language),
        wording.say("readme.start" if manifest.site_language else "readme.start_without_site", {}, language),
        *_of_scope(manifest.scope, language),
        wording.say("readme.check", words, language),
        _CHECK,
        _table(("", ""), ((f"`{name}`", files(language)[name]) for name in sorted(there))),
        wording.say("readme.error" if contact else "readme.error_unsaid", error, language),
    )


def method(colophon: Colophon, manifest: ReleaseManifest, accuracy: bytes, language: str) -> bytes:
    """How the numbers were made: rules with their sources, those nobody verified first; readers; accuracy;
    masking."""
    words: dict[str, str | int] = {
        "convention": f"{colophon.convention} {colophon.convention_version}",
        "version": colophon.harmledger_version,
    }
    unverified = [rule for rule in colophon.rules if not rule.verified]
    verified = [rule for rule in colophon.rules if rule.verified]
    return _page(
        f"# {wording.say('method.title', words, language)}",
        *(wording.say(f"method.{name}", words, language) for name in _HOW),
        f"## {wording.say('method.left_out', {}, language)}",
        held_back(manifest.held_back, language),
        *promises(manifest.policy, language),
        f"## {wording.say('method.proof', {}, language)}",
        *(wording.say(f"method.{name}", words, language) for name in _PROOF),
        f"## {wording.say('method.unverified', {'number': len(unverified)}, language)}",
        _rules(unverified, language),
        f"## {wording.say('method.verified', {'number': len(verified)}, language)}",
        _rules(verified, language),
        f"## {wording.say('method.readers', {}, language)}",
        "\n".join(_readers(manifest)),
        *_accuracy(accuracy, language),
    )


def citation(manifest: ReleaseManifest) -> bytes:
    """`CITATION.cff`, format 1.2.0. Its strings are written as JSON, which YAML is a superset of."""
    scope = manifest.scope
    entries: dict[str, object] = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": wording.say("citation.message", {}),
        "title": f"{_title(scope, 'en')}, {manifest.release}",
        "authors": [{"name": scope.house or wording.say("citation.house", {})}],
        "date-released": manifest.released_on.isoformat(),
        "version": manifest.release,
    }
    if scope.licence:
        entries["license"] = scope.licence
    return "".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in entries.items()
    ).encode()


def _page(*parts: str) -> bytes:
    return ("\n\n".join(parts) + "\n").encode()


def _title(scope: Scope, language: str) -> str:
    return _plain(scope.title or wording.say("readme.untitled", {}, language))


def _of_scope(scope: Scope, language: str) -> Iterator[str]:
    for name, value in stated(scope):
        yield f"**{wording.say(f'scope.{name}', {}, language)}:** {_plain(value)}"


def _rules(rules: Sequence[Rule], language: str) -> str:
    rows = ((_cell(rule.name), _cell(rule.value), _cell(rule.source)) for rule in rules)
    return _table(_heads(("rule", "value", "source"), language), rows)


def _readers(manifest: ReleaseManifest) -> Iterator[str]:
    for each in manifest.methods:
        yield f"- {each.name} {each.version}: code `{each.code_sha256[:16]}`, data `{each.data_sha256[:16]}`"


def _accuracy(accuracy: bytes, language: str) -> Iterator[str]:
    found = measured(accuracy)
    yield f"## {wording.say('method.accuracy', {'reader': found.reader}, language)}"
    yield wording.say("method.accuracy_what", {}, language)
    rows = ((wording.say(f"measured.{code}", {}, language), f"{value:.2f}") for code, value in shown(found))
    yield _table(_heads(("field", "share"), language), rows)


def _heads(names: Sequence[str], language: str) -> list[str]:
    return [wording.say(f"method.column.{name}", {}, language) for name in names]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _plain(words: str) -> str:
    """Words of the house on one line, with nothing that Markdown would act upon."""
    return " ".join("".join(f"\\{c}" if c in "\\`*_{}[]<>#|!" else c for c in words).split())


def _cell(words: str) -> str:
    return " ".join(words.replace("|", "\\|").replace("<", "\\<").split())
