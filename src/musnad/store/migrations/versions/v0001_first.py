"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the full-text index."""
    _evidence()
    _told()
    _indexes()
    _texts()


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=null)


def _hash(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _bytes(name: str, *, null: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=null)


def _evidence() -> None:
    """Originals, readings, and the run."""
    op.create_table(
        "pages", _number("number"), _text("id"), _hash("item"), _number("article", null=True), _text("taken"),
        _text("source"), _text("url", null=True), _text("kind"), _text("retrieved", null=True),
        _text("content_type", null=True), _text("context", null=True), _bytes("sha256"), _bytes("body"),
        sa.PrimaryKeyConstraint("number"), sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_pages_item", "pages", ["item"])
    op.create_table(
        "articles", _number("number"), _text("id"), _number("page"), _number("indexed"), _flag("standing"),
        _text("day"), _text("outlet", null=True), _number("words"), _number("supersedes", null=True),
        _number("superseded", null=True), _text("retracted", null=True), _text("published", null=True),
        _text("url", null=True), _text("title", null=True), sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"), sa.UniqueConstraint("indexed"),
    )  # fmt: skip
    op.create_index("ix_articles_day", "articles", ["day", "number"])
    op.create_index("ix_articles_outlet", "articles", ["outlet", "day"])
    op.create_index("ix_articles_page", "articles", ["page"])
    op.create_table("readings", _number("article"), _bytes("body"), sa.PrimaryKeyConstraint("article"))
    op.create_table("states", _number("article"), _bytes("body"), sa.PrimaryKeyConstraint("article"))
    op.create_table("dictionaries", _number("number"), _bytes("body"), sa.PrimaryKeyConstraint("number"))
    op.create_table(
        "failures", _number("number"), _text("id"), _number("page", null=True), _text("source"),
        _text("reason"), _text("message"), _text("at"), _number("tries"), _flag("read"),
        _bytes("body", null=True), sa.PrimaryKeyConstraint("number"), sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "alterations", _number("number"), _text("at"), _text("what"), _text("id"), _text("note"),
        sa.PrimaryKeyConstraint("number"),
    )  # fmt: skip
    op.create_table(
        "decisions", _number("number"), _text("id"), _bytes("body"), sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_table("visits", _text("url"), _bytes("body"), sa.PrimaryKeyConstraint("url"))
    op.create_table("notes", _text("key"), _text("value"), sa.PrimaryKeyConstraint("key"))


def _told() -> None:
    """What many reports tell together."""
    op.create_table(
        "copies", _number("article"), _number("origin"), _bytes("body"),
        sa.PrimaryKeyConstraint("article", "origin"), sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_copies_origin", "copies", ["origin"])
    op.create_table(
        "stories", _number("number"), _text("id"), _text("latest"), _flag("dropped"),
        _number("into", null=True), _hash("mark"), _bytes("body"), sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_stories_latest", "stories", ["latest", "id"])
    op.create_table(
        "story_articles", _number("article"), _number("story"), sa.PrimaryKeyConstraint("article"),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_story_articles_story", "story_articles", ["story"])
    op.create_table(
        "story_merges", _number("gone"), _number("story"), sa.PrimaryKeyConstraint("gone"),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "clusters", _number("number"), _text("id"), _bytes("body"), sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "cluster_articles", _number("article"), _number("cluster"), sa.PrimaryKeyConstraint("article"),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "facts", _number("number"), _text("id"), _number("story", null=True), _text("type"),
        _text("mode", null=True), _text("status"), _number("place", null=True), _text("first"), _text("end"),
        _hash("mark"), _bytes("body"), sa.PrimaryKeyConstraint("number"), sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_facts_first", "facts", ["first", "id"])
    op.create_index("ix_facts_story", "facts", ["story"])
    op.create_table(
        "fact_parties", _number("fact"), _number("entity"), _number("role"),
        sa.PrimaryKeyConstraint("fact", "entity", "role"), sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_fact_parties_entity", "fact_parties", ["entity", "role", "fact"])
    op.create_table(
        "fact_articles", _number("fact"), _number("article"), sa.PrimaryKeyConstraint("fact", "article"),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_fact_articles_article", "fact_articles", ["article", "fact"])
    op.create_table(
        "limits", _number("number"), _text("id"), _number("story", null=True), _text("due"), _hash("mark"),
        _bytes("body"), sa.PrimaryKeyConstraint("number"), sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_limits_story", "limits", ["story"])


def _indexes() -> None:
    """What is made from the readings and can be made again."""
    op.create_table(
        "entities", _number("number"), _text("id"), _number("fullness"), _bytes("body", null=True),
        _bytes("place", null=True), sa.PrimaryKeyConstraint("number"), sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_table(
        "names", _number("number"), _number("entity"), _hash("folded"), _text("spelling"),
        sa.PrimaryKeyConstraint("number"),
    )  # fmt: skip
    op.create_index("ix_names_folded", "names", ["folded", "entity"])
    op.create_table(
        "mentions", _number("entity"), _number("article"), _number("name"), _number("times"),
        sa.PrimaryKeyConstraint("entity", "article", "name"), sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "events", _number("article"), _number("event"), _text("type"), _text("mode", null=True),
        _text("status"), _number("place", null=True), _text("date", null=True), _number("killed", null=True),
        _number("injured", null=True), sa.PrimaryKeyConstraint("article", "event"), sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_events_place", "events", ["place", "article"])
    op.create_index("ix_events_type", "events", ["type", "mode", "status", "article"])
    op.create_table(
        "parties", _number("entity"), _number("article"), _number("event"), _number("role"),
        sa.PrimaryKeyConstraint("entity", "article", "event", "role"), sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "damages", _text("kind"), _number("article"), _number("times"),
        sa.PrimaryKeyConstraint("kind", "article"), sqlite_with_rowid=False,
    )  # fmt: skip


def _texts() -> None:
    """The full-text index: SQLite's keeps no text of its own, PostgreSQL's no words that it would stem."""
    if op.get_bind().dialect.name == "postgresql":
        op.create_table("texts", _number("number"), sa.Column("body", TSVECTOR(), nullable=False),
                        sa.PrimaryKeyConstraint("number"))  # fmt: skip
        op.create_index("ix_texts_body", "texts", ["body"], postgresql_using="gin")
    else:
        tokens = "unicode61 remove_diacritics 0"
        op.execute(f"CREATE VIRTUAL TABLE texts USING fts5 (body, content='', tokenize=\"{tokens}\")")
