from __future__ import annotations

import lxml.html

from knowledge.loading.html import parse
from knowledge.rendering.tidying import tidy


def tidied(html: str) -> str:
    root = parse(html)
    tidy(root)
    body = root.find("body")
    return "" if body is None else lxml.html.tostring(body, encoding="unicode")[6:-7]


def test_headings_begin_below_ours_and_leave_no_step_out() -> None:
    given = "<h1>A</h1><h4>B</h4><h5>C</h5><h2>D</h2><h1>E</h1>"
    assert tidied(given) == "<h2>A</h2><h3>B</h3><h4>C</h4><h3>D</h3><h2>E</h2>"


def test_an_empty_heading_is_none() -> None:
    assert tidied("<h1> </h1><h3>A</h3>") == "<div> </div><h2>A</h2>"


def test_what_the_reader_of_documents_leaves_out_is_left_out_here_too() -> None:
    given = "<nav>Menu</nav><p>Before <span style='display:none'>unseen</span> after</p>"
    assert tidied(given) == "<p>Before  after</p>"


def test_a_picture_from_elsewhere_becomes_its_words() -> None:
    assert tidied('<p><img src="seal.png" alt="The seal"></p>') == (
        '<p><em src="seal.png" alt="The seal">[Picture: The seal]</em></p>'
    )
    assert "[Picture: without a description]" in tidied('<img src="https://elsewhere.example/x">')


def test_lists_hold_items_and_items_stand_in_lists() -> None:
    assert tidied("<ul><p>One</p><li>Two</li></ul>") == "<ul><li><p>One</p></li><li>Two</li></ul>"
    assert tidied("<li>Alone</li>") == "<div>Alone</div>"
    assert tidied("<dl><div><dt>A</dt></div></dl>") == "<div><div><div>A</div></div></div>"


def test_a_list_is_numbered_as_its_style_says() -> None:
    assert 'type="a"' in tidied('<ol style="list-style-type: lower-alpha"><li>x</li></ol>')
    assert 'class="bare"' in tidied('<ol style="list-style: none"><li>1.1 x</li></ol>')


def test_links_open_elsewhere_and_empty_ones_lead_nowhere() -> None:
    assert 'target="_blank"' in tidied('<a href="https://law.example">Law</a>')
    assert "target" not in tidied('<a href="#s1">1</a>')
    assert "href" not in tidied('<a href="https://law.example"> </a>')


def test_an_empty_head_of_a_table_is_a_cell() -> None:
    assert "<th> </th>" not in tidied("<table><tr><th> </th><th>A</th></tr></table>")
