"""The encoder: one pass, several heads."""
