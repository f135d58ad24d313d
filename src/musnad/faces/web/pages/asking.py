"""What an address asks for: filters by the names that the command line gives them, and links that change one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, HTTPException, Request
from msgspec import Struct

from musnad.store.entries import Filters

_FIELDS = {"q": "text"}
"""Names in addresses that differ from those of `Filters`."""
NAMES = ("q", "actor", "role", "type", "mode", "status", "place", "outlet", "since", "until", "damage", "story")
LONGEST = 500
"""Code points of one value; what is longer is nobody's question."""


class Asked(Struct, frozen=True):
    """The filters of an address, and its values as they were given, to be shown again and linked on."""

    filters: Filters
    given: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """What was given by a name; "" if nothing."""
        return dict(self.given).get(name, "")

    def link(self, path: str, **changes: object) -> str:
        """An address with the same filters but for `changes`; None takes one out."""
        values = {**dict(self.given), **changes}
        query = urlencode([(key, str(value)) for key, value in values.items() if value not in (None, "")])
        return f"{path}?{query}" if query else path

    @property
    def narrowed(self) -> tuple[tuple[str, str], ...]:
        """Filters that were given, without the words; a role alone asks for nothing."""
        return tuple(
            (name, value) for name, value in self.given if name != "q" and (name != "role" or self.filters.actor)
        )


def asked(values: Mapping[str, str]) -> Asked:
    """The filters of an address's values; other names are passed over.

    Raises:
        HTTPException: 422, a value that no filter takes.
    """
    given = tuple((name, value) for name in NAMES if (value := values.get(name, "").strip()[:LONGEST]))
    for name, value in given:
        if name in ("since", "until") and not _is_day(value):
            raise HTTPException(422, f"{name}={value}")
    try:
        filters = msgspec.convert({_FIELDS.get(name, name): value for name, value in given}, Filters)
    except msgspec.ValidationError as problem:
        raise HTTPException(422, str(problem)) from problem
    return Asked(filters, given)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _asking(request: Request) -> Asked:
    return asked(request.query_params)


Asking = Annotated[Asked, Depends(_asking)]
