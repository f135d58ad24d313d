"""Originals as they were taken in, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from musnad.errors import StoreBroken
from musnad.identity import content_id
from musnad.records import Page
from musnad.sources.base import Failed
from musnad.store.codec import mark
from musnad.store.dictionaries import ORIGINALS, Dictionaries
from musnad.store.entries import Kept, SetAside
from musnad.store.rows import articles, failures, pages

_BATCH = 32
"""Originals that a stream holds at once: pages can be large."""
_CONTEXT = tuple[tuple[str, str], ...]


def page_id(page: Page) -> str:
    """Id of an original: of its address, or its source where it has none, and its bytes."""
    return content_id("page", page.url or page.source, page.sha256)


class Originals(Dictionaries):
    """The part of the store that keeps evidence."""

    def page_id(self, page: Page) -> str:
        """The id that a page has, or would have."""
        return page_id(page)

    def has_page(self, page: str) -> bool:
        """Whether an original is kept (and read, or known to be unreadable)."""
        with self._read() as connection:
            return connection.scalar(select(pages.c.number).where(pages.c.id == page)) is not None

    def original(self, page: str) -> Kept | None:
        """An original with its bytes."""
        with self._read() as connection:
            row = connection.execute(_KEPT.where(pages.c.id == page)).first()
        return self._kept(row) if row else None

    def originals(self, after: int = 0) -> Iterator[Kept]:
        """All originals in the order of taking in, streamed; `after` leaves out the first so many."""
        while True:
            with self._read() as connection:
                found = connection.execute(
                    _KEPT.where(pages.c.number > after).order_by(pages.c.number).limit(_BATCH)
                ).all()
            for row in found:
                yield self._kept(row)
            if len(found) < _BATCH:
                return
            after = found[-1].number

    def set_aside(self, failed: Failed, *, page: Page | None = None) -> None:
        """Keep a failure with its reason; a second failure of the same item counts a try."""
        id = content_id("failed", failed.source)
        with self._write() as connection:
            values: dict[str, Any] = {"reason": failed.reason, "message": failed.message, "at": self._moment(),
                                      "read": False}  # fmt: skip
            if failed.body is not None:
                values["body"] = self._codec.pack(failed.body)
            if page is not None:
                values["page"] = self._page(connection, page)
            old = connection.execute(select(failures.c.number, failures.c.tries).where(failures.c.id == id)).first()
            if old:
                values["tries"] = old.tries + 1
                connection.execute(update(failures).where(failures.c.number == old.number).values(values))
            else:
                number = self._next(connection, failures)
                connection.execute(
                    insert(failures), {"number": number, "id": id, "source": failed.source, "tries": 1, **values}
                )

    def failures(self) -> Iterator[SetAside]:
        """Everything that was set aside and not read since, latest first."""
        table = failures
        with self._read() as connection:
            query = select(table).where(~table.c.read).order_by(table.c.at.desc(), table.c.number.desc())
            found = connection.execute(query).all()
        for row in found:
            body = None if row.body is None else self._codec.unpack(row.body)
            failed = Failed(source=row.source, reason=row.reason, message=row.message, body=body)
            yield SetAside(id=row.id, failed=failed, at=row.at, tries=row.tries)

    def _read_at_last(self, connection: Connection, page: Page, number: int) -> None:
        """What was set aside and is read now is no failure any more."""
        same = (failures.c.id == content_id("failed", page.source)) | (failures.c.page == number)
        connection.execute(update(failures).where(same).values(read=True))

    def _page(self, connection: Connection, page: Page, article: int | None = None) -> int:
        """Number of an original, kept now if it was not; `article` is what was read from it."""
        id = page_id(page)
        number: int | None = connection.scalar(select(pages.c.number).where(pages.c.id == id))
        if number is not None:
            if article is not None:
                connection.execute(update(pages).where(pages.c.number == number).values(article=article))
            return number
        number = self._next(connection, pages)
        context = msgspec.json.encode(page.context).decode() if page.context else None
        connection.execute(
            insert(pages),
            {"number": number, "id": id, "item": item_of(page), "article": article, "taken": self._moment(),
             "source": page.source, "url": page.url, "kind": page.kind, "retrieved": _iso(page.retrieved),
             "content_type": page.content_type, "context": context, "sha256": bytes.fromhex(page.sha256),
             "body": self._codec.pack(page.body, self._dictionary(connection, ORIGINALS))},
        )  # fmt: skip
        return number

    def _kept(self, row: Row[Any]) -> Kept:
        """Raises: StoreBroken."""
        if not isinstance(row.sha256, bytes) or not isinstance(row.taken, str):
            raise StoreBroken(f"{row.id}: its SHA-256 or the time of its taking in is of another type than was written")
        page = Page(
            source=row.source,
            body=self._codec.unpack(row.body),
            sha256=row.sha256.hex(),
            kind=row.kind,
            url=row.url,
            retrieved=None if row.retrieved is None else datetime.fromisoformat(row.retrieved),
            content_type=row.content_type,
            context=msgspec.json.decode(row.context, type=_CONTEXT) if row.context else (),
        )
        taken = datetime.strptime(row.taken, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return Kept(id=row.id, page=page, taken=taken, article=row.article_id)


_KEPT = select(pages, articles.c.id.label("article_id")).outerjoin(articles, articles.c.number == pages.c.article)


def item_of(page: Page) -> int:
    """Hash of what stays the same when an item is corrected: its address, or its source where it has none."""
    return mark((page.url or page.source).encode("utf-8", "surrogatepass"))


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
