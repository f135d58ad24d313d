"""One person through a whole article: full name, family name, first name, Latin letters, a misspelling.

Likeness alone never merges: a family name joins the one full name of the article that ends with it; a consonant
skeleton or a single wrong letter joins only with a name that the article itself has, or with the holder of the office
that stands before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from musnad.lang.ar.name_keys import is_arabic, skeleton, within_one_edit
from musnad.resolve.actors import Actor
from musnad.resolve.cluster import Cluster, Keys, Named, definite_less, merge_equal
from musnad.resolve.names import ActorIndex, Match

_LEAST_LETTERS = 5
_LEAST_CONSONANTS = 3


class Persons:
    """The persons of one article. `countries` are those it talks about, `holders` held a title before a name."""

    def __init__(
        self, index: ActorIndex, countries: frozenset[str], day: str | None, holders: Mapping[int, tuple[Actor, ...]]
    ) -> None:
        self._index, self._countries, self._day, self._holders = index, countries, day, holders
        self._translated = False
        """Whether names are left in Latin letters, as a machine translation leaves them: then letters get lost too."""

    def clusters(self, names: Sequence[Named]) -> list[Cluster]:
        """Clusters of the person names, each with its actor where one is sure."""
        self._translated = any(not is_arabic(n.shown) for n in names)
        full = [self._known(n) for n in names if len(n.keys) > 1]
        found = merge_equal(full)
        present = _Present(self._contained(found))
        for name in names:
            if len(name.keys) == 1:
                self._add_short(present, name)
        return self._repaired(merge_equal(present.clusters))

    def _known(self, name: Named) -> Cluster:
        cluster = Cluster("PER", [name])
        match = self._one(name, [m for m in name.matches if m.actor.kind == "PER"])
        if match is None and len(name.keys) > 1:
            match = self._one(name, list(self._index.proposed(name.keys)))
        if match:
            cluster.actor = match.actor
            cluster.reasons.append(match.reason)
        return cluster

    def _one(self, name: Named, matches: Sequence[Match]) -> Match | None:
        """The one person meant, by the title before the name, by office and country where several have the name."""
        held = {a.id for a in self._holders.get(name.first, ())}
        titled = [m for m in matches if m.actor.id in held]
        if titled:
            return titled[0]
        if len(matches) > 1:
            near = [m for m in matches if m.actor.country in self._countries]
            matches = near or matches
            serving = [m for m in matches if m.actor.office(self._day)]
            matches = serving if len(serving) == 1 else matches
        if len(matches) != 1:
            return None
        match = matches[0]
        if match.how == "skeleton" and match.actor.country not in self._countries:
            return None
        return match

    def _contained(self, clusters: list[Cluster]) -> list[Cluster]:
        """Join a name with the one longer name that holds its words in the same order, first or last word kept."""
        out: list[Cluster] = []
        having: dict[str, list[Cluster]] = defaultdict(list)  # the clusters of `out` by the words of their longest name
        for cluster in sorted(clusters, key=lambda c: -len(c.longest.keys)):
            keys = cluster.longest.keys
            near = having.get(definite_less(keys[0]), ())
            hosts = [o for o in near if _shortened(keys, o.longest.keys) and _compatible(o, cluster)]
            if len(hosts) == 1:
                hosts[0].join(cluster, f"«{cluster.longest.shown}» is short for «{hosts[0].longest.shown}»")
                continue
            out.append(cluster)
            for word in set(map(definite_less, keys)):
                having[word].append(cluster)
        return sorted(out, key=lambda c: c.members[0].first)

    def _add_short(self, present: _Present, name: Named) -> None:
        """Put a name of one word to the full name that it is a part of, else to an actor that it is enough for."""
        host, reason = present.host(name)
        known = self._known(name)
        twin = present.by_actor.get(known.actor.id) if known.actor else None
        if host and known.actor and (host.actor is None or host.actor.id != known.actor.id):
            # a relative has the same family name; by itself it means who is best known by it, if the text has them
            host = twin or (None if host.actor else host)
        if host is not None:
            present.join(host, Cluster("PER", [name]), reason)
        elif twin is not None:
            present.join(twin, known, "one actor of the list")
        else:
            present.add(known)

    def _repaired(self, clusters: list[Cluster]) -> list[Cluster]:
        """Join what only a weak key joins, and name the right spelling of a name with a wrong letter."""
        out: list[Cluster] = []
        near: dict[str, dict[int, Cluster]] = defaultdict(dict)  # the clusters of `out` by the traces of family names
        for cluster in sorted(clusters, key=lambda c: c.actor is None):
            traces = {trace for keys in cluster.forms() for trace in _traces(keys[-1])}
            likely = {n: c for trace in _traces(cluster.longest.keys[-1]) for n, c in near.get(trace, {}).items()}
            host, wrong = (None, False) if cluster.actor else self._weak_host(list(likely.values()), cluster)
            for trace in traces:
                near[trace][id(host or cluster)] = host or cluster
            if host is None:
                out.append(cluster)
                continue
            right = _repair(host, cluster)
            for member in cluster.members:
                if is_arabic(right) and (wrong or not is_arabic(member.shown)):
                    cluster.repairs[member.first] = right
            host.join(cluster, f"«{cluster.longest.shown}» is another spelling of «{host.longest.shown}»")
        for cluster in out:
            if cluster.actor is None:
                self._by_title(cluster)
            for member in cluster.members:
                if not is_arabic(member.shown) and is_arabic(right := _repair(cluster, Cluster("PER", [member]))):
                    cluster.repairs.setdefault(member.first, right)
        return sorted(out, key=lambda c: c.members[0].first)

    def _weak_host(self, clusters: Sequence[Cluster], cluster: Cluster) -> tuple[Cluster | None, bool]:
        """The one person of the article with these consonants, or with one letter changed (then True)."""
        keys = cluster.longest.keys
        for same in (_same_consonants, _one_letter, _one_consonant):
            hosts = [c for c in clusters if _foreign(c, cluster) and _compatible(c, cluster) and _alike(keys, c, same)]
            if same is _one_consonant:
                hosts = [h for h in hosts if self._translated and h.actor and len(h.members) > 1 and len(keys) == 1]
            if len(hosts) == 1:
                return hosts[0], same is not _same_consonants
        return None, False

    def _by_title(self, cluster: Cluster) -> None:
        """The holder of the office written before the name, if the name is nearly theirs."""
        for member in cluster.members:
            for actor in self._holders.get(member.first, ()):
                family = actor.short or (actor.name.split()[-1],)
                for right in family:
                    mine = skeleton(member.keys[-1])
                    theirs = skeleton(definite_less(right))
                    if within_one_edit(mine, theirs) and len(theirs) > 2:
                        cluster.actor = actor
                        cluster.reasons.append(f"the title before «{member.shown}» is held by {actor.name_en}")
                        cluster.repairs |= {m.first: actor.name if len(m.keys) > 1 else right for m in cluster.members}
                        return


def _shortened(short: Keys, long: Keys) -> bool:
    """Whether `short`, of two words or more, is `long` with words left out, its first or last word kept."""
    if len(short) >= len(long):
        return False
    mine, theirs = list(map(definite_less, short)), list(map(definite_less, long))
    rest = iter(theirs)
    return all(word in rest for word in mine) and (mine[0] == theirs[0] or mine[-1] == theirs[-1])


def _compatible(one: Cluster, other: Cluster) -> bool:
    return one.actor is None or other.actor is None or one.actor.id == other.actor.id


class _Present:
    """The persons of an article found so far, by actor and by the words of their names."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self.clusters: list[Cluster] = []
        self.by_actor: dict[str, Cluster] = {}
        self._numbers: dict[int, int] = {}
        self._families: dict[str, set[int]] = defaultdict(set)
        self._parts: dict[str, set[int]] = defaultdict(set)
        for cluster in clusters:
            self.add(cluster)

    def add(self, cluster: Cluster) -> None:
        """Take up one more person."""
        self._numbers[id(cluster)] = len(self.clusters)
        self.clusters.append(cluster)
        if cluster.actor:
            self.by_actor.setdefault(cluster.actor.id, cluster)
        self._note(cluster, cluster.forms())

    def join(self, host: Cluster, other: Cluster, reason: str) -> None:
        """Join names of one word to a person taken up."""
        self._note(host, other.forms())
        host.join(other, reason)

    def _note(self, cluster: Cluster, forms: set[Keys]) -> None:
        number = self._numbers[id(cluster)]
        for keys in forms:
            self._families[definite_less(keys[-1])].add(number)
            for key in keys if len(keys) > 1 else ():
                self._parts[definite_less(key)].add(number)

    def host(self, name: Named) -> tuple[Cluster | None, str]:
        """The person whose full name holds this one word: by family name, then by any word; the nearest before it."""
        word = definite_less(name.keys[0])
        for reason, having in (("the family name of", self._families), ("a part of the name", self._parts)):
            hosts = [self.clusters[number] for number in sorted(having.get(word, ()))]
            if hosts:
                best = max(hosts, key=lambda h: _last_before(h, name.first))
                told = "" if len(hosts) == 1 else ", the nearest of several"
                return best, f"«{name.shown}» is {reason} «{best.longest.shown}»{told}"
        return None, ""


