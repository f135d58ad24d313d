"""Draw pairs of articles for a person to read and label (`src/musnad/eval/labels/pairs.tsv`), over all strata.

    python scripts/draw_pairs.py draw ../shared/data/articles/saudinewsnet drawn.tsv

Nothing of Musnad's own search for copies and stories takes part: words are counted here in a way of their own, so that
the labels do not lean on what they are to judge. Same archive, same seed: same pairs. Only ids are written, no text.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np

SEED = 20150806
FOCUS = frozenset({"2015-07-24", "2015-07-25", "2015-08-06", "2015-08-07", "2015-08-08"})
"""Days that three quarters of the pairs come from."""
SHINGLE = 5
"""Words of a shingle."""
MOST_DOCUMENTS = 60
"""Shingles that more articles have are furniture of a site."""
USES = 2
"""Pairs that one article may stand in."""
MERGE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\ufeff]")
WORD = re.compile(r"[ء-ي]+|[0-9٠-٩]+|[A-Za-z]+")
CREDIT = re.compile(
    r"رويترز|\bواس\b|[أا] ?ف ?ب\b|د ?ب ?[أا]\b|\b[أا] ?ب\b|وكالات|الوكالات|الأناضول|الفرنسية|الألمانية|أسوشيتد"
    r"|فرانس برس"
)
NEAR_MISS = {
    "formula": re.compile("برقي[ةه] (?:عزاء|تهنئة|تعزية|مواساة|شكر)|يعز[ّي]|يهنئ|تهنئة|يواسي|ينقل تعازي"),
    "sport": re.compile("الدوري|مباراة|هدف[اً]|المدرب|معسكر|الكأس|السوبر"),
    "market": re.compile("مؤشر السوق|أسعار النفط|برميل|تداولات|الأسهم|أسعار الذهب"),
    "minister": re.compile("استقبل|يستقبل|التقى|يلتقي|بحث مع|يبحث"),
    "attack": re.compile("تفجير|انتحاري|غارات|غارة|مقتل|اشتباكات|هجوم"),
}


class Text(NamedTuple):
    """One article, without what is not needed to draw."""

    name: str
    day: int
    focus: bool
    outlet: str
    url: str
    author: str
    head: str
    credit: bool
    words: list[str]


class Pair(NamedTuple):
    """Two texts by number, the share of the shorter's shingles that both have, their likeness (cosine, 0 to 1)."""

    a: int
    b: int
    shared: float
    like: float


def fold(text: str) -> str:
    return MARKS.sub("", text).translate(MERGE)


def load(folder: Path) -> Iterator[Text]:
    """Articles of at least 15 words; the first of those with one address only."""
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            items = json.loads(archive.read(archive.namelist()[0]))
        for index, item in enumerate(items):
            words = WORD.findall(fold(item["content"]))
            key = (item["url"], item["title"])
            if len(words) < 15 or key in seen:
                continue
            seen.add(key)
            credit = CREDIT.search(item["author"]) or CREDIT.search(item["content"][:150])
            day = date.fromisoformat(path.stem).toordinal()
            head = fold(item["title"]) + " " + fold(item["content"][:250])
            yield Text(f"{path.stem}/{index:04d}", day, path.stem in FOCUS, item["source"], item["url"],
                       item["author"].strip(), head, bool(credit), words)  # fmt: skip


def shingles(texts: list[Text]) -> list[np.ndarray]:
    """Hashes of every run of `SHINGLE` words, one array of unique values a text."""
    ids: dict[str, int] = {}
    out: list[np.ndarray] = []
    for text in texts:
        row = np.array([ids.setdefault(w, len(ids) + 1) for w in text.words], dtype=np.uint64)
        total = np.zeros(max(1, len(row) - SHINGLE + 1), dtype=np.uint64)
        for k in range(SHINGLE):
            total = total * np.uint64(1099511628211) + row[k : k + len(total)]
        out.append(np.unique(total))
    return out


def overlaps(rows: list[np.ndarray]) -> dict[tuple[int, int], float]:
    """Containment of all pairs that share a shingle: shared shingles over those of the shorter text."""
    keys = np.concatenate(rows)
    owners = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    _, inverse, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    kept = (sizes[inverse] > 1) & (sizes[inverse] <= MOST_DOCUMENTS)
    keys, owners = keys[kept], owners[kept]
    codes = []
    for lag in range(1, MOST_DOCUMENTS):
        same = keys[lag:] == keys[:-lag]
        codes.append(owners[:-lag][same] * len(rows) + owners[lag:][same])
    values, counts = np.unique(np.concatenate(codes), return_counts=True)
    return {
        (int(a), int(b)): min(1.0, float(n) / min(len(rows[a]), len(rows[b])))
        for a, b, n in zip(*divmod(values, len(rows)), counts, strict=True)
    }


