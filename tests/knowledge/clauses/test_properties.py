"""What holds for every document, however odd."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.clauses import split
from knowledge.model import Block, BlockKind, Clause, Header

HEADER = Header("odd.md", "Odd document")
STARTS = [
    "", "", "", "(a) ", "(b) ", "(i) ", "(1) ", "(2) ", "1. ", "2. ", "A. ", "4.1 ", "4.2 ", "4 ",
    "III. ", "§ 5.1 ", "§ 5.1(a) ", "Section 4. ", "Part 2 ", "Annex A ", "AB.CD.01 ", "(a)(1) ",
    "5 U.S.C. ", "2023 ",
]  # fmt: skip
BODIES = [
    "Employees must not:", "General. (1) One is here. (2) Two is here.", "Scope", "Purpose.", "",
    "“Post” means content.", "See 4.1 and paragraph (b) of this section.", "May I?", "— …",
    "word " * 130, "Some short text.", "post;", "* * *", "متن قصير", "a\u00a0b",
]  # fmt: skip
text = st.builds(
    lambda start, body: (start + body).strip(), st.sampled_from(STARTS), st.sampled_from(BODIES)
)
rendered = st.sampled_from(["", "", "", "1.", "2.", "(a)", "(b)", "a.", "4.1", "•"])
cells = st.lists(st.sampled_from(["", "Phone", "555-0100", "Name: Lee"]), max_size=3).map(tuple)


@st.composite
def block(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(list(BlockKind)))
    level = draw(st.integers(1, 4)) if kind in (BlockKind.HEADING, BlockKind.ITEM) else 0
    body = draw(text)
    if kind is BlockKind.ROW:
        own = draw(cells)
        return Block(kind, " | ".join(own) or body, cells=own, heads=draw(cells))
    return Block(kind, body, level=level, number=draw(rendered))


documents = st.lists(block(), max_size=25)


def words(value: str) -> set[str]:
    return set(re.findall(r"\w+", value.lower()))


def visible(blocks: list[Block]) -> set[str]:
    found = set()
    for one in blocks:
        parts = [one.text, *one.cells, *(one.heads if one.cells else ())]
        found |= words(" ".join(parts))
    return found


def kept(clauses: tuple[Clause, ...]) -> set[str]:
    found = words(HEADER.title)
    for clause in clauses:
        found |= words(" ".join([clause.text, clause.lead_in, clause.number, *clause.headings]))
    return found


@settings(max_examples=400, deadline=None)
@given(documents)
def test_no_word_is_lost(blocks: list[Block]) -> None:
    clauses, _ = split(HEADER, blocks)
    assert visible(blocks) - kept(clauses) == set()


@settings(max_examples=200, deadline=None)
@given(documents)
def test_ids_and_keys_are_unique_and_the_order_is_kept(blocks: list[Block]) -> None:
    clauses, _ = split(HEADER, blocks)
    assert len({clause.id for clause in clauses}) == len(clauses)
    assert len({clause.key for clause in clauses}) == len(clauses)
    assert [clause.ordinal for clause in clauses] == list(range(1, len(clauses) + 1))
    ids = {clause.id for clause in clauses}
    assert all(ids.issuperset(clause.references) for clause in clauses)


@settings(max_examples=200, deadline=None)
@given(documents)
def test_the_same_document_gives_the_same_clauses(blocks: list[Block]) -> None:
    assert split(HEADER, blocks) == split(HEADER, list(blocks))


UNITS = [
    Block(BlockKind.HEADING, "1. Scope", level=2),
    *[Block(BlockKind.PARAGRAPH, f"1.{n} Rule {n} is short.") for n in range(1, 6)],
    Block(BlockKind.HEADING, "Contacts", level=2),
    Block(BlockKind.PARAGRAPH, "Call the desk."),
    Block(BlockKind.HEADING, "Overview", level=2),
    Block(BlockKind.PARAGRAPH, "All is well."),
]


@settings(deadline=None)
@given(st.integers(1, 5), st.text(alphabet="abc ", min_size=1, max_size=40))
def test_editing_one_clause_changes_its_key_alone(place: int, addition: str) -> None:
    before, _ = split(HEADER, UNITS)
    edited = list(UNITS)
    edited[place] = Block(
        BlockKind.PARAGRAPH, f"{UNITS[place].text} It has {addition.strip()} more."
    )
    after, _ = split(HEADER, edited)
    assert [clause.id for clause in before] == [clause.id for clause in after]
    changed = [one.number for one, two in zip(before, after, strict=True) if one.key != two.key]
    assert changed == [f"1.{place}"]


@settings(deadline=None)
@given(st.integers(1, 3))
def test_a_paragraph_more_leaves_everything_under_other_headings_alone(count: int) -> None:
    long = Block(BlockKind.PARAGRAPH, "word " * 119 + "end.")
    before, _ = split(HEADER, UNITS)
    after, _ = split(HEADER, [*UNITS[:8], *[long] * count, *UNITS[8:]])
    contacts = ("Contacts",)
    assert {one.key for one in before if one.headings != contacts} == {
        one.key for one in after if one.headings != contacts
    }
