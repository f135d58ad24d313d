"""What is worked out once for each article, beside its reading, for all that compares it with others."""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from msgspec.msgpack import decode, encode

from musnad.page.read import Overrides, read_page
from musnad.pipeline import read
from musnad.records import Credit, Page, Reading
from musnad.store.folding import folded_for_search
from musnad.stories.credits import find_credits
from musnad.stories.formulas import SetPhrases
from musnad.stories.likeness import LikenessModel
from musnad.stories.mastheads import CreditLexicon
from musnad.stories.prints import Print, print_of
from musnad.stories.profile import Profile, ProfileLexicon, profile_of
from musnad.stories.sheets import Sheet, sheet_of
from musnad.workers import tools


class State(Struct, frozen=True, gc=False):
    """What the stages of many reports need of one article without its reading; kept in the store as opaque bytes."""

    print: Print
    profile: Profile
    credits: tuple[Credit, ...]

    def packed(self) -> bytes:
        """Bytes for the store."""
        return encode(self)

    @classmethod
    def unpacked(cls, kept: bytes) -> State:
        """From the store."""
        return decode(kept, type=cls)


class Digest(Struct, frozen=True):
    """All that is made of one page: its reading, the text to search, and the state."""

    reading: Reading
    folded: str
    state: bytes


class Lexicons(Struct, frozen=True):
    """Tables of the stages of many reports."""

    credits: CreditLexicon
    phrases: SetPhrases
    profiles: ProfileLexicon
    likeness: LikenessModel


@cache
def lexicons() -> Lexicons:
    """The tables of this process, loaded once; they are immutable. Raises: DataError."""
    return Lexicons(CreditLexicon.load(), SetPhrases.load(), ProfileLexicon.load(), LikenessModel.load())


def digest(page: Page, *, encoder: bool) -> Digest:
    """Read one page, in whatever process this runs.

    Raises:
        SourceError: the page holds no article that can be read.
    """
    pack, model = tools(encoder)
    reading = read(read_page(page, Overrides()), pack=pack, model=model)
    reading.check()
    return digested(reading)


def digested(reading: Reading) -> Digest:
    """What is worked out from a reading."""
    tables = lexicons()
    credits = find_credits(reading.article, tables.credits)
    print_ = print_of(reading.article, credits, tables.credits)
    state = State(print_, profile_of(reading, tables.profiles), credits)
    return Digest(reading, folded_for_search(reading.article.text), state.packed())


def credits_of(reading: Reading) -> tuple[Credit, ...]:
    """Whom a report names as the source of its text."""
    return find_credits(reading.article, lexicons().credits)


def laid_out(reading: Reading, number: int) -> Sheet:
    """A report as copies are compared by."""
    tables = lexicons()
    return sheet_of(reading.article, credits_of(reading), tables.credits, tables.phrases, number=number)
