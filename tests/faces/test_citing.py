"""Citations: what they say, in which order, and their machine forms."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from musnad.faces.citing import Citation, Counts, Source, Voice, annotation, bare, bibtex, counted, csl, plain
from musnad.records import Article

WORDS = {
    "ar": {"cite-chain": "السلسلة", "cite-independent": "مستقلة", "cite-denied-by": "تنفيه", "cite-reviewed": "راجعه",
           "cite-musnad": "مُسنَد", "cite-accessed": "اطُّلع عليه في", "cite-retrieved": "جُلب في",
           "cite-no-outlet": "ناشر غير معروف", "cite-no-day": "بلا تاريخ"},
    "en": {"cite-chain": "Chain", "cite-independent": "independent", "cite-denied-by": "denied by",
           "cite-reviewed": "reviewed by", "cite-musnad": "Musnad", "cite-accessed": "accessed",
           "cite-retrieved": "retrieved", "cite-no-outlet": "outlet unknown", "cite-no-day": "no day"},
}  # fmt: skip
ARABIC = Voice("ar", WORDS["ar"].__getitem__, lambda iso: iso or "–")
ENGLISH = Voice("en", WORDS["en"].__getitem__, lambda iso: iso or "–")
TEXT = "قال الوزير إن المهلة تنتهي غدا."
CITED = Citation(
    id="fact:1", address="http://x/facts/fact:1", claim="تهديد: الحكومة ← الكتائب", quote="المهلة تنتهي غدا",
    start=TEXT.index("المهلة"),
    source=Source(outlet="وكالة المشرق", title="مهلة جديدة", published="2025-08-06T07:40:00+03:00",
                  url="https://mashriq.example/1", retrieved="2025-08-08"),
    chain=("الوزير", "Reuters", "وكالة المشرق"),
    counts=Counts(reports=8, texts=5, least=3, most=4, least_denying=1, most_denying=1),
    version="1.0", accessed="2026-11-24",
)  # fmt: skip
REPORT = Article(id="article:1", text=TEXT, url="https://mashriq.example/1")


def test_a_citation_has_claim_words_report_chain_counts_address() -> None:
    lines = plain(CITED, ARABIC).split("\n")
    assert lines[0] == "تهديد: الحكومة ← الكتائب."
    assert lines[1] == "«المهلة تنتهي غدا»"
    assert lines[2].startswith("وكالة المشرق، «مهلة جديدة»، 2025-08-06")
    assert lines[2].endswith("جُلب في 2025-08-08.")
    assert bare(lines[3]) == "السلسلة: الوزير ← Reuters ← وكالة المشرق."
    assert lines[4] == "8 تقارير، 5 نصوص، من 3 سلاسل إلى 4 سلاسل (مستقلة)، تنفيه: سلسلة واحدة."
    assert lines[5] == "مُسنَد 1.0: http://x/facts/fact:1 (اطُّلع عليه في 2026-11-24)"


def test_names_of_the_other_direction_are_isolated_in_their_line() -> None:
    assert "\u2068Reuters\u2069 ← وكالة" in plain(CITED, ARABIC)
    assert "\u2068الوزير\u2069 → Reuters" in plain(CITED, ENGLISH)


def test_controls_of_a_report_do_not_turn_a_citation_around() -> None:
    assert CITED.source is not None
    turned = replace(CITED, quote="غدا\u202eآمن", source=replace(CITED.source, title="أ\u2067ب"))
    told = plain(turned, ARABIC)
    assert "⟨U+202E⟩" in told
    assert "⟨U+2067⟩" in told


def test_what_is_not_counted_is_not_told() -> None:
    assert counted(Counts(reports=2, texts=1), ENGLISH) == "2 reports, 1 text"


def test_without_words_and_report_the_rest_stands() -> None:
    short = Citation(id="story:1", address="http://x/s", claim="قصة", version="1.0", accessed="2026-11-24")
    assert plain(short, ENGLISH) == "قصة.\nMusnad 1.0: http://x/s (accessed 2026-11-24)"
    assert csl(short, ENGLISH)["type"] == "webpage"


def test_csl_tells_outlet_days_and_words() -> None:
    item = csl(CITED, ENGLISH)
    assert item["container-title"] == "وكالة المشرق"
    assert item["issued"] == {"date-parts": [[2025, 8, 6]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 24]]}
    assert item["abstract"] == CITED.quote
    assert "\u2068" not in item["note"]


def test_bibtex_escapes_what_latex_reads() -> None:
    assert CITED.source is not None
    entry = bibtex(replace(CITED, source=replace(CITED.source, title="50% & {أكثر}_")), ENGLISH)
    assert r"title = {50\% \& \{أكثر\}\_}" in entry
    assert entry.startswith("@online{fact-1,")
    assert "urldate = {2026-11-24}" in entry


def test_an_annotation_finds_the_words_by_place_and_by_quotation() -> None:
    made = annotation(CITED, ENGLISH, REPORT)
    assert made is not None
    place, words = made["target"]["selector"]
    assert TEXT[place["start"] : place["end"]] == words["exact"] == CITED.quote
    assert words["prefix"] == "قال الوزير إن "
    assert made["target"]["source"] == REPORT.url


@pytest.mark.parametrize("change", [{"quote": "كلمات أخرى"}, {"start": None}, {"quote": ""}])
def test_no_annotation_of_words_that_do_not_stand_there(change: dict[str, object]) -> None:
    assert annotation(replace(CITED, **change), ENGLISH, REPORT) is None
