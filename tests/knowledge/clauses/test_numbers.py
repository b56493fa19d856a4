import pytest

from knowledge.clauses.counting import Alphabet, Mark
from knowledge.clauses.numbers import Sort, compose, read


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("§ 2635.702 Use of public office.", "§ 2635.702", "Use of public office."),
        ("§ § 2635.101", "§ 2635.101", ""),
        ("§ 2635.702(b)(1) Text", "§ 2635.702(b)(1)", "Text"),
        ("§ § 2637.101-2637.104 [Reserved]", "§§ 2637.101–2637.104", "[Reserved]"),
        ("2401.105-2 Arrangement of regulations.", "2401.105-2", "Arrangement of regulations."),
        ("4.1.2 Employees must", "4.1.2", "Employees must"),
        ("4.1.2. Employees must", "4.1.2", "Employees must"),
        ("4.1 – Scope", "4.1", "Scope"),
        ("III.A.8 Staff", "III.A.8", "Staff"),
        ("POL.ITAUP.028 Staff must", "POL.ITAUP.028", "Staff must"),
        ("Section 4. Appeals", "Section 4", "Appeals"),
        ("Sec. 12 Scope", "Sec. 12", "Scope"),
        ("ARTICLE II – Members", "Article II", "Members"),
        ("Appendix A: Forms", "Appendix A", "Forms"),
        ("PART 733—POLITICAL ACTIVITY", "Part 733", "POLITICAL ACTIVITY"),
        ("Subpart 2401.1—Purpose", "Subpart 2401.1", "Purpose"),
    ],
)
def test_an_absolute_number_is_read_with_its_rest(text: str, number: str, rest: str) -> None:
    label = read(text)
    assert label.absolute is not None
    assert (label.absolute.number, label.rest) == (number, rest)


@pytest.mark.parametrize(
    ("text", "marks", "rest"),
    [
        ("(a) General.", [Mark("a", "()")], "General."),
        ("( i ) General.", [Mark("i", "()")], "General."),
        ("(d) —(1) An employee", [Mark("d", "()"), Mark("1", "()")], "An employee"),
        ("(a)(ii) Text", [Mark("a", "()"), Mark("ii", "()")], "Text"),
        ("iv. Text", [Mark("iv", ".")], "Text"),
        ("3) Text", [Mark("3", ")")], "Text"),
        ("A. Text", [Mark("A", ".")], "Text"),
        ("7 Introduction", [Mark("7", "")], "Introduction"),
    ],
)
def test_marks_are_read_with_their_rest(text: str, marks: list[Mark], rest: str) -> None:
    label = read(text)
    assert label.absolute is None
    assert (list(label.marks), label.rest) == (marks, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Employees must wear a badge.",
        "2023 was a good year.",
        "10 days are given.",
        "5 U.S.C. 7301 applies.",
        "U.S. citizens may apply.",
        "Section 4 applies to all staff.",
        "Part of the policy applies.",
        "(see note)",
        "(optional) Fill in the form.",
        "",
    ],
)
def test_a_text_that_only_speaks_of_numbers_bears_none(text: str) -> None:
    label = read(text)
    assert label.absolute is None
    assert all(mark.body.isdigit() and mark.form == "" for mark in label.marks)


def test_a_number_that_the_text_repeats_is_taken_off_once() -> None:
    assert read("4.1 Scope", "4.1").rest == "Scope"
    assert read("(a) Scope", "(a)").rest == "Scope"
    assert read("Scope", "4.1").rest == "Scope"
    assert read("4.1 Scope", "7").rest == "4.1 Scope"


def test_the_sort_tells_what_composes_with_marks() -> None:
    sorts = [read(text).absolute for text in ("§ 4", "Annex B", "Section 4", "4.1", "AC.IT.2")]
    assert [found.sort for found in sorts if found] == [
        Sort.SIGN, Sort.CONTAINER, Sort.WORD, Sort.DOTTED, Sort.CODE,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("parent", "marks", "number"),
    [
        ("§ 2635.702", [Mark("b", "()"), Mark("1", "()")], "§ 2635.702(b)(1)"),
        ("4.1.2", [Mark("a", "()")], "4.1.2(a)"),
        ("4.2", [Mark("1", ".")], "4.2(1)"),
        ("4.2", [Mark("a", ".")], "4.2.a"),
        ("", [Mark("III", "."), Mark("A", "."), Mark("8", ".")], "III.A.8"),
        ("", [Mark("a", "()"), Mark("ii", "()")], "(a)(ii)"),
        ("", [], ""),
    ],
)
def test_marks_are_written_behind_the_number_above(
    parent: str, marks: list[Mark], number: str
) -> None:
    assert compose(parent, tuple(marks)) == number


@pytest.mark.parametrize(
    ("body", "readings"),
    [
        ("i", {(Alphabet.LOWER, 9), (Alphabet.LOWER_ROMAN, 1)}),
        ("V", {(Alphabet.UPPER, 22), (Alphabet.UPPER_ROMAN, 5)}),
        ("xiv", {(Alphabet.LOWER_ROMAN, 14)}),
        ("aa", {(Alphabet.LOWER, 27)}),
        ("12", {(Alphabet.DECIMAL, 12)}),
        ("iiii", {(Alphabet.LOWER, 87)}),
        ("may", set()),
    ],
)
def test_a_mark_may_have_several_readings(body: str, readings: set[tuple[Alphabet, int]]) -> None:
    assert set(Mark(body, "()").readings) == readings
