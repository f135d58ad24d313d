"""What the API hands out beside the records: lists with a way on, and entries that join two records."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from musnad.faces.web.kept_searches import LONGEST_NAME, Search
from musnad.records import Comment, CopyLink, DamageKind, Decision, EventStatus, EventType, Fact, Limit, Story
from musnad.sources.base import Visit
from musnad.store.entries import Alteration, Held, Hit, Role, SetAside, Tally
from musnad.store.people import Deed

_WRITTEN = r"[^\s\u0000]"
"""Something that is seen."""
_Value = Annotated[str, Meta(min_length=1, max_length=200, pattern=_WRITTEN)]
_Day = Annotated[str, Meta(extra_json_schema={"format": "date"})]
Next = Annotated[str | None, Meta(description="What `after` takes to go on; null at the end.")]


class Stories(Struct, frozen=True, kw_only=True):
    """Stories, the latest first."""

    items: tuple[Story, ...]
    next: Next = None


class Facts(Struct, frozen=True, kw_only=True):
    """Facts, the latest first."""

    items: tuple[Fact, ...]
    next: Next = None


class Articles(Struct, frozen=True, kw_only=True):
    """Articles that a search found, with the matched words; `total` counts all."""

    items: tuple[Hit, ...]
    total: int
    next: Next = None


class Original(Struct, frozen=True, kw_only=True):
    """The record of an original; its bytes are at `/articles/ID/original`."""

    id: str
    source: str
    kind: str
    sha256: str
    taken: datetime
    url: str | None = None
    retrieved: datetime | None = None
    content_type: str | None = None


class ArticleEntry(Struct, frozen=True, kw_only=True):
    """One article: its entry, its story, and where it was taken from."""

    article: Held
    story: str | None
    original: Original | None


class Copies(Struct, frozen=True, kw_only=True):
    """Copy links of one article, either way."""

    items: tuple[CopyLink, ...]


class Deadlines(Struct, frozen=True, kw_only=True):
    """Deadlines as they stand on the day asked for, by day; those without a day last."""

    items: tuple[Limit, ...]
    next: Next = None


class Changes(Struct, frozen=True, kw_only=True):
    """What changed, in order; the last number is what a later reader asks `since`."""

    items: tuple[Alteration, ...]
    next: Next = None


class Failures(Struct, frozen=True, kw_only=True):
    """What was set aside and not read since, the latest first."""

    items: tuple[SetAside, ...]
    next: Next = None


class Outlets(Struct, frozen=True, kw_only=True):
    """Outlets of the articles that stand, those of most articles first; the key is "" where none is named."""

    items: tuple[Tally, ...]
    next: Next = None


class Visited(Struct, frozen=True, kw_only=True):
    """The last visit of each address, the latest first."""

    items: tuple[Visit, ...]
    next: Next = None


class Searches(Struct, frozen=True, kw_only=True):
    """The searches that the asking person keeps, in the order of keeping."""

    items: tuple[Search, ...]
    next: Next = None


class Sought(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Filters of a search that is to be kept; at least one."""

    text: _Value | UnsetType = UNSET
    actor: _Value | UnsetType = UNSET
    role: Role | UnsetType = UNSET
    type: EventType | UnsetType = UNSET
    mode: _Value | UnsetType = UNSET
    status: EventStatus | UnsetType = UNSET
    place: _Value | UnsetType = UNSET
    outlet: _Value | UnsetType = UNSET
    since: _Day | UnsetType = UNSET
    until: _Day | UnsetType = UNSET
    damage: Literal[DamageKind, "any"] | UnsetType = UNSET
    story: _Value | UnsetType = UNSET


class Keeping(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search that is to be kept."""

    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME, pattern=_WRITTEN)]
    filters: Annotated[Sought, Meta(extra_json_schema={"minProperties": 1})]


class Decisions(Struct, frozen=True, kw_only=True):
    """Every decision in order, undone ones too."""

    items: tuple[Decision, ...]
    next: Next = None


class Comments(Struct, frozen=True, kw_only=True):
    """Comments on one record in order, or of all records the latest first; hidden ones keep their text from readers."""

    items: tuple[Comment, ...]
    next: Next = None


class Deeds(Struct, frozen=True, kw_only=True):
    """Lines of the audit log, in order."""

    items: tuple[Deed, ...]
    next: Next = None


class Verdict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person says of two things of one kind: articles, facts, entities, or events (`article:…/v3`)."""

    one: Annotated[str, Meta(min_length=1, max_length=200)]
    other: Annotated[str, Meta(min_length=1, max_length=200)]
    same: bool
    comment: Annotated[str, Meta(max_length=2000)] = ""


class Said(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A comment on a record, or an answer to one."""

    about: Annotated[str, Meta(min_length=1, max_length=200, description="Id of the record; of an item: ARTICLE/v3.")]
    text: Annotated[str, Meta(min_length=1, max_length=4000, pattern=_WRITTEN, description="Plain text.")]
    answers: Annotated[str, Meta(max_length=200, description="Id of the comment that it answers.")] | None = None


class Hiding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a comment is hidden; null shows it again."""

    reason: Annotated[str, Meta(min_length=1, max_length=300, pattern=_WRITTEN)] | None


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to be read; nothing of it is kept."""

    text: Annotated[str, Meta(min_length=1, description="At most 60,000 characters.")]
    title: Annotated[str, Meta(max_length=500)] | None = None
    outlet: Annotated[str, Meta(max_length=200)] | None = None
    published: Annotated[str, Meta(max_length=40, description="ISO day or time of publication.")] | None = None
    url: Annotated[str, Meta(max_length=2000, description="Where it stood; it is not fetched.")] | None = None
