from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.entries import SEGMENT_WORDS, entries, segments
from tests.knowledge.examples import clause, library, version

SENTENCES = st.lists(
    st.text("abcdefg ,", min_size=1, max_size=200).map(lambda text: f"{text.strip() or 'x'}."),
    min_size=1,
    max_size=40,
).map(" ".join)


@given(SENTENCES)
def test_segments_lose_no_word_and_keep_their_order(text: str) -> None:
    assert " ".join(segments(text)).split() == text.split()


@given(SENTENCES)
def test_no_segment_is_longer_than_the_model_reads(text: str) -> None:
    assert all(len(part.split()) <= SEGMENT_WORDS for part in segments(text))


def test_a_short_clause_is_one_segment_as_it_stands() -> None:
    assert segments("Two\nlines.") == ("Two\nlines.",)


def test_a_long_clause_has_a_vector_for_each_segment() -> None:
    text = " ".join(f"Sentence {n} has exactly six words." for n in range(40))
    (entry,) = entries(version(), [clause("a", text)])
    assert len(entry.segments) == len(segments(text)) > 1


def test_attached_questions_are_searched_with_their_clause() -> None:
    asked = clause("a", "Ask the press office.", questions=("Who approves pictures?",))
    (entry,) = entries(version(), [asked])
    assert "Who approves pictures?" in entry.keywords
    assert any("Who approves pictures?" in text for part in entry.segments for _, text in part)


def test_a_list_item_is_searched_with_its_lead_in() -> None:
    item = clause("a", "accept gifts;", lead_in="Employees must not:")
    (entry,) = entries(version(), [item])
    assert "Employees must not:" in entry.keywords


def test_changing_one_clause_changes_one_entry_and_asks_for_one_text() -> None:
    before = library()
    after = (*before[:3], clause("new", "Pictures need no approval."), *before[4:])
    old, new = entries(version(), before), entries(version(), after)
    assert [place for place in range(len(old)) if old[place] != new[place]] == [3]
    wanted = [
        {text for entry in made for part in entry.segments for _, text in part}
        for made in (old, new)
    ]
    assert wanted[1] - wanted[0] == {"Pictures need no approval."}


def test_the_weights_of_every_segment_sum_to_one() -> None:
    asked = clause("a", "One.", questions=("Two?",))
    totals = [sum(weight for weight, _ in part) for part in entries(version(), [asked])[0].segments]
    assert totals == [1.0, 1.0]
