import pytest

from knowledge.clauses.definitions import defines


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ('"Official account" means an account that …', ()),
        ("“Content” includes text and pictures.", ()),
        ("The term “gift” has the meaning in 4.2.", ()),
        ("Personal account means an account of one's own.", ("2. Definitions",)),
        ("A record refers to any document.", ("Glossary",)),
        ("means any person who asks", ("Definitions",)),
    ],
)
def test_a_definition_is_known_by_its_term_or_its_heading(
    text: str, headings: tuple[str, ...]
) -> None:
    assert defines(text, headings) is (not text.startswith("means"))


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("This means that nobody may post.", ("Posting",)),
        ("Employees must not post.", ("Definitions",)),
        ('"No comment" should not be said.', ()),
    ],
)
def test_other_text_defines_nothing(text: str, headings: tuple[str, ...]) -> None:
    assert not defines(text, headings)
