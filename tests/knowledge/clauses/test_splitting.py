"""Numbers and places of whole documents, by hand."""

import pytest

from knowledge.clauses import split
from knowledge.model import Block, ClauseKind, Header

from .build import clauses, heading, item, note, numbers, para, row


def test_government_markdown_says_each_heading_twice_and_is_cited_once() -> None:
    found = clauses(
        para("PART 2635—STANDARDS OF CONDUCT"),
        heading("Part 2635", 3),
        para("Authority: 5 U.S.C. 7301."),
        para("Subpart A—General Provisions"),
        para("§ 2635.101 Basic obligation of public service."),
        heading("§ § 2635.101", 4),
        para("(a) Each employee has a responsibility."),
        para("(b) The following principles apply:"),
        para("(1) Public service is a public trust."),
        para("§ 2635.102 Definitions."),
        heading("§ § 2635.102", 4),
        para("This part uses these terms."),
        para("Subpart B—Gifts"),
        para("§ 2635.201 Overview."),
        heading("§ § 2635.201", 4),
        para("No gifts."),
    )
    assert [clause.number for clause in found] == [
        "Part 2635", "§ 2635.101(a)", "§ 2635.101(b)", "§ 2635.101(b)(1)", "§ 2635.102",
        "§ 2635.201",
    ]  # fmt: skip
    assert found[3].headings == (
        "PART 2635—STANDARDS OF CONDUCT",
        "Subpart A—General Provisions",
        "§ 2635.101 Basic obligation of public service.",
    )
    assert found[3].lead_in == "The following principles apply:"
    assert found[5].headings[1] == "Subpart B—Gifts"


def test_a_repeated_heading_proves_the_number_of_a_section_without_neighbours() -> None:
    assert numbers(
        para("203.171-4 Solicitation provision."), heading("§ 203.171-4", 4), para("(a) Use it."),
        para("(b) Keep it."), para("Subpart 204.1—Signatures"),
    )[:2] == ["203.171-4(a)", "203.171-4(b)"]  # fmt: skip


def test_numbers_compose_over_headings_and_paragraphs() -> None:
    assert numbers(
        heading("I. Purpose", 1), para("Why."),
        heading("II. Scope", 1), para("Who."),
        heading("III. Conduct", 1),
        heading("A. Posting", 2), *[para(f"{n}. Rule of posting.") for n in range(1, 9)],
        heading("B. Deleting", 2), para("1. Rule."), para("2. Rule."),
    ) == ["I", "II", *[f"III.A.{n}" for n in range(1, 9)], "III.B.1", "III.B.2"]  # fmt: skip


def test_dotted_paragraphs_make_their_own_outline() -> None:
    found = clauses(
        para("1. Purpose"), para("1.1 The policy applies."), para("1.2 It binds."),
        para("2. Scope"), para("2.1 Staff must not:"), para("(a) post;"), para("(b) like."),
        para("3. Review"), para("Every year."),
    )  # fmt: skip
    assert [clause.number for clause in found] == ["1.1", "1.2", "2.1", "2.1(a)", "2.1(b)", "3"]
    assert found[3].headings == ("2. Scope",)
    assert found[3].lead_in == "Staff must not:"


def test_policy_codes_number_their_paragraphs() -> None:
    assert numbers(
        heading("Rules"), para("POL.ITAUP.028 Lock screens."), para("POL.ITAUP.029 Share nothing.")
    ) == ["POL.ITAUP.028", "POL.ITAUP.029"]


@pytest.mark.parametrize(
    "text",
    [
        "2023 was a year of change.",
        "5 U.S.C. 7301 applies.",
        "10 days are given.",
        "1.5 million people live here.",
        "2.5% of staff answered.",
        "(202) 555-0100 is the number.",
        "12.05.2024 it began.",
        "24 May 2024 is the day.",
        "(c) 2024 Department of Harbors",
        "A. Smith wrote this.",
        "COVID-19 was declared over.",
        "Section 4 applies to them.",
        "§ 2635.101 applies to them.",
        "3.2 GB is the limit.",
    ],
)
def test_text_that_begins_with_a_figure_gets_no_number(text: str) -> None:
    (clause,) = clauses(heading("About"), para(text))
    assert (clause.number, clause.text) == ("", text)


def test_a_prefix_and_a_number_in_headings_are_one_number() -> None:
    assert numbers(
        heading("PGI 201.170 Peer reviews."), para("(a) Ask for one."), para("(b) Hold it."),
        heading("PGI 201.171 Others."), para("(b)(i) It begins late."), para("(ii) It goes on."),
        para("FAR 31.201 Cost is read with it."), para("FAR 31.202 Price too."),
    ) == [
        "PGI 201.170(a)", "PGI 201.170(b)", "PGI 201.171(b)(i)", "PGI 201.171(b)(ii)",
        "PGI 201.171",
    ]  # fmt: skip


