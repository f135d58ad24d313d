import msgspec
import pytest

from musnad.records import Chain, Deadline, Link, Statement
from musnad.spans import Span

CUE = Span(0, 3, "قال")


def test_a_statement_with_its_chain_survives_json() -> None:
    chain = Chain(
        links=(Link(role="outlet", name="إذاعة"), Link(role="speaker", entity="e1", span=Span(4, 10, "الوزير")))
    )
    statement = Statement(id="s1", cue=CUE, content=(Span(11, 13, "لا"),), mode="mixed", via=("e2",), chain=chain)
    assert msgspec.json.decode(msgspec.json.encode(statement), type=Statement) == statement


def test_a_plain_statement_asserts_and_is_not_anonymous() -> None:
    statement = Statement(id="s1", cue=CUE, content=(), mode="direct")
    assert (statement.polarity, statement.anonymous, statement.speaker) == ("asserts", False, None)


def test_the_addressee_of_a_deadline_is_written_as_for() -> None:
    deadline = Deadline(span=CUE, addressee="e1")
    body = msgspec.to_builtins(deadline)
    assert body["for"] == "e1"
    assert "addressee" not in body
    assert msgspec.convert(body, type=Deadline) == deadline
    assert deadline.state == "unknown"


@pytest.mark.parametrize(("kind", "fields"), [(Link, {"role": "friend"}), (Deadline, {"span": CUE, "state": "soon"})])
def test_other_roles_and_states_are_refused(kind: type, fields: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(fields, type=kind)
