import msgspec
import pytest

from musnad.records import Article, Deadline, Entity, Event, Mention, Producer, Reading, Statement, TimeRange
from musnad.spans import Span
from musnad.standoff import Standoff, as_builtins, decode, encode, to_standoff

TEXT = "قال الوزير أحمد إن القوات قصفت المدينة أمس وقتلت 3، وأمهلت السكان يومين"


def words(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span.of(TEXT, start, start + len(quote))


def reading() -> Reading:
    return Reading(
        article=Article(id="doc-1", text=TEXT),
        entities=(
            Entity(id="ahmad", kind="PER", name="أحمد", name_en="Ahmad", country="XXX", sector="GOV"),
            Entity(id="troops", kind="GROUP", name="القوات"),
            Entity(id="minister", kind="PER", name="الوزير"),
        ),
        mentions=(
            Mention(span=words("أحمد"), kind="PER", form="name", entity="ahmad"),
            Mention(span=words("الوزير"), kind="PER", form="title", entity="ahmad"),
            Mention(span=words("القوات"), kind="GROUP", form="nominal", entity="troops"),
            Mention(span=words("الوزير"), kind="PER", form="title", entity="minister"),
        ),
        times=(TimeRange(span=words("أمس"), value="2025-08-05", kind="date"),),
        statements=(
            Statement(
                id="s1", cue=words("قال"), content=(words("إن القوات قصفت"),), mode="indirect", speaker="ahmad",
                speaker_span=words("الوزير أحمد"), date="2025-08-06",
            ),
        ),
        events=(
            Event(id="v1", trigger=words("قصفت"), type="ASSAULT", actors=("troops",), killed=3, attributed_to=("s1",)),
        ),
        deadlines=(
            Deadline(
                span=words("وأمهلت"), by="troops", addressee="x", demand=words("السكان"), due="2025-08-08"
            ),
        ),
        producer=Producer(engine="musnad", model="none", lexicons="1"),
    )  # fmt: skip


def test_spans_become_bounds_of_code_points() -> None:
    flat = to_standoff(reading())
    (event,), (statement,), (time,) = flat.events, flat.statements, flat.times
    assert TEXT[slice(*event.trigger)] == "قصفت"
    assert statement.speaker_span is not None
    assert TEXT[slice(*statement.speaker_span)] == "الوزير أحمد"
    assert TEXT[slice(*time.span)] == "أمس"
    assert (event.actors, event.killed, event.attributed_to) == (("troops",), 3, ("s1",))


def test_a_named_entity_is_listed_by_its_names_a_title_alone_is_a_group() -> None:
    entities = {e.id: e for e in to_standoff(reading()).entities}
    assert [TEXT[slice(*m)] for m in entities["ahmad"].mentions] == ["أحمد"]
    assert (entities["ahmad"].type, entities["ahmad"].name) == ("PER", "Ahmad")
    assert (entities["minister"].type, len(entities["minister"].mentions)) == ("GROUP", 1)
    assert entities["troops"].type == "GROUP"


def test_the_kind_most_often_meant_counts() -> None:
    text = "مجلس مجلس مجلس"
    mentions = tuple(
        Mention(span=Span.of(text, i, i + 4), kind=kind, form="name", entity="x")  # type: ignore[arg-type]
        for i, kind in ((0, "ORG"), (5, "FAC"), (10, "FAC"))
    )
    made = Reading(
        article=Article(id="d", text=text),
        entities=(Entity(id="x", kind="ORG", name="مجلس"),),
        mentions=mentions,
        producer=Producer(engine="m", model="none", lexicons="1"),
    )
    assert to_standoff(made).entities[0].type == "FAC"


def test_the_form_survives_json() -> None:
    flat = to_standoff(reading(), doc="other")
    assert flat.doc == "other"
    assert decode(encode(flat)) == flat
    assert as_builtins(flat)["deadlines"][0]["for"] == "x"


@pytest.mark.parametrize("body", [b"[]", b'{"events": [{"id": 3}]}', b'{"times": [{"span": [1]}]}'])
def test_what_is_no_stand_off_form_is_refused(body: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        decode(body)


def test_absent_layers_are_empty() -> None:
    assert decode(b"{}") == Standoff()
