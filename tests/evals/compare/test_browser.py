"""The page in a real browser: what people see, hear and print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page

from evals.compare import compare
from evals.compare.page import write_html
from tests.browser import DESKTOP, PHONE, listening, opened, show, violations
from tests.evals.report import made


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """Write a page of two runs of which each list has cases, and texts that break pages."""
    before = [*made.mixed(), *made.nasty()]
    swapped = {"u0": made.escalation, "a1": made.escalation}
    after = [(c, swapped[c.id](c) if c.id in swapped else r) for c, r in made.mixed()]
    # What is nasty must be shown, and so differ; its error is one, its case fails both times.
    after += [(c, replace(r, reason=None, error=r.error and made.SCRIPT)) for c, r in made.nasty()]
    a = made.run(tmp_path / "a", before, set_name="s" * 200)
    b = made.run(tmp_path / "b", after, settings={"<b>agency</b>" * 9: made.SCRIPT * 20})
    file = tmp_path / "page.html"
    write_html(compare(a, b), file)
    return file


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_wrong(
    page: Page, everything: Path, size: dict[str, int], colours: str
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours)
    opened(page, everything)
    assert {page.locator(f"#{name} ~ article").count() > 0 for name in ("lost", "won")} == {True}
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_page_is_wider_than_its_window(page: Page, everything: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, everything)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_runs_and_loads_nothing(page: Page, everything: Path) -> None:
    heard = listening(page)
    opened(page, everything)
    assert made.SCRIPT in page.inner_text("#changed ~ article:has(bdi:text('<script>'))")
    assert heard == [everything.as_uri()]
    assert page.title() != "hit"
    assert page.locator("img, script, iframe, object, form").count() == 0


def test_sides_stand_beside_each_other_and_on_a_phone_one_under_the_other(
    page: Page, everything: Path
) -> None:
    show(page, everything)

    def apart() -> tuple[bool, bool]:
        first, second = (
            page.locator("#lost-1 .sides > div").nth(place).bounding_box() for place in (0, 1)
        )
        assert first
        assert second
        return second["x"] > first["x"], second["y"] > first["y"]

    assert apart() == (True, False)
    page.set_viewport_size(PHONE)
    assert apart() == (False, True)


def test_the_middle_of_a_bar_is_marked_and_better_lies_to_its_right(
    page: Page, everything: Path
) -> None:
    show(page, everything)
    for row in page.locator(".headlines tbody tr").all():
        bar = row.locator(".bar")
        if not bar.count():
            continue
        zero, point = (
            float((bar.locator(f".{name}").get_attribute("x1") or "").removesuffix("%"))
            for name in ("zero", "point")
        )
        assert zero == 50
        judged = row.locator(".tag").inner_text()
        assert judged in {"better", "worse", "within noise", "the same"}
        assert judged != "better" or point > zero
        assert judged != "worse" or point < zero
