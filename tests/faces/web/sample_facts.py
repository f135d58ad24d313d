"""What the reports of the sample store tell together: facts, deadlines, stories, by hand."""

from __future__ import annotations

from sample_reports import REPORTS, TEXTS

from musnad.records import (
    Change,
    Conflict,
    Evidence,
    Fact,
    Limit,
    Reason,
    Side,
    Story,
    Telling,
    Witness,
)

MAIN, SMALL = "story:00000000000000aa", "story:00000000000000bb"
ATTACK, THREAT = "fact:000000000000a001", "fact:000000000000a002"
ALONE = Reason("تقرير واحد، نص واحد، سلسلة واحدة", "1 report, 1 text, 1 chain")
BY_ID = {report.id: report for report in REPORTS}


def _witness(article: str, event: str, statement: str, root: str, quote: str) -> Witness:
    told = next(one for one in BY_ID[article].statements if one.id == statement)
    if told.chain is None:
        raise ValueError(statement)
    return Witness(article=article, event=event, statement=statement, chain=told.chain, root=root,
                   root_role=told.chain.links[-1].role, quote=quote, start=TEXTS[article].index(quote))  # fmt: skip


_SOURCE = tuple(
    _witness(f"article:a{n}", "v1", "s1", "anonymous:source:mashriq", "قُتل ثلاثة جنود وأصيب تسعة آخرون في هجوم")
    for n in (1, 2, 3, 4)
)
_DOCTOR = _witness("article:a5", "v1", "s1", "anonymous:doctor", "إن خمسة جنود قتلوا في هجوم فجر الأربعاء")
_OFFICIAL = _witness("article:a7", "v2", "s1", "anonymous:official:sham", "أربعة جنود قتلوا في الهجوم على نقطة التفتيش")
_MINISTRY = _witness(
    "article:a8", "v1", "s1", "speaker:inst:interior:IRQ", "أن أربعة جنود قتلوا في الهجوم قرب تل الريحان"
)
_DENIAL = _witness("article:a6", "v1", "s1", "speaker:org:sakhr", "نفت كتائب الصخر في بيان أن تكون نفذت الهجوم")
_LIMIT_SAID = tuple(
    _witness(f"article:a{n}", "v3", "s2", "speaker:per:rubaie", "وقال سامي الربيعي إن المهلة تنتهي في 16 أغسطس")
    for n in (1, 2, 3, 4)
)

FACTS = (
    Fact(
        id=ATTACK, story=MAIN, type="ASSAULT", mode="firearms", actors=("org:sakhr",), recipients=("group:soldiers",),
        tellings=(*(Telling(article=f"article:a{n}", event="v1") for n in (1, 2, 3, 4, 5, 6)),
                  Telling(article="article:a7", event="v2"), Telling(article="article:a8", event="v1")),
        place="gn:tal", date="2025-08-06", killed=4, injured=9, supporting=(*_SOURCE, _DOCTOR, _OFFICIAL, _MINISTRY),
        denying=(_DENIAL,), reports=8, texts=5, least=3, most=4, least_denying=1, most_denying=1,
        why=Reason(
            "8 تقارير، 5 نصوص، من 3 سلاسل إلى 4 سلاسل: مصدر أمني، طبيب في مستشفى بعقوبة، مسؤول عراقي، وزارة الداخلية "
            "العراقية؛ "
            "قد يكون مصدر أمني (وكالة المشرق) ومسؤول عراقي (شام برس) مصدرا واحدا؛ وتنفيه سلسلة واحدة: كتائب الصخر",
            "8 reports, 5 texts, 3 to 4 chains: a security source, a doctor at Baquba hospital, an Iraqi official, the "
            "Iraqi Interior Ministry; "
            "a security source (Mashriq) and an Iraqi official (Sham Press) may be one source; "
            "denied by 1 chain: Sakhr Brigades",
        ),
        conflicts=(
            Conflict(
                kind="killed",
                sides=(Side(value="3", witnesses=_SOURCE), Side(value="4", witnesses=(_OFFICIAL, _MINISTRY)),
                       Side(value="5", witnesses=(_DOCTOR,))),
                why=Reason("تختلف أعداد القتلى: 3 (مصدر أمني)، 4 (وزارة الداخلية العراقية)، 5 (طبيب)؛ الرقم الأحدث 4",
                           "The numbers of dead differ: 3 (a security source), 4 (Iraqi Interior Ministry), 5 (a "
                           "doctor); the latest figure is 4"),
            ),
            Conflict(
                kind="status",
                sides=(Side(value="occurred", witnesses=(_SOURCE[0],)), Side(value="denied", witnesses=(_DENIAL,))),
                why=Reason("تؤكده مصدر أمني وتنفيه كتائب الصخر",
                           "Told by a security source and denied by Sakhr Brigades"),
            ),
        ),
    ),
    Fact(
        id=THREAT, story=MAIN, type="THREATEN", actors=("inst:government:IRQ",), recipients=("org:sakhr",),
        tellings=tuple(Telling(article=f"article:a{n}", event="v3") for n in (1, 2, 3, 4)), place="gn:diyala",
        date="2025-08-06", status="threatened", supporting=_LIMIT_SAID, reports=4, texts=1, least=1, most=1,
        why=Reason("4 تقارير، نص واحد، سلسلة واحدة: سامي الربيعي", "4 reports, 1 text, 1 chain: Sami al-Rubaie"),
    ),
    Fact(
        id="fact:000000000000a003", story=MAIN, type="ACCUSE", mode="disapprove", actors=("org:un",),
        tellings=(Telling(article="article:a7", event="v1"),), date="2025-08-07",
        supporting=(_witness("article:a7", "v1", "s2", "speaker:org:un", "أدانت الأمم المتحدة الهجوم"),),
        reports=1, texts=1, least=1, most=1, why=ALONE,
    ),
    Fact(
        id="fact:000000000000a004", story=MAIN, type="COERCE", mode="arrest", actors=("inst:interior:IRQ",),
        tellings=(Telling(article="article:a8", event="v2"),), place="gn:diyala", date="2025-08-07",
        supporting=(_witness("article:a8", "v2", "s1", "speaker:inst:interior:IRQ", "وأن قواتها اعتقلت أربعة مشتبه"),),
        reports=1, texts=1, least=1, most=1, why=ALONE,
    ),
    Fact(
        id="fact:000000000000b001", story=SMALL, type="AGREE", actors=("gpe:MAR", "gpe:ESP"),
        tellings=(Telling(article="article:b1", event="v1"), Telling(article="article:b2", event="v1")),
        date="2025-08-05", reports=2, texts=1, least=0, most=0,
        why=Reason("تقريران، نص واحد، ولا سلسلة تقوله", "2 reports, 1 text, no chain tells it"),
    ),
)  # fmt: skip

