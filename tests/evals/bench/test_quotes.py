"""The check of quotes, on documents small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.bench.places import Places
from evals.bench.quotes import run

POLICY = """# Posts

## 4.1 Pictures

Employees may post pictures in uniform, provided that:

(a) nobody else is shown in the picture;

(b) a supervisor has approved the picture.

However, no picture may be posted from a scene.

## 4.2 Don't

- share a password with anybody at all
"""
COUNTS = {
    "paragraphs that hang on another": 4,
    "shown without its first condition": 0,
    "shown without the exception after it": 0,
    "shown without the heading that denies it": 0,
    "shown without what leads into it": 0,
}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    folder = tmp_path / "corpora" / "small"
    folder.mkdir(parents=True)
    (folder / "posts.md").write_text(POLICY, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    return Places(tmp_path, tmp_path / "work")


def test_every_rule_is_asked_and_nothing_is_shown_without_what_it_hangs_on(places: Places) -> None:
    assert {figure.name: figure.value for figure in run(places)} == COUNTS


def test_a_document_that_says_its_rule_twice_is_passed_over(places: Places) -> None:
    twice = "\n".join((POLICY, POLICY.replace("4.1", "5.1").replace("4.2", "5.2")))
    (places.corpora / "small" / "posts.md").write_text(twice, encoding="utf-8")
    assert run(places)[0].value == 0
