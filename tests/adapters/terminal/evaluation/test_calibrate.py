"""`policydesk eval calibrate` on the sample agency, with the real model."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.confidence import Calibration, packaged
from bot.settings import Settings
from bot.wiring import build, calibrations
from knowledge.catalog.database import open_catalog
from knowledge.catalog.tables import calibration, turn
from knowledge.sample import sample_folder
from tests.adapters.terminal.conftest import invoke

SETS = Path(str(files("evals"))) / "sets"
FIT = next(path for path in sorted(SETS.iterdir()) if path.stem == "fit")
HELD = next(path for path in sorted(SETS.iterdir()) if path.stem == "held")
# The sample's questions are hard on purpose: what can be reached there.
TARGET = ("--target", "0.65")
ASKED = [
    {"id": n, "question": question, "on": "2026-11-21"}
    for n, question in enumerate(
        (
            "can i trash talk the department on my own facebook, off the clock?",
            "is it ok to list the dept as my employer on linkedin",
            "how long are direct messages kept",
            "may the parrot of the mayor have an account",
            "who has to approve a post of the harbor patrol",
        )
    )
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    made = invoke(folder, "knowledge", "add", str(sample_folder()), "--publish", "--json")
    assert made.exit_code == 0, made.output
    return folder


@pytest.fixture
def desk(sample: Path, tmp_path: Path) -> Path:
    """Return a knowledge base of the sample agency that a test may change."""
    return Path(shutil.copytree(sample, tmp_path / "desk"))


def decisions(desk: Path) -> list[dict[str, Any]]:
    """Return what a fresh start decides."""
    batch = "\n".join(map(json.dumps, ASKED))
    lines = invoke(desk, "ask", "--json", "--batch", "-", text=batch).stdout.splitlines()
    return [json.loads(line) for line in lines]


def kinds(made: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["decision"], one["band"]) for one in made]


def confidences(made: list[dict[str, Any]]) -> list[float]:
    return [one["confidence"] for one in made]


def same(made: list[dict[str, Any]], before: list[dict[str, Any]]) -> bool:
    """Whether the same is decided; the nearest vectors differ a little from start to start."""
    near = confidences(made) == pytest.approx(confidences(before), abs=0.01)
    return near and kinds(made) == kinds(before)


def in_use(desk: Path) -> Calibration:
    """Return what confidences are computed with after a fresh start."""
    assistant = build(Settings(data=desk))
    with assistant.library:
        return assistant.calibration


def on_file(desk: Path) -> list[Any]:
    database = open_catalog(desk)
    with database.read() as connection:
        rows = connection.execute(select(calibration).order_by(calibration.c.id)).all()
    database.close()
    return list(rows)


def part_of(source: Path, target: Path, each: int) -> Path:
    """Write every so manieth case of a set of JSON Lines into a file."""
    lines = source.read_text("utf-8").splitlines()
    target.write_text("\n".join(lines[::each]) + "\n", "utf-8")
    return target


def test_without_use_everything_is_shown_and_nothing_changes(sample: Path) -> None:
    before = decisions(sample)
    shown = invoke(sample, "eval", "calibrate", str(FIT), *TARGET)
    assert shown.exit_code == 0, shown.output
    assert max(map(len, shown.stdout.splitlines())) <= 80
    for expected in ("in use now", "fitted", "Brier score", "10% of the cases", "Nothing has"):
        assert expected in shown.stdout
    # The packaged one was fitted on this set among others, and that flatters it.
    assert "was itself fitted on" in " ".join(shown.stdout.split())
    assert on_file(sample) == []
    assert same(decisions(sample), before)


def test_what_is_put_to_use_decides_from_the_next_start_on_and_the_way_back_is_open(
    desk: Path, tmp_path: Path
) -> None:
    before = decisions(desk)
    used = invoke(desk, "eval", "calibrate", str(FIT), *TARGET, "--use", "--json")
    assert used.exit_code == 0, used.output
    told = json.loads(used.stdout)
    made = told["calibration"]
    assert told["used"] is True
    (row,) = on_file(desk)
    assert row.content == made
    assert row.who
    assert {"set", "set digest", "revision", "documents", "fitted", "cases", "target"} <= set(
        made["provenance"]
    )
    assert len(made["provenance"]["cases"]) == told["cases"]

    after = decisions(desk)
    assert not same(after, before)
    assert kinds(after) != kinds(before)
    best = [[one["passages"][0]["text"] for one in made] for made in (before, after)]
    assert best[0] == best[1]
    assert in_use(desk).content() == made
    number = in_use(desk).digest[:12]
    assert invoke(desk, "ask", "--record", ASKED[0]["question"]).exit_code == 0
    database = open_catalog(desk)
    with database.read() as connection:
        (settings,) = connection.execute(select(turn.c.settings)).scalars()
    database.close()
    assert settings["calibration"] == number != packaged().digest[:12]

    assert "was fitted on “fit”" in confidence(desk)["what"]
    archive = str(tmp_path / "desk.backup")
    assert invoke(desk, "backup", archive).exit_code == 0
    assert invoke(tmp_path / "restored", "restore", archive).exit_code == 0
    assert in_use(tmp_path / "restored").content() == made

    back = invoke(desk, "eval", "calibrate", "--packaged", "--use")
    assert "packaged calibration counts again" in back.stdout
    assert same(decisions(desk), before)
    assert len(on_file(desk)) == 2


def confidence(desk: Path) -> dict[str, str]:
    """Return what the doctor says of the confidence."""
    found = json.loads(invoke(desk, "doctor", "--json").stdout)
    (one,) = (finding for finding in found if finding["name"] == "Confidence")
    return dict(one)


def test_another_models_calibration_is_not_used_and_the_doctor_says_so(desk: Path) -> None:
    before = decisions(desk)
    foreign = packaged().content() | {"model": "0" * 64, "intercept": 3.0}
    assistant = build(Settings(data=desk))
    with assistant.library:
        calibrations(assistant.library)._append(foreign, "anna")
    assert same(decisions(desk), before)
    found = confidence(desk)
    assert found["state"] == "warn"
    assert "another embedding model" in found["what"]
    assert "eval calibrate" in found["remedy"]


def test_a_target_out_of_reach_changes_nothing_and_says_what_can_be_reached(desk: Path) -> None:
    refused = invoke(desk, "eval", "calibrate", str(FIT), "--target", "0.99", "--use", "--json")
    assert refused.exit_code == 1
    told = json.loads(refused.stdout)
    assert told["calibration"] is None
    assert told["used"] is False
    assert "nothing has changed" in refused.stderr
    assert on_file(desk) == []


@pytest.mark.parametrize("name", ["held.jsonl", "ours.jsonl"])
def test_the_held_out_set_is_refused_under_any_name(
    sample: Path, tmp_path: Path, name: str
) -> None:
    copy = part_of(HELD, tmp_path / name, each=1)
    for path in (HELD, copy, part_of(HELD, copy, each=7)):
        refused = invoke(sample, "eval", "calibrate", str(path), "--use")
        assert refused.exit_code == 1
        assert "kept for judging" in refused.stderr
    assert on_file(sample) == []


def test_a_small_set_is_warned_of_and_a_hopeless_one_refused(sample: Path, tmp_path: Path) -> None:
    small = part_of(FIT, tmp_path / "small.jsonl", each=4)
    shown = invoke(sample, "eval", "calibrate", str(small), *TARGET)
    assert shown.exit_code == 0, shown.output
    assert "take care The set is small" in shown.stdout
    tiny = part_of(FIT, tmp_path / "tiny.jsonl", each=30)
    refused = invoke(sample, "eval", "calibrate", str(tiny), *TARGET)
    assert refused.exit_code == 1
    assert "Nothing can be fitted" in refused.stderr


def test_a_finished_run_says_the_same_as_its_set_and_takes_no_playing(
    sample: Path, tmp_path: Path
) -> None:
    small = part_of(FIT, tmp_path / "small.jsonl", each=3)
    run = tmp_path / "run"
    assert invoke(sample, "eval", "run", str(small), "--out", str(run)).exit_code == 0
    told = [
        json.loads(invoke(sample, "eval", "calibrate", str(of), *TARGET, "--json").stdout)
        for of in (small, run)
    ]
    for name in ("set", "cases", "left_out"):
        assert told[0][name] == told[1][name]
    assert told[0]["after"]["brier"]["value"] == pytest.approx(
        told[1]["after"]["brier"]["value"], abs=0.01
    )
    facts = json.loads((run / "run.json").read_text("utf-8"))
    (run / "run.json").write_text(json.dumps(facts | {"finished": None}), "utf-8")
    refused = invoke(sample, "eval", "calibrate", str(run))
    assert (refused.exit_code, "isn't finished" in refused.stderr) == (1, True)
    (run / "run.json").write_text(json.dumps(facts | {"model": "0" * 64}), "utf-8")
    refused = invoke(sample, "eval", "calibrate", str(run))
    assert (refused.exit_code, "another embedding model" in refused.stderr) == (1, True)


def test_one_of_set_and_packaged_must_be_named(sample: Path) -> None:
    assert invoke(sample, "eval", "calibrate").exit_code == 2
    assert invoke(sample, "eval", "calibrate", str(FIT), "--packaged").exit_code == 2
    assert invoke(sample, "eval", "calibrate", str(FIT), "--target", "1").exit_code == 2
    told = json.loads(invoke(sample, "eval", "calibrate", "--packaged", "--json").stdout)
    assert told == {"packaged": packaged().digest, "own_in_use": False, "used": False}