LIMITS = (
    Limit(
        id="deadline:00000000000000a1", story=MAIN, by="inst:government:IRQ", addressee="org:sakhr",
        demand="لتسليم المنفذين", due="2025-08-23", was_due=("2025-08-16",), consequence="ASSAULT", state="extended",
        as_of="2025-08-08",
        tellings=(
            Evidence(article="article:a1", quote="وأمهلت الحكومة العراقية كتائب الصخر عشرة أيام لتسليم المنفذين",
                     start=TEXTS["article:a1"].index("وأمهلت"), state="open", date="2025-08-06",
                     due="2025-08-16"),
            Evidence(article="article:a9", quote="مددت الحكومة العراقية المهلة الممنوحة إلى كتائب الصخر أسبوعا",
                     start=TEXTS["article:a9"].index("مددت"), state="extended", date="2025-08-08",
                     due="2025-08-23"),
        ),
        why=Reason("مددت المهلة من 2025-08-16 إلى 2025-08-23", "The limit was extended from 2025-08-16 to 2025-08-23"),
    ),
)  # fmt: skip

STORIES = (
    Story(
        id=MAIN, title="ثلاثة قتلى في هجوم على نقطة تفتيش قرب تل الريحان",
        articles=tuple(f"article:a{n}" for n in range(1, 10)), first="2025-08-06T04:40:00Z",
        last="2025-08-08T05:30:00Z", texts=6, least=6, most=8,
        names=("org:sakhr", "inst:government:IRQ", "inst:interior:IRQ", "per:rubaie"), places=("gn:tal", "gn:diyala"),
        facts=tuple(fact.id for fact in FACTS if fact.story == MAIN), deadlines=tuple(limit.id for limit in LIMITS),
        history=(Change(after="article:a1", what="began"),
                 *(Change(after=f"article:a{n}", what="joined") for n in range(2, 9)),
                 Change(after="article:a9", what="merged", other="story:00000000000000cc")),
    ),
    Story(
        id=SMALL, title="المغرب وإسبانيا توقعان اتفاقا لحماية الثروة السمكية", articles=("article:b1", "article:b2"),
        first="2025-08-05T08:00:00Z", last="2025-08-05T09:30:00Z", texts=1, least=0, most=0,
        names=("gpe:MAR", "gpe:ESP"), facts=("fact:000000000000b001",),
        history=(Change(after="article:b1", what="began"), Change(after="article:b2", what="joined")),
    ),
)  # fmt: skip
