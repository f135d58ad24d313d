"""Gender and number that disagree: a verb with the person it belongs to, a counted noun with its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from musnad.damage.draft import Draft, Finding, bare, wordset
from musnad.damage.lexicon import Sex
from musnad.lang.ar.forms import Analysis
from musnad.lang.ar.name_keys import name_words
from musnad.records import Entity, Mention

_SAYS_HE = wordset("قال اضاف صرح اكد كتب اوضح شدد تابع اعلن اشار لفت زعم غرد اعرب استطرد اردف اعترف افاد تعهد اصر")
_SAYS_SHE = frozenset(v + "ت" for v in _SAYS_HE)
_DUALS = wordset(
    "الجانبين الجانبان الطرفين الطرفان الرئيسين الرئيسان الزعيمين الزعيمان الوزيرين الوزيران المسؤولين المسؤولان "
    "الرجلين الرجلان البلدين البلدان القائدين القائدان المبعوثين المبعوثان المرشحين المرشحان"
)
_TITLES_PLURAL = wordset(
    "المبعوثين المبعوثان الرئيسين الرئيسان الوزيرين الوزيران السفيرين السفيران المستشارين المستشاران النائبين الزعيمين "
    "الزعيمان القائدين المتحدثين الصحفيين الصحافيين الجنرالين المرشحين الاميرين القاضيين المدعين"
)
_BODIES = wordset(
    "فيسبوك الفيسبوك تويتر يوتيوب اليوتيوب انستغرام غوغل جوجل تيليجرام تيك توك واتساب الشركه المنصه الحكومه المنظمه "
    "الوزاره "
    "المحكمه الصحيفه القناه"
)
_PLURAL_VERBS = wordset("قاموا يقومون قرروا حظروا حذفوا اغلقوا ازالوا منعوا")
_OPENERS = wordset("كما فيما بينما حيث وقد قد ما حسبما وفقا لما")
_HUMANS = ("ين", "ون")
_PLURALS = {
    "اخبار": "خبر", "اشخاص": "شخصا", "اطفال": "طفلا", "جنود": "جنديا", "صواريخ": "صاروخا", "رهائن": "رهينة",
    "مدنيين": "مدنيا", "ايام": "يوما", "اسابيع": "أسبوعا", "اشهر": "شهرا", "سنوات": "سنة", "دول": "دولة",
    "قتلي": "قتيلا", "مسلحين": "مسلحا", "فلسطينيين": "فلسطينيا", "اسرائيليين": "إسرائيليا", "عائلات": "عائلة",
    "ساعات": "ساعة", "دقائق": "دقيقة", "مقاتلين": "مقاتلا", "شهداء": "شهيدا", "جرحي": "جريحا", "اهداف": "هدفا",
    "صحفيين": "صحفيا", "اسري": "أسيرا", "نساء": "امرأة", "رجال": "رجلا", "مواطنين": "مواطنا", "لاجئين": "لاجئا",
}  # fmt: skip
_YEARS = range(1900, 2100)


def person_sex(entity: Entity, names: Mapping[str, Sex]) -> Sex | None:
    """Gender of a person by the given name that this text gives; None for a family name alone.

    The actor list's name is not asked: a family name may have been taken for the wrong bearer.
    """
    for name in entity.spellings:
        keys = name_words(name)
        if len(keys) > 1 and keys[0] in names:
            return names[keys[0]]
    return None


def verbs_of_persons(draft: Draft, names: Mapping[str, Sex]) -> Iterator[Finding]:
    """A feminine verb right before a man's name, a verb of saying in the masculine before a woman's."""
    for at, mention in draft.begins.items():
        verb = at - 1
        if mention.kind != "PER" or not draft.follows(at) or draft.gap(at) != " ":
            continue
        entity = draft.entities.get(mention.entity)
        sex = person_sex(entity, names) if entity and _only_bearer(draft, entity, mention) else None
        if sex == "m":
            yield from _she_for_he(draft, verb, mention)
        elif sex == "f" and any(form in _SAYS_HE for form in _unjoined(draft.key(verb))) and _clause_opens(draft, verb):
            yield Finding(
                verb, verb + 1, "gender", 0.8, "a masculine verb before a woman's name", _feminine(draft, verb)
            )


def _only_bearer(draft: Draft, entity: Entity, mention: Mention) -> bool:
    """Whether no other person of the text has the name; a husband and his wife may share a family name."""
    return draft.bearers.get(name_words(mention.span.quote)[-1:], frozenset()) <= {entity.id}


def _clause_opens(draft: Draft, verb: int) -> bool:
    """Whether the word can only be a verb: و before it, or at the head of a clause."""
    first = draft.words.sentence_of(verb).first
    return (
        verb == first
        or draft.key(verb)[:1] in "وف"
        or draft.tokens[verb - 1].kind == "mark"
        or draft.key(verb - 1) in _OPENERS
    )


def _she_for_he(draft: Draft, verb: int, mention: Mention) -> Iterator[Finding]:
    key = draft.key(verb)
    if not key.endswith("ت") or verb in draft.named:
        return
    opens = verb == draft.words.sentence_of(verb).first
    if any(form in _SAYS_SHE for form in _unjoined(key)):
        sure = 0.95
    elif opens and any(_she(a) for a in draft.forms.analyses(key)):
        sure = 0.6 if _alone_after(draft, mention) else 0.4
    else:
        return
    yield Finding(verb, verb + 1, "gender", sure, "a feminine verb before a man's name", draft.tokens[verb].text[:-1])


def _alone_after(draft: Draft, mention: Mention) -> bool:
    """Whether a comma follows the name: then it is no object inside a clause that goes on."""
    stop = draft.words.tokens_of(mention.span).stop
    return draft.key(stop) in ("،", ",")


def _unjoined(key: str) -> tuple[str, ...]:
    return (key, key[1:]) if key[:1] in ("و", "ف") else (key,)


def _feminine(draft: Draft, verb: int) -> str:
    return draft.tokens[verb].text + "ت"


def _she(reading: Analysis) -> bool:
    """A past verb, third person singular feminine."""
    return reading.tense == "past" and (reading.person, reading.gender, reading.number) == ("3", "F", "S")


def verbs_of_pairs(draft: Draft) -> Iterator[Finding]:
    """«إن الجانبين تبادلا … وناقشت مسألة»: two subjects, the second verb suddenly feminine singular."""
    for at, key in enumerate(draft.keys):
        if key[-2:] not in ("ان", "ين") or _DUALS.isdisjoint(bare(key)) or not _plural_verb(draft, at + 1):
            continue
        for verb in range(at + 2, min(at + 12, draft.words.sentence_of(at).stop - 1)):
            word = draft.keys[verb]
            if word in (".", ":") or (word[:1] == "و" and _plural_verb(draft, verb)):
                break
            if word[:1] == "و" and any(_she(a) for a in draft.forms.analyses(word)) and _indefinite(draft, verb + 1):
                yield Finding(verb, verb + 1, "gender", 0.8, "the subject is two men or parties", None)
                break


def _plural_verb(draft: Draft, at: int) -> bool:
    return any(a.tense in ("past", "present") and a.number in ("D", "P") for a in draft.forms.analyses(draft.key(at)))


def _indefinite(draft: Draft, at: int) -> bool:
    key = draft.key(at)
    return bool(key) and not key.startswith("ال") and at not in draft.named


def plural_title(draft: Draft) -> Iterator[Finding]:
    """«المبعوثين فلان»: a title for two or more before the name of one."""
    for at, mention in draft.begins.items():
        title = at - 1
        if mention.kind != "PER" or _TITLES_PLURAL.isdisjoint(bare(draft.key(title))) or draft.gap(at) != " ":
            continue
        entity = draft.entities.get(mention.entity)
        if entity is None or not entity.known:
            continue
        stop = draft.words.tokens_of(mention.span).stop
        after = range(stop, min(stop + 6, draft.words.sentence_of(at).stop))
        joined = any(draft.key(i) == "و" or (draft.key(i)[:1] == "و" and i in draft.begins) for i in after)
        if joined or draft.key(stop)[:1] in ("و", "،", ","):
            continue
        yield Finding(title, title + 1, "number", 0.8, "a plural title before one name", None)


def bodies_as_many(draft: Draft) -> Iterator[Finding]:
    """A plural verb whose only possible subject is one company or body."""
    for at, key in enumerate(draft.keys):
        if key not in _PLURAL_VERBS:
            continue
        first = max(draft.words.sentence_of(at).first, at - 16)
        before = [draft.keys[i] for i in range(first, at)]
        many = any(k.endswith(_HUMANS) for k in before if len(k) > 4)
        if not many and not _BODIES.isdisjoint(before):
            yield Finding(at, at + 1, "number", 0.55, "a plural verb for one body", None)


def counted(draft: Draft) -> Iterator[Finding]:
    """«200 أخبار»: after a number that ends in 11 to 100 the counted noun is singular."""
    for at, token in enumerate(draft.tokens[:-1]):
        if token.kind != "number" or draft.key(at + 1) not in _PLURALS or not draft.follows(at + 1):
            continue
        digits = token.key.replace(",", "").replace(".", "")
        if digits.isdigit() and _wants_singular(int(digits)):
            right = _PLURALS[draft.key(at + 1)]
            yield Finding(at + 1, at + 2, "number", 0.55, "a plural where the number wants the singular", right)


def _wants_singular(number: int) -> bool:
    """Whether a counted noun is singular after the number: 11 to 99, and whole hundreds; years count nothing."""
    return number not in _YEARS and number > 10 and not 1 <= number % 100 <= 10