def test_a_short_sentence_that_leads_on_is_no_title() -> None:
    found = clauses(
        heading("§ 8 Clauses"), para("(a) A clause is new if it—"),
        para("(1) Will be used again and"),
        para("(i) Costs money."), para("(ii) Takes time."), para("(2) Is long."),
    )  # fmt: skip
    assert found[2].lead_in == "A clause is new if it— Will be used again and"
    assert found[2].headings == ("§ 8 Clauses",)


def test_steps_under_an_unnumbered_heading_are_one_list_clause() -> None:
    (clause,) = clauses(
        heading("How to log in"), para("Do this:"), item("Open.", "1."), item("Sign in.", "2.")
    )
    assert clause.number == ""
    assert clause.text == "Do this:\n1. Open.\n2. Sign in."


def test_steps_under_numbered_steps_are_a_list_too() -> None:
    found = clauses(
        heading("1. Prepare"), item("Open.", "1."), item("Sign in.", "2."),
        heading("2. Finish"), item("Close.", "1."), item("Sign out.", "2."),
    )  # fmt: skip
    assert [(clause.number, clause.text) for clause in found] == [
        ("1", "1. Open.\n2. Sign in."), ("2", "1. Close.\n2. Sign out."),
    ]  # fmt: skip


def test_a_numbered_list_under_a_clause_number_is_numbered() -> None:
    found = clauses(
        heading("4.1 Posts", 2), para("Employees must not:"), item("post;", "(a)"),
        item("like.", "(b)"), heading("4.2 More", 2), para("More."),
    )  # fmt: skip
    assert [clause.number for clause in found] == ["4.1", "4.1(a)", "4.1(b)", "4.2"]
    assert [clause.lead_in for clause in found[1:3]] == ["Employees must not:"] * 2
    assert [clause.kind for clause in found[1:3]] == [ClauseKind.ITEM] * 2
    assert set(found[0].references) == {found[1].id, found[2].id}


def test_a_list_that_runs_on_across_headings_is_numbered() -> None:
    assert numbers(
        heading("Before"), item("One rule.", "1."), item("Two rules.", "2."),
        heading("After"), item("Three rules.", "3."), item("Four rules.", "4."),
    ) == ["1", "2", "3", "4"]  # fmt: skip


def test_a_document_that_is_one_list_of_rules_is_numbered_by_it() -> None:
    rule = "Employees must keep every record of what they publish as long as the schedule says."
    assert numbers(heading("Policy", 1), item(rule, "1."), item(rule, "2.")) == ["1", "2"]


def test_a_gap_is_kept_and_a_letter_of_two_readings_is_settled_by_its_neighbours() -> None:
    letters = [para(f"({letter}) Text is here.") for letter in "abcdefgh"]
    assert numbers(
        heading("§ 7 Rules"), *letters, para("(1) Text."), para("(2) Text."), para("(i) Text."),
        para("(j) Text."), para("(m) Text."),
    )[8:] == ["§ 7(h)(1)", "§ 7(h)(2)", "§ 7(i)", "§ 7(j)", "§ 7(m)"]  # fmt: skip


def test_units_in_one_paragraph_are_split_where_the_sequence_proves_them() -> None:
    found = clauses(
        heading("§ 5 Holds"),
        para("(a) General. (1) Records on hold are kept (see (2) there). (2) Nobody deletes them."),
        para("(b) Special. (1) Video is kept."),
        para("(2) Audio is kept."),
        para("(c) Nobody may (1) sell or (2) lend them. (9) Nothing follows."),
    )
    assert [(clause.number, clause.text) for clause in found] == [
        ("§ 5(a)(1)", "Records on hold are kept (see (2) there)."),
        ("§ 5(a)(2)", "Nobody deletes them."),
        ("§ 5(b)(1)", "Video is kept."),
        ("§ 5(b)(2)", "Audio is kept."),
        ("§ 5(c)", "Nobody may (1) sell or (2) lend them. (9) Nothing follows."),
    ]
    assert found[0].headings == ("§ 5 Holds", "(a) General.")


def test_a_number_given_twice_in_one_place_is_no_number() -> None:
    found = clauses(
        heading("§ 3 Definitions"), para("An employee means:"), para("(1) a clerk;"),
        para("(2) a guard."), para("A holiday means:"), para("(1) Sunday;"), para("(2) May 1."),
    )  # fmt: skip
    assert {clause.number for clause in found} == {"§ 3"}
    assert "An employee means:\n(1) a clerk;\n(2) a guard." in found[0].text


