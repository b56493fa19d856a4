"""The page as text; what a browser makes of it is in test_browser."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html as parser

from evals.compare import Comparison, compare
from evals.compare.page import html, write_html
from tests.evals.compare.made import answer, escalation, played, wants


def tree(page: str) -> parser.HtmlElement:
    return parser.document_fromstring(page)


def said(element: parser.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_page_stands_alone_and_shows_text_as_text(compared: Comparison) -> None:
    page = html(compared)

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<i>" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    # Nothing is loaded from anywhere.
    links = tree(page).xpath("//@href | //@src")
    assert {one[0] for one in links if one != "data:,"} == {"#"}
    assert re.findall(r"@import|url\(", page) == []


def test_both_decisions_stand_side_by_side_with_what_they_cite(compared: Comparison) -> None:
    (lost,) = tree(html(compared)).xpath("//section[@aria-labelledby='lost']//article")
    a, b = lost.xpath("./div[@class='sides even']/div")
    assert said(a).startswith("A right Answer, with a confidence of 90")
    assert "1.1 of The Policy policy.md, version 1" in said(a)
    assert said(b).startswith("B wrong It doesn't cite 1.1 of policy.md. Answer")
    assert "9.9 of The Policy policy.md, version 1" in said(b)
    assert "Rule 9.9." in said(b)
    assert "1.1 of policy.md" in said(lost.xpath("./details[last()]")[0])


def test_a_page_says_the_verdict_then_what_differs_then_lost_before_won(
    compared: Comparison,
) -> None:
    page = tree(html(compared))
    heads = [one.text_content() for one in page.iter("h2")]
    assert heads[1:] == ["What else differs", "Figures", "Lost: 1", "Won: 1", "Changed: 1"]
    (row,) = page.xpath("//table[@class='conditions']/tbody/tr")
    assert [cell.text_content() for cell in row] == ["revision", "1", "2"]


def test_links_lead_somewhere_ids_are_unique_and_headings_in_order(compared: Comparison) -> None:
    page = tree(html(compared))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in page.xpath("//@href") if one.startswith("#")} <= set(ids)
    assert page.xpath("//th[not(@scope)]") == []
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
    assert levels[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_of_a_long_list_the_first_are_shown_and_all_are_counted(tmp_path: Path) -> None:
    cases = [wants(f"{n}") for n in range(40)]
    a = played(tmp_path / "a", cases, {case.id: answer() for case in cases})
    b = played(tmp_path / "b", cases, {case.id: escalation() for case in cases})
    page = tree(html(compare(a, b)))
    (lost,) = page.xpath("//section[@aria-labelledby='lost']")
    assert len(lost.xpath(".//article")) == 15
    assert "Lost: 40 Passed in A, fail in B. The first 15 follow" in said(lost)
    assert "No case was won." in said(page)


def test_runs_that_differ_in_nothing_say_so(tmp_path: Path) -> None:
    a = played(tmp_path / "a", [wants("one")], {"one": answer()})
    page = said(tree(html(compare(a, a))))
    assert "No difference: of 1 case compared, 100 % came out right in both" in page.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "Nothing that is on record" in page
    assert "Only 1 case can be compared" in page


def test_runs_without_a_common_case_have_a_page_all_the_same(tmp_path: Path) -> None:
    a = played(tmp_path / "a", [wants("one")], {"one": answer()})
    b = played(tmp_path / "b", [wants("two")], {"two": answer()})
    page = said(tree(html(compare(a, b))))
    assert "Nothing can be compared" in page
    assert "1 case left out, only in A: one." in page


def test_a_page_that_cant_be_written_leaves_the_old_one(
    compared: Comparison, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_html(compared, tmp_path / "nowhere" / "page.html")
    write_html(compared, tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text("utf-8") == html(compared)
