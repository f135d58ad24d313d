"""Mentions on their way to entities: a name in the text with its keys, and clusters of names that are one entity."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from musnad.lang.ar.name_keys import bare_forms, phrase_forms, word_key
from musnad.records.mention import EntityKind, MentionForm
from musnad.records.words import Words
from musnad.resolve.actors import Actor
from musnad.resolve.names import ActorIndex, Match
from musnad.resolve.where import Resolution

Keys = tuple[str, ...]


class Proposed(Protocol):
    """A proposal of the finder: tokens `[first, stop)`; `head` is the noun that says what it is."""

    @property
    def first(self) -> int:
        """First token."""
        ...

    @property
    def stop(self) -> int:
        """One past the last token."""
        ...

    @property
    def kind(self) -> EntityKind:
        """What it is."""
        ...

    @property
    def form(self) -> MentionForm:
        """Name, title or common noun."""
        ...

    @property
    def score(self) -> float:
        """0 to 1."""
        ...

    @property
    def head(self) -> int:
        """Token of its head noun."""
        ...

    @property
    def of(self) -> int | None:
        """First token of the person's name that a title stands beside."""
        ...


@dataclass(frozen=True, slots=True)
class Named:
    """A proper name in the text: its proposal, its word keys without clitics, and its words as they are shown."""

    proposal: Proposed
    keys: Keys
    shown: str
    matches: tuple[Match, ...]

    @property
    def first(self) -> int:
        """First token."""
        return self.proposal.first


@dataclass(slots=True)
class Cluster:
    """Names that are one entity, with the reasons; `repairs` give the right spelling of a broken mention by token."""

    kind: EntityKind
    members: list[Named] = field(default_factory=list)
    actor: Actor | None = None
    reasons: list[str] = field(default_factory=list)
    repairs: dict[int, str] = field(default_factory=dict)
    country: str | None = None
    office: str | None = None
    """Office that a title before the name tells of a person whom no list knows."""
    institution: str | None = None
    """Id of the kind of institution that its names are words for, where no state is named with them."""
    place: Resolution | None = None
    _longest: Named | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def longest(self) -> Named:
        """The fullest name, the first of equals."""
        if self._longest is None:
            self._longest = max(self.members, key=_fullness)
        return self._longest

    def forms(self) -> set[Keys]:
        """Keys of all members."""
        return {m.keys for m in self.members}

    def join(self, other: Cluster, reason: str) -> None:
        """Take over the members of another cluster."""
        self._longest = max(self.longest, other.longest, key=_fullness)
        in_order = self.members[-1].first <= other.members[0].first
        self.members += other.members
        if not in_order:
            self.members.sort(key=lambda m: m.first)
        self.reasons += [r for r in (reason, *other.reasons) if r not in self.reasons]
        self.repairs |= other.repairs
        self.actor = self.actor or other.actor
        self.country = self.country or other.country
        self.institution = self.institution or other.institution


def _fullness(name: Named) -> tuple[int, int]:
    return len(name.keys), -name.first


def definite_less(key: str) -> str:
    """A key without its article."""
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def same_words(one: Keys, other: Keys) -> bool:
    """Whether two names have the same words, articles and joined words (عبد الله) aside."""
    if tuple(map(definite_less, one)) == tuple(map(definite_less, other)):
        return True
    return "".join(map(definite_less, one)) == "".join(map(definite_less, other))


def name_mentions(
    words: Words, proposals: Iterable[Proposed], index: ActorIndex, is_place: Callable[[str], bool]
) -> list[Named]:
    """The proper names among the proposals, the clitic before each taken off.

    Which letters are a clitic is told by the actor list and the place table, else by another mention in the same text
    that lacks them.
    """
    named = [p for p in proposals if p.form == "name"]
    raw = Counter(_plain(_keys(words, p)) for p in named)
    support = _support(raw)
    return [_named(words, p, index, support, is_place) for p in named]


