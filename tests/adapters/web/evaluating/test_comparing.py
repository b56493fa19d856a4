from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.web.roles import Role
from tests.adapters.web.evaluating.made import ended, run
from tests.adapters.web.harness import Client, Served
from tests.evals.compare.made import NASTY, answer, escalation

HERE = "/evaluations/compare"
BOTH = f"{HERE}?run=a&run=b"


def two(served: Served) -> None:
    ids = ("one", "two", "three")
    run(served, "a", dict.fromkeys(ids, answer()))
    run(served, "b", dict.fromkeys(ids, answer()) | {"two": escalation()})


def test_two_runs_are_compared_once_and_shown_from_then_on(served: Served, eva: Client) -> None:
    two(served)
    assert "haven’t been compared yet" in eva.get(BOTH).text
    assert ended(served, eva, HERE, {"run": ["a", "b"]}) == BOTH
    shown = eva.get(BOTH).text
    assert "Lost: 1" in shown
    assert "Question two?" in shown
    again = eva.press(HERE, {"run": ["a", "b"]})
    assert again.headers["location"] == BOTH, "nothing has changed, so nothing is computed anew"


def test_the_earlier_run_is_a_unless_it_was_asked_for_otherwise(
    served: Served, eva: Client
) -> None:
    run(served, "late", {"one": answer()}, started=datetime(2026, 5, 5, tzinfo=UTC))
    run(served, "early", {"one": answer()}, started=datetime(2026, 5, 4, tzinfo=UTC))
    to = ended(served, eva, HERE, {"run": ["late", "early"]})
    assert to == f"{HERE}?run=early&run=late"
    assert ended(served, eva, HERE, {"run": ["late", "early"], "as_named": "yes"}) == (
        f"{HERE}?run=late&run=early"
    )


def test_the_page_that_stands_alone_is_at_hand(served: Served, eva: Client) -> None:
    two(served)
    assert eva.get(f"{HERE}/page?run=a&run=b").headers["location"] == BOTH
    ended(served, eva, HERE, {"run": ["a", "b"]})
    page = eva.get(f"{HERE}/page?run=a&run=b")
    assert "sandbox" in page.headers["content-security-policy"]
    assert page.text.startswith("<!doctype html>")


@pytest.mark.parametrize("names", [[], ["a"], ["a", "a"], ["a", "b", "b"]])
def test_just_two_runs_are_compared(served: Served, eva: Client, names: list[str]) -> None:
    two(served)
    refused = eva.press(HERE, {"run": names})
    assert refused.status_code == 422
    assert "Tick two runs" in refused.text
    assert eva.press(HERE, {"run": ["a", "gone"]}).status_code == 404


def test_what_the_answers_say_is_text(served: Served) -> None:
    run(served, "a", {"one": answer(), "two": answer()})
    run(served, "b", {"one": answer("1.2", text=NASTY), "two": answer()})
    with served.client(Role.EVALUATOR) as client:
        ended(served, client, HERE, {"run": ["a", "b"]})
        shown = client.get(BOTH).text
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown
