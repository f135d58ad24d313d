"""What persons say about a reading: made from what was chosen, laid over what the machine read; and its own doubts."""
