"""Reports in a few lines: readings built by hand, with everything found in the text by its words."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.records import (
    Article,
    Chain,
    CopyLink,
    Credit,
    Deadline,
    Entity,
    EntityKind,
    Event,
    Link,
    Mention,
    Passage,
    Place,
    Producer,
    Reading,
    Statement,
    TimeRange,
)
from musnad.records.story import CreditKind
from musnad.spans import Span
from musnad.stories.reports import Report

IRAQ = Entity(id="gpe:irq", kind="GPE", name="العراق", name_en="Iraq", country="IRQ", known=True)
TURKEY = Entity(id="gpe:tur", kind="GPE", name="تركيا", name_en="Turkey", country="TUR", known=True)
MINISTRY = Entity(
    id="inst:interior-ministry:IRQ", kind="ORG", name="وزارة الداخلية", name_en="Ministry of Interior (Iraq)",
    country="IRQ", sector="GOV", known=True,
)  # fmt: skip
BRIGADES = Entity(id="org:brigades", kind="ORG", name="سرايا النهر")
SOURCE = Entity(id="group:source", kind="GROUP", name="مصدر أمني", sector="COP")
OFFICIAL = Entity(id="group:official", kind="GROUP", name="مسؤول", sector="GOV")
DOCTOR = Entity(id="group:doctor", kind="GROUP", name="طبيب")
GUNMEN = Entity(id="group:gunmen", kind="GROUP", name="مسلحون")
VISITOR = Entity(id="per:visitor", kind="PER", name="سالم المرزوقي", name_en="Salem al-Marzouqi")
HOST = Entity(id="per:host", kind="PER", name="نادر العلي", name_en="Nader al-Ali")
AFP = Entity(id="org:agence-france-presse", kind="ORG", name="وكالة فرانس برس", name_en="AFP", sector="MED", known=True)
TOWN = Entity(id="gn:1", kind="GPE", name="تل النهر", country="IRQ", known=True)
OTHER_TOWN = Entity(id="gn:2", kind="GPE", name="رأس العين", country="TUR", known=True)
EVERYBODY = (
    IRAQ, TURKEY, MINISTRY, BRIGADES, SOURCE, OFFICIAL, DOCTOR, GUNMEN, VISITOR, HOST, AFP, TOWN, OTHER_TOWN
)  # fmt: skip
PLACES = (
    Place(entity="gpe:irq", latitude=33.0, longitude=44.0, precision="country", country="IRQ"),
    Place(entity="gpe:tur", latitude=39.0, longitude=35.0, precision="country", country="TUR"),
    Place(entity="gn:1", latitude=33.7, longitude=44.6, precision="city", country="IRQ", division="Diyala"),
    Place(entity="gn:2", latitude=37.0, longitude=40.0, precision="city", country="TUR", division="Mardin"),
)


def span(text: str, quote: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span.of(text, start, start + len(quote))


class Draft:
    """One report being written."""

    def __init__(
        self, name: str, text: str, *, outlet: str = "الأفق", day: str = "2025-09-11", title: str = ""
    ) -> None:
        self.text = f"{title}\n\n{text}" if title else text
        self.name = name
        self.title = title
        self.outlet = outlet
        self.day = day
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.deadlines: list[Deadline] = []
        self.times: list[TimeRange] = []
        self.byline: str | None = None

    def says(
        self, cue: str, content: str, speaker: Entity | None = None, *, words: str | None = None,
        via: Entity | None = None, anonymous: bool = False, denies: bool = False, medium: str | None = None,
    ) -> str:  # fmt: skip
        """A statement; returns its id."""
        id_ = f"s{len(self.statements) + 1}"
        links = [Link(role="outlet", name=self.outlet)]
        if via is not None:
            links.append(Link(role="agency", name=via.name_en or via.name, entity=via.id))
        if medium is not None:
            links.append(Link(role="medium", name=medium))
        links.append(
            Link(role="speaker", name=speaker.name_en or speaker.name, entity=speaker.id)
            if speaker is not None
            else Link(role="unsourced")
        )
        self.statements.append(
            Statement(
                id=id_,
                cue=span(self.text, cue),
                content=(span(self.text, content),),
                mode="indirect",
                speaker=speaker.id if speaker is not None else None,
                speaker_span=span(self.text, words) if words else None,
                via=(via.id,) if via is not None else (),
                medium=medium,
                anonymous=anonymous,
                polarity="denies" if denies else "asserts",
                chain=Chain(links=tuple(links)),
            )
        )
        return id_

    def tells(self, trigger: str, kind: str = "ASSAULT", *, nth: int = 0, by: str | None = None, **more: object) -> str:
        """An event; `by` is the id of the statement that it is known from. Returns its id."""
        id_ = f"v{len(self.events) + 1}"
        more.setdefault("date", "2025-09-11")
        event = Event(
            id=id_, trigger=span(self.text, trigger, nth), type=kind, attributed_to=(by,) if by else (), **more
        )  # type: ignore[arg-type]
        self.events.append(event)
        return id_

    def limits(self, words: str, **more: object) -> None:
        self.deadlines.append(Deadline(span=span(self.text, words), **more))  # type: ignore[arg-type]

    def done(
        self, *credits: tuple[CreditKind, str], group: str = "", copies: Sequence[CopyLink] = (),
        more: Sequence[Entity] = (),
    ) -> Report:  # fmt: skip
        """The report as the fact stage takes it in."""
        entities = (*EVERYBODY, *more)
        mentions = [
            Mention(span=span(self.text, e.name, nth), kind=e.kind, form="name", entity=e.id)
            for e in entities
            for nth in range(self.text.count(e.name))
        ]
        return Report(
            reading=Reading(
                article=Article(
                    id=f"article:{self.name}", text=self.text, title=self.title or None, outlet=self.outlet,
                    published=self.day, byline=self.byline,
                ),
                entities=entities,
                mentions=tuple(sorted(mentions, key=lambda m: m.span.start)),
                places=PLACES,
                times=tuple(self.times),
                statements=tuple(self.statements),
                events=tuple(self.events),
                deadlines=tuple(self.deadlines),
                producer=Producer(engine="test", model="none", lexicons="none"),
            ),
            credits=tuple(Credit(kind=kind, name=name, quote=name) for kind, name in credits),
            group=group,
            copies=tuple(copies),
        )  # fmt: skip


def copied(report: Report, outlet: str, name: str) -> Report:
    """The same report word for word on another site, without its credit."""
    from msgspec.structs import replace

    article = replace(report.reading.article, id=f"article:{name}", outlet=outlet)
    link = CopyLink(
        article=article.id,
        origin=report.id,
        kind="copy",
        share=1.0,
        origin_share=1.0,
        passages=(Passage(0, len(article.text), 0, len(article.text)),),
        direction="credit",
    )
    return Report(reading=replace(report.reading, article=article), group=report.text, copies=(link,))


def entity(id_: str, kind: EntityKind, name: str, **more: object) -> Entity:
    return Entity(id=id_, kind=kind, name=name, **more)  # type: ignore[arg-type]