def _last_before(cluster: Cluster, at: int) -> int:
    """First token of the cluster's last name that begins no later than token `at`; -1 if none does."""
    count = bisect_right(cluster.members, at, key=lambda m: m.first)
    return cluster.members[count - 1].first if count else -1


def _traces(word: str) -> set[str]:
    """What a word shares, some of it, with each that `_alike` takes for the same: the word or its consonants, or
    either without one letter."""
    wholes = (word, skeleton(word))
    return {*wholes, *(whole[:at] + whole[at + 1 :] for whole in wholes for at in range(len(whole)))}


def _foreign(host: Cluster, other: Cluster) -> bool:
    """Whether vowels may vary: the name was carried into Arabic, or one of the two is written in Latin letters."""
    latin = not is_arabic(host.longest.shown) or not is_arabic(other.longest.shown)
    return latin or (host.actor is not None and host.actor.foreign) or host.actor is None


def _alike(keys: Keys, host: Cluster, same: Callable[[str, str], bool]) -> bool:
    for member in host.members:
        theirs = member.keys
        if len(keys) == len(theirs) and all(a == b or same(a, b) for a, b in zip(keys, theirs, strict=True)):
            return len(keys) > 1 or same(keys[0], theirs[0])
        if len(keys) == 1 and len(theirs) > 1 and same(keys[0], theirs[-1]):
            return True
        if len(theirs) == 1 and len(keys) > 1 and len(host.longest.keys) == 1 and same(keys[-1], theirs[0]):
            return True
    return False


def _same_consonants(one: str, other: str) -> bool:
    mine = skeleton(one)
    if mine != skeleton(other):
        return False
    return len(mine) >= _LEAST_CONSONANTS or (len(mine) > 1 and len(one) > 3 and within_one_edit(one, other))


def _one_letter(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LEAST_LETTERS and within_one_edit(one, other)


def _one_consonant(one: str, other: str) -> bool:
    """One wrong consonant after the same first letter: بوبن for بوتين."""
    mine, theirs = skeleton(one), skeleton(other)
    same_size = len(mine) == len(theirs) >= _LEAST_CONSONANTS
    return same_size and one[0] == other[0] and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1


def _repair(host: Cluster, cluster: Cluster) -> str:
    """The usual spelling for the members of `cluster`: the actor list's, else the host's own."""
    single = len(cluster.longest.keys) == 1
    if host.actor:
        return (host.actor.short or (host.actor.name.split()[-1],))[0] if single else host.actor.name
    arabic = max((m for m in host.members if is_arabic(m.shown)), key=lambda m: len(m.keys), default=host.longest)
    return arabic.shown.split()[-1] if single else arabic.shown
