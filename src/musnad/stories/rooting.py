"""Who a report has its words from: the root of a statement, and that of the report's own voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from musnad.lang.ar.fold import fold_word
from musnad.records import Entity, Statement
from musnad.stories.cast import Cast
from musnad.stories.press import PLATFORMS, is_agency, is_press, noun, press_key
from musnad.stories.reports import Copybook, Report
from musnad.stories.roots import Root, body_of_office, class_of, told_class
from musnad.stories.speaking import Speakers, an_office, speaks_for
from musnad.stories.terms import words
from musnad.stories.voices import anonymous_root, credit_roots, either, press_root, unsourced

_POINTS_BACK = noun("المصدر")
_RELAYED = "نقل"
_BEFORE = 60
"""Code points before «نقلت» in which the agency stands that passed the words on."""
_LEAD = 420
"""Code points at the head of a report in which a named agency is the source of the whole."""
_ISSUED = frozenset("اصدر اصدرت صدر نص واصدر واصدرت وصدر ونص".split())
_NEAR = 7
"""Words between the issuing and the statement."""
_REWRITTEN = 0.5
_RETOLD = 0.25
"""Share of a report's words that it has from another, from which on the rest is that report retold; the lower one for
a report that nobody signs."""


class Rooting:
    """Finds roots for the reports of one story."""

    def __init__(self, reports: Sequence[Report], cast: Cast, copybook: Copybook) -> None:
        self._reports = reports
        self._cast = cast
        self._copybook = copybook
        self._entities: list[Mapping[str, Entity]] = [
            {entity.id: entity for entity in report.reading.entities} for report in reports
        ]
        self._who = Speakers(reports, cast)
        self._voices: dict[int, Root] = {}

    def of_statement(self, at: int, statement: Statement) -> Root:
        """The root of what a statement of report `at` tells."""
        entity = self._who.speaker(at, statement)
        span = statement.speaker_span.quote if statement.speaker_span is not None else ""
        if entity is None and not span:
            return self.voice(at)
        hearer = self.hearer(at, statement)
        if entity is None:
            kind = class_of(span)
            return hearer if self._bare(span) and hearer.kind == "press" else anonymous_root(kind, None, span, hearer)
        if entity.id in PLATFORMS or (entity.kind == "GROUP" and _a_crowd(entity.name)):
            return self.voice(at)
        if entity.kind in ("ORG", "GROUP") and (entity.sector == "MED" or is_press(entity.name)):
            return self._press(entity)
        if entity.kind == "GROUP":
            return self._described(at, statement, entity, span, hearer)
        return self._named(entity)

    def of_claimant(self, entity: str) -> Root | None:
        """The root of a claim of responsibility: who claims the act."""
        known = self._cast.entity(entity)
        return self._named(known) if known is not None else None

    def voice(self, at: int) -> Root:
        """The root of a report's own voice: whoever it credits its text to."""
        if at not in self._voices:
            report = self._reports[at]
            # what it stands for while its origin is asked: reports may print each other's words in a ring
            self._voices[at] = unsourced(report.reading.article.outlet or report.text)
            self._voices[at] = self._own_voice(at)
        return self._voices[at]

    def hearer(self, at: int, statement: Statement) -> Root:
        """The agency, paper or outlet that heard a source."""
        for link in reversed(statement.chain.links if statement.chain is not None else ()):
            if link.role in ("agency", "paper") and link.name and link.entity not in PLATFORMS:
                entity = self._entities[at].get(link.entity or "")
                if entity is None or is_press(entity.name) or entity.sector == "MED":
                    return self._press(entity) if entity is not None else press_root(link.role, link.name)
        passed = self._passed_on(at, statement)
        return self._press(passed) if passed is not None else self.voice(at)

    def _own_voice(self, at: int) -> Root:
        report = self._reports[at]
        article = report.reading.article
        if article.repost is not None and article.repost.name:
            return unsourced(article.repost.name)
        issuer = self._issuer(at)
        if issuer is not None:
            return issuer
        unique = {root.key: root for root in credit_roots(report.credits, article)}
        if not any(root.kind == "press" for root in unique.values()):
            shared = self._shared(at, _REWRITTEN if unique else _RETOLD)
            if shared is not None:
                return shared
            cited = self._cited(at)
            if len(cited) == 1 and not unique:
                return cited[0]
        if not unique:
            if article.outlet is not None and is_agency(article.outlet):
                return press_root("agency", article.outlet)
            return unsourced(article.outlet or report.text)
        roots = list(unique.values())
        return roots[0] if len(roots) == 1 else either(roots)

    def _issuer(self, at: int) -> Root | None:
        """Who issued the statement that a report prints: «أصدرت وزارة الداخلية بيانا بشأن …», «وفيما يلي نص البيان»."""
        reading = self._reports[at].reading
        begin = len(reading.article.title or "")
        lead = list(words(reading.article.text[begin : begin + _LEAD]))
        at_paper = [i for i, word in enumerate(lead) if word.startswith(("بيان", "البيان"))]
        if not any(_ISSUED & set(lead[max(i - _NEAR, 0) : i]) for i in at_paper):
            return None
        for mention in reading.mentions:
            entity = self._entities[at].get(mention.entity)
            inside = begin <= mention.span.start < begin + _LEAD
            if inside and entity is not None and entity.kind == "ORG" and not self._is_press(entity):
                return replace(self._named(entity), role="document")
        return None

    @staticmethod
    def _is_press(entity: Entity) -> bool:
        return entity.sector == "MED" or is_press(entity.name) or entity.id in PLATFORMS

    def _shared(self, at: int, share: float) -> Root | None:
        """The agency that another report credits for the text that makes up most of this one.

        Who prints a dispatch and does not say so is no second source; nor is who retells another report.
        """
        for other in self._copybook.sharing(at, share):
            article = self._reports[other].reading.article
            press = [root for root in credit_roots(self._reports[other].credits, article) if root.kind == "press"]
            if len(press) == 1:
                return press[0]
        origin = self._copybook.main_origin(at, share)
        return self.voice(origin) if origin is not None and origin != at else None

    def _cited(self, at: int) -> list[Root]:
        """The agencies that the head of a report names as speakers: «وأوضحت وكالة الأناضول» after a first sentence."""
        reading = self._reports[at].reading
        begin = len(reading.article.title or "")
        found: dict[str, Root] = {}
        for statement in reading.statements:
            entity = self._entities[at].get(statement.speaker or "")
            ids = [entity] if entity is not None else []
            ids += [self._entities[at][id_] for id_ in statement.via if id_ in self._entities[at]]
            for one in ids:
                if statement.cue.start < begin + _LEAD and is_agency(one.name) and one.kind == "ORG":
                    root = self._press(one)
                    if root.key != f"press:{press_key(reading.article.outlet or '')}":
                        found.setdefault(root.key, root)
        return list(found.values())

    def _passed_on(self, at: int, statement: Statement) -> Entity | None:
        """The agency of «وكانت وكالة … قد نقلت عن مصدر»: it stands before the relaying verb."""
        if _RELAYED not in fold_word(statement.cue.quote):
            return None
        near = [
            self._entities[at][mention.entity]
            for mention in self._reports[at].reading.mentions
            if 0 <= statement.cue.start - mention.span.end <= _BEFORE and mention.entity in self._entities[at]
        ]
        press = [entity for entity in near if entity.sector == "MED" or is_press(entity.name)]
        return press[-1] if press else None

    @staticmethod
    def _bare(span: str) -> bool:
        told = list(words(span))
        return len(told) == 1 and told[0].startswith("ال") and noun(told[0]) == _POINTS_BACK

    def _press(self, entity: Entity) -> Root:
        known = self._cast.entity(entity.id) or entity
        role = "agency" if is_agency(known.name) else "paper"
        return press_root(role, known.name, en=known.name_en)

    def _described(self, at: int, statement: Statement, entity: Entity, span: str, hearer: Root) -> Root:
        """A source without a name: an office that only one can hold is as good as one, everybody else is unnamed."""
        kind = told_class(entity.name) or class_of(span)
        bodies = [m.entity for m in self._who.named_in(at, statement) if m.kind == "ORG"]
        body = self._cast.canonical(bodies[-1]) if bodies else None
        if statement.anonymous or not an_office(entity.name):
            return anonymous_root(kind, entity, entity.name, hearer, body)
        sector = entity.sector or ("GOV" if kind.name == "official" else None)
        own = body if body is not None and speaks_for(entity.name) else entity.id
        return Root(
            kind="named", key=f"speaker:{own}", role="speaker", ar=entity.name, en=entity.name_en or entity.name,
            country=entity.country, sector=sector, entity=entity.id, body=body, described="official",
        )  # fmt: skip

    def _named(self, entity: Entity) -> Root:
        """A person, a body, a state: the voice of a spokesman or a head is that of his body.

        A state's voice is its government's, and a town speaks for its state: «نفت موسكو».
        """
        entity = self._cast.entity(entity.id) or entity
        place = self._cast.place(entity.id)
        country = entity.country or (place.country if place is not None else None)
        body = self._who.bodies.get(entity.id)
        body = body or body_of_office(entity.office, entity.country)
        state = entity.kind == "GPE" and country is not None
        if state:
            body = f"inst:government:{country}"
        return Root(
            kind="named",
            key=f"speaker:{body or entity.id}",
            role="speaker",
            ar=entity.name,
            en=entity.name_en or entity.name,
            country=country if country != "IGO" else None,
            sector=entity.sector or ("GOV" if state else None),
            entity=entity.id,
            body=body or (entity.id if entity.kind == "ORG" else None),
            state=state or (body or entity.id).startswith("inst:government:"),
        )


_CROWDS = frozenset(
    noun(word)
    for word in (
        "الاف مئات عشرات احتجاجات مظاهرات تظاهرات مسيرات متظاهرون متظاهرين محتجون محتجين جموع حشود جماهير"
    ).split()
)


def _a_crowd(name: str) -> bool:
    """Whether a speaker is a crowd in the street: who tells of it has seen or heard of it, nobody told him."""
    return noun(next(words(name), "")) in _CROWDS
