"""Invented reports, read by hand."""

from __future__ import annotations

import hashlib

from musnad.identity import content_id
from musnad.records import (
    Article,
    Chain,
    Damage,
    Entity,
    Event,
    Fact,
    Limit,
    Link,
    Mention,
    Page,
    Paragraph,
    Place,
    Producer,
    Reading,
    Reason,
    Statement,
    Story,
    Telling,
    Witness,
)  # fmt: skip
from musnad.records.damage import DamageKind
from musnad.records.event import EventStatus, EventType
from musnad.spans import Span
from musnad.store.base import Store
from musnad.store.folding import folded_for_search

PRODUCER = Producer(engine="test", model="none", lexicons="none")
MINISTER = Entity(id="per:minister", kind="PER", name="سالم الراوي", name_en="Salem al-Rawi",
                  spellings=("الراوي", "سالم الراوي"), country="XXA", sector="GOV", known=True)  # fmt: skip
FRONT = Entity(id="org:front", kind="ORG", name="جبهة الشمال", spellings=("جبهة الشمال",))
TOWN = Entity(id="gn:1", kind="GPE", name="مرسى", name_en="Marsa", spellings=("مرسى",), country="XXA", known=True)


def page(url: str | None, text: str, *, source: str = "reports.json#1") -> Page:
    body = text.encode()
    return Page(source=url or source, url=url, body=body, sha256=hashlib.sha256(body).hexdigest(), kind="record",
                context=(("outlet", "alfajr"),))  # fmt: skip


def reading(
    text: str,
    *,
    url: str | None = None,
    outlet: str = "alfajr",
    published: str | None = "2025-08-05",
    type: EventType = "ASSAULT",
    status: EventStatus = "occurred",
    mode: str | None = None,
    damage: DamageKind | None = None,
) -> Reading:
    """A reading of any text: its first word is the trigger of an event of the front against the minister in the town,
    told by the minister; entities are mentioned where their names stand."""
    article = Article(
        id=content_id("article", url, text), text=text, title=text.split("\n")[0], url=url, outlet=outlet,
        published=published, paragraphs=(Paragraph(0, len(text)),),
    )  # fmt: skip
    found = [
        Mention(span=Span.of(text, at, at + len(spelling)), kind=entity.kind, form="name", entity=entity.id)
        for entity in (MINISTER, FRONT, TOWN)
        for spelling in entity.spellings
        if (at := text.find(spelling)) >= 0
    ]
    end = len(text.split()[0])
    trigger = Span.of(text, 0, end)
    chain = Chain(links=(Link(role="outlet", name=outlet), Link(role="speaker", entity=MINISTER.id)))
    content = (Span.of(text, 0, len(text)),)
    statement = Statement(id="s1", cue=trigger, content=content, mode="indirect", speaker=MINISTER.id, chain=chain)
    event = Event(id="v1", trigger=trigger, type=type, mode=mode, actors=(FRONT.id,), recipients=(MINISTER.id,),
                  place=TOWN.id, date="2025-08-04", status=status, killed=2, attributed_to=("s1",))  # fmt: skip
    broken = (Damage(span=trigger, kind=damage),) if damage else ()
    places = (Place(entity=TOWN.id, latitude=10.5, longitude=20.25, precision="city", country="XXA"),)
    return Reading(article=article, entities=(MINISTER, FRONT, TOWN), mentions=tuple(found), places=places,
                   statements=(statement,), events=(event,), damage=broken, producer=PRODUCER)  # fmt: skip


def add(store: Store, text: str, url: str | None = None, *, bytes_of: str | None = None, derived: bytes = b"",
        **fields: object) -> str:  # fmt: skip
    """Take a report in; its id."""
    url = url or "https://alfajr.example/" + content_id("p", text)[2:]
    made = reading(text, url=url, **fields)  # type: ignore[arg-type]
    store.add(page(url, bytes_of or text), made, folded=folded_for_search(text), derived=derived)
    return made.article.id


def fact(id: str, article: str, *, story: str = "story:1", date: str | None = "2025-08-04", type: EventType = "ASSAULT",
         killed: int | None = 2) -> Fact:  # fmt: skip
    chain = Chain(links=(Link(role="outlet", name="alfajr"), Link(role="speaker", entity=MINISTER.id)))
    witness = Witness(article=article, event="v1", chain=chain, root="per:minister", root_role="speaker", quote="هاجم")
    return Fact(id=id, story=story, tellings=(Telling(article=article, event="v1"),), type=type, actors=(FRONT.id,),
                recipients=(MINISTER.id,), place=TOWN.id, date=date, killed=killed, supporting=(witness,), reports=1,
                texts=1, least=1, most=1, why=Reason("تقرير واحد", "one report"))  # fmt: skip


def story(
    id: str, articles: tuple[str, ...], facts: tuple[str, ...] = (), *, last: str = "2025-08-05", title: str = ""
) -> Story:
    return Story(id=id, title=title, articles=articles, first=last, last=last, texts=len(articles), facts=facts)


def limit(id: str, due: str | None, *, story: str = "story:1") -> Limit:
    return Limit(id=id, story=story, by=MINISTER.id, addressee=FRONT.id, due=due, state="open", as_of="2025-08-06")
