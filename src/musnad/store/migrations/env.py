"""What Alembic runs a migration in: the connection that the store gives it."""

from __future__ import annotations

from alembic import context

from musnad.store.rows import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
