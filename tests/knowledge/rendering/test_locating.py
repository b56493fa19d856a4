from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import ClauseKind
from knowledge.rendering.locating import locate
from knowledge.rendering.model import Sought, sought
from tests.knowledge.examples import clause

TEXT = (
    "1.1 Employees must not accept gifts from con-\ntractors, whatever their value.\n"
    "1.2 A calendar may be kept.\n2.1 A calendar may be kept by the office alone."
)
_WORDS = st.lists(st.text("abcdéß7", min_size=1, max_size=6), min_size=8, max_size=40)


def found(text: str, words: str, share: float = 0.0) -> str | None:
    span = locate(text, Sought(words, share))
    return None if span is None else text[slice(*span)]


def test_words_are_found_however_they_are_broken_spaced_and_hyphenated() -> None:
    words = "accept gifts from contractors, whatever their value."
    assert found(TEXT, words) == "accept gifts from con-\ntractors, whatever their value"


def test_ligatures_accents_and_capitals_make_no_difference() -> None:
    assert found("the oﬃce’s CAFÉ is open", "office's cafe") == "oﬃce’s CAFÉ"


def test_of_several_places_the_nearest_to_its_share_of_the_text_counts() -> None:
    assert locate(TEXT, Sought("A calendar may be kept", 0.5)) == (82, 104)
    assert locate(TEXT, Sought("A calendar may be kept", 1.0)) == (110, 132)


def test_what_is_not_there_is_not_found() -> None:
    assert found(TEXT, "Photographs in uniform need the approval of the press office.") is None
    assert found(TEXT, "") is None
    assert found("", "gifts") is None


def test_the_beginning_at_the_end_of_a_page_and_the_end_on_the_next_one_are_found() -> None:
    words = "Records of social media posts are kept for three years by the Records Officer."
    assert found("Page 7. Records of social media posts are kept", words) == (
        "Records of social media posts are kept"
    )
    overleaf = "for three years by the Records Officer. 2.2 Comments are records too."
    assert found(overleaf, words) == "for three years by the Records Officer"


def test_a_footnote_mark_or_a_changed_letter_hides_nothing() -> None:
    text = "It ends here. Records1 of social media posts are kept for three yeers. It goes on."
    words = "Records of social media posts are kept for three years."
    assert "of social media posts are kept for three ye" in (found(text, words) or "")


def test_times_between_the_paragraphs_of_a_transcript_cut_no_word() -> None:
    first = "Second, an engineer at the north jetty is angry about a pay step."
    other = "That post may sting. It is still protected, as pay is a working condition."
    text = f"00:00:29 Nobody may. 00:00:52 {first} 00:01:07 {other} 00:01:24 Third, a manager."
    assert found(text, f"{first}\n{other}") == f"{first} 00:01:07 {other}"[:-1]


def test_a_table_row_is_looked_for_without_the_heads_it_is_quoted_with() -> None:
    row = clause(
        "a", "Kind: Routine; Approval: Second reader; Lead time: None", kind=ClauseKind.ROW
    )
    assert sought(row, 4).words == "Routine; Second reader; None"
    prose = clause("b", "Note: this stays.", ordinal=2)
    assert sought(prose, 4) == Sought("Note: this stays.", 0.5)


@given(_WORDS, st.data())
def test_words_taken_out_of_a_text_are_found_in_it(words: list[str], data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(begin + 1, len(words)))
    wanted = words[begin:end]
    breaks = st.sampled_from([" ", "\n", " - ", "\u00ad", ", "])
    text = "".join(word + data.draw(breaks) for word in words)
    result = found(text, " ".join(wanted))
    assert result is not None
    letters = [sign for sign in result if sign.isalnum()]
    assert letters == [sign for word in wanted for sign in word]
