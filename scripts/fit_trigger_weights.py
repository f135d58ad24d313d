"""Fit the weights of `triggers.tsv` on annotated articles: how often a lemma is that act.

    python scripts/fit_trigger_weights.py ../shared/gold/train                 # into src/musnad/data
    python scripts/fit_trigger_weights.py ../shared/gold/train --out DIR

A weight is (h + 3 · p) / (n + 3): n uses of the lemma in the articles, h of them annotated as the act, and p what the
row was believed to be worth before. Beliefs are in `scripts/trigger_priors.tsv`, for all senses of the lemmas that were
counted, those too that were dropped from the table; a row without one there is taken at its word, its weight being the
belief, and is entered there once counts change it. Rows are never added to the table or taken out.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from musnad.eval.gold import GoldDocument, read_gold
from musnad.lang.ar.fold import fold_word
from musnad.lang.ar.forms import FormIndex

TABLE = Path(__file__).parents[1] / "src/musnad/data/triggers.tsv"
PRIORS = Path(__file__).with_name("trigger_priors.tsv")
BELIEF_COUNTS = 3
MOST = 0.95
"""What the beliefs of a lemma's senses may add up to."""
LEAST_WEIGHT, MOST_WEIGHT = 0.01, 0.98

Lemma = tuple[str, str]
"""Lemma and part of speech; a phrase is its own lemma."""
Sense = tuple[str, str, str, str]
"""Lemma, part of speech, type, mode."""


class Phrase(NamedTuple):
    """A phrase of several words, folded; `star` is the number of the word that is the trigger."""

    words: tuple[str, ...]
    star: int
    lemma: str


class Counts(NamedTuple):
    """Uses of each lemma, and how many of them are annotated as which act."""

    uses: Counter[Lemma]
    acts: Counter[Sense]


