"""Names of agencies and papers in all their spellings. Table `musnad/data/credits.tsv`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Literal, cast, get_args

from msgspec import Struct

from musnad.errors import DataError
from musnad.lang.ar.fold import fold_word

Role = Literal["agency", "paper", "own", "none", "end"]
_COLUMNS = ["key", "role", "spellings", "guarded", "country", "source", "licence"]
_EDGES = " \t\n\r.،,:;؛-–—ـ()[]«»\"“”'*\u200e\u200f\xa0"
_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])[.\s\u200c]+(?=[^\W\d_](?![^\W_]))")
_HOUSE_WORDS = re.compile(r"^(?:صحيفه|جريده|مكتب|خاص|موقع|كتب)\s+")
_ONLINE = re.compile(r"\s+(?:اونلاين|الالكترونيه|الالكتروني|نت|السعوديه)$")
_WORD = re.compile(r"[^\s.,،؛:!؟()«»\"“”]+")


def plain_name(name: str) -> str:
    """A name as it is looked up: folded, edges and runs of space off, single letters parted by one space."""
    folded = " ".join(fold_word(name).strip(_EDGES).split())
    return " ".join(_INITIALS.sub(r"\1 ", folded).replace("-", " ").split()) if folded else ""


class Masthead(Struct, frozen=True):
    """One row: the usual name, what it is, and its country (ISO 3166-1 alpha-3) where it has one."""

    key: str
    role: Role
    country: str | None


class CreditLexicon(Struct, frozen=True):
    """All spellings as `plain_name` gives them; guarded ones are words too: they count in brackets or after a cue."""

    spellings: Mapping[str, Masthead]
    guarded: Mapping[str, Masthead]
    keys: Mapping[str, Masthead]
    ends: tuple[str, ...]
    """What the lines begin with that follow the report («رابط الخبر», «// انتهى //»)."""

    @classmethod
    def load(cls) -> CreditLexicon:
        """Read the table.

        Raises:
            DataError: the head or a row is not as documented.
        """
        lines = files("musnad").joinpath("data/credits.tsv").read_text("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line]
        if not rows or rows[0] != _COLUMNS:
            raise DataError("credits.tsv: wrong columns")
        open_: dict[str, Masthead] = {}
        shut: dict[str, Masthead] = {}
        keys: dict[str, Masthead] = {}
        ends: list[str] = []
        for row in rows[1:]:
            if len(row) != len(_COLUMNS) or row[1] not in get_args(Role):
                raise DataError(f"credits.tsv: broken row {row}")
            entry = Masthead(row[0], cast(Role, row[1]), row[4] or None)
            if entry.role == "end":
                ends.extend(plain_name(spelling) for spelling in row[2].split("|"))
                continue
            keys[entry.key] = entry
            held = {plain_name(spelling) for spelling in row[3].split("|") if spelling}
            for spelling in (row[0], *row[2].split("|")):
                name = plain_name(spelling)
                (shut if name in held else open_).setdefault(name, entry)
        return cls(open_, shut, keys, tuple(ends))

    def find(self, name: str, *, guarded: bool = False) -> Masthead | None:
        """The agency or paper that a whole segment names; ambiguous words only if `guarded` names count here."""
        key = plain_name(name)
        entry = self.spellings.get(key) or (self.guarded.get(key) if guarded else None)
        return entry if entry is not None and entry.role in ("agency", "paper") else None

    def longest(self, text: str, start: int, words: int, *, guarded: bool) -> tuple[int, Masthead] | None:
        """The longest name of at most `words` words that begins at `start`, with its end; None without one."""
        ends: list[int] = []
        at = start
        while len(ends) < words and (match := _WORD.match(text, at)) is not None:
            ends.append(match.end())
            space = re.compile(r"[ \t.]+").match(text, match.end())
            if space is None:
                break
            at = space.end()
        for end in reversed(ends):
            if (entry := self.find(text[start:end], guarded=guarded)) is not None:
                return end, entry
        return None

    def entry(self, key: str) -> Masthead | None:
        """The row of a key."""
        return self.keys.get(key)

    def house(self, outlet: str | None) -> str | None:
        """The key of an outlet by its name, its host or its account; the folded name where the table has none."""
        if not outlet or not outlet.strip():
            return None
        name = plain_name(outlet)
        host = name.removeprefix("www.")
        entry = self.spellings.get(name) or self.guarded.get(name) or self.spellings.get(host)
        return entry.key if entry is not None else name

    def is_house(self, segment: str, own: str) -> bool:
        """Whether a segment names the outlet itself, with or without «صحيفة», «مكتب», «أونلاين»."""
        name = _ONLINE.sub("", _HOUSE_WORDS.sub("", plain_name(segment)))
        entry = self.spellings.get(name) or self.guarded.get(name)
        return name == own or (entry is not None and entry.key == own)

    def is_desk(self, segment: str) -> bool:
        """Whether a segment says that the outlet's own people wrote it («مراسلنا», «خاص»)."""
        name = plain_name(segment)
        entry = self.spellings.get(name) or self.guarded.get(name)
        return (entry is not None and entry.role == "own") or name.startswith("مكتب ")

    def is_nobody(self, segment: str) -> bool:
        """Whether a segment names nobody at all («متابعات», «زائر», a desk)."""
        name = plain_name(segment)
        entry = self.spellings.get(name) or self.guarded.get(name)
        return entry is not None and entry.role == "none"

    def ends_report(self, line: str) -> bool:
        """Whether a line is one of those that follow a report."""
        name = plain_name(line.strip(" /"))
        return name.startswith(self.ends)
