"""Clauses that are shown together, from whole documents as the splitter leaves them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.context import MOST_WORDS, Shown, together
from knowledge.model import Block
from tests.knowledge.clauses.build import clauses, heading, para

POSTING = "Employees may post pictures of themselves in uniform"
FILL = "The register of accounts is kept by the desk and read every year in the spring. " * 9


def shown(blocks: list[Block], number: str) -> list[str]:
    return [one.text for one in _group(blocks, number).clauses]


def _group(blocks: list[Block], number: str) -> Shown:
    found = clauses(*blocks)
    at = next(at for at, one in enumerate(found) if one.number == number)
    return together(found, at)


CONDITIONS = [para("(a) the picture is lawful;"), para("(b) A supervisor has approved.")]


@pytest.mark.parametrize(
    "opening",
    [
        f"{POSTING} under the following conditions.",
        f"{POSTING}, provided that:",
        f"{POSTING} if",
        f"{POSTING} if, under § 2635.204, all of this holds:",
        f"{POSTING} –",
        f"{POSTING}:",
    ],
)
@pytest.mark.parametrize("number", ["4.1", "4.1(a)", "4.1(b)"])
def test_a_permission_is_never_shown_without_its_conditions(opening: str, number: str) -> None:
    blocks = [heading("4. Posts"), para(f"4.1 {opening}"), *CONDITIONS, para("4.2 Ask the desk.")]
    assert shown(blocks, number) == [
        opening,
        "the picture is lawful;",
        "A supervisor has approved.",
    ]


def test_an_item_of_a_prohibition_stands_alone_with_its_lead_in() -> None:
    blocks = [
        heading("4. Posts"), para("4.1 Employees must not"), para("(a) post pictures;"),
        para("(b) speak for the agency."), para("4.2 Ask the desk."),
    ]  # fmt: skip
    (only,) = _group(blocks, "4.1(b)").clauses
    assert (only.lead_in, only.text) == ("Employees must not", "speak for the agency.")


def test_an_item_that_takes_back_another_brings_the_whole_list() -> None:
    blocks = [
        heading("4. Posts"), para("4.1 Account managers must:"), para("(a) answer comments;"),
        para("(b) However, they need not answer insults."), para("4.2 Ask the desk."),
    ]  # fmt: skip
    assert len(shown(blocks, "4.1(a)")) == len(shown(blocks, "4.1")) == 3


def test_an_exception_after_a_list_is_shown_with_each_of_its_items() -> None:
    exception = "This does not apply to account managers."
    blocks = [
        heading("4.1 Posts"), para("Employees must not:"), para("(a) post pictures;"),
        para("(b) like posts."), para(exception), para("Ask the desk if in doubt."),
    ]  # fmt: skip
    for number in ("4.1", "4.1(a)", "4.1(b)"):
        assert shown(blocks, number)[-1].startswith(exception)


def test_an_exception_with_a_number_of_its_own_is_shown_with_the_rule_before_it() -> None:
    rule, exception = f"{POSTING}.", "However, no picture may show a victim."
    blocks = [
        heading("4.1 Posts"), para(f"(a) {rule}"), para(f"(b) {exception}"), para("(c) Ask first."),
    ]  # fmt: skip
    assert shown(blocks, "4.1(a)") == shown(blocks, "4.1(b)") == [rule, exception]
    assert shown(blocks, "4.1(c)") == ["Ask first."]


def test_a_rule_that_begins_with_its_own_condition_needs_no_other() -> None:
    own = "Unless the desk agrees, employees must not answer the press."
    blocks = [heading("4.1 Press"), para("(a) Ask the desk."), para(f"(b) {own}")]
    assert shown(blocks, "4.1(b)") == [own]


def test_the_widest_list_that_holds_together_is_shown_whole() -> None:
    blocks = [
        heading("4.1 Posts"), para("(a) Employees may post, provided that:"),
        para("(1) nobody is shown;"), para("(2) the picture has none of:"), para("(i) weapons;"),
        para("(ii) plates."), para("(b) Ask the desk."),
    ]  # fmt: skip
    assert len(shown(blocks, "4.1(a)(2)(ii)")) == 5


def test_a_broken_off_sentence_is_finished_by_what_comes_next() -> None:
    blocks = [heading("4.1 Posts"), para(f"{FILL}Employees must not"), para(FILL)]
    found = clauses(*blocks)
    assert len(found) == 2
    assert together(found, 0) == together(found, 1) == Shown(tuple(found))


def test_a_list_too_long_to_be_read_says_so() -> None:
    items = [para(f"({n}) {FILL}") for n in range(1, 12)]
    blocks = [heading("4.1 Posts"), para("Employees may post if:"), *items]
    group = _group(blocks, "4.1")
    assert group.torn
    assert sum(len(one.text.split()) for one in group.clauses) <= MOST_WORDS
    assert _group(blocks, "4.1(9)").torn


PARTS = (
    "Employees may post if:", "Employees must not", "However, nobody is named.",
    "It does not apply.", "Staff may post.", "post pictures;", "Only the desk may answer:",
    "[Reserved]", "…", "such as",
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=25), st.integers(0, 24))
def test_what_is_shown_holds_what_was_found_in_the_documents_order(
    parts: list[str], at: int
) -> None:
    blocks = [para(f"({n}) {part}") for n, part in enumerate(parts, start=1)]
    found = clauses(heading("4.1 Posts"), *blocks)
    at %= len(found)
    group = together(found, at).clauses
    assert found[at] in group
    places = [found.index(one) for one in group]
    assert places == sorted(set(places))
