"""Web Annotations of reports of a record in, a person's claims on the same words in the record out."""

from __future__ import annotations

from pathlib import Path

from harmledger.accounts.accounts import is_team
from harmledger.assessing.convention import Convention
from harmledger.capture.refusing import refusal
from harmledger.errors import DecisionRefused, EvidenceError, InputRefused, NotInRecord
from harmledger.exchange.annotated import Annotated, read_annotations
from harmledger.exchange.web_annotation import claim_value
from harmledger.flow.check import check_inputs
from harmledger.flow.decide import decide
from harmledger.flow.house import house_rules
from harmledger.flow.importing import Imported
from harmledger.flow.look import views_there
from harmledger.flow.present import published
from harmledger.flow.progress import Progress, silent
from harmledger.flow.refresh import refresh
from harmledger.ledger.browse import ReportFile, report_file
from harmledger.ledger.store import Ledger
from harmledger.ledger.told import ToldClaim
from harmledger.publishing.lines import claim_line
from harmledger.reading.stated import claim_stated
from harmledger.records.action import Add
from harmledger.settings import Settings


def import_annotations(
    file: Path,
    record: Path,
    *,
    settings: Settings,
    by: str,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Imported:
    """Take each annotation as a claim of the person `by` on the words that it selects.

    What the record says of these words already, by whomever, is known; an annotation whose words are not those of
    its report is refused (law 2). A dry run changes nothing. Raises NotInRecord if there is no record, InputRefused
    for a file that holds no annotations.
    """
    check_inputs([file])
    rules = house_rules(record, settings)
    done = Imported()
    with Ledger.open(record, write=not dry_run, wait_s=settings.wait_s) as ledger:
        taking = _Taking(ledger, rules, by, is_team(record), dry_run)
        for each in read_annotations(file):
            done.rows += 1
            try:
                taking.take(each, done, file.name)
            except InputRefused as why:
                done.refuse(refusal(why, f"{file.resolve()}#row {done.rows}"))
            progress("import", done.rows, refused=done.refused)
        if not dry_run:
            ledger.append(done.refusals)
            with ledger.alone(wait_s=settings.wait_s):
                refresh(ledger, rules, views_there(record, settings), progress)
    return done


class _Taking:
    """Annotations being taken into one record."""

    def __init__(self, ledger: Ledger, rules: Convention, by: str, team: bool, dry_run: bool) -> None:
        self._ledger, self._rules, self._by, self._team, self._dry = ledger, rules, by, team, dry_run

    def take(self, each: Annotated | InputRefused, done: Imported, file: str) -> None:
        """Counts the annotation as kept or known. Raises InputRefused for one that cannot be used."""
        if isinstance(each, InputRefused):
            raise each
        held = self._report(each)
        words = each.stated.span.of(held.text.content)
        if not words or (each.quote is not None and each.quote != words):
            raise InputRefused("annotation_of_other_words")
        if each.value in {claim_value(claim_line(published(told))) for told in _on(held, each)}:
            done.known += 1
            return
        try:
            claim_stated(held.text, each.stated)
            if not self._dry:
                why = f"annotation in {file}" + (f", by {each.creator}" if each.creator else "")
                action = Add(held.text.id, each.stated)
                decide(self._ledger, action, by=self._by, why=why, team=self._team, rules=self._rules)
        except EvidenceError as fault:
            raise InputRefused("annotation_of_other_words") from fault
        except DecisionRefused:  # a claim with this id is there, corrected since
            done.known += 1
            return
        done.kept += 1
        done.without_number += not each.stated.figures
        done.without_place += each.stated.where is None
        done.without_date += each.stated.when is None

    def _report(self, each: Annotated) -> ReportFile:
        try:
            return report_file(self._ledger, each.report)
        except NotInRecord as fault:
            raise InputRefused("annotation_of_no_report") from fault


def _on(held: ReportFile, each: Annotated) -> list[ToldClaim]:
    """The claims of the record on the very words of the annotation."""
    return [told for told in (*held.claims, *held.replaced) if told.claim.span == each.stated.span]
