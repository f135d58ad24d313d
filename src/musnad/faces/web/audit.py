"""Writes into the audit log who logged in, changed something, or took data away, and from where."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from musnad.faces.web.accounts import Person, local_person
from musnad.store.people import Act, Deed, People

_LONGEST = 2000
"""Characters of a note."""


def people_of(request: Request) -> People:
    """The accounts of the server's store."""
    found: People = request.app.state.store
    return found


def person_of(request: Request) -> Person:
    """Who asks: who logged in, or who sits at the machine."""
    found = getattr(request.state, "person", None)
    return found if isinstance(found, Person) else local_person()


def address_of(request: Request) -> str:
    """The network address that asks."""
    return request.client.host if request.client else ""


class Audit:
    """The log, for one request."""

    def __init__(self, people: People, person: Person, address: str) -> None:
        self._people, self._person, self._address = people, person, address

    def note(self, act: Act, what: str, note: str = "", *, who: str | None = None) -> None:
        """Append a line: what cannot be logged is not done. Raises: StoreError."""
        name = (who if who is not None else self._person.name)[:64]
        deed = Deed(who=name, act=act, what=what[:_LONGEST], note=note[:_LONGEST], address=self._address)
        self._people.note_deed(deed)


def _audit(request: Request) -> Audit:
    return Audit(people_of(request), person_of(request), address_of(request))


Accounts = Annotated[People, Depends(people_of)]
Who = Annotated[Person, Depends(person_of)]
Audited = Annotated[Audit, Depends(_audit)]
