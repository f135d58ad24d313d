"""Steps that bring the tables of a store up to date, in order."""
