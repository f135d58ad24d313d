"""What one hands on of a record: its permanent address, a citation, a picture card, and the discussion below it."""
