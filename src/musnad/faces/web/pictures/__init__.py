"""Pictures drawn on the server as accessible SVG, each with a text twin."""
