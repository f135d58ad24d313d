"""Accounts, tokens and the audit log, which is only appended to: the database refuses to change or delete its lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from msgspec import json
from msgspec.structs import replace
from sqlalchemy import Column, Integer, Table, Text, delete, insert, select

from musnad.store.people import Account, Act, Deed, Token
from musnad.store.rows import metadata
from musnad.store.session import BATCH, Session

people = Table(
    "people", metadata,
    Column("name", Text, primary_key=True),
    Column("rank", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("made", Text, nullable=False),
)  # fmt: skip
tokens = Table(
    "tokens", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("account", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("made", Text, nullable=False),
)  # fmt: skip
deeds = Table(
    "deeds", metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("seal", Text, nullable=False),
)  # fmt: skip


class Accounted(Session):
    """The part of the store that keeps the contract of `musnad.store.people.People`."""

    def accounts(self) -> tuple[Account, ...]:
        """All accounts by name."""
        with self._read() as connection:
            return tuple(_account(row) for row in connection.execute(select(people).order_by(people.c.name)))

    def account(self, name: str) -> Account | None:
        """One account."""
        with self._read() as connection:
            row = connection.execute(select(people).where(people.c.name == name)).first()
        return None if row is None else _account(row)

    def put_account(self, account: Account) -> None:
        """Keep an account in the place of what it was."""
        with self._write() as connection:
            self._put(connection, people, msgspec.structs.asdict(account))

    def drop_account(self, name: str) -> bool:
        """Remove an account and its tokens; False if there was none."""
        with self._write() as connection:
            connection.execute(delete(tokens).where(tokens.c.account == name))
            return connection.execute(delete(people).where(people.c.name == name)).rowcount > 0

    def tokens(self, account: str) -> tuple[Token, ...]:
        """Tokens of an account, in the order of making."""
        query = select(tokens).where(tokens.c.account == account).order_by(tokens.c.number)
        with self._read() as connection:
            found = connection.execute(query).all()
        return tuple(Token(id=row.id, account=row.account, digest=row.digest, made=row.made) for row in found)

    def put_token(self, token: Token) -> None:
        """Keep a token."""
        with self._write() as connection:
            values = msgspec.structs.asdict(token) | {"number": self._next(connection, tokens)}
            connection.execute(insert(tokens), values)

    def drop_token(self, token: str) -> bool:
        """Remove a token by its id; False if there was none."""
        with self._write() as connection:
            return connection.execute(delete(tokens).where(tokens.c.id == token)).rowcount > 0

    def account_of_token(self, digest: str) -> Account | None:
        """Whose token has this digest."""
        query = select(people).join(tokens, tokens.c.account == people.c.name).where(tokens.c.digest == digest)
        with self._read() as connection:
            row = connection.execute(query).first()
        return None if row is None else _account(row)

    def note_deed(self, deed: Deed) -> Deed:
        """Append to the audit log: number, time and seal are the store's."""
        with self._write() as connection:
            number = self._next(connection, deeds)
            before = connection.scalar(select(deeds.c.seal).where(deeds.c.number == number - 1)) or ""
            told = replace(deed, number=number, at=self._moment(), seal="")
            told = replace(told, seal=_seal(told, before))
            connection.execute(insert(deeds), msgspec.structs.asdict(told))
        return told

    def deeds(
        self, *, after: int = 0, limit: int = 100, acts: Sequence[Act] = (), who: str | None = None
    ) -> tuple[Deed, ...]:
        """Lines of the audit log after number `after`."""
        query = select(deeds).where(deeds.c.number > after).order_by(deeds.c.number).limit(limit)
        if acts:
            query = query.where(deeds.c.act.in_(acts))
        if who is not None:
            query = query.where(deeds.c.who == who)
        with self._read() as connection:
            return tuple(_deeds(connection.execute(query)))

    def broken_deed(self) -> int | None:
        """Number of the first line of the audit log that is not what was sealed; None if all are."""
        after, before = 0, ""
        while found := self.deeds(after=after, limit=BATCH):
            for deed in found:
                if deed.number != after + 1 or deed.seal != _seal(replace(deed, seal=""), before):
                    return deed.number
                after, before = deed.number, deed.seal
        return None


def _account(row: Any) -> Account:
    return Account(name=row.name, rank=row.rank, password=row.password, stamp=row.stamp, made=row.made)


def _deeds(rows: Iterable[Any]) -> Iterable[Deed]:
    for row in rows:
        yield Deed(number=row.number, at=row.at, who=row.who, act=row.act, what=row.what, note=row.note,
                   address=row.address, seal=row.seal)  # fmt: skip


def _seal(deed: Deed, before: str) -> str:
    return hashlib.sha256(before.encode() + json.encode(deed)).hexdigest()
