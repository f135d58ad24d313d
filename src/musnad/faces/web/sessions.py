"""Sessions of a browser: a signed cookie that says who, and until when; nothing is kept at the server."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Callable

from starlette.responses import Response

from musnad.errors import AccountError
from musnad.faces.web.accounts import Person
from musnad.faces.web.settings import Settings
from musnad.store.people import Account, People

LIFE = 12 * 3600
"""Seconds that a session lasts."""
SHORTEST_SECRET = 32
_LONGEST_COOKIE = 512


class Sessions:
    """Makes and checks session cookies with one secret."""

    def __init__(self, secret: str, *, https: bool, now: Callable[[], float] = time.time) -> None:
        """Take the secret.

        Raises:
            AccountError: the secret is too short.
        """
        if len(secret) < SHORTEST_SECRET:
            what = "is too short" if secret else "is missing"
            raise AccountError(f"the secret (MUSNAD_SECRET) {what}: at least {SHORTEST_SECRET} characters are needed")
        self._key = hashlib.sha256(b"musnad session\0" + secret.encode()).digest()
        self._https, self._now = https, now

    @classmethod
    def of(cls, settings: Settings) -> Sessions | None:
        """Those of a server; None where nobody has to log in. Raises: AccountError."""
        return None if settings.open else cls(settings.secret or "", https=settings.https)

    @property
    def cookie(self) -> str:
        """Name of the cookie; under https one that no other host can set."""
        return "__Host-musnad" if self._https else "musnad"

    def begin(self, answer: Response, account: Account) -> None:
        """Send a session along."""
        answer.set_cookie(
            self.cookie, self.sealed(account), max_age=LIFE, httponly=True, samesite="lax", secure=self._https, path="/"
        )

    def end(self, answer: Response) -> None:
        """Take the cookie back."""
        answer.delete_cookie(self.cookie, path="/", httponly=True, samesite="lax", secure=self._https)

    def sealed(self, account: Account) -> str:
        """The value of a cookie."""
        told = f"{int(self._now()) + LIFE}:{account.name}"
        body = base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")
        return f"{body}.{self._sign(body, account.stamp)}"

    def person(self, value: str, people: People) -> Person | None:
        """Who a cookie stands for; None where it is forged, too old, or its session was ended."""
        body, _, signature = value.partition(".")
        if len(value) > _LONGEST_COOKIE:
            return None
        try:
            told = base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
        except (binascii.Error, ValueError):
            return None
        until, _, name = told.partition(":")
        account = people.account(name) if until.isascii() and until.isdigit() else None
        if account is None or not hmac.compare_digest(signature.encode(), self._sign(body, account.stamp).encode()):
            return None
        return Person(account.name, account.rank) if int(until) > self._now() else None

    def _sign(self, body: str, stamp: str) -> str:
        return hmac.new(self._key, f"{body}\0{stamp}".encode(), hashlib.sha256).hexdigest()
