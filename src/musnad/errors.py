"""One tree of errors; every error says what was read and what a person can do about it.

MusnadError
├── SourceError          a source cannot be turned into an article
│   ├── SourceMissing        no such file, or the address does not answer
│   ├── SourceRefused        the server, its robots.txt or a rule of Musnad's own forbids it
│   ├── SourceEmpty          nothing in it
│   ├── SourceTooLarge       more bytes than `limit`
│   ├── NotText              binary, or bytes in no known encoding
│   ├── NotArabic            text without Arabic
│   ├── NoMainText           a page without an article
│   └── BadDocument          a JSON document without the fields that it needs
├── SpanError            a span whose quote is not what the text holds
├── DataError            a data file of Musnad's own is broken
├── ModelError           the encoder's weights are missing or do not fit
├── ReaderBusy           other texts are being read; later there is room again
├── ReviewError          a correction says what cannot be, or its item is gone
├── AccountError         an account cannot be made or changed, or a server may not be opened to others
├── ExportError          an export cannot be written
├── GoldError            a gold folder is missing or a file of it is broken
└── StoreError           a store cannot do what was asked of it
    ├── StoreMissing         no store there, or its server does not answer
    ├── StoreBusy            another process is writing
    ├── StoreTooNew          a later version of Musnad wrote it
    ├── StoreBroken          what it holds cannot be decoded
    ├── NoSuchScreen         a search is to go on after what is no place in it
    └── BackupError          a backup cannot be written, or is none

`exit_code` is the command line's exit status for the error (see `docs/guide.md`).
"""

from __future__ import annotations


class MusnadError(Exception):
    """Root of all errors that Musnad raises on purpose."""

    exit_code = 1


class SourceError(MusnadError):
    """A source cannot be turned into an article; `source` is its name as the caller gave it."""

    exit_code = 10

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source
        self.message = message

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        """Reading processes hand their errors over; an exception's own way gives back `args`, which is one text."""
        return type(self), (self.source, self.message)


class SourceMissing(SourceError):
    """No such file, or the address does not answer."""

    exit_code = 11


class SourceRefused(SourceError):
    """The server, its robots.txt or a rule of Musnad's own forbids to read it."""

    exit_code = 18


class SourceEmpty(SourceError):
    """The source holds nothing but white space."""

    exit_code = 12


class SourceTooLarge(SourceError):
    """The source is larger than Musnad reads at once."""

    exit_code = 13


class NotText(SourceError):
    """Binary data, or bytes in no encoding that Musnad knows."""

    exit_code = 14


class NotArabic(SourceError):
    """A text with too little Arabic to be read."""

    exit_code = 15


class NoMainText(SourceError):
    """A page in which no article was found."""

    exit_code = 16


class BadDocument(SourceError):
    """A JSON document that is not one, or lacks a field."""

    exit_code = 17


class SpanError(MusnadError):
    """A span does not fit its text."""

    exit_code = 20


class DataError(MusnadError):
    """One of Musnad's own data files is broken."""

    exit_code = 21


class ModelError(MusnadError):
    """The encoder's weights are missing or do not fit the code."""

    exit_code = 22


class GoldError(MusnadError):
    """A folder of gold annotations is missing or broken."""

    exit_code = 23


class StoreError(MusnadError):
    """A store cannot do what was asked of it."""

    exit_code = 30


class StoreMissing(StoreError):
    """There is no store at the address, or its server does not answer."""

    exit_code = 31


class StoreBusy(StoreError):
    """Another process is writing into the store."""

    exit_code = 32


class StoreTooNew(StoreError):
    """A later version of Musnad wrote the store."""

    exit_code = 33


class StoreBroken(StoreError):
    """What the store holds cannot be decoded."""

    exit_code = 34


class NoSuchScreen(StoreError):
    """A search is to go on after something that is no place in it."""

    exit_code = 36


class BackupError(StoreError):
    """A backup cannot be written or restored."""

    exit_code = 35


class ExportError(MusnadError):
    """An export cannot be written."""

    exit_code = 40


class ReaderBusy(MusnadError):
    """Other texts are being read, or the lexicons are still being loaded; a little later there is room again."""

    exit_code = 24


class AccountError(MusnadError):
    """An account cannot be made or changed, or a server may not be opened to others as it is."""

    exit_code = 25


class ReviewError(MusnadError):
    """A correction says what cannot be, or is about an item that is not there (any more)."""

    exit_code = 26
