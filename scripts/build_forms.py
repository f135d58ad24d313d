"""Derive `src/musnad/data/forms.tsv`: the inflected words of every lemma of the trigger, light-verb and cue tables.

    pip install 'musnad[build]'
    python scripts/build_forms.py

Verbs are conjugated by mazini (CC BY 4.0) from the vocalised lemma: past, present (three moods in one), imperative,
active and passive, participles and verbal noun. Left out: second persons feminine and dual, first persons that no
writer uses, and forms that another person of the same tense already spells. Nouns and participles get the sound
plurals, the dual, the accusative -ا, the construct without ن, and the broken plurals of the notes (`pl=هجمات/…`).
Forms of `stop_forms.tsv`, frequent words of another sense, are left out and marked.
One row for each folded form, lemma and part of speech; `features` are alternatives joined by `|`, each
`TENSE;VOICE;PGN`, as `musnad.lang.ar.forms` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

from mazini import Conjugation, MaziniError, conjugate
from mazini.lexicon import is_attested

from musnad.lang.ar.fold import fold_word

DATA = Path(__file__).parents[1] / "src/musnad/data"
FORM_I = ("فعَل يفعُل", "فعَل يفعِل", "فعَل يفعَل", "فعِل يفعَل", "فعُل يفعُل", "فعِل يفعِل")
_MARK = re.compile("[\u064b-\u0652\u0670\u0640]")
_HAMZA = str.maketrans({"أ": "ء", "إ": "ء", "ؤ": "ء", "ئ": "ء", "ى": "ي", "آ": "ءا"})
_SHADDA, _DAMMA, _TANWIN = "\u0651", "\u064f", "\u064d"
_KEPT = ("3ms", "3fs", "3mp", "3fp", "3md", "3fd", "1s", "1p", "2ms", "2mp")
HEADER = (
    "# Inflected forms, folded; made by scripts/build_forms.py with mazini 0.2.2 (CC BY 4.0, Wael Tellat)"
    " from triggers.tsv, light_verbs.tsv and cues.tsv; do not edit\n"
    "form\tlemma\tpos\tfeatures\n"
)

Features = dict[tuple[str, str, str], list[str]]
"""(form, lemma, pos) to its alternatives, likeliest first."""


def _weak(letters: str) -> Iterator[str]:
    """The roots that three or four letters of a stem may stand for: ا and ى hide و or ي."""
    options = [("وي" if c == "ا" else "يو" if c == "ي" and i == len(letters) - 1 else c)
               for i, c in enumerate(letters)]  # fmt: skip
    for root in product(*options):
        yield "".join(root)


def _stems(skeleton: str) -> Iterator[tuple[str, str]]:
    """(pattern, letters of the root as written) that an unvocalised past tense may have."""
    s = skeleton.translate(_HAMZA)
    tail = s[-1]
    shapes: list[tuple[str, str, str]] = [
        ("I", "", s), ("II", "", s), ("Iq", "", s), ("أفعل", "ء", s), ("تفعّل", "ت", s), ("IIq", "ت", s),
        ("انفعل", "ان", s), ("استفعل", "است", s), ("IVq", "ا", s),
    ]  # fmt: skip
    for name, prefix, word in shapes:
        if word.startswith(prefix):
            rest = word[len(prefix) :]
            yield name, rest
            if len(rest) == 2:
                yield name, rest + tail
    if len(s) > 2 and s[1] == "ا":
        yield "فاعل", s[0] + s[2:]
        yield "فاعل", s[0] + s[2:] + tail
        yield "أفعل", s[0] + s[2:]
    if len(s) > 3 and s[0] == "ت" and s[2] == "ا":
        yield "تفاعل", s[1] + s[3:]
        yield "تفاعل", s[1] + s[3:] + tail
    yield from _eighth(s)


def _eighth(s: str) -> Iterator[tuple[str, str]]:
    """Stems of the eighth form, assimilated ones too (اتهم، ادعى، اصطدم)."""
    if len(s) < 4 or s[0] != "ا":
        return
    if s[2] in "تطد":
        yield "افتعل", s[1] + s[3:]
        yield "افتعل", s[1] + s[3:] + s[-1]
    if s[1] == "ت":
        for first in "وءيت":
            yield "افتعل", first + s[2:]
    if s[1] in "طدذظ":
        yield "افتعل", s[1:]
        yield "افتعل", {"د": "ذ"}.get(s[1], s[1]) + s[2:]


def _agrees(lemma: str, full: str) -> int | None:
    """Shaddas that `full` has and the lemma as written lacks; None if it is another word."""
    missing, i, n = 0, 0, len(lemma)
    for char in full:
        if i < n and lemma[i] == char:
            i += 1
        elif not _MARK.match(char):
            return None
        elif char == _SHADDA:
            missing += 1
    return missing if i == n else None


def _conjugations(pattern: str, root: str) -> Iterator[Conjugation]:
    """All conjugations of a root on a pattern, where `I` stands for its six vowellings."""
    for wazn in FORM_I if pattern == "I" else ("فعّل",) if pattern == "II" else (pattern,):
        for reduced in (False, True) if wazn == "افتعل" else (False,):
            try:
                yield conjugate(root, wazn, reduced=reduced)
            except MaziniError:
                continue


@cache
def readings(lemma: str) -> tuple[Conjugation, ...]:
    """The verbs that a written lemma may be, attested ones first and alone; those lacking a shadda only if no other."""
    found: dict[tuple[int, int], list[Conjugation]] = {}
    seen = set()
    for pattern, letters in _stems(_MARK.sub("", lemma)):
        if len(letters) != (4 if pattern.endswith("q") else 3):
            continue
        for root in _weak(letters):
            if (pattern, root) in seen:
                continue
            seen.add((pattern, root))
            for verb in _conjugations(pattern, root):
                missing = _agrees(lemma, verb.lemma[0].form) if verb.lemma else None
                if missing is not None:
                    attested = verb.wazn is not None and is_attested(root, verb.wazn)
                    found.setdefault((0 if attested else 1, missing), []).append(verb)
    if not found:
        return ()
    best = found[min(found)]
    if _MARK.search(lemma):
        return tuple(best)
    return tuple(verb for key in sorted(found) if key[0] == min(found)[0] for verb in found[key])


def _add(out: Features, form: str, lemma: str, pos: str, feature: str) -> None:
    known = out.setdefault((fold_word(form), lemma, pos), [])
    if feature not in known:
        known.append(feature)


def _first_vowel(form: str) -> bool:
    """Whether the first letter of a vocalised form carries a damma."""
    return form[1:2] == _DAMMA or form[2:3] == _DAMMA


def _finite(verb: Conjugation, lemma: str, out: Features) -> None:
    """Past and present: the voice is ACT, PAS, ANY (a written damma tells it) or ANYU (it does not)."""
    cells: dict[tuple[str, str], dict[str, list[str]]] = {}
    for slot, forms in verb.slots.items():
        mood, _, rest = slot.partition("_")
        if mood not in ("past", "ind", "sub", "juss"):
            continue
        voice, person = ("PAS", rest[5:]) if rest.startswith("pass_") else ("ACT", rest)
        if person in _KEPT and not (person[0] == "1" and mood in ("sub", "juss")):
            tense = "PST" if mood == "past" else "PRS"
            for word in forms:
                cell = cells.setdefault((fold_word(word.form), tense), {})
                cell.setdefault(person, []).append(voice + ("U" if _first_vowel(word.form) else ""))
    for (form, tense), persons in cells.items():
        third = any(person[0] == "3" for person in persons)
        for person in sorted(persons, key=_KEPT.index):
            if third and (person[0] == "2" or (person == "1s" and tense == "PRS")):
                continue
            if tense == "PRS" and person == "1s" and lemma[0] == "أ" and (form, "PST") in cells:
                continue
            voices = set(persons[person])
            active, passive = [v for v in voices if v[:3] == "ACT"], [v for v in voices if v[:3] == "PAS"]
            voice = "ACT" if not passive else "PAS" if not active else "ANYU" if "ACTU" in active else "ANY"
            _add(out, form, lemma, "verb", f"{tense};{voice};{person.upper()}")


def _imperative(verb: Conjugation, lemma: str, out: Features) -> None:
    for person in ("2ms", "2mp"):
        for form in verb.slots.get("imp_" + person, ()):
            if len(fold_word(form.form)) > 3 and (fold_word(form.form), lemma, "verb") not in out:
                _add(out, form.form, lemma, "verb", f"IMP;ACT;{person.upper()}")


def _adjective(base: str) -> Iterator[tuple[str, str]]:
    """(form, gender and number) of a participle with its sound plurals; `base` is vocalised."""
    plain = _MARK.sub("", base)
    weak = base.endswith(_TANWIN) or (plain.endswith("ي") and _SHADDA not in base[-3:])
    stem = plain + "ي" if base.endswith(_TANWIN) else plain
    if plain.endswith("ى"):
        stem = plain[:-1] + "ي"
        yield plain[:-1] + "اة", "FS"
        yield plain[:-1] + "ون", "MP"
    cut = stem[:-1] if weak else stem
    yield from ((plain, "MS"), (stem, "MS"), (stem + "ا", "MS"), (stem + "ة", "FS"), (stem + "ات", "FP"))
    yield from ((cut + "ون", "MP"), (cut + "ين", "MP"), (cut + "و", "MP"), (cut + "ي", "MP"))
    yield from ((stem + "ان", "MD"), (stem + "ين", "MD"), (stem + "تان", "FD"), (stem + "تين", "FD"))


def _substantive(base: str, plurals: Iterable[str]) -> Iterator[tuple[str, str]]:
    """(form, gender and number) of a noun; -ات is tried where no plural is told."""
    plain, weak = _MARK.sub("", base), base.endswith(_TANWIN)
    plurals = list(plurals)
    if plain.endswith("ة"):
        stem = plain[:-1]
        yield plain, "FS"
        yield from ((stem + "ات", "FP"), *((stem + end, "FD") for end in ("تان", "تين", "تا", "تي")))
    elif plain.endswith("ات") and not plurals and len(plain) > 4:
        yield plain, "FP"
    else:
        stem = plain + "ي" if weak else plain
        yield from ((plain, "MS"), (stem, "MS"), (stem + "ا", "MS"))
        yield from ((stem + end, "MD") for end in ("ان", "ين"))
        if not plurals and len(stem) > 3:
            yield stem + "ات", "FP"
    for plural in plurals:
        yield plural, "FP" if plural.endswith("ات") else "P"
        if not plural.endswith(("ات", "ى", "ين", "اء", "ا")):
            yield plural + "ا", "P"


def _verb(lemma: str, nouns: set[str], out: Features) -> bool:
    verbs = readings(lemma)
    for verb in verbs:
        _finite(verb, lemma, out)
    for verb in verbs:
        for slot, voice in (("ap", "ACT"), ("pp", "PAS")):
            for form in verb.slots.get(slot, ()):
                if "?" not in form.form:
                    for word, pgn in _adjective(form.form):
                        if pgn == "FS" and fold_word(word) in nouns:
                            continue
                        _add(out, word, lemma, "verb", f"PTC;{voice};{pgn}")
        for form in verb.slots.get("vn", ()):
            if "?" not in form.form and fold_word(form.form) not in nouns:
                for word, pgn in _substantive(form.form, ()):
                    _add(out, word, lemma, "verb", f"VN;-;{pgn}")
    for verb in verbs:
        _imperative(verb, lemma, out)
    return bool(verbs)


def _rows(name: str) -> list[dict[str, str]]:
    path = DATA / name
    if not path.exists():
        return []
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[1:]]


def _lemmas() -> dict[tuple[str, str], set[str]]:
    """(lemma, pos) of all tables to the plurals that their notes tell."""
    lemmas: dict[tuple[str, str], set[str]] = {}
    for name in ("triggers.tsv", "cues.tsv"):
        for row in _rows(name):
            told = re.search(r"\bpl=(\S+)", row.get("note", ""))
            lemmas.setdefault((row["lemma"], row["pos"]), set()).update(told.group(1).split("/") if told else ())
    for row in _rows("light_verbs.tsv"):
        lemmas.setdefault((row["verb"], "verb"), set())
        told = re.search(r"\bpl=(\S+)", row["note"])
        lemmas.setdefault((row["noun"], "noun"), set()).update(told.group(1).split("/") if told else ())
    return lemmas


def build() -> tuple[Features, list[str]]:
    """All forms, and the verbs that mazini does not know."""
    out: Features = {}
    lemmas = _lemmas()
    nouns = {fold_word(lemma) for lemma, pos in lemmas if pos == "noun"}
    unknown = []
    for (lemma, pos), plurals in sorted(lemmas.items()):
        if " " in lemma:
            continue
        if pos == "verb":
            if not _verb(lemma, nouns, out):
                unknown.append(lemma)
        elif pos in ("noun", "ptcp"):
            words = _substantive(lemma, sorted(plurals)) if pos == "noun" else _adjective(lemma)
            for word, pgn in words:
                _add(out, word, lemma, pos, f"N;-;{pgn}")
            for plural in sorted(plurals) if pos == "ptcp" else ():
                _add(out, plural, lemma, pos, "N;-;MP")
    return out, unknown


def main() -> None:
    out, unknown = build()
    stop = {fold_word(row["form"]) for row in _rows("stop_forms.tsv")}
    rows = sorted([f"{form}\t-\tstop\t-\n" for form in stop] + [
        f"{form}\t{lemma}\t{pos}\t{'|'.join(features)}\n"
        for (form, lemma, pos), features in out.items() if form not in stop
    ])  # fmt: skip
    (DATA / "forms.tsv").write_text(HEADER + "".join(rows), "utf-8")
    print(f"{len(rows)} forms; unknown verbs: {' '.join(unknown) or 'none'}")


if __name__ == "__main__":
    main()
