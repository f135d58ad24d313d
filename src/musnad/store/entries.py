"""What a store hands out beside the records: entries of its lists, what a search asks, and what it finds."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Raw, Struct

from musnad.records import DamageKind, Entity, EventStatus, EventType, Page, Place
from musnad.sources.base import Failed

ChangeKind = Literal[
    "added", "corrected", "retracted", "restored", "reviewed", "story", "fact", "deadline", "decision", "comment"
]
"""`corrected`: a later version of an article came; `reviewed`: a person corrected what was read in one."""
Role = Literal["actor", "recipient", "speaker", "any"]
Way = Literal["did", "underwent", "together"]


class Kept(Struct, frozen=True, kw_only=True):
    """An original as it was taken in: page and record of its retrieval."""

    id: Annotated[str, Meta(description="Id derived from address or source, and bytes.")]
    page: Page
    taken: Annotated[datetime, Meta(description="When it was first taken in, UTC.")]
    article: Annotated[str | None, Meta(description="Id of the article read from it; None if it could not be read.")]


class Held(Struct, frozen=True, kw_only=True):
    """One article in the store."""

    id: str
    number: Annotated[int, Meta(description="1, 2 … in the order of taking in; never reused.")]
    page: Annotated[str, Meta(description="Id of the original.")]
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: Annotated[str | None, Meta(description="As in Article.")] = None
    words: int = 0
    supersedes: Annotated[str | None, Meta(description="Id of the version before it, if it is a correction.")] = None
    superseded: Annotated[str | None, Meta(description="Id of the version after it.")] = None
    retracted: Annotated[str | None, Meta(description="Why it was retracted; None if it stands.")] = None


class Alteration(Struct, frozen=True, kw_only=True):
    """One line of the list of changes."""

    number: Annotated[int, Meta(description="1, 2 … without gaps: what a reader asks `since`.")]
    at: Annotated[str, Meta(description="ISO time, UTC.")]
    what: ChangeKind
    id: Annotated[str, Meta(description="Id of the article, story, fact … that changed.")]
    note: str = ""


class SetAside(Struct, frozen=True, kw_only=True):
    """One item that could not be taken in."""

    id: str
    failed: Failed
    at: Annotated[str, Meta(description="ISO time of the last try, UTC.")]
    tries: int = 1


class Filters(Struct, frozen=True, kw_only=True):
    """What a search asks for; every filter that is given must hold. Empty: everything.

    `[since, until)` are ISO days: of publication for articles, of the happening for facts (publication where unknown).
    """

    text: Annotated[
        str | None, Meta(description='Words; "in quotes" a phrase; -word without it; word* a beginning.')
    ] = None
    actor: Annotated[str | None, Meta(description="Entity id, or a name in any spelling.")] = None
    role: Role = "any"
    type: EventType | None = None
    mode: str | None = None
    status: EventStatus | None = None
    place: Annotated[str | None, Meta(description="Entity id or name of a place.")] = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    damage: Literal[DamageKind, "any"] | None = None
    story: str | None = None


class Snippet(Struct, frozen=True, kw_only=True):
    """Words around a match: `[start, end)` of the article's text, and the matched words inside, in the same offsets."""

    start: int
    end: int
    text: str
    matched: tuple[tuple[int, int], ...] = ()


class Hit(Struct, frozen=True, kw_only=True):
    """One article that a search found."""

    article: Held
    story: str | None = None
    snippets: tuple[Snippet, ...] = ()


class Hits(Struct, frozen=True, kw_only=True):
    """One screen of a search: `total` counts all that it finds; `next` opens the following screen."""

    total: int
    hits: tuple[Hit, ...]
    next: str | None = None


class Seen(Struct, frozen=True, kw_only=True):
    """An entity over all articles."""

    entity: Entity
    place: Place | None = None
    articles: int = 0
    spellings: Annotated[tuple[tuple[str, int], ...], Meta(description="Spelling and how many articles.")] = ()


class Derived(Struct, frozen=True, kw_only=True):
    """State that the story stage keeps between runs, by article: opaque bytes that only that stage reads."""

    article: str
    number: int
    state: bytes


class Tally(Struct, frozen=True):
    """How many there are of one kind: an outlet, a kind of original, a reason of a failure, a type of facts."""

    key: str
    count: int
    latest: Annotated[str | None, Meta(description="ISO day or time of the latest; None if unknown.")] = None


class Facets(Struct, frozen=True):
    """What a search could be narrowed by, with the reports that it finds then."""

    types: tuple[Tally, ...]
    places: tuple[Tally, ...]
    months: tuple[Tally, ...]
    outlets: tuple[Tally, ...]


class Pace(Struct, frozen=True):
    """Facts of one type on one day (the first that they may have happened on; "" if unknown)."""

    day: str
    type: EventType
    count: int


class Counterpart(Struct, frozen=True):
    """Facts of one type between an entity and another: what it did to it, underwent from it, or did with it."""

    entity: Annotated[str, Meta(description="Id of the other.")]
    type: EventType
    way: Way
    count: int


class Located(Struct, frozen=True):
    """A place with the facts that are told of it; `place` None where no point is known."""

    entity: str
    place: Place | None
    count: int


class Gist(Struct, frozen=True, kw_only=True):
    """What a list of stories needs of a fact, without its chains."""

    id: str
    reports: Annotated[int, Meta(description="Reports that tell it.")] = 0
    most: Annotated[int, Meta(description="Most independent chains.")] = 0
    conflicts: Annotated[tuple[Raw, ...], Meta(description="Its conflicts, not read.")] = ()
