"""The reports of the sample store: texts, and what was read in them, by hand."""

from __future__ import annotations

from msgspec import Struct

from musnad.records import (
    Chain,
    CopyLink,
    Damage,
    Deadline,
    Entity,
    Event,
    Link,
    Mention,
    Passage,
    Place,
    Statement,
    TimeRange,
)
from musnad.spans import Span


class Report(Struct, frozen=True, kw_only=True):
    id: str
    outlet: str
    url: str
    published: str
    title: str
    text: str
    byline: str | None = None
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeRange, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    damage: tuple[Damage, ...] = ()


ENTITIES = {
    entity.id: entity
    for entity in (
        Entity(id="inst:government:IRQ", kind="ORG", name="الحكومة العراقية", name_en="Iraqi government",
               country="IRQ", sector="GOV", known=True),
        Entity(id="inst:interior:IRQ", kind="ORG", name="وزارة الداخلية العراقية", name_en="Iraqi Interior Ministry",
               country="IRQ", sector="COP", known=True),
        Entity(id="org:sakhr", kind="ORG", name="كتائب الصخر", country="IRQ", sector="REB"),
        Entity(id="per:rubaie", kind="PER", name="سامي الربيعي", country="IRQ", sector="GOV",
               office="المتحدث باسم الحكومة"),
        Entity(id="org:un", kind="ORG", name="الأمم المتحدة", name_en="United Nations", country="IGO", sector="IGO",
               known=True),
        Entity(id="gn:tal", kind="GPE", name="تل الريحان", country="IRQ"),
        Entity(id="gn:diyala", kind="GPE", name="ديالى", name_en="Diyala", country="IRQ", known=True),
        Entity(id="gpe:IRQ", kind="GPE", name="العراق", name_en="Iraq", country="IRQ", known=True),
        Entity(id="org:mashriq", kind="ORG", name="وكالة المشرق", sector="MED"),
        Entity(id="org:sham", kind="ORG", name="وكالة شام برس", sector="MED"),
        Entity(id="group:soldiers", kind="GROUP", name="جنود", sector="MIL", country="IRQ"),
        Entity(id="group:source", kind="GROUP", name="مصدر أمني", sector="COP", country="IRQ"),
        Entity(id="group:doctor", kind="GROUP", name="طبيب في مستشفى بعقوبة", sector="HLH", country="IRQ"),
        Entity(id="group:official", kind="GROUP", name="مسؤول عراقي", sector="GOV", country="IRQ"),
        Entity(id="gpe:MAR", kind="GPE", name="المغرب", name_en="Morocco", country="MAR", known=True),
        Entity(id="gpe:ESP", kind="GPE", name="إسبانيا", name_en="Spain", country="ESP", known=True),
    )
}  # fmt: skip
PLACES = {
    "gn:tal": Place(entity="gn:tal", latitude=34.02, longitude=44.71, precision="city", country="IRQ"),
    "gn:diyala": Place(entity="gn:diyala", latitude=33.77, longitude=45.15, precision="admin1", country="IRQ"),
    "gpe:IRQ": Place(entity="gpe:IRQ", latitude=33.2, longitude=43.7, precision="country", country="IRQ"),
    "gpe:MAR": Place(entity="gpe:MAR", latitude=31.8, longitude=-7.1, precision="country", country="MAR"),
    "gpe:ESP": Place(entity="gpe:ESP", latitude=40.0, longitude=-3.0, precision="country", country="ESP"),
}


def span(text: str, words: str, after: str = "") -> Span:
    """The first place of `words` in `text`, behind the words `after`."""
    begin = text.index(after) + len(after) if after else 0
    start = text.index(words, begin)
    return Span.of(text, start, start + len(words))


def _named(text: str) -> tuple[Mention, ...]:
    """Mentions of every entity whose name stands in the text."""
    found = []
    for entity in ENTITIES.values():
        at = text.find(entity.name)
        while at >= 0:
            form = "nominal" if entity.kind == "GROUP" else "name"
            whole = Span.of(text, at, at + len(entity.name))
            found.append(Mention(span=whole, kind=entity.kind, form=form, entity=entity.id))
            at = text.find(entity.name, at + 1)
    return tuple(sorted(found, key=lambda mention: mention.span))


DISPATCH = (
    "قُتل ثلاثة جنود وأصيب تسعة آخرون في هجوم على نقطة تفتيش قرب تل الريحان فجر الأربعاء، حسب ما قال مصدر أمني "
    "لوكالة المشرق، واتهم كتائب الصخر بتنفيذه.\n\n"
    "وأمهلت الحكومة العراقية كتائب الصخر عشرة أيام لتسليم المنفذين، وهددت بعملية عسكرية واسعة في ديالى.\n\n"
    "وقال سامي الربيعي إن المهلة تنتهي في 16 أغسطس ولن تُمدد.\n\n"
    "وأضاف أن التحقيق مستمر."
)


