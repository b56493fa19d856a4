from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.errors import UnreadableDocument
from knowledge.loading import load
from knowledge.model import BlockKind
from tests.knowledge.loading.reading import markdown, read, refusal, shape, texts


def test_headings_paragraphs_and_lists_come_in_reading_order() -> None:
    blocks = markdown(
        "# Policy\n\nStaff may post.\n\n1. One\n2. Two\n   - deep\n\n## Scope\n\nAll."
    )
    assert shape(blocks) == [
        ("heading", 1, "", "Policy"),
        ("paragraph", 0, "", "Staff may post."),
        ("item", 1, "1.", "One"),
        ("item", 1, "2.", "Two"),
        ("item", 2, "", "deep"),
        ("heading", 2, "", "Scope"),
        ("paragraph", 0, "", "All."),
    ]


def test_a_heading_carries_an_anchor() -> None:
    assert markdown("## Personal use")[0].anchor == "personal-use"
    assert markdown("## Personal use {#own-id}")[0].anchor == "own-id"
    assert markdown("## Personal use {#own-id}")[0].text == "Personal use"


def test_a_numbered_list_keeps_its_first_number() -> None:
    assert [b.number for b in markdown("3. three\n4. four\n")] == ["3.", "4."]


def test_hard_wrapped_lines_fold() -> None:
    assert texts(markdown("Employees must\nnot post\n  confidential matters.")) == [
        "Employees must not post confidential matters."
    ]


def test_indented_text_is_a_paragraph_and_never_code() -> None:
    text = "        § 2635.101   Basis.\n\n#### § 2635.101\n\n        (a)  *Each* employee\n"
    assert shape(markdown(text)) == [
        ("paragraph", 0, "", "§ 2635.101 Basis."),
        ("heading", 4, "", "§ 2635.101"),
        ("paragraph", 0, "", "(a) Each employee"),
    ]


def test_text_stays_verbatim_with_its_quotes_and_dashes() -> None:
    text = "“Don’t” — it’s 5% of $10 – 20, & <b>“all”</b> of *it*…"
    assert texts(markdown(text)) == ["“Don’t” — it’s 5% of $10 – 20, & “all” of it…"]


def test_links_are_their_text_and_pictures_nothing() -> None:
    assert texts(markdown("See [the rules](/rules) ![lock](lock.png) and <a@b.gov>.")) == [
        "See the rules and a@b.gov."
    ]


def test_quotes_are_paragraphs() -> None:
    assert shape(markdown("> Keep records.\n>\n> Always.")) == [
        ("paragraph", 0, "", "Keep records."),
        ("paragraph", 0, "", "Always."),
    ]


def test_a_second_paragraph_stays_with_its_item() -> None:
    assert texts(markdown("- You may post.\n\n  Not during duty.\n\n- Next")) == [
        "You may post. Not during duty.",
        "Next",
    ]


def test_what_follows_a_nested_list_still_knows_its_item() -> None:
    blocks = markdown("1. Lead\n\n   - deep\n\n   Tail of one.\n")
    assert shape(blocks)[-1] == ("paragraph", 1, "", "Tail of one.")


def test_table_rows_know_their_heads() -> None:
    block = markdown("| Days | Action |\n|---|---|\n| 61 | Suspension |\n")[0]
    assert block.kind is BlockKind.ROW
    assert block.heads == ("Days", "Action")
    assert block.cells == ("61", "Suspension")


def test_footnotes_are_reachable_from_their_mark() -> None:
    blocks = markdown("Seven years[^a].\n\n[^a]: See the *schedule*.\n")
    assert blocks[0].text == "Seven years[1]."
    assert (blocks[1].kind, blocks[1].number) == (BlockKind.NOTE, "1")
    assert blocks[1].text == "See the schedule."


def test_definition_lists_pair_term_and_meaning() -> None:
    block = markdown("Record\n: Anything you post.\n")[0]
    assert block.kind is BlockKind.DEFINITION
    assert block.cells == ("Record", "Anything you post.")
    assert block.text == "Record: Anything you post."


