"""Accounts, tokens, and an audit log whose lines cannot be changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and what refuses to change a line of the log."""
    op.create_table(
        "people", _text("name"), _text("rank"), _text("password"), _text("stamp"), _text("made"),
        sa.PrimaryKeyConstraint("name"),
    )  # fmt: skip
    op.create_table(
        "tokens", _number(), _text("id"), _text("account"), _text("digest"), _text("made"),
        sa.PrimaryKeyConstraint("number"), sa.UniqueConstraint("id"), sa.UniqueConstraint("digest"),
    )  # fmt: skip
    op.create_index("ix_tokens_account", "tokens", ["account"])
    op.create_table(
        "deeds", _number(), _text("at"), _text("who"), _text("act"), _text("what"), _text("note"),
        _text("address"), _text("seal"), sa.PrimaryKeyConstraint("number"),
    )  # fmt: skip
    _append_only()


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer(), autoincrement=False, nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _append_only() -> None:
    said = "the audit log is only appended to"
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION deeds_stay() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{said}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER deeds_stay BEFORE UPDATE OR DELETE ON deeds FOR EACH ROW EXECUTE FUNCTION deeds_stay()"
        )
        return
    for what in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER deeds_stay_{what.lower()} BEFORE {what} ON deeds BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
