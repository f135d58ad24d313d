"""One organisation, building or place through a whole article: expansion and acronym, with and without its head noun or
nationality, the anaphoric short form where the article has just one that it can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from musnad.lang.ar.name_keys import is_arabic, skeleton
from musnad.records.words import Words
from musnad.resolve.cluster import Cluster, Keys, Named, definite_less, merge_equal
from musnad.resolve.names import ActorIndex, Hit, Match

_HEADS = frozenset(
    {
        "حركه",
        "حزب",
        "منظمه",
        "جماعه",
        "تنظيم",
        "جبهه",
        "هييه",
        "وكاله",
        "صحيفه",
        "قناه",
        "شركه",
        "اذاعه",
        "موقع",
        "مجله",
        "تيار",
        "كتله",
        "مدينه",
        "ولايه",
        "محافظه",
        "جزيره",
        "مقاطعه",
        "اقليم",
        "قطاع",
        "جمهوريه",
        "مملكه",
        "دوله",
        "نادي",
        "جسر",
        "مطار",
        "جريده",
        "شبكه",
        "ميليشيا",
        "قاعده",
        "مضيق",
        "الحزب",
        "الحركه",
    }
)
# A part of a body, or an office over it, is not the body: كتلة نداء تونس.
_PARTS = frozenset(
    {"كتله", "مكتب", "مجلس", "هييه", "لجنه", "شرطه", "حكومه", "قياده", "رياسه", "اداره", "فرع", "شوري", "نواب"}
)


class Bodies:
    """Organisations, buildings and places of one article."""

    def __init__(self, words: Words, index: ActorIndex, hits: Sequence[Hit], countries: frozenset[str]) -> None:
        self._words, self._index, self._countries = words, index, countries
        self._hits = {(h.first, h.stop): h for h in hits}

    def clusters(self, names: Sequence[Named]) -> list[Cluster]:
        """Clusters of the names that are no person's."""
        found = merge_equal([self._start(n) for n in names])
        found = _of_one_state(self._acronyms(found))
        for test, reason in (
            (_without_head, "without its head noun"),
            (_first_words, "the short form of"),
            (_last_words, "the last words of"),
            (_latin, "in other letters"),
        ):
            found = _joined(found, test, reason)
        return found

    def _start(self, name: Named) -> Cluster:
        cluster = Cluster(name.proposal.kind, [name])
        hit = self._hits.get((name.proposal.first, name.proposal.stop))
        matches = name.matches or tuple(m for m in (hit.matches if hit else ()) if m.actor.kind != "PER")
        sure = [m for m in matches if m.how != "bare" and m.actor.kind != "PER" and self._likely(name, m)]
        if sure and (len(sure) == 1 or sure[0].how == "state"):
            cluster.actor = sure[0].actor
            cluster.reasons.append(sure[0].reason)
        elif matches and matches[0].how == "bare":
            cluster.reasons.append(matches[0].reason)
            cluster.institution = matches[0].actor.id
        return cluster

    def _likely(self, name: Named, match: Match) -> bool:
        """Whether a name that many states have an institution of is meant of this one's: the text names the state."""
        if match.how != "organisation" or match.actor.country in self._countries or not match.actor.country:
            return True
        return not self._index.is_institution(name.keys)

    def _acronyms(self, clusters: list[Cluster]) -> list[Cluster]:
        """Join a name with the one that follows it at once in brackets."""
        for cluster in list(clusters):
            for member in cluster.members:
                other = self._bracketed(clusters, member.proposal.stop)
                if other and other is not cluster and other.kind == cluster.kind and _free(cluster, other):
                    cluster.join(other, f"«{other.longest.shown}» stands in brackets after «{member.shown}»")
                    clusters.remove(other)
                    break
        return clusters

    def _bracketed(self, clusters: Sequence[Cluster], at: int) -> Cluster | None:
        tokens = self._words.tokens
        if at + 1 >= len(tokens) or tokens[at].text != "(":
            return None
        return next((c for c in clusters if any(m.first == at + 1 for m in c.members)), None)


def _of_one_state(clusters: list[Cluster]) -> list[Cluster]:
    """Join an institution without its state (البرلمان) with the one of its kind that the article names with a state."""
    out: list[Cluster] = []
    for cluster in sorted(clusters, key=lambda c: c.institution is not None):
        kind = f"{cluster.institution}:"
        hosts = [o for o in out if cluster.institution and o.actor and o.actor.id.startswith(kind)]
        if len(hosts) == 1:
            hosts[0].join(cluster, f"«{cluster.longest.shown}» is the one that the article names with its state")
        else:
            out.append(cluster)
    return out


def _free(one: Cluster, other: Cluster) -> bool:
    """Whether the two may be one: not two actors of the list, not of two countries."""
    if one.actor and other.actor:
        return one.actor.id == other.actor.id
    return not (one.country and other.country and one.country != other.country)


def _joined(clusters: list[Cluster], test: Callable[[Keys, Keys], bool], reason: str) -> list[Cluster]:
    """Join each cluster with the one other cluster of its kind that `test(short, long)` allows."""
    out: list[Cluster] = []
    clue = skeleton if test is _latin else definite_less
    having: dict[str, set[int]] = defaultdict(set)  # the numbers in `out` by the words of their names
    for cluster in sorted(clusters, key=lambda c: (-len(c.longest.keys), c.members[0].first)):
        keys = cluster.longest.keys
        if test in _PARTIAL and cluster.kind in ("GPE", "LOC"):  # المغرب is not short for المغرب العربي
            out.append(cluster)
            continue
        hosts = [
            n
            for n in having.get(clue(keys[0]), ())
            if _kin(out[n], cluster) and _free(out[n], cluster) and any(test(keys, m.keys) for m in out[n].members)
        ]
        number = hosts[0] if len(hosts) == 1 else len(out)
        words = {clue(word) for member in cluster.members for word in member.keys}
        if number < len(out):
            out[number].join(cluster, f"«{cluster.longest.shown}» is {reason} «{out[number].longest.shown}»")
        else:
            out.append(cluster)
        for word in words:
            having[word].add(number)
    return sorted(out, key=lambda c: c.members[0].first)


def _kin(one: Cluster, other: Cluster) -> bool:
    return one.kind == other.kind or {one.kind, other.kind} <= {"GPE", "LOC"}


def _without_head(short: Keys, long: Keys) -> bool:
    return (
        len(long) > 1 and long[0] in _HEADS and tuple(map(definite_less, long[1:])) == tuple(map(definite_less, short))
    )


def _first_words(short: Keys, long: Keys) -> bool:
    """المحكمة العليا for المحكمة العليا الأمريكية; one word is too little unless it is no common head."""
    if len(short) >= len(long) or (len(short) == 1 and len(long) > 2):
        return False
    mine, theirs = tuple(map(definite_less, short)), tuple(map(definite_less, long))
    return theirs[: len(mine)] == mine


def _last_words(short: Keys, long: Keys) -> bool:
    mine, theirs = tuple(map(definite_less, short)), tuple(map(definite_less, long))
    return 1 < len(mine) < len(theirs) and long[0] not in _PARTS and theirs[-len(mine) :] == mine


def _latin(short: Keys, long: Keys) -> bool:
    """The same consonants in Arabic and in Latin letters."""
    if len(short) != len(long) or is_arabic(short[0]) == is_arabic(long[0]):
        return False
    return all(len(skeleton(a)) > 1 and skeleton(a) == skeleton(b) for a, b in zip(short, long, strict=True))


_PARTIAL = (_first_words, _last_words)
