"""Persons as the article describes them: the titles beside their names, and their offices in the actor list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from musnad.lang.ar.name_keys import bare_forms, word_key
from musnad.records.words import Words
from musnad.resolve.cluster import Cluster, Proposed, definite_less
from musnad.resolve.titles import TitleHit

SOLE = frozenset(
    {
        "president",
        "prime-minister",
        "foreign-minister",
        "defence-minister",
        "interior-minister",
        "finance-minister",
        "justice-minister",
        "monarch",
        "crown-prince",
        "supreme-leader",
        "secretary-general",
        "army-chief",
        "speaker",
        "chancellor",
        "vice-president",
        "central-bank-governor",
        "emir",
        "king",
        "sultan",
        "pope",
        "patriarch",
    }
)
"""Offices that one person holds at a time; of a minister or a spokesman there are several."""

_ENDINGS = ("يين", "يون", "ين", "ون", "ات", "ان", "ا", "ه", "و", "ي")
_ALIKE = {
    "مدنيا": "مدني",
    "جنود": "جندي",
    "نشطا": "ناشط",
    "شرطيا": "شرطي",
    "ضباط": "ضابط",
    "قتلي": "قتيل",
    "جرحي": "جريح",
    "ضحايا": "ضحي",
    "اسري": "اسير",
    "مصادر": "مصدر",
    "خبرا": "خبير",
    "وزرا": "وزير",
    "قاده": "قايد",
    "روسا": "رييس",
    "سفرا": "سفير",
    "شهدا": "شهيد",
    "سجنا": "سجين",
    "رهاين": "رهين",
    "شباب": "شاب",
    "رجال": "رجل",
    "اطفال": "طفل",
    "فصايل": "فصيل",
    "دول": "دول",
    "نواب": "نايب",
    "عمال": "عامل",
    "طلاب": "طالب",
    "سكان": "سكان",
}


_TIME = frozenset({"سابق", "سابقه", "اسبق", "حالي", "حاليه", "جديد", "جديده", "منتخب", "من", "في", "باسم", "عن", "لدي"})


@dataclass(frozen=True, slots=True)
class Description:
    """A title beside a person's name: its head noun, the words that complete it, where it stands."""

    cluster: Cluster
    head: str
    feminine: bool
    rest: frozenset[str]
    at: int
    title: TitleHit | None


class Described:
    """The persons of one article with their titles."""

    def __init__(
        self, words: Words, persons: Sequence[Cluster], titles: Mapping[int, TitleHit], day: str | None
    ) -> None:
        self._words, self._persons, self._titles, self._day = words, persons, titles, day
        self._of = {m.first: c for c in persons for m in c.members}
        self._by_head: dict[str, list[Description]] = defaultdict(list)
        self._by_office: dict[str, list[Description]] = defaultdict(list)

    def add(self, proposal: Proposed) -> None:
        """Take note of a title that stands beside a name."""
        cluster = self._of.get(proposal.of if proposal.of is not None else -1)
        if cluster:
            told = self._description(proposal, cluster)
            self._by_head[told.head].append(told)
            if told.title and told.title.title.office:
                self._by_office[told.title.title.office].append(told)

    def _description(self, proposal: Proposed, cluster: Cluster) -> Description:
        key = word_key(self._words.tokens[proposal.head].key)
        stem = noun_stem(key)
        rest = [definite_less(word_key(t.key)) for t in self._words.tokens[proposal.head + 1 : proposal.stop]]
        words = frozenset(_bare(w) for w in rest if w not in _TIME)
        return Description(cluster, stem, key.endswith("ه"), words, proposal.first, self._titles.get(proposal.first))

    def person(self, proposal: Proposed) -> tuple[Cluster, str] | None:
        """The person of the article that a title stands for, and why; None if it is a new participant."""
        if not self._is_definite(proposal):
            return None
        mine = self._description(proposal, Cluster("PER"))
        shown = self._words.span(proposal.first, proposal.stop).quote
        of_office = self._by_office.get(mine.title.title.office or "", ()) if mine.title else ()
        fitting = [d for d in (*self._by_head.get(mine.head, ()), *of_office) if _fits(mine, d)]
        if not fitting:  # another word for the office that only one person of the article has: المبعوث, الموفد
            alike = [d for d in of_office if _same_office(mine, d)]
            fitting = alike if len({id(d.cluster) for d in alike}) == 1 else []
        if fitting:
            best = max(
                fitting, key=lambda d: (len(mine.rest & d.rest), d.at < mine.at, d.at if d.at < mine.at else -d.at)
            )
            return best.cluster, f"«{shown}» is what the article calls «{best.cluster.longest.shown}»"
        title = mine.title if proposal.form == "title" else None
        holders = [c for c in self._persons if title and self._holds(c, title)]
        if not holders:
            return None
        before = [c for c in holders if c.members[0].first < proposal.first]
        nearest = max(
            before or holders, key=lambda c: max((m.first for m in c.members if m.first < mine.at), default=-1)
        )
        return nearest, f"«{shown}» is the office of «{nearest.longest.shown}»"

    def _is_definite(self, proposal: Proposed) -> bool:
        """Whether the phrase means a certain person: an article on its first noun, or on what completes that noun."""
        if proposal.first != proposal.head:
            return False
        tokens = self._words.tokens
        if any(f.startswith("ال") for f in bare_forms(word_key(tokens[proposal.head].key))):
            return True
        title = self._titles.get(proposal.first)
        rest = tokens[proposal.head + 1 : proposal.stop]
        governs = title is not None and any(word_key(t.key).startswith(("ال", "لل")) for t in rest)
        return governs or proposal.form == "title"

    def _holds(self, cluster: Cluster, title: TitleHit) -> bool:
        """Whether the actor list gives the person this office at the day of the article."""
        office, actor = title.title.office, cluster.actor
        if not office or actor is None or (office not in SOLE and not title.country):
            return False
        held = [o for o in actor.offices if o.title == office and (title.former or o.held(self._day))]
        return any(title.country in (None, o.of, actor.country) for o in held)


def _fits(mine: Description, other: Description) -> bool:
    """Whether a title may be the description again: its words are among the description's."""
    if mine.title and mine.title.title.office in SOLE and _same_office(mine, other):
        return True
    return mine.head == other.head and mine.feminine == other.feminine and mine.rest <= other.rest


def _same_office(mine: Description, other: Description) -> bool:
    """Whether both titles name one office, of one state as far as they tell."""
    if not mine.title or not other.title or not mine.title.title.office:
        return False
    one, two = mine.title.country, other.title.country
    return mine.title.title.office == other.title.title.office and (one is None or two is None or one == two)


def _bare(word: str) -> str:
    return definite_less(next((f for f in bare_forms(word) if f.startswith("ال")), word))


def noun_stem(key: str) -> str:
    """A noun without clitics, article, plural and case endings; broken plurals by list."""
    form = next((f for f in bare_forms(key) if f.startswith("ال")), key)
    plain = definite_less(form)
    if plain in _ALIKE:
        return _ALIKE[plain]
    for ending in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            return plain[: -len(ending)]
    return plain
