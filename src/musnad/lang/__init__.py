"""Languages: what a text's language asks of its reader."""
