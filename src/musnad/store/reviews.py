"""The part of the port of all stores that keeps what persons say, and what the machine would ask them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from musnad.records import Comment, Correction, Doubt, DoubtKind, Reading
from musnad.store.entries import Tally


class Reviews(Protocol):
    """Corrections and comments are only appended to; doubts come and go with the readings."""

    def correct(self, correction: Correction, reading: Reading, *, folded: str, derived: bytes = b"") -> None:
        """Append a person's correction (or its undoing) and put the reading that it makes in the article's place.

        The machine's own reading is kept aside while a correction stands (`replace_reading` renews both); when none
        does any more, the reading must be the machine's own, and its very bytes are back. The same correction again
        changes nothing. Raises: StoreError, SpanError.
        """
        ...

    def corrections(self, article: str | None = None) -> tuple[Correction, ...]:
        """Every correction in order, undone ones too; of one article or of all."""
        ...

    def machine_reading(self, article: str) -> Reading | None:
        """The reading without persons' corrections."""
        ...

    def put_doubts(self, article: str, doubts: Sequence[Doubt], *, kinds: Sequence[DoubtKind] = ()) -> None:
        """Keep what is unsure in an article (or in its merges), in the place of what it had.

        With `kinds` only doubts of these are given, and only those of these are replaced. A doubt that a person decided
        stays so when it is put again. Raises: StoreError.
        """
        ...

    def doubts(
        self, *, kinds: Sequence[DoubtKind] = (), limit: int = 50, after: str | None = None
    ) -> tuple[Doubt, ...]:
        """What nobody looked at yet, the weightiest first; of articles that stand. `after`: last seen."""
        ...

    def doubt(self, doubt: str) -> Doubt | None:
        """One doubt by its id, also one that somebody looked at."""
        ...

    def doubts_of(self, article: str) -> tuple[Doubt, ...]:
        """All doubts of one article, the weightiest first, also those that somebody looked at."""
        ...

    def doubt_counts(self) -> tuple[Tally, ...]:
        """Doubts that nobody looked at yet, by kind."""
        ...

    def settle(self, doubts: Sequence[str], *, settled: bool = True) -> None:
        """Take doubts out of the queue that a person decided, or put them back (an undoing)."""
        ...

    def comment(self, comment: Comment) -> None:
        """Append a comment; the same one again changes nothing. Raises: StoreError."""
        ...

    def hide_comment(self, comment: str, reason: str | None, *, by: str) -> None:
        """Hide a comment with a reason, or show it again (None); its text stays kept. Raises: StoreError."""
        ...

    def comments(self, about: str | None = None, *, limit: int = 200, after: str | None = None) -> tuple[Comment, ...]:
        """Comments on a record in order; of all records (None) the latest first. `after` is the id of the last seen."""
        ...
