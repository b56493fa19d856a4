from __future__ import annotations

import pytest

from bot.wiring import calibrations
from tests.adapters.web.evaluating.made import KEY, ended, fitting
from tests.adapters.web.harness import Client, Served

HERE = "/evaluations/confidence"
FIT = {"source": "run many", "target": "75"}


def seen(served: Served) -> str:
    newest = calibrations(served.assistant.library).newest()
    return "" if newest is None else f"{newest.at.isoformat()} {newest.who}"


def test_a_fit_is_shown_beside_what_is_in_use_and_changes_nothing(
    served: Served, eva: Client
) -> None:
    fitting(served)
    to = ended(served, eva, HERE, dict(FIT))
    shown = eva.get(to).text
    assert "at least 75% of the confident answers are right" in shown
    assert "Brier score" in shown
    assert "Use this calibration" in shown
    assert calibrations(served.assistant.library).newest() is None
    assert to in eva.get(HERE).text


def test_it_is_used_by_one_press_and_what_is_packaged_by_another(
    served: Served, eva: Client
) -> None:
    fitting(served)
    to = ended(served, eva, HERE, dict(FIT))
    assert eva.press(to, {"seen": ""}).status_code == 303
    newest = calibrations(served.assistant.library).newest()
    assert newest is not None
    assert newest.who == "Evaluator"
    assert "counts from the next start" in eva.get(HERE).text
    assert eva.press(f"{HERE}/packaged", {"seen": seen(served)}).status_code == 303
    last = calibrations(served.assistant.library).newest()
    assert last is not None
    assert last.content == {"packaged": True}


def test_whoever_comes_second_is_shown_what_was_chosen_meanwhile(
    served: Served, eva: Client
) -> None:
    fitting(served)
    to = ended(served, eva, HERE, dict(FIT))
    assert eva.press(to, {"seen": ""}).status_code == 303
    late = eva.press(to, {"seen": ""})
    assert late.status_code == 409
    assert "Evaluator chose another calibration" in late.text


def test_a_target_that_cannot_be_reached_leaves_nothing_to_use(served: Served, eva: Client) -> None:
    fitting(served, 60)
    to = ended(served, eva, HERE, FIT | {"target": "99"})
    assert "Use this calibration" not in eva.get(to).text
    assert eva.press(to, {"seen": ""}).status_code == 422


def test_a_set_too_small_to_fit_on_says_so(served: Served, eva: Client) -> None:
    pressed = eva.press(HERE, {"source": f"set {KEY}", "target": "90"})
    served.finish()
    shown = eva.get(pressed.headers["location"]).text
    assert "Nothing can be fitted" in shown


@pytest.mark.parametrize(
    "fields",
    [
        {"target": "49"},
        {"target": "100"},
        {"target": "ninety"},
        {"source": "run gone"},
        {"source": "set gone"},
        {"source": "file /etc/passwd"},
    ],
)
def test_what_cannot_be_fitted_is_said_on_the_form(
    served: Served, eva: Client, fields: dict[str, str]
) -> None:
    fitting(served, 60)
    refused = eva.press(HERE, FIT | fields)
    assert refused.status_code == 422
    assert "Please look at this again" in refused.text


def test_a_job_of_another_kind_is_no_fit(served: Served, eva: Client) -> None:
    ended(served, eva, "/evaluations/gate", {"revision": "1"})
    assert eva.get(f"{HERE}/1").status_code == 404
