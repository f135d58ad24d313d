"""Which entity, when, and where the words mean."""
