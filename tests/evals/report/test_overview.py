from __future__ import annotations

from pathlib import Path

import pytest

from bot.model import Kind
from evals.errors import BadRun
from evals.model import Case
from evals.report.kinds import Mistake
from evals.report.overview import overview
from evals.runs import Run
from evals.runs.files import OVERVIEW
from evals.verdict import Status
from knowledge.model import Viewer
from tests.evals.compare.made import answer, escalation, played, wants

CASES = [wants("good"), wants("not", viewer=Viewer(frozenset({"hr"}))), wants("wrong", "1.2")]
REPLIES = {"good": answer(), "not": escalation(), "wrong": answer(confidence=0.7)}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return played(tmp_path / "run", CASES, REPLIES)


def test_each_case_is_there_at_its_place_with_what_became_of_it(run: Run) -> None:
    good, refused, wrong = overview(run)
    assert [one.place for one in (good, refused, wrong)] == [0, 1, 2]
    assert (good.status, good.mistake) == (Status.PASSED, None)
    assert (refused.mistake, refused.kind) == (Mistake.NOT_ANSWERED, Kind.ESCALATE)
    assert refused.groups == {"hr"}
    assert (wrong.mistake, wrong.confidence) == (Mistake.WRONG_CLAUSE, 0.7)


def test_what_was_made_once_is_read_and_what_is_damaged_made_anew(run: Run) -> None:
    first = overview(run)
    (run.folder / "results.jsonl").unlink()
    assert overview(run) == first
    (run.folder / OVERVIEW).write_text("[{")
    with pytest.raises(BadRun):
        overview(run)


def test_of_a_case_that_was_played_several_times_the_one_that_failed_is_shown(
    tmp_path: Path,
) -> None:
    replies = {"good": [answer(), escalation()]}
    (one,) = overview(played(tmp_path / "run", CASES[:1], replies, repeat=2))
    assert (one.status, one.kind) == (Status.FAILED, Kind.ESCALATE)


def test_a_case_is_opened_at_its_place_with_all_its_repetitions(tmp_path: Path) -> None:
    replies = {"good": [answer(), escalation()], "wrong": [answer(), answer()]}
    run = played(tmp_path / "run", [CASES[0], CASES[2]], replies, repeat=2)
    case, results = run.outcome(1)
    assert isinstance(case, Case)
    assert (case.id, [one.repetition for one in results]) == ("wrong", [1, 2])
    with pytest.raises(BadRun, match="no case number 3"):
        run.outcome(2)