def test_annexes_that_restart_get_ids_of_their_own() -> None:
    found = clauses(
        heading("1. Main", 1), para("Main."), heading("2. More", 1), para("More."),
        heading("Annex A", 1), para("1.1 One."), para("1.2 Two."),
        heading("Annex B", 1), para("1.1 One."), para("1.2 Two. See 1.1 and Annex A."),
    )  # fmt: skip
    assert [clause.number for clause in found[2:]] == ["1.1", "1.2", "1.1", "1.2"]
    assert len({clause.id for clause in found}) == len(found)
    assert found[-1].references == (found[4].id, found[2].id)


def test_a_contents_list_doesnt_take_the_numbers_of_the_headings() -> None:
    found = clauses(
        item("501.101 Purpose."), item("501.103 Authority."),
        heading("501.101 Purpose."), para("Why."), heading("501.103 Authority."), para("Who."),
    )  # fmt: skip
    assert [clause.number for clause in found] == ["", "501.101", "501.103"]


def test_unnumbered_text_between_numbered_units_is_cited_by_the_section() -> None:
    found = clauses(
        heading("§ 9 Gifts"), para("(a) Gifts are refused."), para("A clerk gets flowers."),
        para("(b) Cash is refused."),
    )  # fmt: skip
    assert [clause.number for clause in found] == ["§ 9(a)", "§ 9", "§ 9(b)"]


def test_numbers_rendered_by_the_format_arent_doubled() -> None:
    found = clauses(
        heading("Scope", 1, number="1."), heading("1.1 Who", 2, number="1.1"),
        para("Staff."), heading("What", 2, number="1.2"), para("Posts."),
        heading("Dates", 1, number="2."), para("Now."),
    )  # fmt: skip
    assert [(clause.number, clause.headings) for clause in found] == [
        ("1.1", ("1. Scope", "1.1 Who")), ("1.2", ("1. Scope", "1.2 What")), ("2", ("2. Dates",)),
    ]  # fmt: skip


def test_a_bare_heading_is_not_lost() -> None:
    found = clauses(
        heading("4.2 Employees must log out."), heading("4.3 Employees must not post keys."),
        heading("Contacts"), heading("Forms"), heading("5. Dates"), para("Now."),
    )  # fmt: skip
    assert [(clause.number, clause.text) for clause in found[:3]] == [
        ("4.2", "Employees must log out."), ("4.3", "Employees must not post keys."),
        ("", "Contacts\nForms"),
    ]  # fmt: skip


def test_the_documents_title_isnt_repeated_in_the_headings() -> None:
    found, _ = split(
        Header("a.md", "Social Media"),
        [heading("Social media", 1), heading("Posting"), para("Yes.")],
    )
    assert [clause.headings for clause in found] == [("Posting",)]


def test_a_note_is_a_clause_that_its_text_refers_to() -> None:
    found = clauses(
        para("Gifts are refused.[1] Cash too."), note("Except flowers.", "1."), para("See note 1.")
    )
    assert [(clause.kind, clause.text) for clause in found] == [
        (ClauseKind.PROSE, "Gifts are refused.[1] Cash too.\nSee note 1."),
        (ClauseKind.NOTE, "Except flowers."),
    ]
    assert found[0].references == (found[1].id,)


def test_a_table_without_a_lead_in_isnt_cited_by_the_paragraph_above() -> None:
    found = clauses(
        heading("10. Contacts"), heading("11. Dates"), heading("12. People"),
        para("12.1 The desk answers."), para("12.2 It is open."),
        row(("Desk", "Phone"), "Media", "1"),
    )  # fmt: skip
    assert (found[-1].number, found[-1].text) == ("12", "Desk: Media; Phone: 1")


def test_pages_and_anchors_come_from_the_blocks() -> None:
    found = clauses(
        heading("Posting", anchor="posting-1"), para("One.", page=3),
        heading("4.1 Photos"), para("(a) Two.", page=4), para("(b) Three.", page=5),
    )  # fmt: skip
    assert [(clause.page, clause.anchor) for clause in found] == [
        (3, "posting-1"), (4, "4-1-a"), (5, "4-1-b"),
    ]  # fmt: skip


def test_a_number_on_a_line_of_its_own_is_joined_with_the_text_below() -> None:
    found = clauses(para("4.1"), para("Staff post."), para("4.2"), para("Staff like."), para("4.3"))
    assert [(clause.number, clause.text) for clause in found] == [
        ("4.1", "Staff post."),
        ("4.2", "Staff like."),
        ("4.3", "4.3"),
    ]


def test_nothing_gives_no_clauses() -> None:
    assert split(Header("a.md", "A"), []) == ((), ())
    assert clauses(*[Block(para("").kind, "")]) == []
