"""Which words name participants and places."""
