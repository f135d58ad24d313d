"""Who speaks in each statement of a story's reports, and for which body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from musnad.records import Entity, Mention, Statement
from musnad.stories.cast import Cast
from musnad.stories.press import PLATFORMS, noun
from musnad.stories.reports import Report
from musnad.stories.roots import told_class
from musnad.stories.terms import words

_UNNAMED = frozenset({"source", "witness", "relative", "local", "expert", "press", "medical", "security", "military"})
_SPEAKS_FOR = frozenset(noun(word) for word in "متحدث متحدثه ناطق ناطقه".split())
_POINTS_BACK = noun("المصدر")
_DOCUMENT = noun("البيان")
_OFFICE_HEADS = frozenset(
    noun(word)
    for word in "وزير رئيس متحدث ناطق سفير امير محافظ قائد مدير امين مفتي ملك نائب وكيل حاكم عمده وزاره".split()
)


class Speakers:
    """Finds the speakers of statements: by name, by a name in the words for them, or as the one pointed back to."""

    def __init__(self, reports: Sequence[Report], cast: Cast) -> None:
        self._reports = reports
        self._cast = cast
        self._entities: list[Mapping[str, Entity]] = [
            {entity.id: entity for entity in report.reading.entities} for report in reports
        ]
        self._found: dict[tuple[int, str], Entity | None] = {}
        self.bodies = self._spokesmen()
        """Ids of bodies by the canonical ids of the persons that some report of the story calls their spokesmen."""

    def speaker(self, at: int, statement: Statement) -> Entity | None:
        """Who speaks: by name, by a name within the words for the speaker, or as the one that «الوزارة» points back to.

        A source that is not named stays what the report calls it.
        """
        key = (at, statement.id)
        if key not in self._found:
            self._found[key] = None
            self._found[key] = self._found_speaker(at, statement)
        return self._found[key]

    def _found_speaker(self, at: int, statement: Statement) -> Entity | None:
        entity = self._entities[at].get(statement.speaker or "")
        span = statement.speaker_span
        if entity is not None and span is not None and noun(next(words(span.quote), "")) == _DOCUMENT:
            return self._issuer(at, statement) or entity
        if entity is not None and entity.kind == "LOC":
            return self._body_called(at, entity)
        if entity is not None and entity.kind != "GROUP":
            return entity
        if span is None:
            return self._same_before(at, statement) if entity is not None else None
        kind = told_class(entity.name if entity is not None else " ".join(span.quote.split()[:2]))
        if not statement.anonymous and (kind is None or kind.name not in _UNNAMED):
            named = [self._entities[at][m.entity] for m in self.named_in(at, statement)]
            if named:
                return named[-1]
        told = list(words(span.quote))
        if told and told[0].startswith("ال") and len(told) <= 2:
            return self._back(at, statement, noun(told[0])) or entity
        return entity

    def _same_before(self, at: int, statement: Statement) -> Entity | None:
        """The speaker of the statement before, where a verb alone goes on: «وأضاف»."""
        for other in reversed(self._before(at, statement)):
            if other.speaker == statement.speaker:
                return self.speaker(at, other)
        return self._entities[at].get(statement.speaker or "")

    def _before(self, at: int, statement: Statement) -> list[Statement]:
        return [s for s in self._reports[at].reading.statements if s.cue.start < statement.cue.start]

    def _back(self, at: int, statement: Statement, key: str) -> Entity | None:
        """The earlier speaker that a bare «الوزارة», «الوكالة», «المتحدث», «المصدر» or «البيان» points back to."""
        for other in reversed(self._before(at, statement)):
            speaker = self.speaker(at, other)
            if speaker is None:
                continue
            told = f"{speaker.name} {other.speaker_span.quote if other.speaker_span is not None else ''}"
            if key in {noun(word) for word in words(told)} or (key == _DOCUMENT and other.medium == "statement"):
                return speaker
            if key == _POINTS_BACK and speaker.kind in ("ORG", "PER"):
                return speaker
        return None

    def _issuer(self, at: int, statement: Statement) -> Entity | None:
        """Who issued the statement that «البيان» or «البيان الفرنسي» points back to: the last that one was told of."""
        issued = (s for s in reversed(self._before(at, statement)) if s.medium == "statement")
        return next((found for s in issued if (found := self.speaker(at, s)) is not None), None)

    def _body_called(self, at: int, place: Entity) -> Entity | None:
        """A sea or mountain says nothing: the report's body that bears its name, «الأطلسي» for the alliance."""
        name = {noun(word) for word in words(place.name)}
        bodies = (e for e in self._entities[at].values() if e.kind == "ORG")
        return next((body for body in bodies if name & {noun(word) for word in words(body.name)}), None)

    def named_in(self, at: int, statement: Statement) -> Iterator[Mention]:
        """Named bodies and persons within the words for the speaker."""
        span = statement.speaker_span
        for mention in self._reports[at].reading.mentions:
            known = mention.entity in self._entities[at] and mention.entity not in PLATFORMS
            if known and mention.kind in ("ORG", "PER") and span is not None and span.covers(mention.span):
                yield mention

    def _spokesmen(self) -> Mapping[str, str]:
        """Bodies by the persons that some report of the story calls their spokesmen."""
        found: dict[str, str] = {}
        for at, report in enumerate(self._reports):
            for statement in report.reading.statements:
                entity = self._entities[at].get(statement.speaker or "")
                if entity is None or entity.kind != "PER" or not _spokesman(statement):
                    continue
                body = self._spoken_for(at, statement)
                if body is not None:
                    found.setdefault(self._cast.canonical(entity.id), body)
        return found

    def _spoken_for(self, at: int, statement: Statement) -> str | None:
        """«المتحدث باسم وزارة الداخلية»: the body within; «المتحدث باسم الوزارة»: the last such body before."""
        span = statement.speaker_span
        inside = [m for m in self.named_in(at, statement) if m.kind == "ORG"]
        if inside:
            return self._cast.canonical(inside[-1].entity)
        stems = {noun(word) for word in words(span.quote)} - _SPEAKS_FOR if span is not None else set()
        found = None
        for mention in self._reports[at].reading.mentions:
            if span is None or mention.span.start >= span.start:
                break
            entity = self._entities[at].get(mention.entity)
            if entity is not None and entity.kind == "ORG" and stems & {noun(w) for w in words(entity.name)}:
                found = self._cast.canonical(entity.id)
        return found


def an_office(name: str) -> bool:
    """Whether a description names an office with its field: «وزير الصحة», «السفير الإيطالي», but not «رئيس»."""
    told = list(words(name))
    return len(told) > 1 and noun(told[0]) in _OFFICE_HEADS


def speaks_for(name: str) -> bool:
    """Whether the words for somebody say that he speaks for a body: متحدث، ناطق."""
    return any(noun(word) in _SPEAKS_FOR for word in words(name))


def _spokesman(statement: Statement) -> bool:
    span = statement.speaker_span
    return span is not None and speaks_for(span.quote)
