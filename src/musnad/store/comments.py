"""What persons say to one another about records: the text stays, a moderator can hide it."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import insert, select, update

from musnad.errors import StoreError
from musnad.records import Comment
from musnad.store.rows import comments
from musnad.store.session import Session


class Commented(Session):
    """The part of the store that keeps comments: the database refuses to change their text or to delete them."""

    def comment(self, comment: Comment) -> None:
        """Append a comment; the same one again changes nothing.

        Raises:
            StoreError: it answers a comment that is not there, or one about something else.
        """
        table = comments
        with self._write() as connection:
            if connection.scalar(select(table.c.number).where(table.c.id == comment.id)) is not None:
                return
            if comment.answers is not None:
                about = connection.scalar(select(table.c.about).where(table.c.id == comment.answers))
                if about != comment.about:
                    raise StoreError(f"{comment.answers}: no such comment on {comment.about}")
            values = msgspec.structs.asdict(comment) | {"number": self._next(connection, table)}
            connection.execute(insert(table), values)
            self._alter(connection, "comment", comment.id, "new", comment.at or None)

    def hide_comment(self, comment: str, reason: str | None, *, by: str) -> None:
        """Hide a comment with a reason, or show it again (None); its text stays kept.

        Who did it and why stands in the list of changes, too.

        Raises:
            StoreError: there is no such comment.
        """
        table = comments
        with self._write() as connection:
            row = connection.execute(select(table).where(table.c.id == comment)).first()
            if row is None:
                raise StoreError(f"{comment}: no such comment in {self.url}")
            if row.hidden == reason:
                return
            values = {"hidden": reason, "hidden_by": None if reason is None else by}
            connection.execute(update(table).where(table.c.id == comment).values(values))
            self._alter(
                connection, "comment", comment, f"shown by {by}" if reason is None else f"hidden by {by}: {reason}"
            )

    def comments(self, about: str | None = None, *, limit: int = 200, after: str | None = None) -> tuple[Comment, ...]:
        """Comments on a record in order; of all records (None) the latest first. Hidden ones too.

        `after` is the id of the last one seen; nothing follows an id that is not kept.
        """
        number = comments.c.number
        query = select(comments).order_by(number.desc() if about is None else number).limit(limit)
        if about is not None:
            query = query.where(comments.c.about == about)
        with self._read() as connection:
            if after is not None:
                last = connection.scalar(select(number).where(comments.c.id == after))
                if last is None:
                    return ()
                query = query.where(number < last if about is None else number > last)
            return tuple(_comment(row) for row in connection.execute(query))


def _comment(row: Any) -> Comment:
    return Comment(id=row.id, about=row.about, text=row.text, by=row.by, at=row.at, answers=row.answers,
                   hidden=row.hidden, hidden_by=row.hidden_by)  # fmt: skip
