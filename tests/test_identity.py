from musnad.identity import content_id


def test_ids_are_stable_and_told_apart() -> None:
    assert content_id("article", "أ", None) == content_id("article", "أ", None)
    assert content_id("article", "أ", None) != content_id("article", "أ", "")
    assert content_id("article", "ab", "c") != content_id("article", "a", "bc")
