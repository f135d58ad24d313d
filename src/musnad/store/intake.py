"""What was taken in, counted and listed: outlets, kinds of originals, failures by reason, visits, corrections."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from heapq import nlargest

from sqlalchemy import func, select

from musnad.sources.base import Failed, Visit
from musnad.store.entries import Alteration, ChangeKind, SetAside, Tally
from musnad.store.rows import alterations, articles, failures, pages, visits
from musnad.store.told import Told

_NEVER = datetime.min.replace(tzinfo=UTC)


class Intake(Told):
    """The part of the store that tells what was taken in."""

    def outlets(self) -> tuple[Tally, ...]:
        """Outlets of the articles that stand, those of most articles first; `latest` is a day. "" has none named."""
        name = func.coalesce(articles.c.outlet, "")
        query = select(name, func.count(), func.max(articles.c.day)).where(articles.c.standing).group_by(name)
        with self._read() as connection:
            found = [Tally(row[0], row[1], row[2] or None) for row in connection.execute(query)]
        return tuple(sorted(found, key=lambda one: (-one.count, one.key)))

    def kinds(self) -> tuple[Tally, ...]:
        """Kinds of originals, the most frequent first; `latest` is the time of the last one taken in."""
        query = select(pages.c.kind, func.count(), func.max(pages.c.taken)).group_by(pages.c.kind)
        with self._read() as connection:
            found = [Tally(row[0], row[1], row[2]) for row in connection.execute(query)]
        return tuple(sorted(found, key=lambda one: (-one.count, one.key)))

    def reasons(self) -> tuple[Tally, ...]:
        """Reasons of what was set aside and not read since, the most frequent first; `latest` is the last try."""
        table = failures
        query = select(table.c.reason, func.count(), func.max(table.c.at)).where(~table.c.read)
        with self._read() as connection:
            found = [Tally(row[0], row[1], row[2]) for row in connection.execute(query.group_by(table.c.reason))]
        return tuple(sorted(found, key=lambda one: (-one.count, one.key)))

    def set_asides(self, *, reason: str | None = None, limit: int = 100) -> tuple[SetAside, ...]:
        """What was set aside and not read since, latest first, without the bytes that were delivered."""
        table = failures
        query = select(table.c.id, table.c.source, table.c.reason, table.c.message, table.c.at, table.c.tries)
        query = query.where(~table.c.read).order_by(table.c.at.desc(), table.c.number.desc()).limit(limit)
        if reason is not None:
            query = query.where(table.c.reason == reason)
        with self._read() as connection:
            found = connection.execute(query).all()
        return tuple(
            SetAside(id=row.id, at=row.at, tries=row.tries,
                     failed=Failed(source=row.source, reason=row.reason, message=row.message))
            for row in found
        )  # fmt: skip

    def visited(self, *, limit: int = 100) -> tuple[Visit, ...]:
        """Last visits of addresses, the latest first."""
        with self._read() as connection:
            found = [self._codec.read(body, Visit) for body in connection.scalars(select(visits.c.body))]
        return tuple(nlargest(limit, found, key=lambda visit: (visit.seen or _NEVER, visit.url)))

    def altered(self, kinds: Sequence[ChangeKind], *, limit: int = 100) -> tuple[Alteration, ...]:
        """Changes of some kinds, the latest first."""
        table = alterations
        query = select(table).where(table.c.what.in_(kinds)).order_by(table.c.number.desc()).limit(limit)
        with self._read() as connection:
            found = connection.execute(query).all()
        return tuple(Alteration(number=row.number, at=row.at, what=row.what, id=row.id, note=row.note) for row in found)
