"""Fit the event grammar's weights anew on a folder of annotated articles (`musnad train --grammar-only`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from musnad.eval.documents import article_of
from musnad.eval.fit_events import Lesson, examples, fit_grammar, save
from musnad.eval.gold import read_gold
from musnad.events.grammar import FOLDER
from musnad.model.infer import Encoder
from musnad.page.dates import Months
from musnad.pipeline import Pack, prepare


def lessons(gold: Path, *, pack: Pack, model: Encoder | None) -> Iterator[Lesson]:
    """The annotated articles as the stages before the events see them. Raises: GoldError."""
    months = Months.load()
    for document in read_gold(gold):
        ready = prepare(article_of(document.document, months), pack=pack, model=model)
        yield Lesson(document, ready.scene)


def refit(gold: Path, folder: Path = FOLDER, *, encoder: bool = True) -> Path:
    """Fit on all articles below `gold` and write the weights into `folder`; `balance.json` there stays as it is.

    Raises:
        GoldError, DataError, ModelError: a file is missing or broken.
    """
    pack = Pack.load(grammar=False)
    given = examples(lessons(gold, pack=pack, model=Encoder.load() if encoder else None), pack.events.triggers)
    save(fit_grammar(given), folder)
    return folder
