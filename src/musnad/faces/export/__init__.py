"""Taking away: what a store holds, in the forms that other tools read, each with a manifest."""
