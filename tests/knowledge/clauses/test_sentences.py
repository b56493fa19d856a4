import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.clauses import sentences


@pytest.mark.parametrize(
    "text",
    [
        "Employees must wear a badge.| Visitors too.",
        "See 5 U.S.C. 7301 for more.| It applies.",
        "Gifts, e.g. Flowers, are fine.| Cash isn't.",
        "The limit is 1.5 million.| No more.",
        "Ask Mr. Smith or J. Doe about it.| They know.",
        "It opens at 9 a.m. on Monday.| Be there.",
        "She moved to the U.S. in May.| The form came later.",
        "He lives in the U.S.| The form is short.",
        'He said "No comment."| Then he left.',
        "Really?| Yes!| Good.",
        "One (see Sec. 4).| Two.",
        "Line one\n|Line two",
        "No. 7 is the form.| Use it.",
        "It ends… or does it?| Yes.",
        "Use § 2635.204(a).| Then stop.",
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str) -> None:
    assert list(sentences(text.replace("|", ""))) == [part.strip() for part in text.split("|")]


def test_no_text_has_no_sentences() -> None:
    assert sentences("") == ()
    assert sentences(" \n ") == ()


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("aB .!?\n\"'”()e.g1§…"), max_size=200) | st.text())
def test_sentences_join_back_to_the_text(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(sentence in text and sentence == sentence.strip() for sentence in found)
