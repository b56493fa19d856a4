from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model import Block, BlockKind
from tests.knowledge.loading.reading import read, shape, texts


def html(body: str) -> tuple[Block, ...]:
    return read("page.html", body).blocks


def test_a_page_is_read_without_its_furniture() -> None:
    page = (
        "<!doctype html><html><head><title>T | Site</title><style>x{}</style></head><body>"
        "<nav>Home</nav><div role='search'>Find</div><header><h1>Policy</h1></header>"
        "<script>alert(1)</script><main><p>Text</p><svg><text>x</text></svg></main>"
        "<footer>Contact</footer></body></html>"
    )
    assert texts(html(page)) == ["Policy", "Text"]


def test_hidden_text_goes_unless_a_control_opens_it() -> None:
    page = (
        "<h4><button aria-controls='a1'>May I post?</button></h4><div id='a1' hidden>Yes.</div>"
        "<p hidden>never</p><p style='display: none'>never</p><p>always</p>"
    )
    assert texts(html(page)) == ["May I post?", "Yes.", "always"]


def test_details_put_their_text_under_their_summary() -> None:
    blocks = html("<h2>FAQ</h2><details><summary>May I?</summary><p>Yes.</p></details>")
    assert shape(blocks)[1:] == [
        ("heading", 3, "", "May I?"),
        ("paragraph", 0, "", "Yes."),
    ]


@pytest.mark.parametrize(
    ("attributes", "numbers"),
    [
        ("", ["1.", "2."]),
        ("type='a' start='3'", ["c.", "d."]),
        ("type='I' start='4'", ["IV.", "V."]),
        ("style='list-style-type: lower-roman'", ["i.", "ii."]),
        ("style='list-style: none'", ["", ""]),
        ("reversed", ["2.", "1."]),
        ("start='x'", ["1.", "2."]),
    ],
)
def test_list_numbers_are_those_the_reader_sees(attributes: str, numbers: list[str]) -> None:
    blocks = html(f"<ol {attributes}><li>one</li><li>two</li></ol>")
    assert [block.number for block in blocks] == numbers


def test_a_heading_in_a_numbered_item_takes_the_number() -> None:
    assert shape(html("<ol><li><h3>Scope</h3><p>All staff.</p></li></ol>")) == [
        ("heading", 3, "1.", "Scope"),
        ("item", 1, "", "All staff."),
    ]


def test_cells_that_span_stand_in_every_place_they_cover() -> None:
    rows = html(
        "<table><thead><tr><th rowspan=2>Who</th><th colspan=2>Days</th></tr>"
        "<tr><th>Mon</th><th>Tue</th></tr></thead>"
        "<tr><td rowspan=2>Staff</td><td>open</td><td>closed</td></tr>"
        "<tr><td colspan=2>closed</td></tr></table>"
    )
    assert [row.heads for row in rows] == [("Who", "Days Mon", "Days Tue")] * 2
    assert [row.cells for row in rows] == [
        ("Staff", "open", "closed"),
        ("Staff", "closed", "closed"),
    ]


def test_a_row_that_spans_the_table_stands_alone() -> None:
    rows = html(
        "<table><tr><th>A<th>B</tr><tr><td colspan=2>Part one</td></tr><tr><td>1<td>2</table>"
    )
    assert [(row.cells, row.heads) for row in rows] == [
        (("Part one",), ()),
        (("1", "2"), ("A", "B")),
    ]


def test_a_caption_leads_its_table() -> None:
    blocks = html("<table><caption>Deadlines</caption><tr><td>a</td><td>b</td></tr></table>")
    assert [block.kind for block in blocks] == [BlockKind.PARAGRAPH, BlockKind.ROW]
    assert blocks[1].heads == ()


def test_a_table_that_only_arranges_the_page_is_no_table() -> None:
    page = "<table><tr><td><h2>Rules</h2><ul><li>One</li></ul></td><td>Aside</td></tr></table>"
    assert shape(html(page)) == [
        ("heading", 2, "", "Rules"),
        ("item", 1, "", "One"),
        ("paragraph", 0, "", "Aside"),
    ]


def test_text_between_the_cells_is_kept() -> None:
    page = "<table><tr><td>a</td><td>b</td><p>loose</p></tr></table>"
    assert texts(html(page)) == ["a", "b", "loose"]


def test_a_span_of_a_billion_columns_costs_nothing() -> None:
    assert len(html("<table><tr><td colspan=999999999>a<td>b</table>")[0].cells) <= 1001


def test_two_line_breaks_end_a_paragraph_and_one_does_not() -> None:
    assert texts(html("<p>one<br>two<br><br>three</p>")) == ["one two", "three"]


def test_raised_digits_stay_raised_and_note_links_are_marks() -> None:
    page = "<p>10<sup>2</sup> km, 5<sup>th</sup><sup><a href='#fn1'>1</a></sup></p>"
    assert texts(html(page)) == ["10² km, 5th[1]"]


def test_definition_lists_keep_their_pairs() -> None:
    blocks = html("<dl><div><dt>Post</dt><dd>What you publish.</dd></div><dt>Lone</dt></dl>")
    assert [block.kind for block in blocks] == [BlockKind.DEFINITION, BlockKind.PARAGRAPH]
    assert blocks[0].cells == ("Post", "What you publish.")


def test_meta_tags_are_properties_and_the_title_serves_where_no_heading_does() -> None:
    page = "<head><title>T</title><meta name=author content=Comms><meta name=version content=2>"
    assert read("a.html", page + "<p>x").properties == {
        "author": "Comms",
        "owner": "Comms",
        "version": "2",
        "title": "T",
    }
    assert "title" not in read("a.html", page + "<h1>Real title</h1>").properties


def test_text_outside_any_element_is_kept_in_its_place() -> None:
    assert texts(html("before<div>in</div>between<p>p</p>after")) == [
        "before",
        "in",
        "between",
        "p",
        "after",
    ]


def test_entities_declared_in_a_page_are_never_expanded() -> None:
    page = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><p>&b;</p></html>'
    assert all("aaaa" not in text for text in texts(html(page)) if "&" not in text)


_TAGS = st.sampled_from(
    "div p li ul ol table tr td th dl dt dd details summary h2 sup a br section span x".split()
)
_PIECES = st.one_of(
    st.builds("<{}>".format, _TAGS), st.builds("</{}>".format, _TAGS), st.sampled_from(["w", " "])
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=60))
def test_no_word_is_lost_however_broken_the_page(pieces: list[str]) -> None:
    words = iter(range(10_000))
    page = "".join(f" word{next(words)} " if piece == "w" else piece for piece in pieces)
    written = [
        word for word in page.replace("<", " <").replace(">", "> ").split() if "word" in word
    ]
    loaded = " ".join(texts(html(page + "<p>end</p>"))).replace("[", " ").replace("]", " ")
    seen = loaded.replace("|", " ").replace(":", " ").replace(",", " ").split()
    assert set(written) <= set(seen)
