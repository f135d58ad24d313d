import pytest

from musnad.events.ontology import load_overrides, overridden
from musnad.records import EventStatus, EventType


@pytest.mark.parametrize(
    ("kind", "mode", "status", "wanted"),
    [
        ("CONSULT", "visit", "planned", ("AGREE", None)),
        ("AID", None, "planned", ("AGREE", None)),
        ("RETREAT", "withdraw", "planned", ("CONCEDE", None)),
        ("CONSULT", "visit", "occurred", ("CONSULT", "visit")),
        ("ASSAULT", "aerial", "planned", ("ASSAULT", "aerial")),
    ],
)
def test_the_codebook_overrides_types(
    kind: EventType, mode: str | None, status: EventStatus, wanted: tuple[str, str | None]
) -> None:
    assert overridden(load_overrides(), kind, mode, status) == wanted