def likeness(texts: list[Text], window: int = 3, least: float = 0.12) -> dict[tuple[int, int], float]:
    """Cosines (log tf, idf) of pairs at most `window` days apart, one of them of a focus day, above `least`."""
    counts = [Counter(w for w in t.words if len(w) > 2) for t in texts]
    spread = Counter(w for c in counts for w in c)
    vocabulary = {w: k for k, w in enumerate(sorted(w for w, n in spread.items() if 2 < n <= 1200))}
    idf = np.log(len(texts) / np.array([spread[w] for w in vocabulary]))
    rows = []
    for count in counts:
        terms = np.array([vocabulary[w] for w in count if w in vocabulary], dtype=np.int64)
        weights = np.array([1 + np.log(n) for w, n in count.items() if w in vocabulary]) * idf[terms]
        rows.append((terms, weights / (np.linalg.norm(weights) or 1.0)))
    terms = np.concatenate([r[0] for r in rows])
    owners = np.repeat(np.arange(len(rows)), [len(r[0]) for r in rows])
    order = np.argsort(terms, kind="stable")
    owners, weights = owners[order], np.concatenate([r[1] for r in rows])[order]
    bounds = np.searchsorted(terms[order], np.arange(len(vocabulary) + 1))
    days = np.array([t.day for t in texts])
    out: dict[tuple[int, int], float] = {}
    for i, (mine, values) in enumerate(rows):
        if not texts[i].focus or not len(mine):
            continue
        slices = [slice(bounds[t], bounds[t + 1]) for t in mine]
        hits = np.concatenate([owners[s] for s in slices])
        sums = np.bincount(hits, np.concatenate([weights[s] * v for s, v in zip(slices, values, strict=True)]))
        for j in np.flatnonzero((sums > least) & (abs(days[: len(sums)] - days[i]) <= window)):
            if j != i:
                out[(min(i, int(j)), max(i, int(j)))] = float(sums[j])
    return out


def rare_words(texts: list[Text]) -> dict[tuple[int, int], int]:
    """How many words that only 3 to 8 articles have stand in both."""
    where: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for word in sorted(set(text.words)):
            if len(word) > 3:
                where[word].append(i)
    lists = [w for w in where.values() if 3 <= len(w) <= 8]
    return Counter((a, b) for w in lists for k, a in enumerate(w) for b in w[k + 1 :])


