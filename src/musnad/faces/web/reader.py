"""Reads a visitor's text: lexicons and encoder loaded once, in the background; one text at a time, no long queue."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from musnad.errors import DataError, ModelError, ReaderBusy, SourceTooLarge
from musnad.model.infer import Encoder
from musnad.page.read import Overrides, read_page
from musnad.pipeline import Pack, read
from musnad.records import Article, Page, Reading
from musnad.workers import tools

LONGEST = 60_000
"""Code points of a text that is read while somebody waits: about 10,000 words, some seconds."""
PATIENCE = 15.0
"""Seconds that a visitor waits for the texts before his, and for the lexicons."""
Tools = tuple[Pack, Encoder | None]


class Reader:
    """The reading side of one server. All threads may ask; one text is read at a time."""

    def __init__(
        self, *, encoder: bool, load: Callable[[bool], Tools] = tools,
        reading: Callable[..., Reading] = read, patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        """Load nothing yet."""
        self._encoder, self._load, self._read, self._patience = encoder, load, reading, patience
        self._turn = threading.Lock()
        self._starting = threading.Lock()
        self._loaded = threading.Event()
        self._thread: threading.Thread | None = None
        self._tools: Tools | None = None
        self._problem: DataError | ModelError | None = None

    def start(self) -> None:
        """Begin to load lexicons and encoder in the background; a second call changes nothing."""
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._prepare, name="musnad-reader", daemon=True)
                self._thread.start()

    def _prepare(self) -> None:
        try:
            self._tools = self._load(self._encoder)
        except (DataError, ModelError) as problem:
            self._problem = problem
        finally:
            self._loaded.set()

    @property
    def ready(self) -> bool:
        """Whether a text can be read at once."""
        return self._tools is not None

    def page(self, page: Page, overrides: Overrides | None = None) -> Reading:
        """The reading of what a visitor brought.

        Raises:
            SourceError: it cannot be turned into an article, or is too long to be waited for.
            ReaderBusy: other texts are being read.
            DataError, ModelError: Musnad itself is broken.
        """
        return self.article(read_page(page, overrides or Overrides()), page.source)

    def article(self, article: Article, source: str = "text") -> Reading:
        """The reading of an article. Raises: as `page`."""
        if len(article.text) > LONGEST:
            raise SourceTooLarge(source, f"has {len(article.text)} characters; at most {LONGEST} are read here")
        end = time.monotonic() + self._patience
        self.start()
        if not self._loaded.wait(self._patience):
            raise ReaderBusy("the lexicons are still being loaded")
        if self._tools is None:
            raise self._problem or ModelError("the lexicons could not be loaded")
        if not self._turn.acquire(timeout=max(0.0, end - time.monotonic())):
            raise ReaderBusy("other texts are being read")
        try:
            pack, model = self._tools
            return self._read(article, pack=pack, model=model)
        finally:
            self._turn.release()


_MAKING = threading.Lock()


def reader_of(request: Request) -> Reader:
    """The reader of the server; made when it is first asked for."""
    state = request.app.state
    with _MAKING:
        if getattr(state, "reader", None) is None:
            state.reader = Reader(encoder=state.settings.encoder)
    found: Reader = state.reader
    return found


Reads = Annotated[Reader, Depends(reader_of)]
