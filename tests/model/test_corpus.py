from pathlib import Path

from musnad.model.annotations import NotedEvent, NotedText
from musnad.model.corpus import gold_example, held_out, noted_example, read_names, text_words
from musnad.model.labels import NAME_LABELS, REPORT_LABELS, ROLE_LABELS, STATUSES, TRIGGER_LABELS

DOC = {"doc": "x/1", "text": "خطاب الوزير\nقال سمير إن الجيش قصف حلب. وغادر سمير حلب."}
ANN = {
    "entities": [
        {"id": "a", "type": "PER", "mentions": [[3, 3], [10, 10]]},
        {"id": "b", "type": "ORG", "mentions": [[5, 5]]},
        {"id": "c", "type": "GPE", "mentions": [[7, 7], [11, 11]]},
    ],
    "statements": [{"cue": [2, 2], "speaker_span": [3, 3], "content": [[5, 7]]}],
    "events": [
        {"trigger": [6, 6], "type": "ASSAULT", "status": "occurred", "actors": ["b"], "recipients": ["c"], "place": "c"}
    ],
}


def labels(example: object, word: int) -> set[str]:
    return {NAME_LABELS[i] for i in example.names[word].nonzero()[0]}  # type: ignore[attr-defined]


def test_a_line_end_starts_a_sentence() -> None:
    words, starts = text_words(DOC["text"])
    assert starts == (0, 2, 9)
    assert words[8] == "."


def test_a_gold_example_holds_every_head() -> None:
    example = gold_example(DOC, ANN)
    assert labels(example, 3) == {"B-PER"}
    assert labels(example, 4) == {"O"}
    assert example.cues == (2,)
    assert example.triggers == ((6, TRIGGER_LABELS.index("ASSAULT"), 0),)
    assert (((5, 7), REPORT_LABELS.index("content"))) in example.reports[0].spans


def test_the_nearest_mention_fills_a_role_and_others_are_not_judged() -> None:
    anchor = gold_example(DOC, ANN).roles[0]
    assert ((5, 5), ROLE_LABELS.index("actor")) in anchor.spans
    assert ((7, 7), ROLE_LABELS.index("recipient")) in anchor.spans
    assert (11, 11) in anchor.ignored


def test_every_sixth_name_is_held_out() -> None:
    assert held_out(f"{i:02}" for i in range(13)) == {"05", "11"}


def test_other_corpora_leave_borders_open(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("زار O\nسمير B-PERS\nحلب، B-LOC\nوكأس B-MISC\n. O\n", "utf-8")
    (example,) = read_names(path, nested=False)
    assert example.words == ("زار", "سمير", "حلب", "،", "وكأس", ".")
    assert labels(example, 2) == {"B-GPE", "B-LOC", "B-FAC"}
    assert labels(example, 0) == {"O", "B-GROUP", "I-GROUP"}
    assert len(labels(example, 4)) == len(NAME_LABELS)


def test_nested_names_take_the_outermost(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("وزير B-OCC\nخارجية I-OCC B-ORG\nلبنان I-OCC I-ORG B-GPE\n", "utf-8")
    (example,) = read_names(path, nested=True)
    assert labels(example, 1) == {"B-ORG"}
    assert labels(example, 2) == {"I-ORG"}


def test_a_noted_text_is_judged_by_its_events_alone() -> None:
    event = NotedEvent(6, "ASSAULT", None, "occurred", ((5, 5),), (), (7, 7))
    example = noted_example(NotedText("ant/n-1", DOC["text"], None, (event,)))
    assert (example.events, example.statements, example.cues, example.reports) == (True, False, (), ())
    assert example.names.all()
    assert example.triggers == ((6, TRIGGER_LABELS.index("ASSAULT"), STATUSES.index("occurred")),)
    (anchor,) = example.roles
    assert dict(anchor.spans) == {(5, 5): ROLE_LABELS.index("actor"), (7, 7): ROLE_LABELS.index("place")}
    assert (11, 11) in anchor.ignored
