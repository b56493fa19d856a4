from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.loading.numbering import Counters, Level, ListInstance, Mark, typed_too
from knowledge.loading.word_numerals import numeral

LEGAL = (
    Level(1, "decimal", "%1."),
    Level(1, "decimal", "%1.%2"),
    Level(1, "lowerLetter", "(%3)"),
    Level(1, "lowerRoman", "(%4)"),
)


def numbers(instance: ListInstance, *depths: int) -> list[str]:
    counters = Counters()
    return [mark.number for depth in depths if (mark := counters.mark(instance, depth))]


@pytest.mark.parametrize(
    ("value", "style", "written"),
    [
        (1, "lowerLetter", "a"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "aa"),
        (28, "lowerLetter", "bb"),
        (53, "lowerLetter", "aaa"),
        (0, "lowerLetter", ""),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (0, "upperRoman", ""),
        (4000, "lowerRoman", "4000"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (1, "ordinal", "1st"),
        (12, "ordinal", "12th"),
        (22, "ordinal", "22nd"),
        (21, "cardinalText", "Twenty-one"),
        (12, "ordinalText", "Twelfth"),
        (20, "ordinalText", "Twentieth"),
        (43, "ordinalText", "Forty-third"),
        (100, "cardinalText", "100"),
        (5, "chicago", "**"),
        (3, "none", ""),
        (3, "hindiConsonants", "3"),
    ],
)
def test_a_number_is_written_as_word_writes_it(value: int, style: str, written: str) -> None:
    assert numeral(value, style) == written


@given(st.integers(1, 780))
def test_letters_beyond_z_repeat_one_letter(value: int) -> None:
    written = numeral(value, "lowerLetter")
    assert set(written) == {"abcdefghijklmnopqrstuvwxyz"[(value - 1) % 26]}
    assert len(written) == (value - 1) // 26 + 1


@given(st.integers(1, 3999))
def test_roman_numerals_add_up_to_their_value(value: int) -> None:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    signs = [worth[sign] for sign in numeral(value, "lowerRoman")]
    following = [*signs[1:], 0]
    total = sum(-a if a < b else a for a, b in zip(signs, following, strict=True))
    assert total == value


@given(
    st.integers(-5, 5000), st.sampled_from(["lowerRoman", "upperLetter", "ordinal", "ordinalText"])
)
def test_every_value_has_a_form(value: int, style: str) -> None:
    assert numeral(value, style) or value == 0


def test_deeper_levels_begin_anew_after_a_higher_one() -> None:
    instance = ListInstance("1", "a", LEGAL)
    shown = numbers(instance, 0, 1, 1, 2, 2, 3, 0, 1, 2)
    assert shown == ["1.", "1.1", "1.2", "(a)", "(b)", "(i)", "2.", "2.1", "(a)"]


def test_a_level_without_its_parent_shows_the_number_the_parent_would_begin_with() -> None:
    assert numbers(ListInstance("1", "a", LEGAL), 1, 1, 0, 1) == ["1.1", "1.2", "1.", "1.1"]


def test_a_level_may_count_on_over_higher_ones() -> None:
    levels = (LEGAL[0], replace(LEGAL[1], text="Rule %2", restart=0))
    shown = numbers(ListInstance("1", "a", levels), 0, 1, 1, 0, 1)
    assert shown == ["1.", "Rule 1", "Rule 2", "2.", "Rule 3"]


def test_a_level_may_begin_anew_only_after_a_named_one() -> None:
    levels = (*LEGAL[:2], replace(LEGAL[2], restart=1))
    shown = numbers(ListInstance("1", "a", levels), 0, 1, 2, 1, 2, 0, 1, 2)
    assert shown[2] == "(a)"
    assert shown[4] == "(b)"
    assert shown[7] == "(a)"


def test_legal_numbering_writes_all_its_numbers_in_digits() -> None:
    levels = (Level(1, "upperRoman", "Article %1"), Level(1, "decimal", "%1.%2", legal=True))
    shown = numbers(ListInstance("1", "a", levels), 0, 0, 1)
    assert shown == ["Article I", "Article II", "2.1"]


def test_lists_of_one_definition_count_on_from_each_other() -> None:
    counters = Counters()
    first, second = ListInstance("1", "a", LEGAL), ListInstance("2", "a", LEGAL)
    marks = [counters.mark(one, 0) for one in (first, second, first)]
    assert marks == [Mark("1."), Mark("2."), Mark("3.")]


def test_a_list_with_a_start_of_its_own_begins_there_once() -> None:
    counters = Counters()
    first = ListInstance("1", "a", LEGAL)
    second = ListInstance("2", "a", LEGAL, {0: 7})
    marks = [counters.mark(one, 0) for one in (first, second, second, first)]
    assert marks == [Mark("1."), Mark("7."), Mark("8."), Mark("9.")]


@pytest.mark.parametrize(
    ("level", "mark"),
    [
        (Level(1, "bullet", "\uf0b7"), Mark("", bullet=True)),
        (Level(1, "bullet", "o"), Mark("", bullet=True)),
        (Level(1, "decimal", "–"), Mark("", bullet=True)),
        (Level(1, "none", ""), None),
        (Level(1, "none", "Note:"), Mark("Note:")),
        (Level(1, "lowerLetter", "%1)\t"), Mark("a)")),
    ],
)
def test_what_is_no_number_is_a_bullet_or_nothing(level: Level, mark: Mark | None) -> None:
    assert Counters().mark(ListInstance("1", "a", (level,)), 0) == mark


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_siblings_are_numbered_without_gaps(depths: list[int]) -> None:
    """Whatever the order of levels, each number is its predecessor's plus one, or a start."""
    counters = Counters()
    plain = tuple(Level(1, "decimal", f"%{place}") for place in range(1, 5))
    before: dict[int, int] = {}
    for depth in depths:
        mark = counters.mark(ListInstance("1", "a", plain), depth)
        assert mark is not None
        assert int(mark.number) == before.get(depth, 0) + 1
        before = {level: n for level, n in before.items() if level < depth}
        before[depth] = int(mark.number)


@pytest.mark.parametrize(
    ("text", "number", "typed"),
    [
        ("4.1 Scope", "4.1", True),
        ("4.1 Scope", "4.1.", True),
        ("4.1 Scope", "4.2", True),
        ("(c) Staff must", "(a)", True),
        ("(c)Staff must", "(a)", True),
        ("(s)he may", "(a)", False),
        ("(ii) Staff must", "(iv)", True),
        ("1. First", "1.", True),
        ("1 January 2024", "1.", False),
        ("1.5 litres", "1.", False),
        ("4 Scope", "4", True),
        ("4 weeks", "3", False),
        ("A person", "B", False),
        ("Article I Name", "Article I", True),
        ("Staff must", "(a)", False),
        ("Yes. We do", "a.", False),
        ("Staff must", "", False),
    ],
)
def test_a_number_that_the_author_typed_too_is_known(text: str, number: str, typed: bool) -> None:  # noqa: FBT001
    assert typed_too(text, number) is typed
