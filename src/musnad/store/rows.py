"""Tables of the store, the same for SQLite and PostgreSQL; `migrations` makes them.

Inside, articles, entities, spellings, stories and facts are integers; at the border of the store they are the records'
own ids. `pages.body`, `readings.body`, what persons said and what many reports tell together are evidence; the narrow
tables below "indexes" are made from the readings and can be made again (`Store.reindex`).
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, Index, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()


def _number(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, autoincrement=False, nullable=null)


def _text(name: str, *, null: bool = False, unique: bool = False, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, unique=unique, primary_key=key)


def _bytes(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


# evidence
pages = Table(
    "pages", metadata,
    _number("number", key=True),
    _text("id", unique=True),
    Column("item", BigInteger, nullable=False, index=True),  # hash of the address, or of the source without one
    _number("article", null=True),
    _text("taken"),
    _text("source"),
    _text("url", null=True),
    _text("kind"),
    _text("retrieved", null=True),
    _text("content_type", null=True),
    _text("context", null=True),
    _bytes("sha256"),
    _bytes("body"),
)  # fmt: skip
articles = Table(
    "articles", metadata,
    _number("number", key=True),
    _text("id", unique=True),
    Column("page", Integer, nullable=False, index=True),
    Column("indexed", Integer, nullable=False, unique=True),  # its row of the full-text index
    Column("standing", Boolean, nullable=False),  # neither superseded nor retracted
    _text("day"),  # first day that `published` may mean; "" if unknown
    _text("outlet", null=True),
    _number("words"),
    _number("supersedes", null=True),
    _number("superseded", null=True),
    _text("retracted", null=True),
    _text("published", null=True),
    _text("url", null=True),
    _text("title", null=True),
    Index("ix_articles_day", "day", "number"),
    Index("ix_articles_outlet", "outlet", "day"),
)  # fmt: skip
readings = Table("readings", metadata, _number("article", key=True), _bytes("body"))
states = Table("states", metadata, _number("article", key=True), _bytes("body"))
dictionaries = Table("dictionaries", metadata, _number("number", key=True), _bytes("body"))
failures = Table(
    "failures", metadata,
    _number("number", key=True),
    _text("id", unique=True),
    _number("page", null=True),
    _text("source"),
    _text("reason"),
    _text("message"),
    _text("at"),
    _number("tries"),
    Column("read", Boolean, nullable=False),
    _bytes("body", null=True),
)  # fmt: skip
alterations = Table(
    "alterations", metadata,
    _number("number", key=True),
    _text("at"),
    _text("what"),
    _text("id"),
    _text("note"),
)  # fmt: skip
decisions = Table("decisions", metadata, _number("number", key=True), _text("id", unique=True), _bytes("body"))
corrections = Table(
    "corrections", metadata,
    _number("number", key=True),
    _text("id", unique=True),
    Column("article", Integer, nullable=False, index=True),
    _bytes("body"),
)  # fmt: skip
machine_readings = Table("machine_readings", metadata, _number("article", key=True), _bytes("body"))
comments = Table(
    "comments", metadata,
    _number("number", key=True),
    _text("id", unique=True),
    _text("about"),
    _text("by"),
    _text("at"),
    _text("answers", null=True),
    _text("text"),
    _text("hidden", null=True),
    _text("hidden_by", null=True),
    Index("ix_comments_about", "about", "number"),
)  # fmt: skip
doubts = Table(
    "doubts", metadata,
    _text("id", key=True),
    _number("article"),
    _text("kind"),
    Column("settled", Boolean, nullable=False),
    Column("rank", Double, nullable=False),  # the weight below zero: the weightiest comes first
    _bytes("body"),
    Index("ix_doubts_article", "article", "settled", "kind"),
    Index("ix_doubts_queue", "kind", "settled", "rank", "article", "id"),
    sqlite_with_rowid=False,
)  # fmt: skip
settled = Table("settled", metadata, _text("id", key=True))  # doubts that a person decided, also those found no more
visits = Table("visits", metadata, _text("url", key=True), _bytes("body"))
notes = Table("notes", metadata, _text("key", key=True), _text("value"))

# what many reports tell together
copies = Table(
    "copies", metadata,
    _number("article", key=True),
    _number("origin", key=True),
    _bytes("body"),
    Index("ix_copies_origin", "origin"),
    sqlite_with_rowid=False,
)  # fmt: skip
clusters = Table("clusters", metadata, _number("number", key=True), _text("id", unique=True), _bytes("body"))
cluster_articles = Table(
    "cluster_articles", metadata,
    _number("article", key=True),
    _number("cluster"),
    sqlite_with_rowid=False,
)  # fmt: skip
stories = Table(
    "stories", metadata,
    _number("number", key=True),
    _text("id", unique=True),
    _text("latest"),  # time of its latest report; "" if unknown
    Column("dropped", Boolean, nullable=False),
    _number("into", null=True),
    Column("mark", BigInteger, nullable=False),  # hash of `body` before compression
    _bytes("body"),
    Index("ix_stories_latest", "latest", "id"),
)  # fmt: skip
story_articles = Table(
    "story_articles", metadata,
    _number("article", key=True),
    Column("story", Integer, nullable=False, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip
story_merges = Table(
    "story_merges", metadata, _number("gone", key=True), _number("story"), sqlite_with_rowid=False,
)  # fmt: skip
facts = Table(
    "facts", metadata,
    _number("number", key=True),
    _text("id", unique=True),
    Column("story", Integer, nullable=True, index=True),
    _text("type"),
    _text("mode", null=True),
    _text("status"),
    _number("place", null=True),
    _text("first"),  # [first, end): days that it may have happened on; "" if unknown
    _text("end"),
    Column("mark", BigInteger, nullable=False),
    _bytes("body"),
    Index("ix_facts_first", "first", "id"),
)  # fmt: skip
fact_parties = Table(
    "fact_parties", metadata,
    _number("fact", key=True),
    _number("entity", key=True),
    _number("role", key=True),
    Index("ix_fact_parties_entity", "entity", "role", "fact"),
    sqlite_with_rowid=False,
)  # fmt: skip
fact_articles = Table(
    "fact_articles", metadata,
    _number("fact", key=True),
    _number("article", key=True),
    Index("ix_fact_articles_article", "article", "fact"),
    sqlite_with_rowid=False,
)  # fmt: skip
limits = Table(
    "limits", metadata,
    _number("number", key=True),
    _text("id", unique=True),
    Column("story", Integer, nullable=True, index=True),
    _text("due"),  # "" if unknown
    Column("mark", BigInteger, nullable=False),
    _bytes("body"),
)  # fmt: skip

# indexes made from the readings
entities = Table(
    "entities", metadata,
    _number("number", key=True),
    _text("id", unique=True),
    _number("fullness"),  # how much `body` tells: the fullest entity and place that were seen are kept
    _bytes("body", null=True),
    _bytes("place", null=True),
)  # fmt: skip
names = Table(
    "names", metadata,
    _number("number", key=True),
    _number("entity"),
    Column("folded", BigInteger, nullable=False),  # hash of the folded spelling
    _text("spelling"),
    Index("ix_names_folded", "folded", "entity"),
)  # fmt: skip
mentions = Table(
    "mentions", metadata,
    _number("entity", key=True),
    _number("article", key=True),
    _number("name", key=True),
    _number("times"),
    sqlite_with_rowid=False,
)  # fmt: skip
events = Table(
    "events", metadata,
    _number("article", key=True),
    _number("event", key=True),  # place in Reading.events, from 0
    _text("type"),
    _text("mode", null=True),
    _text("status"),
    _number("place", null=True),
    _text("date", null=True),
    _number("killed", null=True),
    _number("injured", null=True),
    Index("ix_events_type", "type", "mode", "status", "article"),
    Index("ix_events_place", "place", "article"),
    sqlite_with_rowid=False,
)  # fmt: skip
parties = Table(
    "parties", metadata,
    _number("entity", key=True),
    _number("article", key=True),
    _number("event", key=True),  # -1: speaks in a statement of the article, whatever it tells
    _number("role", key=True),
    sqlite_with_rowid=False,
)  # fmt: skip
damages = Table(
    "damages", metadata,
    _text("kind", key=True),
    _number("article", key=True),
    _number("times"),
    sqlite_with_rowid=False,
)  # fmt: skip

ACTOR, RECIPIENT, SPEAKER = 1, 2, 3
"""Roles in `parties` and `fact_parties`."""
NO_EVENT = -1
"""`parties.event` of a speaker."""
