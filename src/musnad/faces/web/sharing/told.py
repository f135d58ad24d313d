"""A subject's citation: the claim, the first words that tell it with their report and chain, and the counts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fastapi import Request
from msgspec import Struct

from musnad import __version__
from musnad.faces.citing import Citation, Counts, Source, Voice, bare
from musnad.faces.keeping import now
from musnad.faces.naming import Naming
from musnad.faces.web.copies import one_text
from musnad.faces.web.laid import wording
from musnad.faces.web.preferences import Language, Preferences
from musnad.faces.web.sharing.claims import Claims, named_in
from musnad.faces.web.sharing.subjects import Subject
from musnad.records import Chain, Entity, Fact, Limit, Reading, Story
from musnad.store.base import Store
from musnad.store.entries import Held

_SENTENCE_END = re.compile(r"[.!?؟…][\"”»’)\]]*(?=\s)|\n")
_LONGEST = 600
"""Code points of the words that a citation repeats."""


class Words(Struct, frozen=True):
    """Words of a report that tell something, where they begin in its text, and the way they came."""

    article: str
    quote: str
    start: int | None
    chain: Chain | None


def voice(lang: Language) -> Voice:
    """The language of a citation; digits are those that every program reads."""
    words, wants = wording(), Preferences(lang=lang)
    return Voice(lang, words.ar if lang == "ar" else words.en, wants.moment)


def base(request: Request) -> str:
    """The address of this server, as the visitor reaches it."""
    return str(request.base_url).rstrip("/")


def cite(store: Store, subject: Subject, spoken: Voice, site: str) -> Citation:
    """The citation of a subject in one language; `site` is the address of the server."""
    known: dict[str, Entity] = {}
    if subject.reading:
        known |= {entity.id: entity for entity in subject.reading.entities}
    known |= store.entities(sorted(named_in(subject) - known.keys()))
    claims = Claims(spoken, Naming(wording(), spoken.lang), known)
    words = _words(subject)
    article = words.article if words else subject.held.id if subject.held else None
    held = subject.held or (store.article(article) if article else None)
    chain = words.chain if words else None
    return Citation(
        id=subject.about,
        address=site + subject.path,
        claim=_begun(claims.of(subject)),
        quote=words.quote if words else "",
        start=words.start if words else None,
        source=_source(store, held) if held else None,
        chain=_way(chain, claims, spoken) if chain else (),
        counts=_counts(store, subject),
        reviewed_by=_reviewers(subject),
        version=__version__,
        accessed=now()[:10],
    )


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around `[start, end)`, without white space at its ends."""
    first = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    after = _SENTENCE_END.search(text, end)
    last = after.end() if after else len(text)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _begun(claim: str) -> str:
    """With a capital letter, where the language has one."""
    return claim[:1].upper() + claim[1:]


def _words(subject: Subject) -> Words | None:
    if subject.statement and subject.reading:
        return _said(subject.reading, subject)
    if subject.event and subject.reading:
        return _told(subject.reading, subject)
    if subject.fact:
        witness = next(iter((*subject.fact.supporting, *subject.fact.denying)), None)
        return Words(witness.article, witness.quote, witness.start, witness.chain) if witness else None
    if subject.limit and subject.limit.tellings:
        told = subject.limit.tellings[0]
        return Words(told.article, told.quote, told.start, None)
    return None


def _said(reading: Reading, subject: Subject) -> Words | None:
    """What was said: from the first of its stretches to the last, as the report has it."""
    statement, text = subject.statement, reading.article.text
    if statement is None:
        return None
    spans = statement.content or (statement.cue,)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    end = min(end, start + _LONGEST)
    return Words(reading.article.id, text[start:end], start, statement.chain)


def _told(reading: Reading, subject: Subject) -> Words | None:
    """The sentence that tells the event; its way is that of the first statement it is known from."""
    event, text = subject.event, reading.article.text
    if event is None:
        return None
    start, end = sentence(text, event.trigger.start, event.trigger.end)
    if end - start > _LONGEST:
        start = max(start, event.trigger.start - _LONGEST // 2)
        end = min(end, start + _LONGEST)
    said: Mapping[str, Chain | None] = {one.id: one.chain for one in reading.statements}
    chain = next((said[id_] for id_ in event.attributed_to if said.get(id_)), None)
    return Words(reading.article.id, text[start:end], start, chain)


def _source(store: Store, held: Held) -> Source:
    kept = store.original(held.page)
    retrieved = kept.page.retrieved.isoformat() if kept and kept.page.retrieved else None
    return Source(outlet=held.outlet, title=held.title, published=held.published, url=held.url, retrieved=retrieved)


def _way(chain: Chain, claims: Claims, spoken: Voice) -> tuple[str, ...]:
    """Names from the root to the outlet; what a link is, where it has no name."""
    names = [
        bare(claims.name(link.entity, link.name or spoken.tell(f"link:{link.role}"))) for link in reversed(chain.links)
    ]
    return tuple(dict.fromkeys(names))


def _counts(store: Store, subject: Subject) -> Counts | None:
    fact, story = subject.fact, subject.story
    if fact:
        return _of_fact(fact)
    if story:
        return _of_story(story)
    return _of_limit(store, subject.limit) if subject.limit else None


def _of_fact(fact: Fact) -> Counts:
    return Counts(
        reports=fact.reports, texts=fact.texts, least=fact.least, most=fact.most,
        least_denying=fact.least_denying, most_denying=fact.most_denying,
    )  # fmt: skip


def _of_story(story: Story) -> Counts:
    return Counts(reports=len(story.articles), texts=story.texts, least=story.least, most=story.most)


def _of_limit(store: Store, limit: Limit) -> Counts:
    """Reports and texts that tell it; the chains of a deadline are not counted."""
    told = tuple(dict.fromkeys(one.article for one in limit.tellings))
    texts = one_text(link for link in store.copies_among(told) if link.kind == "copy")
    return Counts(reports=len(told), texts=len({texts.get(article, article) for article in told}))


def _reviewers(subject: Subject) -> tuple[str, ...]:
    """Who accepted or corrected the item."""
    item = subject.event or subject.statement
    if item is None or subject.reading is None:
        return ()
    return tuple(dict.fromkeys(mark.by for mark in subject.reading.reviewed if mark.item == item.id and mark.by))
