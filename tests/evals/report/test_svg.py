from __future__ import annotations

import re

import pytest
from lxml import etree

from evals.metrics.curves import Bar, Bin, Point
from evals.report import drawing

POINTS = (Point(0.2, 0.0), Point(0.6, 0.1), Point(1.0, 0.3))
BINS = (Bin(0.0, 0.1, 0, None, None), Bin(0.8, 0.9, 12, 0.85, 0.5))
DRAWN = {
    "risk": lambda: drawing.risk_coverage(POINTS),
    "reliability": lambda: drawing.reliability(BINS),
    "ranks": lambda: drawing.ranks((9, 3, 0, 0, 0, 0, 0, 0, 0, 1), 4),
    "times": lambda: drawing.times((Bar(0, 10, 3), Bar(10, 20, 8), Bar(20, 900, 1))),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_plot_is_an_svg_of_text_and_the_pages_colours(name: str) -> None:
    svg = str(DRAWN[name]())
    root = etree.fromstring(svg)
    assert root.tag.endswith("svg")
    assert root.get("width") is root.get("height") is None
    assert svg.count("<text") > 5
    assert "var(--plot-data)" in svg
    assert "currentColor" in svg
    assert not set(re.findall(r"#0[1-5]0[1-5]0[1-5]", svg))


@pytest.mark.parametrize("name", DRAWN)
def test_the_same_numbers_make_the_same_drawing(name: str) -> None:
    assert DRAWN[name]() == DRAWN[name]()


def test_ids_of_two_plots_in_one_page_are_never_the_same() -> None:
    ids = [
        {one.get("id") for one in etree.fromstring(str(draw())).iter() if one.get("id")}
        for draw in DRAWN.values()
    ]
    assert sum(map(len, ids)) == len(set().union(*ids)) > 0


def test_times_that_are_all_nothing_can_be_drawn() -> None:
    assert "<svg" in drawing.times((Bar(0.0, 0.0, 4), Bar(0.0, 0.0, 0)))
