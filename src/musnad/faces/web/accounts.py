"""Who somebody is: passwords, tokens of programs, and what each rank may do."""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
from getpass import getuser

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Struct
from msgspec.structs import replace

from musnad.errors import AccountError
from musnad.store.people import RANKS, Account, People, Rank, Token

SHORTEST = 12
"""Characters of a password."""
LONGEST = 1024
AT_ONCE = 2
"""Passwords that are hashed at a time: each takes 64 MiB."""
TOKEN_MARK = "musnad_"
"""How every token begins, so that one that leaked can be searched for."""
_NAME = re.compile(r"[\w.@-]{1,64}")
_hasher = PasswordHasher()
_hashing = threading.BoundedSemaphore(AT_ONCE)


class Person(Struct, frozen=True):
    """Who asks, and what he may do."""

    name: str
    rank: Rank
    program: bool = False
    """Came with a token, without a browser."""

    def may(self, rank: Rank) -> bool:
        """Whether his rank is this one or a higher one."""
        return RANKS.index(self.rank) >= RANKS.index(rank)


def local_person() -> Person:
    """Who sits at this machine: he may do everything, as he may with the store's file."""
    try:
        return Person(getuser(), "administrator")
    except (OSError, KeyError):  # a user id without a name
        return Person("local", "administrator")


def ensure_administrator(people: People) -> None:
    """Raise `AccountError` unless somebody can manage a server that others reach."""
    if not any(account.rank == "administrator" for account in people.accounts()):
        raise AccountError("there is no administrator: make one with `musnad account add NAME --role administrator`")


def make_account(name: str, rank: str, password: str, *, at: str) -> Account:
    """A new account; `at` is ISO time, UTC.

    Raises:
        AccountError: the name or the rank is none, or the password is too short.
    """
    if not _NAME.fullmatch(name):
        raise AccountError("a name has 1 to 64 letters, digits, and . @ - _")
    found = next((known for known in RANKS if known == rank), None)
    if found is None:
        raise AccountError(f"{rank}: a role is one of {', '.join(RANKS)}")
    account = Account(name=name, rank=found, password="", stamp="", made=at)
    return with_password(account, password)


def with_password(account: Account, password: str) -> Account:
    """The account with another password; its sessions end. Raises: AccountError."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise AccountError(f"a password has at least {SHORTEST} characters")
    return replace(account, password=_hash(password), stamp=secrets.token_hex(16))


def restamped(account: Account) -> Account:
    """The account with all its sessions ended."""
    return replace(account, stamp=secrets.token_hex(16))


def proven(people: People, name: str, password: str) -> Account | None:
    """The account of this name and password. An unknown name takes as long as a wrong password."""
    account = people.account(name) if _NAME.fullmatch(name) else None
    fits = _fits(account.password if account else _nobody(), password[: LONGEST + 1])
    return account if fits else None


def make_token(account: str, *, at: str) -> tuple[Token, str]:
    """A new token of an account, and the words by which it is used: they are kept nowhere."""
    words = TOKEN_MARK + secrets.token_urlsafe(32)
    return Token(id=f"token:{secrets.token_hex(4)}", account=account, digest=digest(words), made=at), words


def digest(token: str) -> str:
    """What the store keeps of a token; a random one of 256 bits needs no salt."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def bearer(header: str, people: People) -> Person | None:
    """Whom an `Authorization` header stands for."""
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.startswith(TOKEN_MARK):
        return None
    account = people.account_of_token(digest(token.strip()))
    return Person(account.name, account.rank, program=True) if account else None


def _hash(password: str) -> str:
    with _hashing:
        return _hasher.hash(password)


def _fits(kept: str, password: str) -> bool:
    try:
        with _hashing:
            return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def _nobody() -> str:
    """A hash that no password has, of the same costs as all others."""
    salt, hashed = "A" * 22, "A" * 43
    costs = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v=19${costs}${salt}${hashed}"