def test_html_in_markdown_reads_like_html() -> None:
    blocks = markdown(
        "<details><summary>May I?</summary>\n\nYes, **once**.\n\n</details>\n\n"
        "<table><tr><th>Day</th></tr><tr><td>One</td></tr></table>\n"
    )
    assert texts(blocks)[:2] == ["May I?", "Yes, once."]
    assert blocks[0].kind is BlockKind.HEADING


def test_struck_out_text_is_left_out_with_a_warning() -> None:
    loaded = read("a.md", "You may ~~never~~ post.")
    assert texts(loaded.blocks) == ["You may post."]
    assert "struck-out" in loaded.warnings[0]


def test_comments_are_dropped_and_fenced_text_is_kept() -> None:
    assert texts(markdown("a <!-- b --> c\n\n```\nDear all,\n\nbye {% x %}\n```\n")) == [
        "a c",
        "Dear all,",
        "bye {% x %}",
    ]


def test_front_matter_becomes_properties_and_every_scalar_stays_text() -> None:
    loaded = read("a.md", "---\ntitle: T\nversion: 1.10\ngroups: [hr]\n---\nBody")
    assert loaded.properties == {"title": "T", "version": "1.10", "groups": ["hr"]}
    assert texts(loaded.blocks) == ["Body"]


def test_toml_front_matter_is_read_too() -> None:
    assert read("a.md", '+++\ntitle = "T"\n+++\nBody').properties == {"title": "T"}


def test_a_rule_across_the_page_is_no_front_matter() -> None:
    assert texts(markdown("---\n\nJust text.\n\n---\n\nMore.")) == ["Just text.", "More."]


def test_broken_front_matter_refuses_the_document_because_it_may_name_its_readers() -> None:
    fault = refusal("a.md", b"---\ntitle: T\ngroups: [hr\n---\nBody")
    assert "YAML" in fault.reason
    assert fault.place.startswith("line")


@pytest.mark.parametrize("header", ["---\ngroups: [hr]\n", "+++\ngroups = ['hr']\n"])
def test_front_matter_without_an_end_refuses_the_document(header: str) -> None:
    fault = refusal("a.md", f"{header}\n# Files\n\nBody.\n".encode())
    assert "its header has no end" in str(fault)


def test_references_in_front_matter_are_refused_unread() -> None:
    bomb = "---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\ntext"
    assert "references" in refusal("a.md", bomb.encode()).reason


def test_a_page_that_is_all_header_shows_its_description() -> None:
    assert texts(markdown("---\ntitle: T\nsummary: What the page is about.\n---\n")) == [
        "What the page is about."
    ]


def test_a_document_without_text_says_so() -> None:
    assert read("a.md", "---\ntitle: T\n---\n").warnings == ("no text was found in it",)


@pytest.mark.parametrize("text", [">" * 5000 + " x", "- " * 200 + "x", "<div>" * 20_000 + "x"])
def test_what_is_nested_too_deeply_is_refused_and_never_dropped(text: str) -> None:
    assert "nested too deeply" in refusal("a.md", text.encode()).reason


def test_nesting_that_a_document_may_have_is_read() -> None:
    assert texts(markdown(">" * 60 + " x")) == ["x"]


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab \n#*_-|`<>[](){}%!:\"'&\\1.=~^/"), max_size=200))
def test_any_markup_soup_loads_or_is_refused_with_a_reason(soup: str) -> None:
    for path in ("a.md", "a.mdx"):
        with suppress(UnreadableDocument):
            loaded = load(path, soup.encode())
            assert all(block.text == " ".join(block.text.split()) for block in loaded.blocks)


_WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyzÄé’“”—§$", min_size=1, max_size=9)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(_WORD, min_size=1, max_size=30), min_size=1, max_size=8), st.integers(0, 9)
)
def test_no_word_of_plain_paragraphs_is_lost_or_changed(
    paragraphs: list[list[str]], indent: int
) -> None:
    source = "\n\n".join(" " * indent + "\n".join(words) for words in paragraphs)
    loaded = texts(markdown(source))
    assert re.sub(r"\s", "", "".join(loaded)) == re.sub(r"\s", "", source)
