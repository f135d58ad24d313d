"""Words of the grammar that surround an act: prepositions, negations, conditions, plans; and how to find them."""

from __future__ import annotations

from musnad.events.scene import Candidate, Scene
from musnad.lang.ar.fold import fold_word

PREPOSITIONS = frozenset(
    "من الي علي في عن مع ضد بين عبر حول تجاه ازاء لدي عند قرب قبل بعد خلال منذ حتي بحق بشان جراء بسبب امام لصالح "
    "باتجاه نحو داخل خارج شمال جنوب شرق غرب وسط ضمن بحضور برفقه باسم بيد صوب علي_يد "
    "فوق تحت خلف دون بدون رغم مقابل".split()
)
NEGATIONS = frozenset(
    "لم لن لا ليس ليست ليسوا ما غير عدم دون بدون بلا ولم ولن ولا فلم فلن فلا وليس لم_يكن كلا ينفي نفي".split()
)
CONDITIONS = frozenset("اذا لو ان حال ربما قد يمكن يحتمل محتمل احتمال امكانيه امكان لعل وربما اذ".split())
FUTURE = frozenset(
    "سوف لن سيتم وسوف المقبل المقبله القادم القادمه غدا قريبا يعتزم تعتزم ينوي تنوي "
    "يخطط تخطط مزمع المزمع المقرر مقرر".split()
)
RELATIVE = frozenset("الذي التي الذين اللذين اللتين اللواتي اللاتي ممن".split())
CONJUNCTIONS = frozenset(
    "و ف ثم او ام بل لكن ولكن كما فيما بينما حيث اذ ان بان وان فان لان لانها لانه انه انها وانه وانها".split()
)
PROCLITIC_LENGTH = {"لل": "ل", "بال": "ب", "كال": "ك", "وال": "و", "فال": "ف", "ول": "و+ل", "وب": "و+ب", "ولل": "و+ل"}


def bucket(distance: int) -> str:
    """A distance in tokens as one of eight steps."""
    size = abs(distance)
    for limit, name in ((1, "1"), (2, "2"), (3, "3"), (5, "5"), (8, "8"), (14, "14"), (25, "25")):
        if size <= limit:
            return name
    return "far"


def governor(scene: Scene, candidate: Candidate) -> tuple[str, int]:
    """The preposition that governs the noun phrase of a mention, and the phrase's first token.

    Walks left over titles, adjectives and nouns (at most eight tokens), and over other mentions of the same entity or
    around this one, until a preposition, a verb, a mark, a conjunction or somebody else's mention. Returns ("", start)
    where nothing governs it.
    """
    first = start = candidate.first
    for at in range(first, max(first - 9, -1), -1):
        token = scene.tokens[at]
        key = token.key
        if at != first:
            if token.kind == "mark" or key in PREPOSITIONS or key in RELATIVE or key in CONJUNCTIONS:
                return (key if key in PREPOSITIONS else ""), start
            other = scene.mention_at.get(at)
            if (other is not None and not _belongs(other, candidate)) or (other is None and scene.is_verb(at)):
                return "", start
        start = at
        clitic = proclitic(scene, at)
        if clitic:
            return clitic, start
    return "", start


def _belongs(other: Candidate, candidate: Candidate) -> bool:
    """Whether another mention is part of the same noun phrase: the same entity's, or around this one."""
    return other.entity.id == candidate.entity.id or other.first < candidate.stop <= other.stop


def proclitic(scene: Scene, at: int) -> str:
    """The proclitic that the readings of a token agree on, without the article: و ف ب ل ك, or ""."""
    token = scene.tokens[at]
    readings = scene.analyses[at]
    if readings:
        found = {a.proclitics.replace("ال", "").strip("ا س") for a in readings}
        if len(found) == 1:
            return found.pop()
    candidate = scene.mention_at.get(at)
    if candidate is not None and candidate.first == at:
        return _name_clitic(token.key, candidate.mention.repair or candidate.entity.name)
    for prefix in ("ولل", "بال", "كال", "وال", "فال", "لل"):
        if token.key.startswith(prefix) and len(token.key) > len(prefix) + 2:
            return PROCLITIC_LENGTH[prefix][0]
    return ""


def _name_clitic(key: str, name: str) -> str:
    """و ف ب ل ك written onto a name, told by the name that is known without it."""
    plain = fold_word(name).split()
    if not plain or key[:1] not in "وفبلك":
        return ""
    if any(key == word for word in plain):
        return ""
    rest = key[1:]
    if any(rest == word or rest == word.removeprefix("ا") for word in plain) or key.startswith("لل"):
        return key[0]
    return ""
