"""How text without numbers becomes clauses of a readable size."""

from knowledge.model import ClauseKind

from .build import clauses, heading, item, note, para, row


def words(count: int, start: str = "Word") -> str:
    return " ".join([start, *["word"] * (count - 2), "end."])


def test_paragraphs_under_one_heading_are_packed() -> None:
    found = clauses(heading("A"), para(words(50)), para(words(50)), para(words(50)), heading("B"),
                    para(words(20)))  # fmt: skip
    assert [len(clause.text.split()) for clause in found] == [100, 50, 20]
    assert [clause.text.count("\n") for clause in found] == [1, 0, 0]


def test_a_long_paragraph_is_never_torn() -> None:
    (clause,) = clauses(para(words(700)))
    assert len(clause.text.split()) == 700


def test_an_orphan_joins_its_neighbour() -> None:
    found = clauses(para(words(115)), para(words(10)))
    assert [len(clause.text.split()) for clause in found] == [125]


def test_a_short_list_stays_with_its_lead_in() -> None:
    (clause,) = clauses(para("Bring:"), item("a pen;"), item("a badge."))
    assert (clause.text, clause.lead_in) == ("Bring:\na pen;\na badge.", "")


def test_a_long_list_is_split_and_keeps_its_lead_in() -> None:
    items = [item(words(45, f"Item{n}")) for n in range(5)]
    found = clauses(para("Employees must not:"), *items)
    assert [clause.lead_in for clause in found] == ["Employees must not:"] * 3
    assert [clause.text.count("Item") for clause in found] == [2, 2, 1]
    assert {clause.kind for clause in found} == {ClauseKind.ITEM}


def test_a_short_paragraph_that_leads_in_is_kept_whole() -> None:
    items = [item(words(70)), item(words(70))]
    found = clauses(para("Bring the following things. Don't be late."), *items)
    assert {clause.lead_in for clause in found} == {"Bring the following things. Don't be late."}


def test_a_long_paragraph_before_a_list_gives_its_last_sentence() -> None:
    found = clauses(para(f"{words(70)} They must not:"), item(words(90)), item(words(90)))
    assert [clause.lead_in for clause in found] == ["", "They must not:", "They must not:"]
    assert found[0].text.endswith("They must not:")


def test_a_nested_list_that_is_too_long_is_read_after_the_item_that_holds_it() -> None:
    found = clauses(
        para("Staff must not:"), item("post:"), item(words(80), level=2), item(words(80), level=2),
        item("like."),
    )  # fmt: skip
    assert [clause.lead_in for clause in found] == [
        "Staff must not: post:", "Staff must not: post:", "Staff must not:",
    ]  # fmt: skip


def test_a_question_stays_with_its_answer() -> None:
    found = clauses(para(words(118)), para("May I post this?"), para(words(110)))
    assert found[1].text.startswith("May I post this?\nWord")


def test_a_small_table_is_one_clause_with_its_heads() -> None:
    heads = ("Office", "Phone")
    (clause,) = clauses(
        heading("Contacts"), row(heads, "Media desk", "555"), row(heads, "Records", "")
    )
    assert clause.text == "Office: Media desk; Phone: 555\nOffice: Records"
    assert clause.kind is ClauseKind.ROW


def test_wordy_rows_are_clauses_of_their_own() -> None:
    heads = ("Violation", "Measure")
    found = clauses(
        para("These measures apply to the violations below:"),
        row(heads, words(20), words(20)), row(heads, words(20), words(20)),
    )  # fmt: skip
    assert [clause.lead_in for clause in found] == [
        "These measures apply to the violations below:"
    ] * 2
    assert found[0].text.startswith("Violation: Word")


def test_the_head_of_an_empty_column_is_not_lost() -> None:
    heads = ("Name", "Pronouns")
    (clause,) = clauses(row(heads, "Lee", ""), row(heads, "Kim", ""))
    assert clause.text == "Name: Lee; Pronouns\nName: Kim"


def test_rows_with_more_cells_than_heads_are_kept() -> None:
    (clause,) = clauses(row(("Name",), "Lee", "Kim"))
    assert clause.text == "Name: Lee; Kim"


def test_definitions_stand_alone() -> None:
    found = clauses(
        heading("Terms"), para("These words are used."),
        para('"Post" means content.'), para('"Account" means a profile.'),
    )  # fmt: skip
    assert [clause.kind for clause in found] == [
        ClauseKind.PROSE, ClauseKind.DEFINITION, ClauseKind.DEFINITION,
    ]  # fmt: skip


def test_a_note_doesnt_tear_a_list_from_its_lead_in() -> None:
    found = clauses(para("Bring:[1]"), note("Soon.", "1"), item("a pen."))
    assert [clause.text for clause in found] == ["Bring:[1]\na pen.", "Soon."]
