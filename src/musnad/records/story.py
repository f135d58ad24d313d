"""What many reports tell together: facts with their chains, and stories."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from musnad.records.event import Event
from musnad.records.statement import Chain


class Fact(Struct, frozen=True, kw_only=True):
    """One happening as many reports tell it."""

    id: Annotated[str, Meta(description="Id derived from the events that it merges.")]
    event: Annotated[Event, Meta(description="The merged event.")]
    supporting: Annotated[tuple[Chain, ...], Meta(description="Chains that tell it.")] = ()
    denying: Annotated[tuple[Chain, ...], Meta(description="Chains that deny it.")] = ()
    least: Annotated[int, Meta(description="Fewest independent chains.", ge=0)] = 0
    most: Annotated[int, Meta(description="Most independent chains.", ge=0)] = 0


class Story(Struct, frozen=True, kw_only=True):
    """A set of articles on one matter."""

    id: Annotated[str, Meta(description="Id derived from its first article.")]
    articles: Annotated[tuple[str, ...], Meta(description="Ids of its articles, by time.")]
    facts: Annotated[tuple[Fact, ...], Meta(description="Its facts, by time.")] = ()
