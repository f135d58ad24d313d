from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from musnad.mentions.finder import find_mentions
from musnad.mentions.lexicon import NameWords
from musnad.mentions.proposal import Proposal
from musnad.records.words import Words
from musnad.resolve.gazetteer import Gazetteer
from musnad.resolve.names import ActorIndex
from musnad.resolve.place_names import PlaceNames
from musnad.text.segment import segment


@dataclass(frozen=True)
class Span:
    first: int
    last: int
    type: str
    score: float


@dataclass(frozen=True)
class Tags:
    spans: tuple[Span, ...]

    def name_spans(self) -> Sequence[Span]:
        return self.spans


@pytest.fixture(scope="module")
def actors() -> ActorIndex:
    return ActorIndex.load()


@pytest.fixture(scope="module")
def places() -> PlaceNames:
    return PlaceNames(Gazetteer.load())


@pytest.fixture(scope="module")
def lexicon() -> NameWords:
    return NameWords.load()


def texts(words: Words, proposals: Sequence[Proposal], form: str) -> list[tuple[str, str]]:
    return [(words.span(p.first, p.stop).quote, p.kind) for p in proposals if p.form == form]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("التقى الرئيس الروسي فلاديمير بوتين في موسكو", [("فلاديمير بوتين", "PER"), ("موسكو", "GPE")]),
        ("أعلنت وزارة الخارجية الروسية ذلك", [("وزارة الخارجية الروسية", "ORG")]),
        ("قتلت القوات السورية خمسة مدنيين", []),
        ("وقال السيسي إن مصر ترفض", [("السيسي", "PER"), ("مصر", "GPE")]),
        ("مقاتلو تنظيم داعش في محافظة درعا", [("داعش", "ORG"), ("درعا", "GPE")]),
        ("بحسب صحيفة نيويورك تايمز", [("نيويورك تايمز", "ORG")]),
        ("هبطت الطائرة في مطار بيروت الدولي", [("مطار بيروت الدولي", "FAC")]),
    ],
)
def test_names_without_an_encoder(
    sentence: str, names: list[tuple[str, str]], actors: ActorIndex, places: PlaceNames, lexicon: NameWords
) -> None:
    words = segment(sentence)
    found = find_mentions(words, tagging=None, actors=actors, gazetteer=places, lexicon=lexicon)
    assert texts(words, found, "name") == names


@pytest.mark.parametrize(
    ("sentence", "participants"),
    [
        ("قتلت القوات الروسية 12 مدنيا", ["القوات الروسية", "12 مدنيا"]),
        ("قال مسؤول في البيت الأبيض إن الأمر سري", ["مسؤول في البيت الأبيض"]),
        ("أكد المسؤولون الأوكرانيون ذلك", ["المسؤولون الأوكرانيون"]),
        ("أفاد شهود عيان بأن النار اشتعلت", ["شهود عيان"]),
    ],
)
def test_participants_without_a_name(
    sentence: str, participants: list[str], actors: ActorIndex, places: PlaceNames, lexicon: NameWords
) -> None:
    words = segment(sentence)
    found = find_mentions(words, tagging=None, actors=actors, gazetteer=places, lexicon=lexicon)
    assert [quote for quote, _ in texts(words, found, "nominal")] == participants


def test_a_title_alone_stands_for_a_person_but_not_before_the_name(
    actors: ActorIndex, places: PlaceNames, lexicon: NameWords
) -> None:
    words = segment("قال الرئيس الروسي إن الرئيس الأمريكي دونالد ترامب وافق")
    found = find_mentions(words, tagging=None, actors=actors, gazetteer=places, lexicon=lexicon)
    titles = [p for p in found if p.form == "title"]
    assert [(words.span(p.first, p.stop).quote, p.of is None) for p in titles] == [
        ("الرئيس الروسي", True),
        ("الرئيس الأمريكي", False),
    ]


def test_the_encoder_adds_names_and_its_bounds_are_put_right(
    actors: ActorIndex, places: PlaceNames, lexicon: NameWords
) -> None:
    words = segment("زار السيد زمرلاوي مقر شركة كنتوراف")
    tags = Tags((Span(1, 2, "PER", 0.9), Span(4, 5, "ORG", 0.8)))
    found = find_mentions(words, tagging=tags, actors=actors, gazetteer=places, lexicon=lexicon)
    assert texts(words, found, "name") == [("زمرلاوي", "PER"), ("كنتوراف", "ORG")]


def test_a_bare_head_noun_is_no_name(actors: ActorIndex, places: PlaceNames, lexicon: NameWords) -> None:
    words = segment("قالت الشركة إن المنظمة رفضت")
    tags = Tags((Span(1, 1, "ORG", 0.9), Span(3, 3, "ORG", 0.9)))
    found = find_mentions(words, tagging=tags, actors=actors, gazetteer=places, lexicon=lexicon)
    assert texts(words, found, "name") == []


def test_addresses_hold_no_names(actors: ActorIndex, places: PlaceNames, lexicon: NameWords) -> None:
    words = segment("المصدر https://example.com/Israel/Gaza")
    found = find_mentions(words, tagging=None, actors=actors, gazetteer=places, lexicon=lexicon)
    assert texts(words, found, "name") == []
