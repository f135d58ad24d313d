"""Count in how many texts each term stands and write `src/musnad/data/term_documents.tsv`.

    python scripts/build_term_documents.py ../shared/data/articles/ant_politics.jsonl

Only counts leave the texts: the bones of words (see `musnad.stories.terms`) that stand in at least five of them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from musnad.stories.terms import bones, words

TARGET = Path(__file__).parents[1] / "src/musnad/data/term_documents.tsv"
LEAST = 5
HEAD = """# In how many of the collection's texts a term stands (5 or more; fewer are not listed); `*` counts all texts.
# Made by scripts/build_term_documents.py; counts only, no text. Do not edit.
term\tdocuments\tsource\tlicence
"""


def main() -> None:
    counts: Counter[str] = Counter()
    total = 0
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            text = f"{article['title']}\n{article['text']}"
            counts.update({bones(word) for word in words(text) if len(word) > 1})
            total += 1
    kept = sorted(word for word, count in counts.items() if count >= LEAST)
    counted = (("*", total), *((word, counts[word]) for word in kept))
    rows = [f"{word}\t{count}\tantcorpus.data\tApache-2.0\n" for word, count in counted]
    TARGET.write_text(HEAD + "".join(rows), encoding="utf-8")
    print(f"{len(kept)} terms of {total} texts, {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