def _dispatch(id: str, outlet: str, host: str, at: str, title: str, tail: str, byline: str | None = None) -> Report:
    text = f"{title}\n\n{DISPATCH}{tail}"
    mentions = _named(text)
    said, told = span(text, "قال", "حسب ما"), span(text, "وقال")
    agency = () if outlet == "وكالة المشرق" else (Link(role="agency", name="وكالة المشرق", entity="org:mashriq"),)
    outlet_link = Link(role="outlet", name=outlet)
    source = Chain(links=(outlet_link, *agency, Link(role="speaker", name="مصدر أمني", entity="group:source",
                                                    span=span(text, "مصدر أمني"))))  # fmt: skip
    spokesman = Chain(links=(outlet_link, *agency, Link(role="speaker", name="سامي الربيعي", entity="per:rubaie")))
    return Report(
        id=id, outlet=outlet, url=f"https://{host}.example/{id.partition(':')[2]}", published=at, title=title,
        text=text, byline=byline, mentions=mentions,
        entities=tuple(ENTITIES[key] for key in dict.fromkeys(mention.entity for mention in mentions)),
        places=(PLACES["gn:tal"], PLACES["gn:diyala"]),
        times=(TimeRange(span=span(text, "فجر الأربعاء"), value="2025-08-06", kind="date", precision="part"),
               TimeRange(span=span(text, "16 أغسطس"), value="2025-08-16", kind="date", precision="day")),
        statements=(
            Statement(id="s1", cue=said, content=(span(text, DISPATCH[: DISPATCH.index("، حسب")]),), mode="indirect",
                      speaker="group:source", speaker_span=span(text, "مصدر أمني"), anonymous=True, chain=source),
            Statement(id="s2", cue=told, content=(span(text, "المهلة تنتهي في 16 أغسطس ولن تُمدد"),), mode="indirect",
                      speaker="per:rubaie", speaker_span=span(text, "سامي الربيعي"), chain=spokesman, score=0.93),
        ),
        events=(
            Event(id="v1", trigger=span(text, "هجوم", "في "), type="ASSAULT", mode="firearms", actors=("org:sakhr",),
                  recipients=("group:soldiers",), place="gn:tal", date="2025-08-06", killed=3, injured=9,
                  casualty_spans=(span(text, "ثلاثة جنود"), span(text, "تسعة آخرون")), attributed_to=("s1",),
                  confidence=0.91),
            Event(id="v2", trigger=span(text, "واتهم"), type="ACCUSE", mode="allege", actors=("group:source",),
                  recipients=("org:sakhr",), date="2025-08-06", attributed_to=("s1",), confidence=0.62),
            Event(id="v3", trigger=span(text, "وهددت"), type="THREATEN", actors=("inst:government:IRQ",),
                  recipients=("org:sakhr",), place="gn:diyala", date="2025-08-06", status="threatened",
                  confidence=0.84),
        ),
        deadlines=(
            Deadline(span=span(text, "وأمهلت الحكومة العراقية كتائب الصخر عشرة أيام"), by="inst:government:IRQ",
                     addressee="org:sakhr", demand=span(text, "لتسليم المنفذين"), due="2025-08-16", state="open",
                     consequence="ASSAULT"),
        ),
    )  # fmt: skip


def _told(
    id: str, outlet: str, host: str, at: str, title: str, body: str,
    statements: tuple[tuple[str, str, str, tuple[Link, ...], bool, str], ...],
    events: tuple[tuple[str, str, dict[str, object]], ...],
    deadlines: tuple[dict[str, str], ...] = (), damage: tuple[tuple[str, str], ...] = (), byline: str | None = None,
) -> Report:  # fmt: skip
    """A report of its own words. Statements: cue, speaker, content, links behind the outlet, anonymous, polarity."""
    text = f"{title}\n\n{body}"
    mentions = _named(text)
    made = tuple(
        Statement(
            id=f"s{n}", cue=span(text, cue, title), content=(span(text, content, title),), mode="indirect",
            speaker=speaker, speaker_span=span(text, ENTITIES[speaker].name, title), anonymous=anonymous,
            polarity="denies" if polarity == "denies" else "asserts",
            chain=Chain(links=(Link(role="outlet", name=outlet), *links)),
        )
        for n, (cue, speaker, content, links, anonymous, polarity) in enumerate(statements, 1)
    )  # fmt: skip
    return Report(
        id=id, outlet=outlet, url=f"https://{host}.example/{id.partition(':')[2]}", published=at, title=title,
        text=text, byline=byline, mentions=mentions,
        entities=tuple(ENTITIES[key] for key in dict.fromkeys(mention.entity for mention in mentions)),
        places=tuple(PLACES[key] for key in dict.fromkeys(m.entity for m in mentions) if key in PLACES),
        statements=made,
        events=tuple(Event(id=f"v{n}", trigger=span(text, trigger, title), type=kind, **more)  # type: ignore[arg-type]
                     for n, (trigger, kind, more) in enumerate(events, 1)),
        deadlines=tuple(Deadline(span=span(text, d["words"], title), by=d["by"], addressee=d["for"], due=d["due"],
                                 demand=span(text, d["demand"], title), state="extended") for d in deadlines),
        damage=tuple(Damage(span=span(text, words), kind="wrong_sense", intended=meant, reason="strike")
                     for words, meant in damage),
    )  # fmt: skip


