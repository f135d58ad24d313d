from musnad.page.extract import blocks, main_text, parse, without_junk
from musnad.page.furniture import Furniture

LINE = "أعلنت الوزارة أن الطرق إلى المدينة ستفتح غدا بعد انتهاء أعمال الصيانة التي استمرت ثلاثة أسابيع في المنطقة."
OTHER = "وقال المتحدث باسمها إن حركة السير ستعود إلى طبيعتها مساء، وإن الحافلات ستعمل حتى منتصف الليل كالمعتاد."


def _lines(page: str, **more: str) -> list[str]:
    tree = parse(page)
    assert tree is not None
    return [block.text for block in main_text(tree, Furniture.load(), **more)]


def test_line_breaks_in_a_table_part_paragraphs() -> None:
    page = (
        "<body><table><tr><td><a href=/>الرئيسية</a></td></tr>"
        f"<tr><td><font>{LINE}<br><br>{OTHER}</font></td></tr></table>"
    )
    assert _lines(page) == [LINE, OTHER]


def test_only_linked_data_holds_the_body() -> None:
    assert _lines("<body><div>اشترك لتقرأ</div></body>", linked_body=f"{LINE}\n\n{OTHER}") == [LINE, OTHER]


def test_link_lines_and_boxes_of_furniture_are_left_out() -> None:
    page = (
        f"<body class='has-sidebar'><div class='text'><p>{LINE}</p>"
        f"<p><a href=/1>افتتاح معرض الكتاب في مسقط</a></p><p>{OTHER}</p></div>"
        "<div class='related-posts'><p>خبر آخر لا صلة له بما سبق من قريب أو من بعيد</p></div></body>"
    )
    assert _lines(page) == [LINE, OTHER]


def test_pruning_never_drops_the_box_with_the_heading() -> None:
    tree = parse(f"<body><div class='share main'><h1>عنوان</h1><p>{LINE}</p></div></body>")
    assert tree is not None
    assert "عنوان" in without_junk(tree).text_content()


def test_blocks_keep_inline_text_together() -> None:
    tree = parse("<body><p>قال <b>الوزير</b>: <a href=/>نعم</a>.<br>ثم غادر</p></body>")
    assert tree is not None
    assert [block.text for block in blocks(tree.find("body"))] == ["قال الوزير: نعم.", "ثم غادر"]


def test_a_page_without_a_report() -> None:
    assert _lines("<body><ul><li><a href=/>سياسة</a><li><a href=/>رياضة</a></ul></body>") == []


def test_long_comments_are_no_report() -> None:
    comment = "<p>تعليق طويل جدا من قارئ يكتب رأيه في الخبر بكلمات كثيرة لا علاقة لها بالموضوع.</p>"
    body = f"<div class='body'><p>{LINE}</p><p>{OTHER}</p></div>"
    page = f"<body><h1>عنوان</h1>{body}<div id='comments'>{comment * 9}</div></body>"
    assert _lines(page) == [LINE, OTHER]


def test_lines_of_preformatted_text_are_paragraphs() -> None:
    assert _lines(f"<body><h1>عنوان</h1><pre>{LINE}\n\n{OTHER}</pre></body>") == [LINE, OTHER]
