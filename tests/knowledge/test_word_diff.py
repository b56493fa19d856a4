from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.word_diff import Edit, Span, word_diff

FIRST = "Leave is asked for in writing two weeks ahead."
SECOND = "Who falls ill tells the office before nine o'clock."
THIRD = "Certificates are handed in on the third day."

words = st.sampled_from(["leave", "Leave", "is", "asked", "for", ",", ".", "10", "o'clock", "é"])
spaces = st.sampled_from([" ", "  ", "\n", ""])
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.tuples(words, spaces), max_size=40).map(
        lambda pairs: "".join(word + space for word, space in pairs)
    ),
    st.permutations([FIRST, SECOND, THIRD]).map(" ".join),
)


def old(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans if span.edit.before)


def new(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans if span.edit.after)


def shown(before: str, after: str) -> str:
    """Return the spans as one line: [-removed-], {+added+}, <moved away>, >moved here<."""
    marks = {
        Edit.KEPT: "{}",
        Edit.REMOVED: "[-{}-]",
        Edit.ADDED: "{{+{}+}}",
        Edit.MOVED_AWAY: "<{}>",
        Edit.MOVED_HERE: ">{}<",
    }
    return "".join(marks[span.edit].format(span.text) for span in word_diff(before, after))


@given(texts, texts)
def test_the_changes_make_the_new_text_of_the_old_one(before: str, after: str) -> None:
    spans = word_diff(before, after)
    assert (old(spans), new(spans)) == (before, after)


@given(texts)
def test_a_text_is_kept_beside_itself(text: str) -> None:
    assert word_diff(text, text) == ((Span(Edit.KEPT, text),) if text else ())


@given(texts, texts)
def test_no_stretch_is_empty_and_what_moved_is_there_twice(before: str, after: str) -> None:
    spans = word_diff(before, after)
    assert all(span.text for span in spans)
    away, here = (
        sorted(c for span in spans if span.edit is edit for c in span.text if not c.isspace())
        for edit in (Edit.MOVED_AWAY, Edit.MOVED_HERE)
    )
    assert away == here


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Keep it for 3 years.", "Keep it for 10 years.", "Keep it for[- 3-]{+ 10+} years."),
        ("may post.", "You may post.", "{+You +}may post."),
        ("You may post.", "You may post pictures.", "You may post{+ pictures+}."),
        ("It must be kept.", "It must not be kept.", "It must{+ not+} be kept."),
        ("Fees are $1,000.50.", "Fees are $1,200.50.", "Fees are $[-1,000.50-]{+1,200.50+}."),
        ("Tell us, please.", "Tell us please.", "Tell us[-,-] please."),
        ("", "New.", "{+New.+}"),
        ("Old.", "", "[-Old.-]"),
    ],
)
def test_words_are_compared_whole(before: str, after: str, expected: str) -> None:
    assert shown(before, after) == expected


def test_a_sentence_that_stands_elsewhere_now_moved() -> None:
    said = shown(f"{FIRST} {SECOND} {THIRD}", f"{SECOND} {THIRD} {FIRST}")
    assert said == f"<{FIRST}> {SECOND} {THIRD}> {FIRST}<".replace("> Who", ">[- -]Who")


def test_words_that_both_have_by_chance_dont_tear_a_new_sentence_apart() -> None:
    before = "Employees hand the certificate in on the first day of their absence."
    after = "Supervisors collect medical statements of the whole department every other week."
    assert shown(before, after) == f"[-{before[:-1]}-]{{+{after[:-1]}+}}."


def test_a_long_text_that_was_written_anew_is_compared_all_the_same() -> None:
    before = " ".join(f"word{n % 97} the {n}" for n in range(3000))
    after = " ".join(f"word{n % 89} the {n * 7 % 3001}" for n in range(3000))
    spans = word_diff(before, after)
    assert (old(spans), new(spans)) == (before, after)


def test_words_that_both_have_side_by_side_didnt_move() -> None:
    before = "Superintendents countersign certificates as they are sent in quadruplicate yesterday."
    after = "Photographers independently catalogue as they are sent in uncompressed recordings."
    edits = {span.edit for span in word_diff(before, after)}
    assert edits == {Edit.REMOVED, Edit.ADDED, Edit.KEPT}
