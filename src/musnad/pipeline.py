"""The way of a document: `read(article, pack=…, model=…) -> Reading`. No input, no output."""

from __future__ import annotations

from msgspec import Struct

from musnad import __version__
from musnad.damage.detect import DamageLexicon, find_damage
from musnad.events.deadlines import find_deadlines
from musnad.events.read import EventLexicon, read_events
from musnad.events.scene import Scene
from musnad.lang.ar.fold import FOLD_VERSION
from musnad.lang.ar.forms import FormIndex
from musnad.mentions.finder import find_mentions
from musnad.mentions.lexicon import NameWords
from musnad.model.infer import Encoder, Tagging
from musnad.records import Article, Producer, Reading, Words
from musnad.resolve.gazetteer import Gazetteer
from musnad.resolve.names import ActorIndex
from musnad.resolve.place_names import PlaceNames
from musnad.resolve.when import TimeLexicon, find_times
from musnad.resolve.who import resolve_entities
from musnad.statements.cues import CueLexicon
from musnad.statements.read import read_statements
from musnad.text.segment import segment


class Pack(Struct, frozen=True):
    """All lexicons of Arabic, loaded once and handed to the stages."""

    forms: FormIndex
    actors: ActorIndex
    places: PlaceNames
    names: NameWords
    times: TimeLexicon
    cues: CueLexicon
    events: EventLexicon
    damage: DamageLexicon

    @classmethod
    def load(cls) -> Pack:
        """Read every lexicon (well under a second). Raises: DataError, ModelError."""
        return cls(
            FormIndex.load(),
            ActorIndex.load(),
            PlaceNames(Gazetteer.load()),
            NameWords.load(),
            TimeLexicon.load(),
            CueLexicon.load(),
            EventLexicon.load(),
            DamageLexicon.load(),
        )


def tag(words: Words, model: Encoder | None) -> Tagging | None:
    """The encoder's view of the words; None without an encoder: lexicons and grammar then read alone."""
    if model is None or not words.tokens:
        return None
    return model.tag([token.text for token in words.tokens], [sentence.first for sentence in words.sentences])


def read(article: Article, *, pack: Pack, model: Encoder | None) -> Reading:
    """Read one article; every span of the result quotes `article.text`."""
    words = segment(article.text, title=article.title)
    tagging = tag(words, model)
    found = find_mentions(words, tagging=tagging, actors=pack.actors, gazetteer=pack.places, lexicon=pack.names)
    cast = resolve_entities(
        words, found, actors=pack.actors, gazetteer=pack.places, published=article.published
    )
    times = find_times(words, published=article.published, lexicon=pack.times)
    statements = read_statements(
        words,
        mentions=cast.mentions,
        entities=cast.entities,
        times=times,
        tagging=tagging,
        forms=pack.forms,
        lexicon=pack.cues,
        published=article.published,
        outlet=article.outlet,
    )
    scene = Scene(
        words,
        mentions=cast.mentions,
        entities=cast.entities,
        statements=statements,
        times=times,
        tagging=tagging,
        forms=pack.forms,
        published=article.published,
    )
    events = read_events(scene, pack.events)
    return Reading(
        article=article,
        entities=cast.entities,
        mentions=cast.mentions,
        places=cast.places,
        times=times,
        statements=statements,
        events=events,
        deadlines=find_deadlines(scene, events, pack.events.limits),
        damage=find_damage(words, mentions=cast.mentions, entities=cast.entities, lexicon=pack.damage, forms=pack.forms),
        producer=producer(model),
    )


def producer(model: Encoder | None) -> Producer:
    """Versions of engine, encoder and lexicons."""
    return Producer(
        engine=f"musnad {__version__}",
        model=model.version if model is not None else "none",
        lexicons=f"fold {FOLD_VERSION}",
    )

