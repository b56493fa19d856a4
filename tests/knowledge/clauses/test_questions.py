from knowledge.clauses import split
from knowledge.model import Header

from .build import clauses, heading, para

BLOCKS = [
    heading("4. Posts"), para("4.1 Nobody may threaten."), para("4.2 Cats are fine."),
    heading("Contacts"), para("Call us."),
]  # fmt: skip


def ask(*questions: tuple[str, tuple[str, ...]]) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    found, warnings = split(Header("a.md", "A", questions=questions), BLOCKS)
    return [clause.questions for clause in found], warnings


def test_a_key_is_a_number_or_a_heading() -> None:
    questions, warnings = ask(("4.2", ("can i post my cat",)), ("contacts", ("who helps",)))
    assert questions == [(), ("can i post my cat",), ("who helps",)]
    assert warnings == ()


def test_a_key_that_matches_nothing_is_a_warning() -> None:
    questions, warnings = ask(("4.9", ("where is it",)))
    assert questions == [(), (), ()]
    assert warnings == ("questions_answered: no clause has the number or heading “4.9”",)


def test_the_key_of_a_clause_changes_with_its_questions_alone() -> None:
    plain, _ = split(Header("a.md", "A"), BLOCKS)
    asked, _ = split(Header("a.md", "A", questions=(("4.1", ("may i",)),)), BLOCKS)
    assert [one.id for one in plain] == [one.id for one in asked]
    assert [one.key == other.key for one, other in zip(plain, asked, strict=True)] == [
        False, True, True,
    ]  # fmt: skip


def test_a_heading_that_asks_is_a_question_of_its_answer() -> None:
    (clause,) = clauses(heading("May I post?"), para("Yes."))
    assert clause.questions == ("May I post?",)
