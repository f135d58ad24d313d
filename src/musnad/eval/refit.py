"""Fit the event grammar's weights anew on a folder of annotated articles (`musnad train --grammar-only`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from musnad.eval.documents import article_of
from musnad.eval.fit_events import Lesson, examples, fit_grammar, save
from musnad.eval.gold import Document, GoldDocument, read_gold, sentence_numbers, token_bounds
from musnad.events.grammar import FOLDER
from musnad.model.annotations import NotedEvent, NotedText, Tokens, read_annotations
from musnad.model.infer import Encoder
from musnad.page.dates import Months
from musnad.pipeline import Pack, prepare
from musnad.standoff import Bounds, FlatEntity, FlatEvent, Standoff


def lessons(gold: Path, texts: Path | None, *, pack: Pack, model: Encoder | None) -> Iterator[Lesson]:
    """The annotated articles as the stages before the events see them.

    gold: a folder of annotated articles; texts: a folder with the public texts of which our own table annotates events.
    Raises: GoldError, DataError.
    """
    months = Months.load()
    for document in read_gold(gold):
        yield Lesson(document, prepare(article_of(document.document, months), pack=pack, model=model).scene)
    for noted in read_annotations(texts) if texts else ():
        document = gold_of(noted)
        yield Lesson(
            document, prepare(article_of(document.document, months), pack=pack, model=model).scene, dated=False
        )


def gold_of(noted: NotedText) -> GoldDocument:
    """A text with annotated events as a gold document: every span that takes part is an entity of its own."""
    bounds = token_bounds(noted.text)

    def chars(span: Tokens) -> Bounds:
        return bounds[span[0]][0], bounds[span[1]][1]

    def name(span: Tokens) -> str:
        return f"e{span[0]}-{span[1]}"

    def flat(number: int, event: NotedEvent) -> FlatEvent:
        return FlatEvent(
            id=f"v{number}",
            trigger=chars((event.trigger, event.trigger)),
            type=event.type,
            mode=event.mode,
            actors=tuple(map(name, event.actors)),
            recipients=tuple(map(name, event.recipients)),
            place=name(event.place) if event.place else None,
            status=event.status,
        )

    spans = sorted({span for event in noted.events for span, _ in event.fillers})
    return GoldDocument(
        name=noted.doc,
        document=Document(text=noted.text, doc=noted.doc, published=noted.published),
        annotation=Standoff(
            entities=tuple(FlatEntity(id=name(s), type="", mentions=(chars(s),)) for s in spans),
            events=tuple(flat(i, e) for i, e in enumerate(noted.events, 1)),
        ),
        bounds=bounds,
        sentence=sentence_numbers(noted.text, bounds),
    )


def refit(gold: Path, folder: Path = FOLDER, *, texts: Path | None = None, encoder: bool = True) -> Path:
    """Fit on all articles below `gold`, and on what is annotated of `texts`, and write the weights into `folder`.

    `balance.json` there stays as it is.

    Raises:
        GoldError, DataError, ModelError: a file is missing or broken.
    """
    pack = Pack.load(grammar=False)
    model = Encoder.load() if encoder else None
    given = examples(lessons(gold, texts, pack=pack, model=model), pack.events.triggers)
    save(fit_grammar(given), folder)
    return folder
