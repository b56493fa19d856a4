"""`policydesk eval judge`, the real command against a model in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.model import Band, Kind, Reason
from evals.model import Case, Result
from evals.runs import Run, recording
from evals.runs.files import line
from tests.adapters.terminal.conftest import COMMAND, ENVIRONMENT
from tests.evals.made import DAY, facts
from tests.fakes.chat_server import chat_server

ANSWERED = (Kind.ANSWER, Reason.ANSWERED, Band.SURE)
ESCALATED = (Kind.ESCALATE, Reason.NO_CLAUSE, Band.NONE)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with chat_server() as url:
        yield url


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Return a finished run of two answers and an escalation, written as a run is."""
    folder = tmp_path / "run"
    cases = [Case(str(n), f"question {n}?", (Kind.ANSWER, Kind.ESCALATE)) for n in range(3)]
    ends = (ANSWERED, ESCALATED, ANSWERED)
    with recording(folder, facts(cases=3), cases) as made:
        results = [
            Result(case.id, DAY, 1, *end, text=f"Answer to {case.id}.")
            for case, end in zip(cases, ends, strict=True)
        ]
        (folder / "results.jsonl").write_bytes(b"".join(map(line, results)))
        made.finish()
    return folder


def judge(run: Path, address: str, model: str, *more: str) -> subprocess.CompletedProcess[str]:
    settings = {
        "POLICYDESK_JUDGE_URL": address,
        "POLICYDESK_JUDGE_MODEL": model,
        "POLICYDESK_JUDGE_KEY": "s3cret",
    }
    return subprocess.run(
        [*COMMAND, "eval", "judge", str(run), *more],
        env=ENVIRONMENT | settings,
        cwd=run.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_answers_of_a_run_get_a_models_opinion_with_its_spread(run: Path, address: str) -> None:
    done = judge(run, address, "mark-yes-no", "--times", "2")
    assert (done.returncode, done.stderr) == (0, "")
    figures = Run.open(run).scores().overall
    assert (figures["judge_answers"].value, figures["judge_answers"].n) == (0.5, 2)
    assert figures["judge_grounded"].value == 1.0
    assert figures["judge_spread"].value == 0.5
    assert "judge_answers" in done.stdout


def test_without_judging_the_metrics_have_no_case(run: Path) -> None:
    assert Run.open(run).scores().overall["judge_answers"].n == 0


def test_what_was_judged_before_a_failure_is_not_asked_again(run: Path, address: str) -> None:
    broken = judge(run, "http://127.0.0.1:9/v1", "good", "--times", "1")
    assert broken.returncode == 1
    assert "can't be reached" in broken.stderr
    first = {"case": "0", "repetition": 1, "model": "good"}
    opinion = {"answers": 0.0, "grounded": 0.0, "answers_spread": 0.0, "grounded_spread": 0.0}
    kept = json.dumps(first | {"judgement": opinion | {"runs": 1}}) + "\n"
    (run / "judgements.jsonl").write_text(kept + '{"case": "1", "repe')
    assert judge(run, address, "good", "--times", "1").returncode == 0
    assert Run.open(run).scores().overall["judge_answers"].value == 0.5


def test_judging_otherwise_needs_the_former_judgements_gone(run: Path, address: str) -> None:
    assert judge(run, address, "good", "--times", "1").returncode == 0
    again = judge(run, address, "other", "--times", "1")
    assert again.returncode == 1
    assert "was judged 1 times by good" in again.stderr


def test_without_a_model_the_settings_are_named(run: Path) -> None:
    done = judge(run, "", "")
    assert done.returncode == 1
    assert "POLICYDESK_JUDGE_URL" in done.stderr
    assert done.stderr.endswith("the model's name.\n")
    assert "Traceback" not in done.stderr


def test_a_refused_key_is_told_without_the_key(run: Path, address: str) -> None:
    done = judge(run, address, "refuses")
    assert done.returncode == 1
    assert "refuses with status 401" in done.stderr
    assert "s3cret" not in done.stderr + done.stdout
