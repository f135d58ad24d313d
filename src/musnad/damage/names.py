"""Names that a translation left in Latin letters, misspelt, or spelt two ways."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from musnad.damage.draft import Draft, Finding, arabic, bare, latin, wordset
from musnad.lang.ar.name_keys import bare_forms, is_arabic, within_one_edit, word_key
from musnad.records import Mention

_CUSTOMARY = wordset(
    "x twitter telegram facebook instagram youtube tiktok whatsapp google apple microsoft amazon netflix linkedin "
    "reddit "
    "openai chatgpt iphone android windows snapchat threads bluesky discord zoom "
    "km cm mm kg kw mw gw mwh kwh hz ghz mhz mb gb tb m g l c f v pm am tv fm dna rna covid ai it usb gps pdf hd id "
    "vip "
    "ii iii iv vi vii viii ix xi xii xiv a b d e h i j k n o p q r s t u w y z"
)
_CODE = re.compile(r"[A-Za-z]{0,5}-?\d[\w-]*|[A-Z]{1,2}")
_ADDRESS_MARKS = frozenset("/-_%=&@")
_SENTENCE = 8
_COUNTRY_ADJECTIVE = {
    "تركي": "تركيا", "سوري": "سوريا", "روسي": "روسيا", "ليبي": "ليبيا", "بريطاني": "بريطانيا", "اوكراني": "أوكرانيا",
    "الماني": "ألمانيا", "ايطالي": "إيطاليا", "اسباني": "إسبانيا", "رومان": "رومانيا", "اثيوبي": "إثيوبيا",
    "موريتاني": "موريتانيا", "نيجيري": "نيجيريا", "صربي": "صربيا", "جورجي": "جورجيا", "كولومبي": "كولومبيا",
    "ماليزي": "ماليزيا", "اندونيسي": "إندونيسيا", "استرالي": "أستراليا", "البان": "ألبانيا", "بلغاري": "بلغاريا",
    "كرواتي": "كرواتيا", "ارمين": "أرمينيا", "بولند": "بولندا", "هولند": "هولندا", "كند": "كندا", "اوغند": "أوغندا",
    "فرنس": "فرنسا", "الصومالي": "الصومال",
}  # fmt: skip
_INTO = frozenset({"في", "الي", "من", "وفي", "والي", "ومن", "داخل", "عبر"})
_MEETS = wordset(
    "التقي والتقي يلتقي قابل وقابل استقبل واستقبل يستقبل زار وزار يزور هاتف وهاتف ابلغ وابلغ ودعا دعا هنا وهنا اتهم "
    "واتهم سال وسال شكر وشكر انتقد وانتقد حث وحث حذر وحذر اخبر واخبر"
)


def latin_names(draft: Draft) -> Iterator[Finding]:
    """Latin words inside Arabic prose; neighbours make one finding. Addresses, tags, units, codes and names that Arab
    papers print in Latin letters are passed over, and so is a gloss in brackets after Arabic words."""
    run: list[int] = []
    for at, token in enumerate(draft.tokens):
        foreign = token.kind == "word" and latin(token.text) and not arabic(token.text) and at not in draft.opaque
        joined = bool(run) and at - run[-1] <= 2 and draft.follows(at)
        if run and not (foreign and joined) and (foreign or at - run[-1] >= 2 or token.text not in "'’-&."):
            yield from _latin_run(draft, run)
            run = []
        if foreign:
            run.append(at)
    if run:
        yield from _latin_run(draft, run)


def _latin_run(draft: Draft, run: list[int]) -> Iterator[Finding]:
    first, stop = run[0], run[-1] + 1
    words = [draft.tokens[i].text for i in run]
    if all(w.lower() in _CUSTOMARY or _CODE.fullmatch(w) for w in words):
        return
    if len(run) >= _SENTENCE:
        yield Finding(first, stop, "untranslated_name", 0.75, "a sentence was left untranslated")
        return
    if _glued(draft, first, stop) or _gloss(draft, first) or not _in_prose(draft, first, stop):
        return
    person = any(draft.named.get(i) is not None and draft.named[i].kind == "PER" for i in run)
    acronym = len(run) == 1 and words[0].isupper() and len(words[0]) <= 5
    name = _arabic_name(draft, first) if person else None
    sure = 0.95 if name else 0.6 if person else 0.5 if acronym else 0.55
    yield Finding(first, stop, "untranslated_name", sure, "Latin letters in Arabic prose", name)


def _glued(draft: Draft, first: int, stop: int) -> bool:
    """Whether a mark of web addresses touches the run: a piece of a broken address."""
    start, end = draft.tokens[first].start, draft.tokens[stop - 1].end
    return draft.text[max(0, start - 1) : start] in _ADDRESS_MARKS or draft.text[end : end + 1] in _ADDRESS_MARKS


def _gloss(draft: Draft, first: int) -> bool:
    """Whether the Latin words explain the Arabic ones before them: in brackets."""
    return draft.key(first - 1) in ("(", "[") and arabic(draft.key(first - 2))


def _in_prose(draft: Draft, first: int, stop: int) -> bool:
    """Whether Arabic words stand on both sides, or on one where the other is the edge of the sentence."""
    sentence = draft.words.sentence_of(first)
    before = [draft.keys[i] for i in range(max(sentence.first, first - 4), first)]
    after = [draft.keys[i] for i in range(stop, min(sentence.stop, stop + 4))]
    return any(map(arabic, before)) or any(map(arabic, after))


def _arabic_name(draft: Draft, at: int) -> str | None:
    """The person's family name in Arabic letters, where this text or the actor list has it."""
    entity = draft.entities.get(draft.named[at].entity) if at in draft.named else None
    if entity is None:
        return None
    shown = (*(s for s in entity.spellings if is_arabic(s)), entity.name)
    return next((s.split()[-1] for s in shown if is_arabic(s)), None)


