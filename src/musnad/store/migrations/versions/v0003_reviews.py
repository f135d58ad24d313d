"""Persons' corrections, comments, and what the machine is unsure of; what persons said cannot be changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_SAID = {
    "corrections": "corrections are only appended to",
    "decisions": "decisions are only appended to",
    "comments": "comments are hidden, not changed",
}
_FIXED = {"comments": "number, id, about, by, at, answers, text"}
"""Columns that stay, where others may change."""


def upgrade() -> None:
    """Make the tables, and what refuses to change or delete what a person said."""
    op.create_table(
        "corrections", _number("number"), _text("id"), _number("article"), _bytes("body"),
        sa.PrimaryKeyConstraint("number"), sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_corrections_article", "corrections", ["article"])
    op.create_table("machine_readings", _number("article"), _bytes("body"), sa.PrimaryKeyConstraint("article"))
    op.create_table(
        "comments", _number("number"), _text("id"), _text("about"), _text("by"), _text("at"),
        _text("answers", null=True), _text("text"), _text("hidden", null=True), _text("hidden_by", null=True),
        sa.PrimaryKeyConstraint("number"), sa.UniqueConstraint("id"),
    )  # fmt: skip
    op.create_index("ix_comments_about", "comments", ["about", "number"])
    _doubts()
    for table, said in _SAID.items():
        _stay(table, said, _FIXED.get(table, ""))


def _doubts() -> None:
    op.create_table(
        "doubts", _text("id"), _number("article"), _text("kind"), sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Double(), nullable=False), _bytes("body"), sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_doubts_article", "doubts", ["article", "settled", "kind"])
    op.create_index("ix_doubts_queue", "doubts", ["kind", "settled", "rank", "article", "id"])
    op.create_table("settled", _text("id"), sa.PrimaryKeyConstraint("id"))


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _stay(table: str, said: str, columns: str) -> None:
    change = f"UPDATE OF {columns}" if columns else "UPDATE"
    name = f"{table}_stay"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{said}'; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {change} OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
    op.execute(f"CREATE TRIGGER {name}_update BEFORE {change} ON {table} {refuse}")
    op.execute(f"CREATE TRIGGER {name}_delete BEFORE DELETE ON {table} {refuse}")
