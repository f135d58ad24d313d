"""Scores against gold annotations, and their floors."""
