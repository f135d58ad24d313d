"""Profiles and readings of invented reports."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from musnad.records import Article, CopyLink, Entity, Event, Mention, Producer, Reading
from musnad.spans import Span
from musnad.stories.likeness import Evidence, LikenessModel
from musnad.stories.profile import Profile, ProfileLexicon
from musnad.stories.terms import bones, number_of

LEXICON = ProfileLexicon.of(
    [("*", 1000), *((bones(word), n) for word, n in (("قال", 900), ("في", 990), ("مدينه", 300)))]
)
MODEL = LikenessModel.of(dict.fromkeys(Evidence._fields, 0.0) | {"bias": -4.0, "words": 9.0, "headline_told": 2.0})


def profile(number: int, words: str, *, day: int | None = 100, title: str = "", outlet: str = "a") -> Profile:
    """A report that holds these words once each."""
    terms = tuple(number_of(word) for word in words.split())
    return Profile(
        article=f"article:{number:05d}",
        day=day,
        outlet=outlet,
        terms=terms,
        weights=(16,) * len(terms),
        title=tuple(number_of(word) for word in title.split()),
    )


def stream(count: int, *, seed: int, vocabulary: int = 40, words: int = 12) -> list[Profile]:
    """Reports on matters that come and go; each holds words of its matter and some of the whole language."""
    random = Random(seed)
    made = []
    for number in range(count):
        matter = max(0, number // 8 - random.randrange(4))
        own = [f"m{matter}w{random.randrange(words)}" for _ in range(words)]
        other = [f"w{random.randrange(vocabulary)}" for _ in range(words // 2)]
        kept = tuple(dict.fromkeys(own + other))
        made.append(profile(number, " ".join(kept), day=100 + number // 40))
    return made


def copy(article: Profile, origin: Profile, *, kind: str = "copy", share: float = 1.0) -> CopyLink:
    """A copy link."""
    assert kind in ("copy", "derived")
    return CopyLink(article=article.article, origin=origin.article, kind=kind, share=share, origin_share=share)  # type: ignore[arg-type]


def reading(
    title: str,
    body: str = "",
    *,
    names: Sequence[tuple[str, str, str]] = (),
    events: Sequence[Event] = (),
    published: str | None = "2024-05-03",
    number: int = 1,
) -> Reading:
    """A reading; `names` are the words as they stand in the text, id of the entity and kind."""
    text = f"{title}\n\n{body}"
    mentions, entities = [], []
    for words, entity, kind in names:
        start = text.index(words)
        span = Span.of(text, start, start + len(words))
        mentions.append(Mention(span=span, kind=kind, form="name", entity=entity))  # type: ignore[arg-type]
        entities.append(Entity(id=entity, kind=kind, name=words))  # type: ignore[arg-type]
    return Reading(
        article=Article(id=f"article:{number}", text=text, title=title, outlet="o", published=published),
        entities=tuple(entities),
        mentions=tuple(mentions),
        events=tuple(events),
        producer=Producer(engine="1", model="none", lexicons="1"),
    )
