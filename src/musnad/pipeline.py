"""The way of a document: `read(article, pack=…, model=…) -> Reading`. No input, no output."""

from __future__ import annotations

from msgspec import Struct

from musnad import __version__
from musnad.damage.detect import DamageLexicon, find_damage
from musnad.events.deadlines import find_deadlines
from musnad.events.grammar import Grammar
from musnad.events.read import EventLexicon, read_events
from musnad.events.scene import Scene
from musnad.lang.ar.fold import FOLD_VERSION
from musnad.lang.ar.forms import FormIndex
from musnad.mentions.finder import find_mentions
from musnad.mentions.lexicon import NameWords
from musnad.model.infer import Encoder, Tagging
from musnad.records import Article, Damage, Producer, Reading, Words
from musnad.resolve.gazetteer import Gazetteer
from musnad.resolve.names import ActorIndex
from musnad.resolve.place_names import PlaceNames
from musnad.resolve.when import find_times
from musnad.resolve.when_lexicon import TimeLexicon
from musnad.resolve.who import Cast, resolve_entities
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
    def load(cls, *, grammar: bool = True) -> Pack:
        """Read every lexicon; without `grammar` the event grammar's weights stay blank, for fitting them.

        Raises:
            DataError, ModelError: a file is missing or broken.
        """
        return cls(
            FormIndex.load(),
            ActorIndex.load(),
            PlaceNames(Gazetteer.load()),
            NameWords.load(),
            TimeLexicon.load(),
            CueLexicon.load(),
            EventLexicon.load(Grammar.load() if grammar else Grammar.blank()),
            DamageLexicon.load(),
        )


def tag(words: Words, model: Encoder | None) -> Tagging | None:
    """The encoder's view of the words; None without an encoder: lexicons and grammar then read alone."""
    if model is None or not words.tokens:
        return None
    return model.tag([token.text for token in words.tokens], [sentence.first for sentence in words.sentences])


class Prepared(Struct, frozen=True):
    """All that the event stage starts from."""

    cast: Cast
    damage: tuple[Damage, ...]
    scene: Scene


def prepare(article: Article, *, pack: Pack, model: Encoder | None) -> Prepared:
    """The stages before the events: text, mentions, who, when, damage (its repairs serve the events), statements."""
    words = segment(article.text, title=article.title)
    tagging = tag(words, model)
    found = find_mentions(words, tagging=tagging, actors=pack.actors, gazetteer=pack.places, lexicon=pack.names)
    cast = resolve_entities(words, found, actors=pack.actors, gazetteer=pack.places, published=article.published)
    times = find_times(words, published=article.published, lexicon=pack.times)
    damage = find_damage(words, mentions=cast.mentions, entities=cast.entities, lexicon=pack.damage, forms=pack.forms)
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
        damage=damage,
    )
    return Prepared(cast, damage, scene)


def read(article: Article, *, pack: Pack, model: Encoder | None) -> Reading:
    """Read one article; every span of the result quotes `article.text`."""
    ready = prepare(article, pack=pack, model=model)
    events = read_events(ready.scene, pack.events)
    return Reading(
        article=article,
        entities=ready.cast.entities,
        mentions=ready.cast.mentions,
        places=ready.cast.places,
        times=tuple(time for _, time in ready.scene.times),
        statements=tuple(ready.scene.statements),
        events=events,
        deadlines=find_deadlines(ready.scene, events, pack.events.limits),
        damage=ready.damage,
        producer=producer(model),
    )


def producer(model: Encoder | None) -> Producer:
    """Versions of engine, encoder and lexicons."""
    return Producer(
        engine=f"musnad {__version__}",
        model=model.version if model is not None else "none",
        lexicons=f"fold {FOLD_VERSION}",
    )
