"""Who speaks: the entity that a subject, a title, a pronoun or a verb's own person stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from musnad.records import Entity
from musnad.statements.candidate import Candidate
from musnad.statements.layout import MARKS, Layout, Place
from musnad.statements.phrases import Phrase, plain

_FAR = 4
"""Sentences; a pronoun seldom reaches farther back."""
_FARTHEST = {"GPE": 2, "LOC": 2, "ORG": 8, "GROUP": 10}
"""Words between a sentence's head and a mention that may be its subject."""


class Speaker(Struct, frozen=True):
    """Whom a statement is attributed to: entity, the words that name it there, and how it was found."""

    entity: str | None
    phrase: Phrase | None
    reason: str


class Titles:
    """Which title belongs to which person in this article: رئيس الحكومة → the name it stood beside."""

    def __init__(self) -> None:
        self._with: dict[str, dict[tuple[str, ...], str]] = {}
        """By each of its words: a title and its latest bearer, the latest title last."""

    def note(self, layout: Layout, phrase: Phrase) -> None:
        """Remember the title words of a phrase that names its person, and all words of one that names a group."""
        place = phrase.place
        if place is None:
            return
        group = place.mention.kind == "GROUP"
        title = [plain(layout.keys[t]) for t in range(phrase.first, phrase.stop)
                 if (group or not place.first <= t < place.stop) and layout.keys[t] not in MARKS]  # fmt: skip
        if title:
            for word in set(title):
                same = self._with.setdefault(word, {})
                same.pop(tuple(title), None)
                same[tuple(title)] = place.mention.entity

    def find(self, layout: Layout, phrase: Phrase) -> str | None:
        """The entity whose title the phrase repeats, the latest first."""
        words = [plain(layout.keys[t]) for t in range(phrase.first, phrase.stop) if layout.keys[t] not in MARKS]
        if not words:
            return None
        best: tuple[int, str] | None = None
        for title, entity in reversed(self._with.get(words[0], {}).items()):
            shared = len(set(words) & set(title))
            if (shared == len(words) or shared >= 2) and (best is None or shared > best[0]):
                best = shared, entity
        return best[1] if best else None


def gender_of(layout: Layout, place: Place) -> str:
    """Grammatical gender of a mention as its first word shows it: "M", "F", or "" where it does not."""
    kind = place.mention.kind
    if kind == "PER":
        return ""
    key = layout.keys[place.first]
    if kind in ("GPE", "LOC"):
        return "M" if key in layout.lexicon.words("masculine-state") else "F"
    word = plain(key)
    if word.endswith(("ه", "ات", "اء")):
        return "F"
    return "P" if word.endswith(("ون", "ين")) else ""


class Floor:
    """Who has the floor: resolves one candidate after the other, in the order of their cues."""

    def __init__(self, layout: Layout, entities: Sequence[Entity]) -> None:
        self._layout = layout
        self._kinds: Mapping[str, str] = {entity.id: entity.kind for entity in entities}
        self._titles = Titles()
        self._gender: dict[str, str] = {}
        self._spoken: dict[int, list[Speaker]] = {}
        self._by_sentence: dict[int, list[Place]] = {}
        for place in layout.places:
            self._by_sentence.setdefault(layout.words.tokens[place.first].sentence, []).append(place)

    def speaker(self, candidate: Candidate, embedded: bool) -> Speaker:
        """The speaker of a candidate; an `embedded` one, told inside another's content, does not take the floor."""
        if candidate.impersonal:
            return Speaker(None, None, "impersonal")
        found = self._named(candidate) if candidate.subject is not None else self._understood(candidate)
        analysis = candidate.hit.analysis
        person = found.entity is not None and self._kinds.get(found.entity) == "PER"
        if person and found.entity and analysis and candidate.subject and candidate.hit.form == "finite":
            self._gender.setdefault(found.entity, analysis.gender)
        if not embedded:
            sentence = self._layout.words.tokens[candidate.hit.token].sentence
            self._spoken.setdefault(sentence, []).append(found)
        return found

    def _named(self, candidate: Candidate) -> Speaker:
        phrase = candidate.subject
        if phrase is None:
            return Speaker(None, None, "no-subject")
        if phrase.place is not None:
            self._titles.note(self._layout, phrase)
            return Speaker(phrase.place.mention.entity, phrase, "named")
        entity = self._titles.find(self._layout, phrase)
        return Speaker(entity, phrase, "title" if entity else "description")

    def _understood(self, candidate: Candidate) -> Speaker:
        """The speaker that no word beside the cue names."""
        hit, analysis = candidate.hit, candidate.hit.analysis
        gender = analysis.gender if analysis and hit.form != "noun" else ""
        number = analysis.number if analysis and hit.form != "noun" else ""
        sentence = self._layout.words.tokens[hit.token].sentence
        here = self._spoken.get(sentence)
        if here and not (analysis and analysis.proclitics[:1] == "و" and hit.form == "noun"):
            for speaker in reversed(here):
                if self._agrees(speaker.entity, gender, number):
                    return Speaker(speaker.entity, None, "same-sentence")
        salient = self._salient(sentence, hit.token, gender, number)
        if salient is not None and hit.form != "noun":
            return Speaker(salient, None, "subject-of-sentence")
        return self._before(sentence, gender, number)

    def _before(self, sentence: int, gender: str, number: str) -> Speaker:
        """The latest speaker, or the latest sentence's subject, that agrees."""
        for back in range(sentence - 1, max(-1, sentence - _FAR - 1), -1):
            for speaker in reversed(self._spoken.get(back, ())):
                if self._agrees(speaker.entity, gender, number):
                    return Speaker(speaker.entity, None, "last-speaker")
            if back not in self._spoken:
                salient = self._salient(back, self._layout.size, gender, number, only=("PER",))
                if salient is not None:
                    return Speaker(salient, None, "last-subject")
        for back in sorted((s for s in self._spoken if s < sentence), reverse=True):
            for speaker in reversed(self._spoken[back]):
                if self._agrees(speaker.entity, gender, number):
                    return Speaker(speaker.entity, None, "earlier-speaker")
        return Speaker(None, None, "no-antecedent")

    def _agrees(self, entity: str | None, gender: str, number: str) -> bool:
        if entity is None:
            return False
        kind = self._kinds.get(entity, "PER")
        if kind == "PER":
            known = self._gender.get(entity)
            return number != "P" and not (gender and known and known != gender)
        return True

    def _salient(
        self,
        sentence: int,
        before: int,
        gender: str,
        number: str,
        only: tuple[str, ...] = ("PER", "ORG", "GROUP", "GPE"),
    ) -> str | None:
        """The entity of the sentence's first mention that may be its subject and agrees."""
        for place in self._by_sentence.get(sentence, ()):
            if place.first >= before:
                break
            if place.mention.kind not in only or not self._may_be_subject(place, sentence):
                continue
            shown = gender_of(self._layout, place)
            if shown and gender and number == "S" and shown != "P" and shown != gender:
                continue
            if self._agrees(place.mention.entity, gender, number):
                return place.mention.entity
        return None

    def _may_be_subject(self, place: Place, sentence: int) -> bool:
        """Whether no preposition governs the mention and, but for a person, it stands near its sentence's head."""
        farthest = _FARTHEST.get(place.mention.kind)
        if farthest is not None and place.first - self._layout.words.sentences[sentence].first > farthest:
            return False
        governed = place.first > 0 and self._layout.among(place.first - 1, "preposition")
        own = self._layout.keys[place.first]
        return not governed and not (own.startswith(("لل", "بال")) and place.mention.kind != "PER")
