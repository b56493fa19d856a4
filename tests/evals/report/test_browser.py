"""The page in a real browser: what people see, hear and print."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from evals.model import Case, Result
from evals.report import write_html
from tests.browser import DESKTOP, PHONE, listening, opened, show, violations
from tests.evals.report import made

RULES = (
    made.Judged("leaks at most 0", "leaks is 1", passed=False, cases=(made.Named("u0"),), more=3),
    made.Judged("<b>passed</b>", "x" * 300),
)


def written(tmp_path: Path, outcomes: Iterable[tuple[Case, Result]], **more: object) -> Path:
    run = made.run(tmp_path / "run", outcomes, **more)
    (run.folder / "problems.log").write_text(f"2026-05-04 stale gold\n{'p' * 900}\n", "utf-8")
    file = tmp_path / "report.html"
    write_html(run, file, verdict=RULES)
    return file


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    return written(tmp_path, [*made.mixed(), *made.nasty()], set_name="s" * 200)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_wrong(
    page: Page, everything: Path, size: dict[str, int], colours: str
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours)
    opened(page, everything)
    assert violations(page) == []


def test_axe_finds_nothing_wrong_where_there_is_nothing_to_show(page: Page, tmp_path: Path) -> None:
    show(page, written(tmp_path, []))
    assert violations(page) == []
    assert "No case could be judged." in page.inner_text("body")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_its_window(page: Page, everything: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, everything)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_run_or_loaded_and_nothing_complained_of(page: Page, everything: Path) -> None:
    heard = listening(page)
    show(page, everything)
    assert heard == [everything.as_uri()]
    assert page.title() != "hit"
    assert page.locator("img, script, iframe, object, form").count() == 0


def test_the_keyboard_reaches_the_main_content_first(page: Page, everything: Path) -> None:
    show(page, everything)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the main content"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_plots_take_the_colours_of_the_page(page: Page, everything: Path) -> None:
    show(page, everything)
    colours = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        label = page.locator(".plot svg text").first
        colours.add(label.evaluate("one => getComputedStyle(one).fill"))
    assert len(colours) == 2


def printed(page: Page, file: Path) -> list[str]:
    """Return the text of each sheet of paper."""
    show(page, file)
    page.pdf(path=file.with_suffix(".pdf"))
    document = pypdfium2.PdfDocument(file.with_suffix(".pdf"))
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in document]


@pytest.mark.parametrize("rules", [0, 6, 12, 18])
def test_a_plot_its_heading_and_its_numbers_are_on_one_sheet_of_paper(
    page: Page, tmp_path: Path, rules: int
) -> None:
    file = tmp_path / "report.html"
    # Each rule moves the plots down a little, and so over the foot of a sheet.
    write_html(made.run(tmp_path / "run", made.mixed()), file, verdict=RULES[1:] * rules)
    sheets = printed(page, file)
    for heading, axis, head, end in (
        ("How much it could answer", "share of them wrong", "Answered Wrong", "it can answer"),
        ("Whether the stated", "confidence stated", "Confidence on average", "in their range"),
        ("Where the first right", "place of the first", "Results Share", "wasn’t found"),
        ("How long a case takes", "milliseconds", "Time Cases", "the slowest took"),
    ):
        (sheet,) = (one for one in sheets if heading in one)
        assert sheet.index(heading) < sheet.index(end)
        assert axis in sheet
        assert head in sheet


def test_of_many_failing_cases_paper_has_the_worst_in_full_and_a_line_for_each_other(
    page: Page, tmp_path: Path
) -> None:
    cases = [made.unanswerable(f"u{n}") for n in range(40)]
    file = written(tmp_path, [(case, made.answer(case)) for case in cases])
    paper = " ".join(printed(page, file))
    assert paper.count("What came") == 15
    assert "Only the first 15 are told in full on paper" in paper
    assert all(f"What is for lunch? (u{n})" in paper for n in range(40))
    assert page.locator("h4:visible", has_text="What came").count() == 40
    assert not page.get_by_text("Only the first 15 are told").is_visible()


@pytest.mark.parametrize("width", [320, 360])
def test_the_cases_against_a_rule_dont_make_it_tall_on_a_telephone(
    page: Page, tmp_path: Path, width: int
) -> None:
    against = tuple(made.Named(f"a-case-with-a-long-name-{n}") for n in range(10))
    judged = made.Judged("leaks at most 0", "leaks is 1", passed=False, cases=against, more=3)
    file = tmp_path / "report.html"
    write_html(made.run(tmp_path / "run", made.mixed()), file, verdict=[judged])
    page.set_viewport_size({"width": width, "height": 740})
    show(page, file)
    rows = page.locator("table.rules tbody tr")
    assert rows.nth(1).inner_text().startswith("Cases: a-case")
    heights = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    assert max(heights) < 320


def test_paper_shows_what_is_closed_on_the_screen(page: Page, everything: Path) -> None:
    show(page, everything)
    assert "ndcg@10" not in page.inner_text("body")
    paper = "".join(printed(page, everything))
    assert "ndcg@10" in paper
    assert "Confidence on average" in paper
    assert "Skip to the main content" not in paper
