"""Many reports: which are copies, which tell one story, which events are one fact, and how many chains it has."""
