"""The page as text; what a browser makes of it is in test_browser."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html as parser

from evals.calibration.fingerprints import fingerprint
from evals.errors import BadRun
from evals.report import write_html
from evals.report.html import html
from evals.report.summary import cautions
from tests.evals.report import made


def tree(page: str) -> parser.HtmlElement:
    return parser.document_fromstring(page)


def said(page: str) -> str:
    return " ".join(tree(page).find("body").text_content().split()).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_the_page_is_one_file_that_asks_for_nothing(tmp_path: Path) -> None:
    page = html(made.run(tmp_path / "run", [*made.mixed(), *made.nasty()]))
    assert not tree(page).xpath("//script | //img | //iframe | //object | //form | //@onerror")
    links = tree(page).xpath("//@href | //@src | //@*[local-name()='href']")
    assert {one[0] for one in links if one != "data:,"} == {"#"}
    assert not re.search(r"@import|url\((?!#)", page)


def test_every_link_leads_somewhere_in_the_page_and_ids_are_unique(tmp_path: Path) -> None:
    judged = made.Judged("r", "s", passed=False, cases=(made.Named("u0"), made.Named("a1")))
    page = html(made.run(tmp_path / "run", [*made.mixed(), *made.nasty()]), [judged])
    ids = tree(page).xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {one[1:] for one in tree(page).xpath("//@href") if one.startswith("#")}
    assert targets <= set(ids)
    linked = tree(page).xpath("//table[@class='rules']//a")
    assert [one.text_content() for one in linked] == ["u0"]


def test_headings_go_down_one_level_at_a_time(tmp_path: Path) -> None:
    page = tree(html(made.run(tmp_path / "run", [*made.mixed(), *made.nasty()])))
    levels = [int(one.tag[1]) for one in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_head_of_a_table_has_its_scope_and_every_plot_its_words(tmp_path: Path) -> None:
    page = tree(html(made.run(tmp_path / "run", made.mixed())))
    assert page.xpath("//th[not(@scope)]") == []
    plots = page.xpath("//figure//*[@role='img']")
    assert len(plots) == 4
    assert all(re.search(r"\. .*\d", one.get("aria-label")) for one in plots)
    assert len(page.xpath("//figure//details//tbody")) == 4
    assert page.getroottree().getroot().get("lang") == "en"


def test_the_same_run_makes_the_same_page(tmp_path: Path) -> None:
    run = made.run(tmp_path / "run", made.mixed())
    assert html(run) == html(run)


def test_a_failing_case_is_told_in_full(tmp_path: Path) -> None:
    case = made.answerable(
        history=(made.Message("user", "And before?"), made.Message("assistant", "Before that.")),
        viewer=made.Viewer(frozenset({"legal"}), "police"),
        facts=(("one", "1"),),
    )
    wrong = made.answer(case, citations=(made.replace(made.CITED, meets=()),))
    page = said(html(made.run(tmp_path / "run", [(case, wrong)])))
    for part in (
        "Who agrees to a post? (one)",
        "Asker: And before?",
        "Bot: Before that.",
        "asked as of 2026-05-04 by police, in legal; posts",
        "It doesn't cite 2.1 of rules.",
        "It lacks “one”.",
        "The whole clause that is wanted.",
        "Answer, with a confidence of 90 %",
        "An editor must: first read and then agree to each post, on the day it is made.",
        "– a post has a date",
        "rules/new.md, version 2, from 2026-01-01, page 3",
    ):
        assert part in page
    marked = tree(html(made.run(tmp_path / "run", [(case, wrong)]))).xpath("//mark")
    assert [one.text for one in marked] == ["agree to each post"]


def test_only_the_worst_fifty_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    cases = [made.unanswerable(f"u{n}") for n in range(120)]
    run = made.run(tmp_path / "run", [(case, made.answer(case)) for case in cases])
    page = html(run)
    assert len(tree(page).xpath("//article")) == 50
    assert "The 50 worst of 120 follow" in said(page)


def test_very_long_texts_are_cut_and_say_so(tmp_path: Path) -> None:
    case = made.unanswerable()
    run = made.run(tmp_path / "run", [(case, made.answer(case, text="word " * 200_000))])
    page = html(run)
    assert len(page) < 300_000
    assert "(990,000 more characters)" in page


def test_a_gates_verdict_comes_first(tmp_path: Path) -> None:
    run = made.run(tmp_path / "run", made.mixed())
    failing = made.Judged("leaks at most 0", "leaks is 1", passed=False)
    met = made.Judged("passed at least 0", "passed is 0.6")
    assert heading(html(run, [met, failing])) == "Not passed: 1 of 2 rules isn’t met"
    assert heading(html(run, [met])) == "Passed: the rule is met"
    assert heading(html(run, [met, met])) == "Passed: all 2 rules are met"
    assert heading(html(run)) == "67 % of the cases came out right"


def heading(page: str) -> str:
    text: str = tree(page).xpath("//h2")[0].text_content()
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_leak_outweighs_all_that_is_right(tmp_path: Path) -> None:
    case = made.answerable()
    run = made.run(tmp_path / "run", [(case, made.answer(case, leaks=("hr/x",)))])
    assert heading(html(run)) == "1 case shows what the asker may not read"


def test_a_run_in_which_nothing_counts_says_so(tmp_path: Path) -> None:
    case = made.answerable()
    stale = made.escalation(case, stale=case.gold[0], unmeetable=(0,))
    page = html(made.run(tmp_path / "run", [(case, stale)]))
    assert heading(page) == "This run says nothing"
    assert "2.1 of rules" in said(page)
    assert "any more" not in said(page)
    assert "Most cases are stale." in said(page)
    assert "No case states a confidence" in said(page)


def test_a_confidence_that_was_fitted_on_these_very_cases_is_warned_of(tmp_path: Path) -> None:
    outcomes = list(made.mixed())
    known = [fingerprint(case) for case, _ in outcomes[:20]]
    run = made.run(tmp_path / "a", outcomes, confidence={"cases": known})
    (warning,) = cautions(run, run.scores())
    assert "fitted on 20 of these 60 cases" in warning
    fair = made.run(tmp_path / "b", outcomes)
    assert list(cautions(fair, fair.scores())) == []


def test_where_the_set_lay_on_somebodys_computer_isnt_told(tmp_path: Path) -> None:
    run = made.run(tmp_path / "run", made.mixed(), set_path="/home/jane.doe/sets/posting.yaml")
    page = html(run)
    assert "posting, posting.yaml" in said(page)
    assert "jane" not in page


def test_slices_say_how_many_of_them_were_looked_at(tmp_path: Path) -> None:
    more = [made.unanswerable(f"lunch{n}", tags=("lunch",)) for n in range(12)]
    outcomes = [*made.mixed(), *((case, made.escalation(case)) for case in more)]
    page = said(html(made.run(tmp_path / "run", outcomes)))
    assert "2 slices with at least 10 cases were looked at; about one in forty may" in page


def test_what_was_run_stands_at_the_foot(tmp_path: Path) -> None:
    thrice = [
        (case, made.replace(result, repetition=time))
        for case, result in made.mixed()
        for time in (1, 2, 3)
    ]
    page = said(html(made.run(tmp_path / "run", thrice, repeat=3)))
    for part in ("each played 3 times", "dddddddddddddddd, with changes", "other: 200 questions"):
        assert part in page


def test_an_unfinished_run_is_refused_and_the_old_page_stays(tmp_path: Path) -> None:
    run = made.run(tmp_path / "run", made.mixed(), finished=None)
    file = tmp_path / "report.html"
    file.write_text("old")
    with pytest.raises(BadRun, match="isn't finished"):
        write_html(run, file)
    assert file.read_text() == "old"
