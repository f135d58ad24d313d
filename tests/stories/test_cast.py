from musnad.records import Decision
from musnad.stories.cast import Cast
from tests.stories.handmade import Draft, entity


def cast(*people: object, decisions: tuple[Decision, ...] = ()) -> Cast:
    return Cast([Draft("a", "نص").done(more=people)], decisions)  # type: ignore[arg-type]


FULL = entity("per:1", "PER", "إنغريد هاوغن", country="NOR", office="prime-minister@NOR")
LAST = entity("per:2", "PER", "هاوغن")
OTHER = entity("per:3", "PER", "انغريد هاوجن", country="NOR", office="prime-minister@NOR")
FOREIGN = entity("per:4", "PER", "هاوغن", country="ISL")


def test_a_last_name_is_the_person_whose_full_name_the_story_tells() -> None:
    assert cast(FULL, LAST).canonical("per:2") == "per:1"


def test_two_of_one_last_name_are_not_guessed_between() -> None:
    second = entity("per:5", "PER", "بيرغ هاوغن")
    assert cast(FULL, second, LAST).canonical("per:2") == "per:2"


def test_another_country_is_another_person() -> None:
    assert cast(FULL, FOREIGN).canonical("per:4") == "per:4"


def test_one_office_at_a_time_and_names_that_sound_alike() -> None:
    assert cast(FULL, OTHER).canonical("per:3") == "per:1"


def test_a_person_decides() -> None:
    apart = Decision(id="d1", about="entity", one="per:1", other="per:2", same=False)
    assert cast(FULL, LAST, decisions=(apart,)).canonical("per:2") == "per:2"
    same = Decision(id="d2", about="entity", one="per:1", other="per:4", same=True)
    assert cast(FULL, FOREIGN, decisions=(same,)).canonical("per:4") == "per:1"


def test_a_clitic_left_on_a_body_is_taken_off() -> None:
    assert cast(entity("org:x", "ORG", "بوزارة الداخلية")).canonical("org:x") == "inst:interior-ministry:IRQ"


def test_a_state_and_its_forces_are_one_side() -> None:
    army = entity("group:army", "GROUP", "الجيش العراقي", country="IRQ", sector="MIL")
    made = cast(army)
    assert made.alike("group:army", "gpe:irq") >= 0.5
    assert made.alike("group:army", "gpe:tur") == 0.0


def test_unnamed_groups_are_alike_by_their_words() -> None:
    one = entity("group:1", "GROUP", "مسلحون")
    two = entity("group:2", "GROUP", "مسلحين", sector="REB")
    assert cast(one, two).alike("group:1", "group:2") >= 0.2


def test_a_name_parted_or_not_is_one_name() -> None:
    parted = entity("per:6", "PER", "خالد بن عبد الباري النهري")
    whole = entity("per:7", "PER", "خالد بن عبدالباري النهري")
    made = cast(parted, whole)
    assert made.canonical("per:6") == made.canonical("per:7")
