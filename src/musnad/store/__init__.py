"""What is kept: originals, readings and what was concluded from them, in SQLite or PostgreSQL."""
