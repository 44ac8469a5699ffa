"""A report's parsed sentences in; for each sentence, who says what of it with which stance, and who is
blamed, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.actors import Actors
from harmledger.reading.english.claims.claims import Chain, Found, Saying
from harmledger.reading.english.harm.figures import SentenceReading, speaks_of_harm
from harmledger.reading.english.harm.stated_tolls import speaks_of_tolls
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.stance.blame import blame_in, may_blame
from harmledger.reading.english.stance.stance import StanceReading, Stances, may_answer
from harmledger.reading.english.stance.unreal import unreal_in
from harmledger.reading.english.who_says.attribution import attributions
from harmledger.reading.english.who_says.voice_kinds import kind_of
from harmledger.reading.english.who_says.voices import Voices
from harmledger.records.claim import Blame
from harmledger.records.report import Report
from harmledger.records.span import Span
from harmledger.records.voice import Voice

_OWN = ("its ", "our ", "their ", "his ", "my ")
_PARTIES = ("armed_actor", "ministry", "government")
Said = tuple[Saying, tuple[int, ...]]


class WhoSays:
    """The voices of one report, ready to be asked about any of its sentences."""

    def __init__(self, report: Report, content: str, parsed: Sequence[Parsed]) -> None:
        sayings = attributions(content, parsed)
        self._author = _author(report)
        self._voices = Voices(content, sayings)
        self._stances = Stances(content, sayings, self._voices, author_is_party=is_party(report))
        self._content = content

    @staticmethod
    def matters(content: str, span: Span) -> bool:
        """Whether a sentence says harm, or answers somebody who did."""
        words = span.of(content)
        return any(tells(words) for tells in (speaks_of_harm, may_answer, speaks_of_tolls, may_blame))

    def sayings(self, found: Found) -> list[Said]:
        """Who says the figures of a sentence, each voice with its figures; and the answers that it holds
        without figures."""
        said = list(self._with_figures(found))
        spoken = {(saying.chains, saying.stance) for saying, _ in said}
        answers = list(self._answers(found))
        withheld = {saying.chains for saying in answers if saying.stance in ("denies", "doubts")}
        told = (saying for saying in self._occurrence(found) if saying.chains not in withheld)
        bare = [*answers, *told, *self._accusation(found)]
        for saying in bare:
            if (saying.chains, saying.stance) not in spoken and not any(
                _hands_on(saying, each) for each in bare
            ):
                spoken.add((saying.chains, saying.stance))
                said.append((saying, ()))
        return said

    def blamed(self, sentence: Parsed) -> tuple[tuple[Blame, str | None], ...]:
        """Who is said to have done it, in the words of the sentence, with the party that this names."""
        return tuple((reading.blame, reading.canonical) for reading in blame_in(sentence, self._content))

    def _with_figures(self, found: Found) -> Iterator[Said]:
        """The figures grouped by who says them; what is only threatened, feared or supposed is left out."""
        unreal = unreal_in(found.parsed)
        groups: dict[Saying, list[int]] = {}
        for index, figure in enumerate(found.figures.figures):
            span = figure.quantity.span
            if any(stretch.meets(span) for stretch in unreal):
                continue
            stance = self._for_its_own(self._stance_of_whole(found, index), found)
            elsewhere = found.is_elsewhere(span) and not found.figures.described[index].definite
            saying = msgspec.structs.replace(self._saying(stance, about_harm=True), elsewhere=elsewhere)
            groups.setdefault(saying, []).append(index)
        return ((saying, tuple(indexes)) for saying, indexes in groups.items())

    def _stance_of_whole(self, found: Found, index: int) -> StanceReading:
        """What is done with a figure; whoever tells of the whole tells of a part that only the author's words would
        hold ("documented nine deaths, *among them two children*")."""
        stance, figure = self._stance_at(found, index), found.figures.figures[index]
        if figure.relation is None or figure.relation.claim is not None or figure.relation.kind != "subset":
            return stance
        whole = self._stance_at(found, figure.relation.figure)
        return whole if stance.saying is None and whole.stance == "asserts" else stance

    def _stance_at(self, found: Found, index: int) -> StanceReading:
        return self._stances.stance_at(found.figures.figures[index].quantity.span, found.parsed.span)

    def _for_its_own(self, reading: StanceReading, found: Found) -> StanceReading:
        """A party that tells of harm by another's hand concedes nothing: it accuses."""
        if reading.stance != "concedes" or not reading.worded:
            return reading
        speaker = self._voices.chains_of(reading.saying)[0][-1]
        name = self._author.name if speaker.kind == "author" else speaker.name
        own = {mention.canonical for mention in Actors.load().find(name, Span(0, len(name)))}
        if any(party in own or blame.as_said.lower().startswith(_OWN) for blame, party in found.blamed):
            return reading  # its own hand is named, whatever else was there
        accused = msgspec.structs.replace(reading, stance="asserts", about="occurrence")
        return accused if found.blamed else reading

    def _answers(self, found: Found) -> Iterator[Saying]:
        for reading in self._stances.in_sentence(found.parsed.span):
            if self._for_its_own(reading, found).stance == reading.stance:
                saying = self._saying(reading, about_harm=False)
                yield msgspec.structs.replace(
                    saying, elsewhere=found.is_elsewhere(reading.cue or reading.span)
                )

    def _occurrence(self, found: Found) -> Iterator[Saying]:
        """That harm happened, where a sentence says so and counts nobody."""
        reading: SentenceReading = found.figures
        if reading.figures or reading.hypothetical or not reading.cues:
            return
        stance = self._stances.stance_at(reading.cues[0], found.parsed.span)
        if not any(stretch.meets(reading.cues[0]) for stretch in unreal_in(found.parsed)):
            saying = self._saying(stance, about_harm=False)
            yield msgspec.structs.replace(saying, elsewhere=found.is_elsewhere(reading.cues[0]))

    def _accusation(self, found: Found) -> Iterator[Saying]:
        """That somebody did it, where a sentence says so and counts nobody ("X blamed Y for the strike")."""
        if found.figures.figures or found.figures.hypothetical or not found.blamed:
            return
        stance = self._stances.stance_at(found.blamed[0][0].span, found.parsed.span)
        if stance.stance == "asserts":
            chains = tuple(self._signed(chain) for chain in self._voices.chains_of(stance.saying))
            yield Saying(chains=chains, stance="asserts", about="responsibility")

    def _saying(self, reading: StanceReading, *, about_harm: bool) -> Saying:
        chains = tuple(self._signed(chain) for chain in self._voices.chains_of(reading.saying))
        about = "harm" if about_harm and reading.stance == "asserts" else reading.about
        return Saying(chains=chains, stance=reading.stance, about=about)

    def _signed(self, chain: Chain) -> Chain:
        """The chain with the report's publisher in the author's place, nobody named twice in a row."""
        voices = [self._author if voice.kind == "author" and voice.span is None else voice for voice in chain]
        return tuple(v for n, v in enumerate(voices) if n == 0 or not _same(v, voices[n - 1]))


def _author(report: Report) -> Voice:
    if report.publisher is None:
        return Voice(name="author", kind="author")
    return Voice(name=report.publisher, kind="author")


def _same(voice: Voice, other: Voice) -> bool:
    """Whether two voices are one body: "The monitor said *it* could not …"."""
    one, another = (each.refers_to or each.name for each in (voice, other))
    return one.casefold() == another.casefold()


def is_party(report: Report) -> bool:
    """Whether the report is a statement of somebody who takes part in the conflict."""
    if report.publisher is None:
        return False
    return Actors.load().canonical(report.publisher) is not None or kind_of(report.publisher) in _PARTIES


def _hands_on(outer: Saying, inner: Saying) -> bool:
    """Whether `outer` only lets us hear `inner`: "the envoy admitted that the office could not confirm
    it"."""
    return outer.stance != "denies" and any(
        len(theirs) > len(ours) and theirs[: len(ours)] == ours and ours[-1].kind != "author"
        for ours in outer.chains
        for theirs in inner.chains
    )
