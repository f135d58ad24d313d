"""`/api/v1`: the store for programs."""

from __future__ import annotations

from fastapi import APIRouter


def routers() -> tuple[APIRouter, ...]:
    """The routers of the API."""
    return ()
