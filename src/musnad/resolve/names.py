"""The name index: one actor under all its spellings, found in running text or looked up by name.

A full name, or a last name that the actor list marks as enough by itself, is a match; spellings that differ by rule
(hamza, ة/ه, ابن/بن, joined words) are the same spelling. A consonant skeleton only proposes, and only for names that
were transliterated into Arabic: in Arabic names the long vowels tell people apart (سلمان, سليمان).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from musnad.lang.ar.name_keys import bare_forms, is_arabic, name_words, skeleton, word_key
from musnad.records.words import Words
from musnad.resolve import actors as tables
from musnad.resolve.actors import Actor, Institution, State
from musnad.resolve.nationality import Nationalities
from musnad.resolve.phrases import CACHED, Hit, How, Match, Phrase, PhraseTable
from musnad.resolve.titles import TitleHit, Titles

__all__ = ["ActorIndex", "Hit", "Match"]

_LEAST_CONSONANTS = 5
_HEADS = frozenset({"حزب", "منظمه", "وكاله", "شركه", "جماعه", "اذاعه"})
# These are participants and no names, with a nationality as without (GUIDELINES: القوات الروسية is a GROUP).
_GROUPS = frozenset({"القوات", "السلطات", "الشرطه", "قوات", "سلطات"})
_MINISTER = frozenset({"وزير", "وزيره", "وزيرا", "وزيري", "وزرا", "الوزير", "وزيرها", "نايب"})


class _Looked(Struct, frozen=True):
    """What the tables find in one text."""

    words: Words
    hits: tuple[Hit, ...]
    titles: tuple[TitleHit, ...]


class ActorIndex:
    """All actor tables under their keys. Immutable but for what it remembers; safe to share between threads."""

    def __init__(
        self,
        persons: Iterable[Actor],
        states: Iterable[State],
        organisations: Iterable[Actor],
        institutions: Iterable[Institution],
        titles: Titles,
    ) -> None:
        self._titles = titles
        self._trie = PhraseTable()
        self._heads = PhraseTable()
        self._skeletons: dict[Phrase, tuple[Match, ...]] = {}
        self._first_skeletons: set[str] = set()
        self._consonants: dict[str, tuple[str, ...]] = {}
        self._state_words: dict[str, frozenset[str]] = {}
        self._last: _Looked | None = None
        self._holders: dict[tuple[str, str], list[Actor]] = defaultdict(list)
        self.by_id: dict[str, Actor] = {}
        self._institutions: dict[str, Institution] = {}
        state_list = tuple(states)
        self.nationalities = Nationalities(state_list)
        self.state_of: Mapping[str, Actor] = {
            s.actor.country: s.actor
            for s in reversed(state_list)
            if s.actor.country  # parts of a state come after it
        }
        for state in state_list:
            self._add_state(state)
        for organisation in organisations:
            self._add(organisation, "organisation", (organisation.name, organisation.name_en, *organisation.spellings))
        for person in persons:
            self._add_person(person)
        for institution in institutions:
            self._add_institution(institution)

    @classmethod
    def load(cls) -> ActorIndex:
        """Read the actor tables.

        Raises:
            DataError: a table is broken.
        """
        return cls(tables.persons(), tables.states(), tables.organisations(), tables.institutions(), Titles.load())

    def _add(self, actor: Actor, how: How, names: Iterable[str]) -> None:
        self.by_id[actor.id] = actor
        known_as = actor.name_en or actor.name
        for name in names:
            if name:
                self._trie.add(name, Match(actor, how, f"«{name}» is a name of {known_as}"))

    def _add_state(self, state: State) -> None:
        names = (state.actor.name, *state.actor.spellings)
        self._add(state.actor, "state", (*names, state.actor.name_en))
        self._state_words[state.actor.id] = frozenset(keys[0] for keys in map(name_words, names) if keys)

    def _add_person(self, person: Actor) -> None:
        names = (person.name, person.name_en, *person.spellings)
        self._add(person, "full", (n for n in names if len(n.split()) > 1))
        self._add(person, "short", (*(n for n in names if len(n.split()) == 1), *person.short))
        for key in dict.fromkeys((office.title, office.of) for office in person.offices):
            self._holders[key].append(person)
        if person.foreign:
            for name in names:
                self._add_skeleton(person, name, len(name.split()) > 1)
            for name in person.short:
                self._add_skeleton(person, name, False)

    def _add_skeleton(self, person: Actor, name: str, full: bool) -> None:
        key = tuple(skeleton(w) for w in name_words(name))
        if all(key) and sum(map(len, key)) >= (_LEAST_CONSONANTS if full else 3):
            reason = f"its consonants are those of «{name}»"
            if full:
                self._first_skeletons.add(key[0])
            found = self._skeletons.get(key, ())
            if all(m.actor is not person for m in found):
                self._skeletons[key] = (*found, Match(person, "skeleton", reason))

    def _add_institution(self, institution: Institution) -> None:
        self._institutions[institution.key] = institution
        actor = Actor(
            f"inst:{institution.key}",
            institution.kind,
            institution.heads[0],
            institution.name_en,
            sector=institution.sector,
        )
        self.by_id[actor.id] = actor
        for head in institution.heads:
            weak = head in institution.weak
            self._heads.add(head, Match(actor, "institution" if weak else "bare", f"«{head}» is a word for it"))
            first, _, rest = head.partition(" ")
            loose = first[2:] if not rest and first.startswith("ال") else None
            if loose:
                self._heads.add(loose, Match(actor, "institution", f"«{head}» is a word for it"))

    def find(self, words: Words) -> tuple[Hit, ...]:
        """Every longest name of the list at every word; hits may overlap."""
        return self._looked(words).hits

    def titles(self, words: Words) -> tuple[TitleHit, ...]:
        """Titles with their state, in order, without overlap."""
        return self._looked(words).titles

    def _looked(self, words: Words) -> _Looked:
        """All that the tables find in a text; the last text is remembered, because two stages ask in turn."""
        last = self._last
        if last is None or last.words is not words:
            keys = tuple(word_key(t.key) for t in words.tokens)
            titles = self._titles.find(words, keys, self.nation, self._state_at)
            last = self._last = _Looked(words, tuple(self._found(words, keys)), titles)
        return last

    def _found(self, words: Words, keys: Phrase) -> Iterator[Hit]:
        for token in words.tokens:
            if token.kind != "word":
                continue
            at = token.index
            found = self._trie.at(keys, at)
            if found:
                yield _hit(keys, at, found)
            institution = self._institution_at(words, keys, at)
            if institution:
                yield institution
            if not found and at + 1 < len(keys):
                yield from self._skeleton_at(keys, at)

    def nation(self, key: str) -> str | None:
        """ISO alpha-3 of the state whose nationality the word with this key is."""
        return self.nationalities.of(key)

    def _state_at(self, keys: Phrase, at: int) -> tuple[int, str | None] | None:
        found = self._trie.at(keys, at)
        adjective = keys[at].endswith("يه") and not keys[at].startswith("ال")
        if not found or adjective or found[1][0].how != "state":
            return None
        state = found[1][0].actor
        return (found[0], state.country) if keys[at] in self._state_words[state.id] else None

    def _skeleton_at(self, keys: Phrase, at: int) -> tuple[Hit, ...]:
        firsts = self._consonants.get(keys[at])
        if firsts is None:
            firsts = self._begun(keys[at])
        for first in firsts:
            for size in (3, 2):
                phrase = (first, *map(skeleton, keys[at + 1 : at + size]))
                found = self._skeletons.get(phrase)
                if found and len(phrase) == size:
                    return (Hit(at, at + size, "PER", found),)
        return ()

    def _begun(self, key: str) -> tuple[str, ...]:
        """The consonants of a word that may begin a name, with and without its clitics."""
        if len(self._consonants) >= CACHED:
            self._consonants.clear()
        found = tuple(first for form in bare_forms(key) if (first := skeleton(form)) in self._first_skeletons)
        self._consonants[key] = found
        return found

    def _institution_at(self, words: Words, keys: Phrase, at: int) -> Hit | None:
        found = self._heads.at(keys, at)
        if not found or (at and keys[at - 1] in _MINISTER and not keys[at].startswith("وزار")):
            return None
        size, matches = found
        if size == 1 and not _GROUPS.isdisjoint(bare_forms(keys[at])):
            return None
        ministry = matches[0].actor.id.endswith("-ministry")  # الخارجية الروسية has the gender of the ministry left out
        stop, country = self._completed(words, keys, at, at + size, ministry)
        if country is None and matches[0].how == "institution":
            return None
        made = tuple(self._of_country(m, country) for m in matches)
        return Hit(at, stop, made[0].actor.kind, made)

    def _completed(self, words: Words, keys: Phrase, first: int, stop: int, ministry: bool) -> tuple[int, str | None]:
        """Where the institution's name ends, with the country that a nationality or a state's name gives it."""
        sentence = words.sentence_of(first).stop
        feminine = stop == first + 1 and (ministry or keys[first].endswith("ه"))
        for at in range(stop, min(stop + 2, sentence)):
            if words.tokens[at].kind != "word":
                break
            nation = self.nationalities.of(keys[at])
            if nation and keys[at].startswith("ال"):
                return (stop, None) if feminine and not keys[at].endswith("ه") else (at + 1, nation)
            state = self._state_at(keys, at) if at == stop else None
            if state:
                return at + state[0], state[1]
            if not keys[at].startswith("ال"):
                break
        return stop, None

    def _of_country(self, match: Match, country: str | None) -> Match:
        if not country:
            return Match(match.actor, "bare", match.reason)
        state = self.state_of.get(country)
        base = match.actor
        name = f"{base.name_en} ({state.name_en if state else country})"
        actor = Actor(f"{base.id}:{country}", base.kind, base.name, name, country=country, sector=base.sector)
        return Match(actor, "institution", f"{match.reason}, of {state.name_en if state else country}")

    def named(self, keys: Phrase) -> tuple[Match, ...]:
        """Actors whose name these word keys are (no clitics)."""
        return self._trie.values.get(keys, ())

    def is_institution(self, keys: Phrase) -> bool:
        """Whether these word keys are what many states call an institution: مجلس النواب."""
        return keys in self._heads.values

    def proposed(self, keys: Phrase) -> tuple[Match, ...]:
        """Persons whose name has the consonants of these word keys."""
        return self._skeletons.get(tuple(map(skeleton, keys)), ())

    def holders(self, title: str, of: str, day: str | None) -> tuple[Actor, ...]:
        """Who held the office on a day (ISO, any precision; None: who holds it still)."""
        return tuple(
            p
            for p in self._holders.get((title, of), ())
            if any(o.title == title and o.of == of and o.held(day) for o in p.offices)
        )

    def lookup(self, name: str) -> tuple[Match, ...]:
        """All readings of a name, the surest first: by name, as an institution, and by consonants alone."""
        keys = name_words(name)
        if not keys:
            return ()
        readings = list(self.named(keys))
        if is_arabic(name):
            readings += self._institution_named(keys)
        known = {m.actor.id for m in readings}
        readings += [m for m in self.proposed(keys) if m.actor.id not in known]
        return tuple(readings)

    def _institution_named(self, keys: Phrase) -> list[Match]:
        for size in range(len(keys), 0, -1):
            found = self._heads.values.get(keys[:size])
            if found:
                rest = keys[size:]
                state = self._trie.values.get(rest) if rest else None
                country = self.nationalities.of(rest[0]) if len(rest) == 1 else None
                if state and state[0].how == "state":
                    country = state[0].actor.country
                return [self._of_country(m, country) for m in found if country or not rest]
        return []


def _hit(keys: Phrase, at: int, found: tuple[int, tuple[Match, ...]]) -> Hit:
    """The hit, without a head noun (حزب, منظمة) that the actor's usual name does not have."""
    size, matches = found
    actor = matches[0].actor
    first = at
    if matches[0].how == "organisation" and size > 1:
        head = next((f for f in bare_forms(keys[at]) if f in _HEADS), None)
        if head and name_words(actor.name)[0] != head:
            first += 1
    return Hit(first, at + size, actor.kind, matches)
