"""What many reports tell together: copies, facts with their chains, conflicts, deadlines, stories.

Offsets of a `Passage` count code points of the two texts. Ids of entities in a fact are those of the readings; an
entity that no actor list knows has an id made of its name, so that it is the same in every report.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from musnad.records.event import EventStatus, EventType
from musnad.records.statement import Chain, DeadlineState, LinkRole
from musnad.spans import Span

CreditKind = Literal["agency", "paper", "own"]
CopyKind = Literal["copy", "derived"]
CopyEvidence = Literal["credit", "time", "containment", "repost", "person", "unknown"]
ConflictKind = Literal["killed", "injured", "date", "actor", "place", "status"]


class Reason(Struct, frozen=True):
    """Why, for a person: one sentence in Arabic and one in English."""

    ar: str
    en: str


class Credit(Struct, frozen=True, kw_only=True):
    """Whom a report names as the source of its text."""

    kind: Annotated[CreditKind, Meta(description="An agency, another paper or site, or the outlet's own reporter.")]
    name: Annotated[str, Meta(description="Usual name, one for all spellings and abbreviations (afp, reuters, spa …).")]
    span: Annotated[Span | None, Meta(description="The words, where they stand in the text.")] = None
    quote: Annotated[str, Meta(description="The words, also where they stand in the byline.")] = ""


class Passage(Struct, frozen=True, gc=False):
    """The same words in two texts: `[start, end)` in the younger, `[origin_start, origin_end)` in the older."""

    start: int
    end: int
    origin_start: int
    origin_end: int


class CopyLink(Struct, frozen=True, kw_only=True):
    """One report that repeats another's text."""

    article: Annotated[str, Meta(description="Id of the report that repeats.")]
    origin: Annotated[str, Meta(description="Id of the report that it repeats.")]
    kind: Annotated[CopyKind, Meta(description="Nearly the whole text, or a part of it or retold with light edits.")]
    share: Annotated[float, Meta(description="Share of the report's words that stand in the origin, 0 to 1.")]
    origin_share: Annotated[float, Meta(description="Share of the origin's words that stand in the report.")]
    passages: Annotated[tuple[Passage, ...], Meta(description="The aligned passages, in the order of the report.")] = ()
    direction: Annotated[CopyEvidence, Meta(description="How it is known which came from which.")] = "unknown"
    common: Annotated[str | None, Meta(description="Credit that both give: then both may copy that.")] = None


class Telling(Struct, frozen=True, kw_only=True):
    """One event of one report."""

    article: str
    event: str


class Witness(Struct, frozen=True, kw_only=True):
    """One chain for or against a fact, as one report gives it."""

    article: Annotated[str, Meta(description="Id of the report.")]
    event: Annotated[str | None, Meta(description="Id of the report's event.")] = None
    statement: Annotated[str | None, Meta(description="Id of the report's statement, if it is told as one.")] = None
    chain: Annotated[Chain, Meta(description="Outlet first, root last.")]
    root: Annotated[str, Meta(description="Key of the root: equal keys are one root.")]
    root_role: Annotated[LinkRole, Meta(description="What the root is.")]
    quote: Annotated[str, Meta(description="The words of the report that tell it.")] = ""
    start: Annotated[int, Meta(description="Where the words begin in the report's text.", ge=0)] = 0


class Side(Struct, frozen=True, kw_only=True):
    """One side of a conflict."""

    value: Annotated[str, Meta(description="What this side tells.")]
    witnesses: Annotated[tuple[Witness, ...], Meta(description="Who tells it, with their words.")]


class Conflict(Struct, frozen=True, kw_only=True):
    """Numbers, days, perpetrators that do not fit together."""

    kind: ConflictKind
    sides: tuple[Side, ...]
    why: Reason
    update: Annotated[bool, Meta(description="No conflict of sources: one source changed its own word later.")] = False


class Fact(Struct, frozen=True, kw_only=True):
    """One happening as many reports tell it."""

    id: Annotated[str, Meta(description="Id derived from its first telling.")]
    story: Annotated[str | None, Meta(description="Id of the story.")] = None
    tellings: Annotated[tuple[Telling, ...], Meta(description="The events that it merges; the fullest first.")]
    type: Annotated[EventType, Meta(description="PLOVER 2.0 type.")]
    mode: Annotated[str | None, Meta(description="PLOVER 2.0 mode.")] = None
    actors: Annotated[tuple[str, ...], Meta(description="Ids of entities, the most told first.")] = ()
    recipients: Annotated[tuple[str, ...], Meta(description="Ids of entities, the most told first.")] = ()
    place: Annotated[str | None, Meta(description="Id of the most specific place that fits all.")] = None
    date: Annotated[str | None, Meta(description="ISO day, month or year.")] = None
    status: Annotated[EventStatus, Meta(description="As the latest reports tell it.")] = "occurred"
    killed: Annotated[int | None, Meta(description="As most chains tell; a conflict lists the others.")] = None
    injured: Annotated[int | None, Meta(description="As most chains tell; a conflict lists the others.")] = None
    supporting: Annotated[tuple[Witness, ...], Meta(description="Chains that tell it.")] = ()
    denying: Annotated[tuple[Witness, ...], Meta(description="Chains that deny it.")] = ()
    reports: Annotated[int, Meta(description="Reports that tell it.", ge=0)] = 0
    texts: Annotated[int, Meta(description="Texts that tell it: copies of one text count once.", ge=0)] = 0
    least: Annotated[int, Meta(description="Fewest independent chains.", ge=0)] = 0
    most: Annotated[int, Meta(description="Most independent chains.", ge=0)] = 0
    least_denying: Annotated[int, Meta(description="Fewest independent chains that deny it.", ge=0)] = 0
    most_denying: Annotated[int, Meta(description="Most independent chains that deny it.", ge=0)] = 0
    why: Annotated[Reason | None, Meta(description="How the chains were counted.")] = None
    conflicts: tuple[Conflict, ...] = ()


