from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from musnad.records import Article
from musnad.records.article import Repost
from musnad.stories.credits import find_credits
from musnad.stories.formulas import SetPhrases
from musnad.stories.mastheads import CreditLexicon
from musnad.stories.sheets import Sheet, sheet_of


def laid(**fields: object) -> Sheet:
    lexicon = CreditLexicon.load()
    article = Article(**{"id": "a", "text": "نص", **fields})  # type: ignore[arg-type]
    return sheet_of(article, find_credits(article, lexicon), lexicon, SetPhrases.load(), number=3)


def test_quoted_words_are_marked() -> None:
    sheet = laid(text='قال «سنعود غدا» وأضاف "نحن هنا" ومضى')
    assert list(sheet.quoted) == [0, 1, 1, 0, 1, 1, 0]
    assert list(laid(text="قال «سنعود غدا ولم يغلق القوس").quoted) == [0] * 6


@pytest.mark.parametrize(
    "published, day, moment",
    [
        ("2020-05-04", date(2020, 5, 4), None),
        ("2020-05-04T10:00:00", date(2020, 5, 4), None),
        ("2020-05-04T01:00:00+03:00", date(2020, 5, 3), datetime(2020, 5, 3, 22, tzinfo=UTC)),
        ("2020-05", None, None),
        (None, None, None),
    ],
)
def test_times_are_as_exact_as_known(published: str | None, day: date | None, moment: datetime | None) -> None:
    sheet = laid(published=published)
    assert (sheet.day, sheet.moment) == (day, moment)


def test_credits_and_reposts_are_keys() -> None:
    sheet = laid(text="القاهرة (رويترز) - " + "كلمة " * 12, outlet="عكاظ", repost=Repost(kind="forward", name="واس"))
    assert (sheet.house, sheet.passed_on, sheet.credits) == ("okaz", "spa", {("agency", "reuters")})
    assert sheet.words.forms == ("كلمه",) * 12
