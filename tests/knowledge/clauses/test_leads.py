"""What leads into a list, and what stays with the paragraph that it limits."""

import pytest

from knowledge.clauses.leads import leading, narrows, takes_back

from .build import clauses, heading, item, para, row

FILL = "The register of accounts is kept by the desk and read every year in the spring. " * 8
OPENINGS = (
    "Employees must not",
    "An employee may accept a gift if",
    "Employees are prohibited from",
    "None of the following may be posted on any page of the agency",
    "Employees must report the sale of a copy",
)


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_rule_without_a_colon_leads_into_its_items_and_is_no_heading(opening: str) -> None:
    found = clauses(
        heading("4. Posts"), para(f"4.1 {opening}"), para("(a) pictures of victims;"),
        para("(b) pictures of a site;"), para("4.2 Staff may post."),
    )  # fmt: skip
    assert [one.number for one in found] == ["4.1", "4.1(a)", "4.1(b)", "4.2"]
    assert [one.lead_in for one in found] == ["", opening, opening, ""]


@pytest.mark.parametrize("opening", OPENINGS)
def test_a_rule_that_a_loader_took_for_a_heading_leads_in_too(opening: str) -> None:
    found = clauses(heading(f"4.1 {opening}"), para("(a) pictures;"), para("(b) videos;"))
    assert [one.lead_in for one in found] == [opening, opening]


@pytest.mark.parametrize("title", ["Prohibited content", "What not to post", "Don’ts", "Red lines"])
def test_a_list_right_under_a_heading_is_read_with_it(title: str) -> None:
    (found,) = clauses(heading(title), item("pictures of victims;"), item("drafts."))
    assert found.lead_in == title


def test_a_heading_that_warns_leads_into_tables_and_numbered_sentences() -> None:
    cells = row(("Item", "Why"), "Drafts", "They are drafts.")
    assert [one.lead_in for one in clauses(heading("Prohibited content"), cells)] == [
        "Prohibited content"
    ]
    found = clauses(
        heading("4.1 Prohibited content"), para("(a) The name of a victim is given."),
        para("(b) The site is shown."),
    )  # fmt: skip
    assert {one.lead_in for one in found} == {"Prohibited content"}


def test_whole_sentences_under_a_plain_heading_need_no_lead_in() -> None:
    found = clauses(
        heading("4.1 Posts"), para("(a) Staff may post."), para("(b) Staff may like."),
    )  # fmt: skip
    assert [one.lead_in for one in found] == ["", ""]


def test_a_title_within_the_numbering_leads_in() -> None:
    found = clauses(
        heading("§ 5 Posts"), para("(a) Prohibited pictures."), para("(1) Victims."),
        para("(2) Sites."), para("(b) Videos."), para("(1) Short ones may be posted."),
    )  # fmt: skip
    assert [one.lead_in for one in found[:3]] == ["Prohibited pictures."] * 2 + [""]


def test_a_number_below_another_keeps_what_leads_into_it() -> None:
    found = clauses(
        heading("4. Posts"), para("4.1 Employees must not:"), para("4.1.1 Post pictures."),
        para("4.1.2 Speak for the agency when:"), para("(a) press asks;"), para("(b) police ask."),
        para("4.2 Employees may like posts."),
    )  # fmt: skip
    assert [(one.number, one.lead_in) for one in found] == [
        ("4.1", ""),
        ("4.1.1", "Employees must not:"),
        ("4.1.2", "Employees must not:"),
        ("4.1.2(a)", "Employees must not: Speak for the agency when:"),
        ("4.1.2(b)", "Employees must not: Speak for the agency when:"),
        ("4.2", ""),
    ]


@pytest.mark.parametrize("title", ["Who must comply", "What to post", "When staff may film"])
def test_a_question_without_its_sign_stays_a_heading(title: str) -> None:
    found = clauses(
        para("4.1 Scope"), para("It binds."), para(f"4.2 {title}"), para("All staff."),
        para("4.3 More"), para("Ask."),
    )  # fmt: skip
    assert found[1].headings == (f"4.2 {title}",)


@pytest.mark.parametrize(
    "exception",
    [
        "However, no picture may be posted that shows a victim.",
        "This does not apply to account managers.",
        "Except for trainees, who ask first.",
        "Only pictures without people may be posted.",
        "The Director may, however, forbid it.",
        "Contractors are exempt.",
        "It doesn’t cover videos.",
        "Nothing in this section limits the rights of unions.",
    ],
)
def test_a_paragraph_that_narrows_stays_with_the_one_before_it(exception: str) -> None:
    found = clauses(heading("4.1 Pictures"), para(FILL + "Staff may post."), para(exception))
    assert [one.text.endswith(f"Staff may post.\n{exception}") for one in found] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Employees may post pictures in uniform.",
        "The desk reads every message.",
        "This policy applies to all staff.",
        "An account is opened by the desk.",
    ],
)
def test_a_plain_paragraph_narrows_nothing(text: str) -> None:
    assert not narrows(text)
    assert not takes_back(text)
    assert not leading(text)


def test_a_long_lead_in_that_points_ahead_gives_the_sentence_that_does() -> None:
    opening = "Employees may post pictures in uniform under the following conditions."
    assert leading(FILL + opening) == opening
