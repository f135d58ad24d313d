"""Musnad reads Arabic news into attributed, span-traceable events."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("musnad")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"

__all__ = ["__version__"]
