"""Sources to readings for the command line: what cannot be read gets one line, the others are read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from musnad.errors import MusnadError, SourceError
from musnad.faces.bidi import safe

if TYPE_CHECKING:
    from musnad.page.read import Overrides
    from musnad.records import Article, Reading


def complain(problem: MusnadError | str) -> None:
    """One clear line on standard error."""
    sys.stderr.write(f"musnad: {safe(' '.join(str(problem).split()))}\n")


def load_all(sources: Sequence[str], overrides: Overrides) -> tuple[list[Article], int]:
    """The articles of all sources that hold one, and the exit code of the first that does not (0: all do)."""
    from musnad.ingest.single import load

    articles, code = [], 0
    for source in sources:
        try:
            articles.append(load(source, overrides=overrides))
        except SourceError as problem:
            complain(problem)
            code = code or problem.exit_code
    return articles, code


def read_all(sources: Sequence[str], overrides: Overrides, *, encoder: bool = True) -> tuple[list[Reading], int]:
    """Readings of all sources that can be read, and the exit code of the first that cannot (0: all can)."""
    articles, code = load_all(sources, overrides)
    if not articles:
        return [], code
    from musnad.model.infer import Encoder
    from musnad.pipeline import Pack, read

    pack, model = Pack.load(), Encoder.load() if encoder else None
    return [read(article, pack=pack, model=model) for article in articles], code
