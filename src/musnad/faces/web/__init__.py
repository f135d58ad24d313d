"""The web face: a store in a browser, Arabic first, English beside it, with nothing asked of the network."""
