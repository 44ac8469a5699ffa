"""One record's policy, key, names and gazetteer in; a word, a voice, a quote or a place as it may be
published out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal

import msgspec

from harmledger.publishing.masking.hidden_names import HiddenNames
from harmledger.publishing.masking.people_words import Trait, telling
from harmledger.publishing.masking.places import public_place
from harmledger.publishing.masking.pseudonyms import Pseudonyms
from harmledger.publishing.masking.public_words import PublicWords
from harmledger.publishing.masking.traces import plain, traces
from harmledger.publishing.policy import Policy
from harmledger.records.claim import Claim
from harmledger.records.figure import Quantity
from harmledger.records.person import PersonMention
from harmledger.records.place import Place
from harmledger.records.span import Span
from harmledger.records.voice import Voice, VoiceKind

PUBLISHER = ("publisher",)
"""What the marks of publishers are made from, beside their names."""
MASK = "[…]"
"""Stands in a quote for what was taken out of it."""
_LISTED: frozenset[VoiceKind] = frozenset((
    "outlet", "agency", "monitor", "ministry", "armed_actor", "government", "rescue_service", "hospital", "un_body",
    "police",
))  # fmt: skip
"""Kinds of institution: one keeps its mark over the whole record. A person's mark holds within one incident
only, so that nobody can follow a witness."""
_ADULT_YEARS = 18
QuoteState = Literal["published", "masked", "withheld"]


class MaskedQuote(msgspec.Struct, frozen=True, kw_only=True):
    """A quote as it may be published."""

    text: str
    """Empty where it is withheld."""
    state: QuoteState


WITHHELD = MaskedQuote(text="", state="withheld")


class Masker:
    """What one release may say. It keeps nothing of what it is shown, and gives the same for the same."""

    def __init__(
        self,
        policy: Policy,
        pseudonyms: Pseudonyms,
        place_name: Callable[[str], str | None],
        hidden: HiddenNames,
    ) -> None:
        """`place_name` gives the gazetteer's name of a gazetteer id, null where it does not know it.

        `hidden`: names that appear in no spelling, those of `policy.names.hidden` among them.
        """
        self.policy = policy
        self.pseudonyms = pseudonyms
        self._place_name = place_name
        self._hidden = hidden
        self._words = PublicWords(policy.names.public)

    def name(self, name: str, mark_of: Sequence[str]) -> str:
        """A name as far as it may be public; where words are left out, with a mark that tells it from other
        such names."""
        kept = self._words.of_name(name)
        if kept.whole and kept.text and not self.hides(kept.text):
            return kept.text
        shown = "" if self.hides(kept.text) else kept.text
        return f"{shown} ({self.pseudonyms.mark(*mark_of, name.casefold())})".strip()

    def is_public(self, name: str) -> bool:
        """Whether a name appears whole."""
        kept = self._words.of_name(name)
        return kept.whole and bool(kept.text) and not self.hides(kept.text)

    def voice(self, voice: Voice, incident_id: str) -> Voice:
        """A voice under its public name; its span stays, which tells nobody who has not the report."""
        if voice.kind == voice.name == "author":
            return Voice(name="author", span=voice.span, kind=voice.kind)
        name = self.name(voice.refers_to or voice.name, _mark_of(voice, incident_id))
        return Voice(name=name, span=voice.span, kind=voice.kind)

    def party(self, name: str) -> str:
        """A blamed party under its public name."""
        return self.name(name, ("party",))

    def quantity(self, quantity: Quantity) -> Quantity:
        """How many, with those of its words that only count."""
        kept = self._words.of_phrase(quantity.phrase, (quantity.low, quantity.high))
        phrase = "" if self.hides(kept.text) else kept.text
        return Quantity(
            kind=quantity.kind, low=quantity.low, high=quantity.high, phrase=phrase, span=quantity.span
        )

    def counting_words(self, words: str) -> str:
        """Those of `words` that only count people."""
        kept = self._words.of_phrase(words, ())
        return "" if self.hides(kept.text) else kept.text

    def label(self, label: str | None) -> str | None:
        """The voice's judging word, if it is a known one."""
        return None if label is None or self.hides(label) else self._words.of_label(label)

    def names_in(self, claims: Iterable[Claim]) -> HiddenNames:
        """The names that these claims speak of and that may not appear: of victims, and of voices."""
        names: list[str] = []
        for claim in claims:
            names += [person.name for person in claim.persons if not self._may_be_named(person)]
            for voice in claim.voices:
                names += [self._words.left_out_of(name) for name in (voice.name, voice.refers_to or "")]
        return HiddenNames(names)

    def quote(self, claim: Claim, names: HiddenNames, untold: Collection[Trait] = ()) -> MaskedQuote:
        """The quote of a claim that a person cleared, without `names`, addresses, numbers and exact places, in whatever
        spelling; of its people it does not tell what is `untold`, nor how old they are to the year."""
        quote = claim.quote
        if self.policy.quotes.publish == "none":
            return WITHHELD
        clean = plain(quote)
        public = self._words.public_spans(clean)
        named = (span for span in names.spans(clean) if not any(each.holds(span) for each in public))
        spans = [*traces(clean), *self._hidden.spans(clean), *named]
        if untold:
            speakers = _speakers(claim) if clean == quote else ()
            spans += [each for each in telling(clean, untold) if not any(by.holds(each) for by in speakers)]
        if not spans:
            return MaskedQuote(text=quote, state="published")
        return MaskedQuote(text=_without(clean, spans), state="masked")

    def place(self, place: Place | None) -> Place | None:
        """A place as exact as it may be."""
        if place is None:
            return None
        name = self._place_name(place.gazetteer_id)
        name = None if name is not None and self.hides(name) else name
        return public_place(place, name, self.policy.places)

    def _may_be_named(self, person: PersonMention) -> bool:
        is_adult = person.who.age in ("adult", "elderly") or (person.age_years or 0) >= _ADULT_YEARS
        is_minor = person.who.age == "child" or (
            person.age_years is not None and person.age_years < _ADULT_YEARS
        )
        return self.policy.names.victims == "adults" and is_adult and not is_minor

    def hides(self, words: str) -> bool:
        """Whether a hidden name stands in `words`, in any spelling."""
        return next(iter(self._hidden.spans(words)), None) is not None


def _mark_of(voice: Voice, incident_id: str) -> Sequence[str]:
    """What the mark of a voice is made from: an author speaks for the publisher, and has its mark."""
    if voice.kind == "author":
        return PUBLISHER
    return ("voice", "record" if voice.kind in _LISTED else incident_id, voice.kind)


def _speakers(claim: Claim) -> Sequence[Span]:
    """Where the voices stand in the quote: "a doctor said" tells nothing of the victims."""
    start = claim.span.start
    spans = (voice.span for voice in claim.voices if voice.span is not None)
    return [Span(span.start - start, span.end - start) for span in spans if span.start >= start]


def _without(text: str, spans: Iterable[Span]) -> str:
    """`text` with one mask for each row of spans that only blanks part."""
    shown: list[str] = []
    end = 0
    for span in sorted(spans):
        between = text[end : span.start]
        if not shown or between.strip():
            shown += [between, MASK]
        end = max(end, span.end)
    return "".join([*shown, text[end:]])
