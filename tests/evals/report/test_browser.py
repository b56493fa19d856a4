"""The page in a real browser: what people see, hear and print."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from evals.model import Case, Result
from evals.report import write_html
from tests.browser import DESKTOP, PHONE, show, violations
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
    show(page, everything)
    # Also what is closed at first must be readable.
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page) == []


def test_axe_finds_nothing_wrong_where_there_is_nothing_to_show(page: Page, tmp_path: Path) -> None:
    show(page, written(tmp_path, []))
    assert violations(page) == []
    assert "No case could be judged." in page.inner_text("body")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_its_window(page: Page, everything: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    show(page, everything)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_is_run_or_loaded_and_nothing_complained_of(page: Page, everything: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    show(page, everything)
    assert asked == [everything.as_uri()]
    assert said == []
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


def test_paper_shows_what_is_closed_on_the_screen(
    page: Page, everything: Path, tmp_path: Path
) -> None:
    show(page, everything)
    assert "ndcg@10" not in page.inner_text("body")
    page.pdf(path=tmp_path / "report.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    paper = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert "ndcg@10" in paper
    assert "Confidence on average" in paper
    assert "Skip to the main content" not in paper
