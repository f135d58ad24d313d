from musnad.records import EVENT_TYPES
from musnad.review.modes import load_modes


def test_every_type_is_there_with_its_own_modes() -> None:
    modes = load_modes()
    assert tuple(modes) == EVENT_TYPES
    assert "visit" in modes["CONSULT"]
    assert modes["AGREE"] == ()
