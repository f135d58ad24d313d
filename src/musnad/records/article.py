"""Pages as they were fetched and the articles read from them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

SourceKind = Literal["html", "text", "json", "record", "feed", "telegram", "mastodon", "x"]
PassedOn = Literal["forward", "boost", "repost", "quote"]
Evidence = Literal[
    "option",
    "document",
    "record",
    "feed",
    "post",
    "json-ld",
    "opengraph",
    "meta",
    "time-element",
    "written",
    "url",
    "heading",
    "layout",
]


class Page(Struct, frozen=True, kw_only=True):
    """What a source delivered, kept as evidence and never edited."""

    source: Annotated[str, Meta(description="File name or address as given by the caller.")]
    body: Annotated[bytes, Meta(description="The bytes as delivered.")]
    sha256: Annotated[str, Meta(description="SHA-256 of `body`, hexadecimal.")]
    kind: Annotated[
        SourceKind,
        Meta(description="What the bytes are: a page, plain text, a JSON document, an entry of a feed, a post …"),
    ]
    url: Annotated[str | None, Meta(description="Address that the bytes came from.")] = None
    retrieved: Annotated[datetime | None, Meta(description="When they were fetched, UTC.")] = None
    content_type: Annotated[str | None, Meta(description="The Content-Type that the server declared.")] = None
    context: Annotated[
        tuple[tuple[str, str], ...],
        Meta(
            description="What the source tells beside the bytes, as name and value: a field mapping, a channel's name."
        ),
    ] = ()


class Known(Struct, frozen=True, kw_only=True):
    """How one field of an article is known."""

    field: Annotated[str, Meta(description="Name of the field of Article.")]
    by: Annotated[Evidence, Meta(description="Where its value was found.")]
    quote: Annotated[str | None, Meta(description="The words or attribute it was read from.")] = None


class Repost(Struct, frozen=True, kw_only=True):
    """Whose words a post hands on: a link of its chain, not a source of its own."""

    kind: PassedOn
    name: Annotated[str | None, Meta(description="Account or channel that wrote it; None where it is hidden.")] = None
    url: Annotated[str | None, Meta(description="Address of the post that is handed on.")] = None
    published: Annotated[str | None, Meta(description="When that was published, ISO 8601.")] = None


class Paragraph(Struct, frozen=True, gc=False):
    """Code points `[start, end)` of one paragraph of `Article.text`."""

    start: int
    end: int


class Article(Struct, frozen=True, kw_only=True):
    """One report as text; every span of a Reading counts code points of `text`."""

    id: Annotated[str, Meta(description="Id derived from outlet, address, title and text.")]
    text: Annotated[str, Meta(description="The whole text, title first where the source puts it there.")]
    title: Annotated[str | None, Meta(description="Headline.")] = None
    url: Annotated[str | None, Meta(description="Address of the report.")] = None
    outlet: Annotated[str | None, Meta(description="Who publishes the report.")] = None
    byline: Annotated[str | None, Meta(description="Named author; a desk such as «فريق التحرير» is none.")] = None
    dateline: Annotated[str | None, Meta(description="Place and agency at the head of the text.")] = None
    published: Annotated[
        str | None, Meta(description="Date or time of publication, ISO 8601, only as exact as known.")
    ] = None
    language: Annotated[str, Meta(description="BCP 47 tag of the text.")] = "ar"
    paragraphs: Annotated[tuple[Paragraph, ...], Meta(description="Paragraphs in order.")] = ()
    repost: Annotated[Repost | None, Meta(description="Whose words it hands on, if it is a forward or repost.")] = None
    known: Annotated[tuple[Known, ...], Meta(description="How title, outlet, date … are known.")] = ()