class Evidence(Struct, frozen=True, kw_only=True):
    """The words of a report that tell how a deadline stands."""

    article: str
    quote: str
    start: int = 0
    state: DeadlineState = "unknown"
    date: Annotated[str | None, Meta(description="Day from which it holds, ISO.")] = None
    due: Annotated[str | None, Meta(description="The due day that the words tell, ISO.")] = None


class Limit(Struct, frozen=True, kw_only=True):
    """One deadline as many reports tell it."""

    id: str
    story: str | None = None
    by: Annotated[str | None, Meta(description="Id of the entity that sets it.")] = None
    addressee: Annotated[str | None, Meta(description="Id of the entity it is set for.")] = None
    demand: Annotated[str | None, Meta(description="What is demanded, in a report's words.")] = None
    due: Annotated[str | None, Meta(description="When it falls due, ISO; after extensions the latest.")] = None
    was_due: Annotated[tuple[str, ...], Meta(description="Earlier due days, if it was extended.")] = ()
    consequence: Annotated[str | None, Meta(description="PLOVER type of the threatened consequence.")] = None
    state: Annotated[DeadlineState, Meta(description="As of `as_of`.")] = "unknown"
    as_of: Annotated[str, Meta(description="ISO day that the state is told for.")] = ""
    tellings: tuple[Evidence, ...] = ()
    why: Reason | None = None


class Change(Struct, frozen=True, kw_only=True):
    """One step of a story's history."""

    after: Annotated[str, Meta(description="Id of the article, or of the person's decision, that brought it about.")]
    what: Annotated[Literal["began", "joined", "merged", "split", "left"], Meta(description="What happened.")]
    other: Annotated[str | None, Meta(description="Id of the other story, where there is one.")] = None


class Story(Struct, frozen=True, kw_only=True):
    """A set of articles on one matter."""

    id: Annotated[str, Meta(description="Id derived from its first article.")]
    title: Annotated[str, Meta(description="Headline of its most central report.")] = ""
    articles: Annotated[tuple[str, ...], Meta(description="Ids of its articles, by time.")]
    first: Annotated[str | None, Meta(description="ISO time of its first report.")] = None
    last: Annotated[str | None, Meta(description="ISO time of its latest report.")] = None
    texts: Annotated[int, Meta(description="Texts: copies of one text count once.", ge=0)] = 0
    least: Annotated[int, Meta(description="Fewest independent chains of its most told fact.", ge=0)] = 0
    most: Annotated[int, Meta(description="Most independent chains of its most told fact.", ge=0)] = 0
    names: Annotated[tuple[str, ...], Meta(description="Ids of the entities that mark it, most telling first.")] = ()
    places: Annotated[tuple[str, ...], Meta(description="Ids of the places that mark it.")] = ()
    facts: Annotated[tuple[str, ...], Meta(description="Ids of its facts, by time.")] = ()
    deadlines: Annotated[tuple[str, ...], Meta(description="Ids of its deadlines, by day.")] = ()
    history: tuple[Change, ...] = ()


class Cluster(Struct, frozen=True, kw_only=True):
    """A story as the machine sees it, before persons' decisions."""

    id: Annotated[str, Meta(description="Id derived from its first article.")]
    articles: Annotated[tuple[str, ...], Meta(description="Ids of its articles, in the order of taking in.")] = ()
    history: tuple[Change, ...] = ()
    into: Annotated[str | None, Meta(description="Id of the story that it merged into; then it holds nothing.")] = None


class Decision(Struct, frozen=True, kw_only=True):
    """A person's word on two things: it outranks the machine until it is undone."""

    id: str
    about: Literal["article", "fact", "entity"]
    one: str
    other: str
    same: bool
    by: str = ""
    at: Annotated[str, Meta(description="ISO time, UTC.")] = ""
    comment: str = ""
    undoes: Annotated[str | None, Meta(description="Id of the decision that this one takes back.")] = None
    before: Annotated[
        tuple[str, ...], Meta(description="Ids of the facts or stories that held the two before it.")
    ] = ()
    after: Annotated[tuple[str, ...], Meta(description="Ids of the facts or stories that held the two after it.")] = ()