def split_table(path: Path) -> tuple[list[str], list[list[str]]]:
    """Comments and head line, then the rows."""
    lines = path.read_text("utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if not line.startswith("#")) + 1
    return lines[:start], [line.split("\t") for line in lines[start:] if line]


def phrases_of(senses: Iterable[Sense]) -> dict[str, list[Phrase]]:
    """The phrases by their first word."""
    found: defaultdict[str, list[Phrase]] = defaultdict(list)
    for lemma in dict.fromkeys(lemma for lemma, pos, _, _ in senses if pos == "mwe"):
        words = lemma.split()
        star = next(i for i, word in enumerate(words) if word.startswith("*"))
        folded = tuple(fold_word(word.lstrip("*")) for word in words)
        found[folded[0]].append(Phrase(folded, star, lemma))
    return found


def bare(word: str) -> frozenset[str]:
    """The folded word, and what it may be without conjunction, preposition and article."""
    key = fold_word(word)
    found = {key, key[1:]} if key[:1] in "وف" and len(key) > 3 else {key}
    for one in tuple(found):
        if one[:1] in "بلك" and len(one) > 3:
            found.add(one[1:])
        if one.startswith("لل"):
            found.add("ال" + one[2:])
    return frozenset(found | {one[2:] for one in found if one.startswith("ال")})


def lemmas_at(words: list[str], forms: FormIndex) -> Iterator[tuple[int, Lemma]]:
    """Every lemma that a word may be a form of; of verbs finite forms only, since nouns have rows of their own."""
    for at, word in enumerate(words):
        found = {(a.lemma, a.pos) for a in forms.analyses(word) if a.pos != "verb" or a.finite}
        yield from ((at, (lemma, pos)) for lemma, pos in found)


def phrases_at(words: list[str], phrases: Mapping[str, list[Phrase]]) -> Iterator[tuple[int, int, Lemma]]:
    """Every phrase: number of its first word and of its trigger."""
    keys = [bare(word) for word in words]
    for at, first in enumerate(keys):
        for phrase in (phrase for key in first for phrase in phrases.get(key, ())):
            rest = keys[at : at + len(phrase.words)]
            if len(rest) == len(phrase.words) and all(w in k for w, k in zip(phrase.words, rest, strict=True)):
                yield at, at + phrase.star, (phrase.lemma, "mwe")


def acts_of(gold: GoldDocument) -> dict[int, set[tuple[str, str]]]:
    """Types and modes annotated at each token."""
    number = {start: i for i, (start, _) in enumerate(gold.bounds)}
    acts: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    for event in gold.annotation.events:
        acts[number[event.trigger[0]]].add((event.type, event.mode or ""))
    return acts


def count(articles: Iterable[GoldDocument], phrases: Mapping[str, list[Phrase]], forms: FormIndex) -> Counts:
    counts = Counts(Counter(), Counter())
    for gold in articles:
        words = [gold.document.text[start:end] for start, end in gold.bounds]
        acts = acts_of(gold)
        found = [*lemmas_at(words, forms), *((star, lemma) for _, star, lemma in phrases_at(words, phrases))]
        for at, lemma in found:
            counts.uses[lemma] += 1
            counts.acts.update((*lemma, *act) for act in acts.get(at, ()))
    return counts


def weights_of(beliefs: Mapping[Sense, float], counts: Counts) -> dict[Sense, float]:
    """The weight of every sense.

    A use counts for the row with its mode; where no row has it, for the row without a mode, else the most believed.
    """
    sums: defaultdict[Lemma, float] = defaultdict(float)
    modes: defaultdict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
    for (lemma, pos, kind, mode), belief in beliefs.items():
        sums[lemma, pos] += belief
        modes[lemma, pos, kind][mode] = belief
    hits: Counter[Sense] = Counter()
    for (lemma, pos, kind, mode), n in counts.acts.items():
        if listed := modes.get((lemma, pos, kind)):
            default = "" if "" in listed else max(listed, key=lambda m: listed[m])
            hits[lemma, pos, kind, mode if mode in listed else default] += n
    weights = {}
    for sense, belief in beliefs.items():
        lemma = sense[:2]
        share = belief * min(1.0, MOST / max(sums[lemma], 0.01))
        weight = (hits[sense] + BELIEF_COUNTS * share) / (counts.uses[lemma] + BELIEF_COUNTS)
        weights[sense] = min(MOST_WEIGHT, max(LEAST_WEIGHT, weight))
    return weights


def sense_of(row: list[str]) -> Sense:
    return row[0], row[1], row[2], row[3]


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of the triggers.")
    parser.add_argument("gold", type=Path, help="folder of annotated articles")
    parser.add_argument("--out", type=Path, default=TABLE.parent, help="folder for triggers.tsv")
    parser.add_argument("--priors", type=Path, default=PRIORS, help="the beliefs, read and brought up to date")
    given = parser.parse_args()
    head, rows = split_table(TABLE)
    prior_head, prior_rows = split_table(given.priors)
    priors = {sense_of(row): float(row[4]) for row in prior_rows}
    at = head[-1].split("\t").index("weight")
    beliefs = priors | {s: float(row[at]) for row in rows if (s := sense_of(row)) not in priors}
    weights = weights_of(beliefs, count(read_gold(given.gold), phrases_of(beliefs), FormIndex.load()))
    changed = 0
    for row in rows:
        sense, before = sense_of(row), row[at]
        row[at] = f"{weights[sense]:.2f}"
        if row[at] != before:
            changed += 1
            priors.setdefault(sense, beliefs[sense])
    given.out.mkdir(parents=True, exist_ok=True)
    write(given.out / "triggers.tsv", head, rows)
    listed = [[*sense, f"{belief:g}", "musnad", "Apache-2.0"] for sense, belief in sorted(priors.items())]
    write(given.priors, prior_head, listed)
    print(f"{len(rows)} rows, {changed} weights changed")


def write(path: Path, head: list[str], rows: Iterable[list[str]]) -> None:
    path.write_text("\n".join([*head, *("\t".join(row) for row in rows)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
