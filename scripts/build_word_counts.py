"""Count the written words of collections of Arabic news and write `src/musnad/data/word_counts.tsv`.

    python scripts/build_word_counts.py ../shared

Only counts leave the texts: words by their spelling (no vowel marks, no tatweel) that occur at least three times, each
with a class k instead of its count n: k = round(2 · log2 n).
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from musnad.lang.ar.clitics import WORD, spelling

TARGET = Path(__file__).parents[1] / "src/musnad/data/word_counts.tsv"
LEAST = 3
HEAD = (
    "# Written words of Arabic news with their frequency, k = round(2 * log2 n), n >= 3, in about {total} words; "
    "made by scripts/build_word_counts.py\n# from the ANT corpus (Apache-2.0), ANS (Apache-2.0), Wojood's sample (MIT) "
    "and the texts of Musnad's training articles (NTREX-128,\n# CC BY-SA 4.0; ANT corpus, Apache-2.0); counts of "
    "single words only. Licence: CC BY-SA 4.0, as NTREX-128 has it; do not edit. See NOTICE.\nword\tk\n"
)


def texts(shared: Path) -> Iterator[str]:
    with (shared / "data/articles/ant_politics.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield f"{article['title']}\n{article['text']}"
    for path in sorted((shared / "gold/train").glob("*.doc.json")):
        yield json.loads(path.read_text("utf-8"))["text"]
    with (shared / "data/conflict/ans_stance_train.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.reader(rows):
            yield "\n".join(row)
    yield (shared / "data/names/wojood_sample_train.txt").read_text("utf-8")


def main() -> None:
    counts = Counter(spelling(m.group()) for text in texts(Path(sys.argv[1])) for m in WORD.finditer(text))
    kept = sorted(word for word, count in counts.items() if count >= LEAST and len(word) > 1)
    rows = [f"{word}\t{round(2 * math.log2(counts[word]))}\n" for word in kept]
    TARGET.write_text(HEAD.format(total=f"{counts.total():,}") + "".join(rows), encoding="utf-8")
    print(f"{len(rows)} words of {counts.total()}, {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
