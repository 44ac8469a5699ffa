"""A record in, a release out: what a policy publishes of it, masked, dated, and chained to the release
before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from harmledger.assessing.convention import Convention, convention_source
from harmledger.errors import UsageError
from harmledger.flow.check import check_language
from harmledger.flow.choose import Chosen, choose, with_standing
from harmledger.flow.decide import decide
from harmledger.flow.deeds import deed_lines, deeds_on, new_on
from harmledger.flow.gone import gone_since
from harmledger.flow.house import house_rules
from harmledger.flow.present import RecordMatter
from harmledger.flow.progress import Progress, silent
from harmledger.flow.refresh import spread
from harmledger.ledger.standings import cleared_quotes
from harmledger.ledger.store import Ledger
from harmledger.places.build import ensure_gazetteer
from harmledger.places.gazetteer import Gazetteer
from harmledger.publishing.masking.hidden_names import HiddenNames
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.pairs import masked_pairs
from harmledger.publishing.masking.pseudonyms import record_pseudonyms
from harmledger.publishing.policy import Policy, read_policy
from harmledger.publishing.release.changes import counted
from harmledger.publishing.release.contract import HeadLine, PreviousLine
from harmledger.publishing.release.edition import Edition
from harmledger.publishing.release.names import RELEASES, next_name, releases
from harmledger.publishing.release.timestamp import check_stamping, write_request
from harmledger.publishing.release.verify import MANIFEST, read_manifest
from harmledger.publishing.release.write import Streams, Written, write_release
from harmledger.publishing.scope import Scope, read_scope
from harmledger.records.action import Publish
from harmledger.records.canonical import sha256
from harmledger.settings import Settings


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """What a release published, for a person or a program."""

    release: str
    folder: Path
    manifest_sha256: str
    counts: dict[str, int]
    held_back: dict[str, int]
    changes: dict[str, int]
    site: Path | None


def release(
    record: Path,
    *,
    settings: Settings,
    policy: Path | None = None,
    on: dt.date | None = None,
    by: str,
    site: bool = True,
    stamp: bool = False,
    progress: Progress = silent,
) -> Released:
    """Publish what the policy lets out into `releases/<day>/`, which never changes again.

    `policy`: a TOML file; without it the record's own `policy.toml`, else the one that ships. `on`: the day of
    the release, today if null; a second release of a day is numbered. `by`: who publishes, kept in the chain.
    `stamp`: also write a request for a time-stamp. The same record, policy and day give the same bytes.

    Raises NotInRecord if there is no record, SettingsError for a policy or scope that cannot be used, UsageError
    where nothing may be published or a later release is there, LedgerBusy if another program is building.
    """
    if stamp:
        check_stamping()
    check_language(settings.language)
    rules, scope, convention = read_policy(record, policy), read_scope(record), house_rules(record, settings)
    with (
        Ledger.open(record, write=True, wait_s=settings.wait_s) as ledger,
        ledger.alone(wait_s=settings.wait_s),
    ):
        making = _Release(ledger, convention, rules, scope)
        name = next_name(making.there, on or dt.datetime.now(dt.UTC).date())
        progress("release", 0)
        with _gazetteer(settings) as gazetteer:
            language = settings.language if site else None
            written = making.write(name, gazetteer, language, settings.processes)
        publish = Publish(name, written.manifest_sha256, making.seals)
        decide(ledger, publish, by=by, rules=convention)
    if stamp:
        write_request(written.folder)
    return _told(written)


class _Release:
    """One record being released."""

    def __init__(self, ledger: Ledger, convention: Convention, policy: Policy, scope: Scope) -> None:
        self._ledger, self._convention, self._policy, self._scope = ledger, convention, policy, scope
        self._matter = RecordMatter(ledger, convention)
        self._pseudonyms = record_pseudonyms(ledger.folder)
        chosen = choose(ledger, convention, policy)
        self._chosen, self._standing = with_standing(ledger, convention, chosen, self._pseudonyms)
        self.there = releases(ledger.folder / RELEASES)

    @property
    def seals(self) -> dict[str, str]:
        """What is published, each incident as it stands."""
        new = {incident: review.seal for incident, review in self._chosen.publish.items()}
        return {**self._chosen.stand, **new}

    def write(self, name: str, gazetteer: Gazetteer, language: str | None, processes: int) -> Written:
        """Writes the release of this name."""
        _check_something(self._chosen, self.there)
        masker = Masker(
            self._policy, self._pseudonyms, gazetteer.name_of, HiddenNames(self._policy.names.hidden)
        )
        publish, cleared = self._chosen.publish, cleared_quotes(self._ledger).keys()
        pairs = masked_pairs(self._matter, masker, chosen=publish.keys(), cleared=cleared)
        standing = tuple(self._standing.values())
        streams = Streams(pairs=pairs, masker=masker, reviews=publish, standing=standing)
        releases, edition = self._ledger.folder / RELEASES, self._edition(name, language)
        return write_release(releases, streams, edition, spread=spread(processes))

    def _edition(self, name: str, language: str | None) -> Edition:
        last = self.there[-1] if self.there else None
        head, ids = self._ledger.head(), self._pseudonyms
        gone = gone_since(last, self._ledger, self._chosen, ids) if last else {}
        about = [*self._chosen.publish, *self._chosen.stand, *self._chosen.held]
        deeds = deeds_on(self._ledger, about, since=read_manifest(last).head.seq if last else 0)
        told = {*map(ids.id, (*self._chosen.publish, *self._chosen.stand)), *gone}
        deeds = [deed for deed in deeds if any(ids.id(each) in told for each in deed.incidents)]
        return Edition(
            name=name,
            released_on=dt.date.fromisoformat(name[:10]),
            program=self._matter.colophon.harmledger_version,
            methods=self._matter.colophon.methods,
            convention=self._convention,
            convention_toml=convention_source(self._convention.name),
            site_language=language,
            policy=self._policy,
            scope=self._scope,
            head=HeadLine(seq=head.seq, link=head.link),
            previous=_previous(last) if last else None,
            previous_folder=last,
            held_back=self._chosen.held_counts,
            gone=gone,
            decisions=tuple(deed_lines(deeds, ids)),
            touched=new_on(deeds, ids),
        )


def _check_something(chosen: Chosen, there: list[Path]) -> None:
    """A first release of nothing is a mistake; a later one may withdraw all that was published."""
    if not chosen.publish and not there:
        raise UsageError(
            f"the policy publishes none of {len(chosen.held)} incidents",
            to_do="see why with --preview; review incidents at the desk, or change the policy",
        )


def _previous(folder: Path) -> PreviousLine:
    return PreviousLine(release=folder.name, manifest_sha256=sha256((folder / MANIFEST).read_bytes()))


@contextmanager
def _gazetteer(settings: Settings) -> Iterator[Gazetteer]:
    gazetteer = Gazetteer.open(ensure_gazetteer(settings.cache_dir))
    try:
        yield gazetteer
    finally:
        gazetteer.close()


def _told(written: Written) -> Released:
    manifest = written.manifest
    site = written.folder / "site"
    return Released(
        release=manifest.release,
        folder=written.folder,
        manifest_sha256=written.manifest_sha256,
        counts=manifest.counts,
        held_back=manifest.held_back,
        changes=counted(written.changes),
        site=site if manifest.site_sha256 else None,
    )
