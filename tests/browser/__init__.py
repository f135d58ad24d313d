"""The web face in a real browser, on the demo's store: the whole way from taking in to what a visitor sees."""
