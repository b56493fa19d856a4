from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant
from evals.cases import TestSet, read
from evals.errors import BadRun
from evals.runs import recording
from evals.runs.kept import KeptRuns
from evals.runs.places import evaluations
from evals.runs.playing import PLAYING, Playing
from knowledge.errors import UnknownRevision
from tests.bot.agency import agency, fill
from tests.bot.conftest import Clock

CASE = (
    '{"id": "%d", "question": "How long are hidden comments kept, %d?",'
    ' "expect": ["answer", "escalate"]}\n'
)


class Enough(Exception):
    """Somebody has seen enough."""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder, clock = tmp_path_factory.mktemp("agency"), Clock()
    fill(folder, "", clock)
    made = agency(folder, "", clock)
    yield made
    made.library.close()


@pytest.fixture
def cases(tmp_path: Path) -> TestSet:
    path = tmp_path / f"{tmp_path.name}.jsonl"
    path.write_text("".join(CASE % (number, number) for number in range(5)), "utf-8")
    return read(path)


def test_a_run_is_kept_in_the_data_folder_with_all_that_was_asked(
    assistant: Assistant, cases: TestSet
) -> None:
    told: list[tuple[str, int, int]] = []
    run = Playing.of(assistant, cases, 1).run(lambda *one: told.append(one))
    assert run.complete
    assert KeptRuns(evaluations(assistant.settings.data)).open(run.folder.name) == run
    assert [result.case for result in run.results()] == ["0", "1", "2", "3", "4"]
    assert told == [(PLAYING, done, 5) for done in range(6)]


def test_what_progress_raises_stops_it_and_the_same_call_goes_on(
    assistant: Assistant, cases: TestSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody's commit in between makes them runs of different code.
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    def stop(_stage: str, done: int, _due: int) -> None:
        if done == 2:
            raise Enough

    playing = Playing.of(assistant, cases, 1)
    with pytest.raises(Enough):
        playing.run(stop)
    (begun,) = evaluations(assistant.settings.data).glob(f"{cases.name}-*")
    asked: list[int] = []
    run = Playing.of(assistant, cases, 1).run(lambda _stage, done, _due: asked.append(done))
    assert run.folder == begun
    assert asked == [2, 3, 4, 5]


def test_it_waits_for_nothing_where_another_process_is_at_it(
    assistant: Assistant, cases: TestSet, tmp_path: Path
) -> None:
    playing = Playing.of(assistant, cases, 1)
    with (
        recording(tmp_path / "run", playing.facts, cases),
        pytest.raises(BadRun, match="Another process"),
    ):
        playing.run(lambda *_: None, tmp_path / "run")


def test_a_revision_that_isnt_there_is_refused(assistant: Assistant, cases: TestSet) -> None:
    with pytest.raises(UnknownRevision):
        Playing.of(assistant, cases, 9)