_SPEAKER = {key: Link(role="speaker", name=entity.name, entity=key) for key, entity in ENTITIES.items()}
_SHAM = Link(role="agency", name="وكالة شام برس", entity="org:sham")
_ATTACK: dict[str, object] = {
    "actors": ("org:sakhr",), "recipients": ("group:soldiers",), "place": "gn:tal", "date": "2025-08-06",
}  # fmt: skip

REPORTS = (
    _dispatch("article:a1", "وكالة المشرق", "mashriq", "2025-08-06T07:40:00+03:00",
              "ثلاثة قتلى في هجوم على نقطة تفتيش قرب تل الريحان", ""),
    _dispatch("article:a2", "الأفق اليومي", "ufuq", "2025-08-06T08:05:00+03:00",
              "ثلاثة قتلى في هجوم على نقطة تفتيش قرب تل الريحان", "\n\nالمصدر: وكالة المشرق", "وكالة المشرق"),
    _dispatch("article:a3", "مرصد 24", "marsad", "2025-08-06T08:20:00+03:00",
              "هجوم تل الريحان: الحكومة تمهل كتائب الصخر عشرة أيام", ""),
    _dispatch("article:a4", "البوابة الإخبارية", "bawaba", "2025-08-06T09:10:00+03:00",
              "قتلى وجرحى قرب تل الريحان", "\n\nوكالة المشرق", "وكالة المشرق"),
    _told("article:a5", "جريدة الرواق", "riwaq", "2025-08-06T13:30:00+03:00",
          "من مستشفى بعقوبة: خمسة قتلى في هجوم تل الريحان",
          "قال طبيب في مستشفى بعقوبة لمراسل الرواق إن خمسة جنود قتلوا في هجوم فجر الأربعاء قرب تل الريحان وإن عدد "
          "الجرحى بلغ أحد عشر.\n\nوروى شاهد أن إطلاق النار استمر نصف ساعة.",
          (("قال", "group:doctor", "خمسة جنود قتلوا في هجوم فجر الأربعاء قرب تل الريحان",
            (_SPEAKER["group:doctor"],), True, "asserts"),),
          (("هجوم", "ASSAULT", {**_ATTACK, "actors": (), "killed": 5, "injured": 11, "attributed_to": ("s1",)}),),
          byline="ليث الجنابي"),
    _told("article:a6", "إذاعة النسيم", "naseem", "2025-08-06T18:00:00+03:00",
          "كتائب الصخر تنفي صلتها بهجوم ديالى",
          "نفت كتائب الصخر في بيان أن تكون نفذت الهجوم على نقطة التفتيش قرب تل الريحان، ووصفت المهلة بأنها "
          "«استعراض».\n\nوجاء في البيان أن «يدها لم تمتد إلى جندي».",
          (("نفت", "org:sakhr", "تكون نفذت الهجوم على نقطة التفتيش قرب تل الريحان",
            (Link(role="medium", name="بيان"), _SPEAKER["org:sakhr"]), False, "denies"),),
          (("الهجوم", "ASSAULT", {**_ATTACK, "status": "denied", "attributed_to": ("s1",)}),
           ("نفت", "REJECT", {"actors": ("org:sakhr",), "date": "2025-08-06"}))),
    _told("article:a7", "المنبر الدولي", "minbar", "2025-08-07T10:15:00+03:00",
          "الأمم المتحدة تدين هجوم تل الريحان",
          "أدانت الأمم المتحدة الهجوم قرب تل الريحان ودعت إلى ضبط النفس.\n\nوقال مسؤول عراقي لوكالة شام برس إن "
          "أربعة جنود قتلوا في الهجوم على نقطة التفتيش.",
          (("وقال", "group:official", "أربعة جنود قتلوا في الهجوم على نقطة التفتيش",
            (_SHAM, _SPEAKER["group:official"]), True, "asserts"),
           ("أدانت", "org:un", "الهجوم قرب تل الريحان", (_SPEAKER["org:un"],), False, "asserts")),
          (("أدانت", "ACCUSE", {"mode": "disapprove", "actors": ("org:un",), "date": "2025-08-07"}),
           ("الهجوم", "ASSAULT", {**_ATTACK, "actors": (), "killed": 4, "attributed_to": ("s1",)}))),
    _told("article:a8", "وكالة المشرق", "mashriq", "2025-08-07T16:45:00+03:00",
          "الداخلية العراقية: أربعة قتلى في هجوم ديالى واعتقال أربعة مشتبه بهم",
          "أعلنت وزارة الداخلية العراقية أن أربعة جنود قتلوا في الهجوم قرب تل الريحان، وأن قواتها اعتقلت أربعة مشتبه "
          "بهم في ديالى.",
          (("أعلنت", "inst:interior:IRQ", "أربعة جنود قتلوا في الهجوم قرب تل الريحان",
            (_SPEAKER["inst:interior:IRQ"],), False, "asserts"),),
          (("الهجوم", "ASSAULT", {**_ATTACK, "actors": (), "killed": 4, "attributed_to": ("s1",)}),
           ("اعتقلت", "COERCE", {"mode": "arrest", "actors": ("inst:interior:IRQ",), "place": "gn:diyala",
                                 "date": "2025-08-07", "attributed_to": ("s1",)}))),
    _told("article:a9", "غلوب واير عربي", "globe", "2025-08-08T08:30:00+03:00",
          "العراق يمدد مهلة كتائب الصخر أسبوعا بعد هذا الإضراب",
          "مددت الحكومة العراقية المهلة الممنوحة إلى كتائب الصخر أسبوعا حتى 23 أغسطس لتسليم المنفذين بعد هذا الإضراب "
          "على نقطة التفتيش، وقال سامي الربيعي إن وسطاء طلبوا ذلك.",
          (("وقال", "per:rubaie", "وسطاء طلبوا ذلك", (_SPEAKER["per:rubaie"],), False, "asserts"),),
          (("مددت", "CONCEDE", {"actors": ("inst:government:IRQ",), "recipients": ("org:sakhr",),
                                "date": "2025-08-08"}),),
          deadlines=({"words": "مددت الحكومة العراقية المهلة الممنوحة إلى كتائب الصخر أسبوعا",
                      "by": "inst:government:IRQ", "for": "org:sakhr", "due": "2025-08-23",
                      "demand": "لتسليم المنفذين"},),
          damage=(("هذا الإضراب", "هذه الضربة"),)),
    _told("article:b1", "وكالة المشرق", "mashriq", "2025-08-05T11:00:00+03:00",
          "المغرب وإسبانيا توقعان اتفاقا لحماية الثروة السمكية",
          "وقع المغرب وإسبانيا اتفاقا لحماية الثروة السمكية يبدأ العمل به في أكتوبر.", (),
          (("اتفاقا", "AGREE", {"actors": ("gpe:MAR", "gpe:ESP"), "date": "2025-08-05"}),)),
    _told("article:b2", "الأفق اليومي", "ufuq", "2025-08-05T12:30:00+03:00",
          "اتفاق صيد بين المغرب وإسبانيا",
          "وقع المغرب وإسبانيا اتفاقا لحماية الثروة السمكية يبدأ العمل به في أكتوبر.\n\nالمصدر: وكالة المشرق", (),
          (("اتفاقا", "AGREE", {"actors": ("gpe:MAR", "gpe:ESP"), "date": "2025-08-05"}),)),
)  # fmt: skip
TEXTS = {report.id: report.text for report in REPORTS}


def _copied(article: str, origin: str, share: float, direction: str, words: str = DISPATCH) -> CopyLink:
    start, there = TEXTS[article].index(words), TEXTS[origin].index(words)
    passage = Passage(start=start, end=start + len(words), origin_start=there, origin_end=there + len(words))
    return CopyLink(article=article, origin=origin, kind="copy", share=share, origin_share=0.98, passages=(passage,),
                    direction=direction, common="mashriq")  # type: ignore[arg-type]  # fmt: skip


COPIES = (
    _copied("article:a2", "article:a1", 0.97, "credit"),
    _copied("article:a3", "article:a1", 0.91, "time"),
    _copied("article:a4", "article:a1", 0.93, "credit"),
    _copied("article:b2", "article:b1", 0.9, "credit", "وقع المغرب وإسبانيا اتفاقا لحماية الثروة السمكية"),
)