def misspelt(draft: Draft) -> Iterator[Finding]:
    """Names that the resolver repaired, countries without their last letter, garbled objects of a verb."""
    for mention in draft.mentions:
        if mention.repair and mention.form == "name" and is_arabic(mention.span.quote):
            covered = draft.words.tokens_of(mention.span)
            yield Finding(
                covered.start, covered.stop, "misspelt_name", 0.6, "one letter away from the name", mention.repair
            )
    for at, key in enumerate(draft.keys):
        if (
            key in _INTO
            and draft.key(at + 1) in _COUNTRY_ADJECTIVE
            and draft.follows(at + 1)
            and at + 1 not in draft.named
        ):
            country = _COUNTRY_ADJECTIVE[draft.key(at + 1)]
            yield Finding(at + 1, at + 2, "misspelt_name", 0.8, "an adjective where the country must stand", country)
        elif key in _MEETS:
            yield from _broken_object(draft, at)


def _broken_object(draft: Draft, verb: int) -> Iterator[Finding]:
    """«التقى Smith جونس»: after verb and subject name, an unknown word much like a family name of the text."""
    subject = draft.begins.get(verb + 1)
    if subject is None or subject.kind != "PER":
        return
    covered = draft.words.tokens_of(subject.span)
    mixed = [i for i in covered[1:] if arabic(draft.keys[i])] if latin(draft.keys[covered.start]) else []
    at = mixed[0] if mixed else covered.stop
    key = draft.key(at)
    other = draft.named.get(at)
    if not mixed and other is not None and draft.entities[other.entity].known:
        return
    if not draft.follows(at) or len(key) < 4 or not arabic(key) or draft.forms.analyses(key):
        return
    for entity in draft.entities.values():
        if entity.kind != "PER" or entity.id == subject.entity:
            continue
        family = next((s.split()[-1] for s in reversed(entity.spellings) if is_arabic(s)), "")
        if _alike(key, word_key(family)):
            yield Finding(at, at + 1, "misspelt_name", 0.8, "a garbled name of the text", family)
            return


def _alike(one: str, other: str) -> bool:
    """Same first two and last letters, and the rest no more than two letters apart."""
    if len(one) < 4 or len(other) < 4 or one == other or one[:2] != other[:2] or one[-1] != other[-1]:
        return False
    return within_one_edit(one, other) or any(
        within_one_edit(one, other[:i] + other[i + 1 :]) for i in range(len(other))
    )


def two_spellings(draft: Draft) -> Iterator[Finding]:
    """One entity's name, spelt two ways in one text: the rarer way, or the later where they are even."""
    seen: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for at, mention in sorted(draft.begins.items()):
        entity = draft.entities.get(mention.entity)
        if mention.kind == "PER" and entity is not None and is_arabic(mention.span.quote) and not mention.repair:
            seen[mention.entity].append((at, mention))
    for found in seen.values():
        if len(found) > 1:
            yield from _rarer(draft, found)


def _rarer(draft: Draft, found: list[tuple[int, Mention]]) -> Iterator[Finding]:
    last = [draft.words.tokens_of(m.span).stop - 1 for _, m in found]
    spelt = [_spelling(draft, at) for at in last]
    counts = Counter(spelt)
    if len(counts) < 2:
        return
    right, _ = max(counts.items(), key=lambda item: (item[1], -spelt.index(item[0])))
    for at, key in zip(last, spelt, strict=True):
        if without(key) != without(right) and _variant(key, right):
            yield Finding(
                at, at + 1, "inconsistent_name", 0.6, "the same name is spelt another way in this text", right
            )


def _spelling(draft: Draft, at: int) -> str:
    """The key of the last word of a name, without the clitics that another spelling of the text shows to be such."""
    key = word_key(draft.keys[at])
    return next((form for form in bare_forms(key)[1:] if form in draft.name_keys), key)


def _variant(one: str, other: str) -> bool:
    """Whether two words are spellings of one name: long vowels, one letter."""
    slim = str.maketrans("", "", "اوي")
    return (
        len(one) > 3
        and len(other) > 3
        and (one.translate(slim) == other.translate(slim) or within_one_edit(one, other))
    )


def without(key: str) -> str:
    """A name's key without ال."""
    return key[2:] if key.startswith("ال") and len(key) > 4 else key


def family_twice(draft: Draft) -> Iterator[Finding]:
    """A family name with ال in one place and without it in another: the one without."""
    places: dict[str, dict[bool, list[int]]] = defaultdict(lambda: {True: [], False: []})
    full: set[str] = set()
    for at, mention in draft.begins.items():
        if mention.kind != "PER":
            continue
        last = draft.words.tokens_of(mention.span).stop - 1
        if last > at:
            full.add(without(draft.keys[last]))
        key = min(bare(draft.keys[last]), key=len) if last == at else draft.keys[last]
        if arabic(key):
            places[without(key)][key.startswith("ال") and len(key) > 4].append(last)
    for name, both in places.items():
        if both[True] and both[False] and len(name) > 3 and name in full:
            for at in both[False]:
                yield Finding(
                    at, at + 1, "inconsistent_name", 0.5, "written with ال elsewhere in this text", "ال" + name
                )
