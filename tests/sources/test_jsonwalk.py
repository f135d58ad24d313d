import io
import json
from pathlib import Path

import pytest

from musnad.errors import BadDocument
from musnad.sources.jsonwalk import JsonWalk


class Slow(io.BytesIO):
    """Gives a few bytes at a time, as pipes do."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(7)


def walk(text: str | bytes, largest: int = 10_000) -> JsonWalk:
    return JsonWalk(Slow(text.encode() if isinstance(text, str) else text), "a.json", largest)


def elements(text: str | bytes, largest: int = 10_000) -> list[bytes | None]:
    walked = walk(text, largest)
    return [walked.value() for _ in walked.elements()]


def test_elements_are_the_bytes_as_they_lie() -> None:
    parts = ['{"a": "ب]}\\"\\\\", "b": [1, {"c": {}}]}', '"x,\\"y"', "12.5e3", "null", "[ ]", '{\n "z" :true }']
    assert elements("\ufeff [ " + " ,\n ".join(parts) + "]") == [part.encode() for part in parts]


def test_every_element_is_sound_json() -> None:
    values = [{"n": n, "text": 'سطر\n"مقتبس" \\ ' * n, "in": {"list": [[]] * n}} for n in range(40)]
    found = elements(json.dumps(values, ensure_ascii=False, indent=2))
    assert [json.loads(raw or b"") for raw in found] == values


def test_members_name_what_follows() -> None:
    walked = walk('{"a": 1, "b\\u0628": {"c": []}, "d": [2, 3]}')
    found: list[tuple[str, object]] = []
    for name in walked.members():
        found.append((name, [walked.value() for _ in walked.elements()] if name == "d" else walked.value()))
    assert found == [("a", b"1"), ("bب", b'{"c": []}'), ("d", [b"2", b"3"])]


def test_one_broken_element_does_not_spoil_the_next() -> None:
    assert elements('[{"a": }, {"b": [1}, {"c": 3}]') == [b'{"a": }', b'{"b": [1}', b'{"c": 3}']
    assert elements('[\n{"a": "x"y"},\n{"b": 2}\n]') == [b'{"a": "x"y"}', b'{"b": 2}']


def test_what_is_cut_off_is_told_after_what_is_whole() -> None:
    walked = walk('[{"a": 1}, {"b": "no en')
    places = walked.elements()
    next(places)
    assert walked.value() == b'{"a": 1}'
    next(places)
    with pytest.raises(BadDocument, match="ends in the middle"):
        walked.value()
    with pytest.raises(BadDocument, match="ends in the middle"):
        elements('[{"a": 1},')


def test_values_that_are_too_large_are_passed_over() -> None:
    long, nested = "x" * 5000, json.dumps([[n] for n in range(1000)])
    text = f'[{{"a": "{long}\\\\"}}, {{"b": 2}}, {{"c": {nested}}}, {{"d": 4}}]'
    assert elements(text, largest=200) == [None, b'{"b": 2}', None, b'{"d": 4}']


def test_a_look_into_a_list() -> None:
    assert walk("  [ \n { }]").holds_objects()
    assert not walk("[1, {}]").holds_objects()
    assert not walk("{}").holds_objects()
    assert not walk("[").holds_objects()


def test_no_list_is_said_to_be_none() -> None:
    with pytest.raises(BadDocument, match="missing"):
        elements('{"a": 1}')


def test_stray_brackets_end(tmp_path: Path) -> None:
    assert elements("[1, }, 2]") == [b"1", b"}", b"2"]