def _keys(words: Words, proposal: Proposed) -> Keys:
    tokens = words.tokens[proposal.first : proposal.stop]
    return tuple(word_key(t.key) for t in tokens if t.kind != "mark") or (tokens[0].key,)


def _named(
    words: Words, proposal: Proposed, index: ActorIndex, support: Mapping[Keys, int], is_place: Callable[[str], bool]
) -> Named:
    keys = _keys(words, proposal)
    options = [(form, *keys[1:]) for form in bare_forms(keys[0])]
    for option in options:
        matches = index.named(option)
        fitting = tuple(m for m in matches if _fits(m.actor.kind, proposal.kind))
        if fitting:
            return Named(proposal, option, _shown(words, proposal, keys[0], option[0]), fitting)
    if proposal.kind in ("GPE", "LOC"):
        place = next((o for o in options if is_place(" ".join(o))), None)
        if place:
            return Named(proposal, place, _shown(words, proposal, keys[0], place[0]), ())
    best = max(options[1:], key=lambda o: support.get(_plain(o), 0), default=keys)
    if best != keys and support[_plain(keys)] <= support.get(_plain(best), 0):
        return Named(proposal, best, _shown(words, proposal, keys[0], best[0]), ())
    return Named(proposal, keys, _shown(words, proposal, keys[0], keys[0]), ())


def _support(raw: Counter[Keys]) -> Mapping[Keys, int]:
    """How often the text has each name, or, of what is none by itself, a longer one that starts or ends with it."""
    edges: Counter[Keys] = Counter()
    for keys, count in raw.items():
        for edge in {part for size in range(1, len(keys)) for part in (keys[:size], keys[-size:])}:
            edges[edge] += count
    return {**edges, **raw}


def _plain(keys: Keys) -> Keys:
    return tuple(map(definite_less, keys))


def _fits(actor: EntityKind, mention: EntityKind) -> bool:
    place = ("GPE", "LOC")
    return actor == mention or (actor in place and mention in place) or {actor, mention} <= {"ORG", "FAC"}


def _shown(words: Words, proposal: Proposed, key: str, form: str) -> str:
    """The words of the name, without the letters of the clitic."""
    start, end = words.tokens[proposal.first].start, words.tokens[proposal.stop - 1].end
    text = words.text[start:end]
    cut = len(key) - len(form)
    if cut <= 0 or not key.endswith(form):
        return "ال" + text[2:] if key.startswith("لل") and form == "ال" + key[2:] else text
    return text[cut:]


def merge_equal(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Join clusters of one actor, and clusters whose names have the same words."""
    out: list[Cluster] = []
    marked: dict[object, set[int]] = defaultdict(set)  # the numbers in `out` by what `_same` compares
    for cluster in clusters:
        near = sorted({number for mark in _marks(cluster) for number in marked.get(mark, ())})
        number = next((n for n in near if _same(out[n], cluster)), len(out))
        if number < len(out):
            reason = "one actor of the list" if out[number].actor and cluster.actor else "the same words"
            out[number].join(cluster, reason)
        else:
            out.append(cluster)
        for mark in _marks(out[number]):
            marked[mark].add(number)
    return out


def _marks(cluster: Cluster) -> Iterator[object]:
    """What two clusters share, some of it, if they are the same."""
    if cluster.actor:
        yield cluster.actor.id
    if cluster.institution:
        yield cluster.institution
    keys = cluster.longest.keys
    yield "".join(map(definite_less, keys))
    yield from phrase_forms(keys)


def _same(one: Cluster, other: Cluster) -> bool:
    if one.actor and other.actor:
        return one.actor.id == other.actor.id
    if one.institution and one.institution == other.institution:
        return True
    mine, theirs = one.longest.keys, other.longest.keys
    return same_words(mine, theirs) or bool(len(mine) > 1 and phrase_forms(mine) & phrase_forms(theirs))