class Draw:
    """The pairs drawn so far; an article stands in at most `USES`, three of four are of focus days."""

    def __init__(self, texts: list[Text]) -> None:
        self.texts = texts
        self.random = np.random.default_rng(SEED)
        self.used: Counter[int] = Counter()
        self.rows: list[tuple[str, Pair]] = []
        self.taken: set[tuple[int, int]] = set()

    def take(self, stratum: str, count: int, pool: Iterable[Pair], test: Callable[[Pair], bool]) -> None:
        found = [p for p in pool if test(p)]
        order = self.random.permutation(len(found))
        got = others = 0
        for at in order:
            pair = found[int(at)]
            a, b = self.texts[pair.a], self.texts[pair.b]
            outside = not (a.focus and b.focus)
            if got == count or (outside and others >= max(1, count // 4)):
                continue
            if max(self.used[pair.a], self.used[pair.b]) >= USES or (pair.a, pair.b) in self.taken or a.url == b.url:
                continue
            self.used.update((pair.a, pair.b))
            self.taken.add((pair.a, pair.b))
            self.rows.append((stratum, pair))
            got, others = got + 1, others + outside


def draw(texts: list[Text]) -> list[tuple[str, Pair]]:
    """All strata, in an order that mixes them."""
    shared = overlaps(shingles(texts))
    like = likeness(texts)
    over = [Pair(a, b, s, like.get((a, b), 0.0)) for (a, b), s in sorted(shared.items()) if s >= 0.02]
    apart = [Pair(a, b, shared.get((a, b), 0.0), v) for (a, b), v in sorted(like.items())]
    apart = [p for p in apart if p.shared < 0.02]
    hand = Draw(texts)
    draw_merged(hand, over)
    draw_shared(hand, over)
    draw_like(hand, apart)
    draw_near_misses(hand, apart)
    order = hand.random.permutation(len(hand.rows))
    return [hand.rows[int(at)] for at in order]


def any_pair(pair: Pair) -> bool:
    return pair.a != pair.b


def draw_merged(hand: Draw, over: list[Pair]) -> None:
    """Texts that hold parts of two others which share nothing with each other."""
    near: dict[int, list[Pair]] = defaultdict(list)
    for pair in over:
        if pair.shared > 0.3:
            near[pair.a].append(pair)
            near[pair.b].append(pair)
    known = {(p.a, p.b) for p in over}
    merged = []
    for i, pairs in sorted(near.items()):
        others = [(p.a + p.b - i, p) for p in pairs]
        smaller = [(j, p) for j, p in others if len(hand.texts[j].words) < 0.8 * len(hand.texts[i].words)]
        for k, (j, p) in enumerate(smaller):
            if any((min(j, m), max(j, m)) not in known for m, _ in smaller[k + 1 :]):
                merged.append(p)
    hand.take("merged", 14, merged, any_pair)


def draw_shared(hand: Draw, over: list[Pair]) -> None:
    texts = hand.texts

    def size(p: Pair) -> int:
        return min(len(texts[p.a].words), len(texts[p.b].words))

    def both_credit(p: Pair) -> bool:
        return texts[p.a].credit and texts[p.b].credit

    hand.take("short", 16, over, lambda p: p.shared > 0.2 and size(p) < 70)
    hand.take("long", 10, over, lambda p: p.shared > 0.1 and size(p) > 500)
    hand.take("next-days", 14, over, lambda p: p.shared > 0.25 and texts[p.a].day != texts[p.b].day)
    bands = (("90", 0.9, 1.01, 28), ("60", 0.6, 0.9, 28), ("30", 0.3, 0.6, 32), ("10", 0.1, 0.3, 34),
             ("02", 0.02, 0.1, 28))  # fmt: skip
    for name, low, high, count in bands:
        band = [p for p in over if low < p.shared <= high]
        within = [p for p in band if texts[p.a].outlet == texts[p.b].outlet]
        across = [p for p in band if texts[p.a].outlet != texts[p.b].outlet]
        hand.take(f"shared-{name}-within", count // 4, within, any_pair)
        hand.take(f"shared-{name}-credit", count * 3 // 8, across, both_credit)
        hand.take(f"shared-{name}-across", count * 3 // 8, across, lambda p: not both_credit(p))


def draw_like(hand: Draw, apart: list[Pair]) -> None:
    hand.take("like-high", 36, apart, lambda p: p.like > 0.45)
    hand.take("like-middle", 34, apart, lambda p: 0.28 < p.like <= 0.45)
    hand.take("like-low", 18, apart, lambda p: 0.15 < p.like <= 0.28)
    rare = rare_words(hand.texts)
    hand.take("rare-names", 14, apart, lambda p: rare.get((p.a, p.b), 0) >= 3 and p.like < 0.45)


def draw_near_misses(hand: Draw, apart: list[Pair]) -> None:
    for name, pattern in NEAR_MISS.items():
        folded = re.compile(fold(pattern.pattern))
        mine = [bool(folded.search(t.head)) for t in hand.texts]
        hand.take(name, 13, apart, lambda p, mine=mine: mine[p.a] and mine[p.b] and p.like < 0.45)
    texts = hand.texts
    writers = Counter(t.author for t in texts)
    known = {a for a, n in writers.items() if 2 <= n <= 18 and len(a.split()) in (2, 3)}
    by_author: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        if text.author in known and len(text.words) > 250 and not text.credit:
            by_author[text.author].append(i)
    pairs = [Pair(a, b, 0.0, 0.0) for rows in by_author.values() for k, a in enumerate(rows) for b in rows[k + 1 :]]
    hand.take("columns", 8, pairs, lambda p: texts[p.a].day != texts[p.b].day)
    picks = hand.random.integers(0, len(texts), (4000, 2))
    random = [Pair(int(min(a, b)), int(max(a, b)), 0.0, 0.0) for a, b in picks if a != b]
    hand.take("random", 12, random, lambda p: abs(texts[p.a].day - texts[p.b].day) <= 3)


def main() -> None:
    if len(sys.argv) != 4 or sys.argv[1] != "draw":
        sys.exit(__doc__)
    texts = list(load(Path(sys.argv[2])))
    rows = draw(texts)
    lines = [f"{texts[p.a].name}\t{texts[p.b].name}\t{s}\t{p.shared:.3f}\t{p.like:.3f}\n" for s, p in rows]
    Path(sys.argv[3]).write_text("a\tb\tstratum\tshared\tlike\n" + "".join(lines), encoding="utf-8")
    print(f"{len(rows)} pairs of {len(texts)} articles")
    print(dict(sorted(Counter(s for s, _ in rows).items())))


if __name__ == "__main__":
    main()
