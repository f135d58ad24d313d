import pytest

from musnad.lang.ar.forms import FormIndex
from musnad.statements.cues import CueLexicon, find_cues
from musnad.statements.frames import Frame, find_frame

from .build import at, layout


def frame_of(text: str, cue: str, forms: FormIndex, lexicon: CueLexicon) -> tuple[Frame | None, str]:
    made = layout(text, lexicon=lexicon)
    others = {hit.token: hit for hit in find_cues(made.words, forms, lexicon)}
    frame = find_frame(made, others[at(made, cue)], others)
    return frame, made.words.tokens[frame.start].text if frame else ""


@pytest.mark.parametrize(
    ("text", "cue", "kind", "start"),
    [
        ("وأشار الطبيب إلى أن الحالة مستقرة.", "وأشار", "an", "الحالة"),
        ("وأشار الطبيب إلى تحسن الحالة.", "وأشار", "prep", "تحسن"),
        ("طالب العمال الشركة بزيادة الأجور.", "طالب", "prep", "بزيادة"),
        ("قال الحارس: «لم أر أحدا».", "قال", "quote", "لم"),
        ("وأكد المدرب على هامش اللقاء أن الفريق جاهز.", "وأكد", "an", "الفريق"),
        ("وذكر التقرير أن النتائج أولية.", "وذكر", "an", "النتائج"),
        ("وأشار التقرير الذي نشر أمس إلى أن النتائج أولية.", "وأشار", "an", "النتائج"),
        ("وسأل القاضي عما إذا كان الشاهد حاضرا.", "وسأل", "whether", "عما"),
    ],
)
def test_complements(text: str, cue: str, kind: str, start: str, forms: FormIndex, lexicon: CueLexicon) -> None:
    frame, word = frame_of(text, cue, forms, lexicon)
    assert frame is not None
    assert (frame.kind, word) == (kind, start)


def test_another_verbs_clause_is_left_to_it(forms: FormIndex, lexicon: CueLexicon) -> None:
    frame, _ = frame_of("وأعلن المدير الحداد، وقالت المديرة إن الدفن غدا.", "وأعلن", forms, lexicon)
    assert frame is None


def test_that_behind_after_is_no_complementizer(forms: FormIndex, lexicon: CueLexicon) -> None:
    frame, _ = frame_of("وقال كلمته بعد أن جلس.", "وقال", forms, lexicon)
    assert frame is None or frame.kind != "an"
