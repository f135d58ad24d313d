import pytest
from handmade import build
from msgspec.structs import replace

from musnad.records import Reading


@pytest.fixture
def reading() -> Reading:
    return build()


@pytest.fixture
def bare(reading: Reading) -> Reading:
    """An article in which nothing was read."""
    return Reading(article=replace(reading.article, title=None, outlet=None, published=None), producer=reading.producer)
