"""Articles in a line: words, mentions and entities built by hand for the tests of this stage."""

from musnad.records import Entity, EntityKind, Mention, TimeRange, Words
from musnad.spans import Span
from musnad.statements.cues import CueLexicon
from musnad.statements.layout import Layout
from musnad.text.segment import segment


def span(text: str, quote: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span.of(text, start, start + len(quote))


def mentions(text: str, *names: tuple[str, EntityKind, str]) -> tuple[Mention, ...]:
    """One mention for each place where a name stands."""
    found = []
    for quote, kind, entity in names:
        for nth in range(text.count(quote)):
            form = "nominal" if kind == "GROUP" else "name"
            found.append(Mention(span=span(text, quote, nth), kind=kind, form=form, entity=entity))
    return tuple(sorted(found, key=lambda m: m.span.start))


def entities(*names: tuple[str, EntityKind, str]) -> tuple[Entity, ...]:
    return tuple(Entity(id=entity, kind=kind, name=quote) for quote, kind, entity in names)


def layout(text: str, *names: tuple[str, EntityKind, str], lexicon: CueLexicon, title: str | None = None) -> Layout:
    words: Words = segment(text, title=title)
    times: tuple[TimeRange, ...] = ()
    return Layout(words, mentions(text, *names), times, lexicon)


def at(made: Layout, word: str) -> int:
    """The number of the first token spelled `word`."""
    return next(token.index for token in made.words.tokens if token.text == word)


def quote(made: Layout, bounds: tuple[int, int]) -> str:
    return made.words.span(*bounds).quote
