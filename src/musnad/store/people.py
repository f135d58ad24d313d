"""The port by which the web face knows persons: accounts, tokens of programs, and the log of what was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, Protocol

from msgspec import Meta, Struct

Rank = Literal["reader", "reviewer", "administrator"]
"""A reader sees, a reviewer decides too, an administrator manages too."""
Act = Literal["login", "refused", "logout", "export", "change", "account"]
RANKS: tuple[Rank, ...] = ("reader", "reviewer", "administrator")


class Account(Struct, frozen=True, kw_only=True):
    """One person. `stamp` is renewed with the password and at logout: sessions of an older stamp end."""

    name: str
    rank: Rank
    password: Annotated[str, Meta(description="Argon2 hash with its salt and costs.")]
    stamp: str
    made: Annotated[str, Meta(description="ISO time, UTC.")]


class Token(Struct, frozen=True, kw_only=True):
    """A program's way in, with the rank of its account; only the digest of the token is kept."""

    id: str
    account: str
    digest: Annotated[str, Meta(description="SHA-256 of the token, hexadecimal.")]
    made: Annotated[str, Meta(description="ISO time, UTC.")]


class Deed(Struct, frozen=True, kw_only=True):
    """One line of the audit log."""

    number: Annotated[int, Meta(description="1, 2 … without gaps.")] = 0
    at: Annotated[str, Meta(description="ISO time, UTC.")] = ""
    who: Annotated[str, Meta(description="Name of the account; of the machine's user where there is no login.")]
    act: Annotated[Act, Meta(description="What was done.")]
    what: Annotated[str, Meta(description="To what: a path, a format, an account.")] = ""
    note: Annotated[str, Meta(description="More: the filters of an export as JSON, a reason.")] = ""
    address: Annotated[str, Meta(description="Network address that asked; empty for the command line.")] = ""
    seal: Annotated[str, Meta(description="SHA-256 over the line and the seal of the line before it.")] = ""


class People(Protocol):
    """What a store keeps about those who use it."""

    def accounts(self) -> tuple[Account, ...]:
        """All accounts by name."""
        ...

    def account(self, name: str) -> Account | None:
        """One account."""
        ...

    def put_account(self, account: Account) -> None:
        """Keep an account in the place of what it was."""
        ...

    def drop_account(self, name: str) -> bool:
        """Remove an account and its tokens; False if there was none."""
        ...

    def tokens(self, account: str) -> tuple[Token, ...]:
        """Tokens of an account, in the order of making."""
        ...

    def put_token(self, token: Token) -> None:
        """Keep a token."""
        ...

    def drop_token(self, token: str) -> bool:
        """Remove a token by its id; False if there was none."""
        ...

    def account_of_token(self, digest: str) -> Account | None:
        """Whose token has this digest."""
        ...

    def note_deed(self, deed: Deed) -> Deed:
        """Append to the audit log: number, time and seal are the store's."""
        ...

    def deeds(
        self, *, after: int = 0, limit: int = 100, acts: Sequence[Act] = (), who: str | None = None
    ) -> tuple[Deed, ...]:
        """Lines of the audit log after number `after`."""
        ...

    def broken_deed(self) -> int | None:
        """Number of the first line of the audit log that is not what was sealed; None if all are."""
        ...
