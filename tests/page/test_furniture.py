from importlib.resources import files

import pytest

from musnad.page.furniture import Furniture, without_furniture

REPORT = "أعلنت الوزارة أن الطرق إلى المدينة ستفتح غدا بعد انتهاء أعمال الصيانة التي استمرت ثلاثة أسابيع كاملة."


@pytest.fixture(scope="module")
def furniture() -> Furniture:
    return Furniture.load()


def _kept(lines: list[str], furniture: Furniture, links: tuple[int, ...] = ()) -> list[str]:
    return [lines[i] for i in without_furniture(lines, furniture, is_link=lambda i: i in links)]


def test_every_row_has_a_source_and_a_licence() -> None:
    rows = files("musnad").joinpath("data/furniture.tsv").read_text("utf-8").splitlines()
    assert len(rows) > 80
    assert all(len(row.split("\t")) == 8 and row.endswith("\tmusnad\tApache-2.0") for row in rows[1:])


@pytest.mark.parametrize(
    "line",
    ["شارك المقال", "شَارِك الخبر:", "اقرأ أيضاً: قمة في القاهرة", "تابعونا على تلغرام", "1284 مشاهدة", "3 دقائق قراءة",
     "النشرة البريدية",
     "نستخدم ملفات تعريف الارتباط لتحسين تجربتك", "Share on Facebook", "Advertisement",
     "فريق التحرير"],
)  # fmt: skip
def test_furniture_is_left_out(line: str, furniture: Furniture) -> None:
    assert _kept([REPORT, line, REPORT], furniture) == [REPORT, REPORT]


@pytest.mark.parametrize(
    "line",
    ["المصدر: وكالات", "(أ ف ب)", "شارك الوزير في المؤتمر.", "اشترك ثلاثة وزراء في الاجتماع.", "تخطى الجيش خط الهدنة.",
     "رفض الوزير التعليق.", "نشر في بغداد مئة جندي."],
)  # fmt: skip
def test_lines_of_the_report_stay(line: str, furniture: Furniture) -> None:
    assert line in _kept([REPORT, line, REPORT], furniture)


def test_a_heading_takes_the_links_under_it_but_not_the_report(furniture: Furniture) -> None:
    lines = [REPORT, "مواضيع ذات صلة", "انطلاق مهرجان التمور", REPORT, REPORT]
    assert _kept(lines, furniture, links=(2,)) == [REPORT, REPORT, REPORT]


def test_comments_end_the_report(furniture: Furniture) -> None:
    lines = [REPORT, REPORT, "اترك تعليقك", "رائع جدا", "أحمد"]
    assert _kept(lines, furniture) == [REPORT, REPORT]


def test_desks_are_no_authors(furniture: Furniture) -> None:
    assert furniture.is_desk("فريق التحرير")
    assert furniture.is_desk("Admin")
    assert not furniture.is_desk("سامر الحلبي")
