from __future__ import annotations

from pathlib import Path
from shutil import copytree

from adapters.web.roles import Role
from tests.adapters.web.evaluating.made import GATE, ended
from tests.adapters.web.harness import Client, Served, serving
from tests.bot.conftest import Clock

HERE = "/evaluations/gate"


def test_the_gate_says_what_it_asks_for_and_which_sets_it_plays(eva: Client) -> None:
    shown = eva.get(HERE).text
    assert "Right in everything that is asked of it: at least 90\N{NO-BREAK SPACE}%" in shown
    assert "office</a>: 4 cases" in shown
    assert "Not checked here yet." in shown


def test_what_is_live_is_checked_and_the_cases_against_it_are_named(
    served: Served, eva: Client
) -> None:
    assert ended(served, eva, HERE, {"revision": "1"}) == HERE
    shown = eva.get(HERE).text
    assert "doesn’t pass" in shown
    assert "1 of 4 rules not met" in shown
    assert "Cases: comments, certificate." in shown
    assert "/evaluations/runs/office-" in shown
    with served.client(Role.OFFICER) as officer:
        assert "doesn’t pass" in officer.get(HERE).text


def test_a_draft_can_be_checked_before_anybody_publishes_it(
    served: Served, eva: Client, tmp_path: Path
) -> None:
    mended = "4.1 Hidden comments are kept for three years.\n"
    (tmp_path / "more.md").write_text(f"---\ntitle: More\n---\n# More\n\n{mended}", "utf-8")
    served.assistant.library.add([tmp_path / "more.md"], publish=False)
    assert "Draft (revision 2)" in eva.get(HERE).text
    ended(served, eva, HERE, {"revision": "2"})
    job = served.parts.jobs.newest("gate", {"revision": 2})
    assert job is not None
    assert job.result is not None
    assert job.result["sets"][0]["rules"] == 4


def test_a_revision_that_is_neither_live_nor_a_draft_isnt_checked(eva: Client) -> None:
    assert eva.press(HERE, {"revision": "9"}).status_code == 422
    assert eva.press(HERE, {"revision": "x"}).status_code == 422


def test_rules_with_faults_say_what_to_mend(served: Served, eva: Client) -> None:
    gate = served.parts.settings.gate
    assert gate is not None
    gate.write_text(GATE.replace("passed", "pased"), "utf-8")
    shown = eva.get(HERE).text
    assert "no draft can pass" in shown
    assert "did you mean “passed”?" in shown


def test_without_a_gate_the_page_says_how_to_get_one(
    tmp_path: Path, clock: Clock, filled: Path
) -> None:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock) as bare, bare.client(Role.EVALUATOR) as client:
        assert "No gate is set" in client.get(HERE).text
        assert client.press(HERE, {"revision": "1"}).status_code == 422
