"""What happened to stories when a report came in: steps, in order."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from musnad.records import Change


class Began(Struct, frozen=True, tag=True):
    """A report that is on no known matter began a story."""

    story: str
    article: str


class Joined(Struct, frozen=True, tag=True):
    """A report joined a story."""

    story: str
    article: str


class Merged(Struct, frozen=True, tag=True):
    """A story went into another with all its reports, which are listed."""

    story: Annotated[str, Meta(description="The story that is no more.")]
    into: Annotated[str, Meta(description="The story that goes on.")]
    articles: tuple[str, ...]


class Split(Struct, frozen=True, tag=True):
    """Reports left a story and are a story of their own."""

    story: Annotated[str, Meta(description="The story that they left.")]
    into: Annotated[str, Meta(description="The new story.")]
    articles: tuple[str, ...]


Step = Began | Joined | Merged | Split


def changes(steps: tuple[Step, ...], *, after: str) -> tuple[tuple[str, Change], ...]:
    """Lines of history: id of the story that each belongs to, and the line; `after` is the article or decision."""
    lines: list[tuple[str, Change]] = []
    for step in steps:
        match step:
            case Began():
                lines.append((step.story, Change(after=after, what="began")))
            case Joined():
                lines.append((step.story, Change(after=after, what="joined")))
            case Merged():
                lines.append((step.into, Change(after=after, what="merged", other=step.story)))
                lines.append((step.story, Change(after=after, what="merged", other=step.into)))
            case Split():
                lines.append((step.story, Change(after=after, what="split", other=step.into)))
                lines.append((step.into, Change(after=after, what="began", other=step.story)))
    return tuple(lines)
