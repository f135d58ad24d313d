import pickle
import re
from pathlib import Path

import pytest

from musnad import errors


def subclasses(cls: type[errors.MusnadError]) -> list[type[errors.MusnadError]]:
    return [cls, *(deeper for child in cls.__subclasses__() for deeper in subclasses(child))]


def test_every_kind_of_failure_has_its_own_exit_code() -> None:
    codes = [cls.exit_code for cls in subclasses(errors.MusnadError)]
    assert len(codes) == len(set(codes))
    assert all(0 < code < 126 for code in codes)


def test_the_guide_lists_every_exit_code() -> None:
    guide = (Path(__file__).parents[1] / "docs" / "guide.md").read_text("utf-8")
    table = guide.split("## Exit codes")[1].split("\n## ")[0]
    told = {int(code) for row in re.findall(r"^\| ([\d, ]+) \|", table, re.MULTILINE) for code in row.split(",")}
    assert told == {0, 2, *(cls.exit_code for cls in subclasses(errors.MusnadError))}


def test_the_tree_in_the_docstring_is_the_tree_in_the_code() -> None:
    assert errors.__doc__ is not None
    for cls in subclasses(errors.MusnadError):
        assert cls.__name__ in errors.__doc__


def test_a_source_error_names_its_source() -> None:
    assert str(errors.NotArabic("a.txt", "no Arabic in it")) == "a.txt: no Arabic in it"


@pytest.mark.parametrize("cls", subclasses(errors.MusnadError), ids=lambda cls: cls.__name__)
def test_every_error_goes_from_one_process_to_another(cls: type[errors.MusnadError]) -> None:
    made = cls("a.txt", "why") if issubclass(cls, errors.SourceError) else cls("why")
    again = pickle.loads(pickle.dumps(made))
    assert (type(again), str(again), vars(again)) == (cls, str(made), vars(made))
