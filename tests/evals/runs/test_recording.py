"""A run survives whatever ends it, and nobody spoils another one's."""

from __future__ import annotations

import os
import tracemalloc
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.model import Decision, Question
from evals.errors import BadRun
from evals.runs import Run, recording
from knowledge.errors import CatalogBusy
from tests.evals.runs.played import BOT, asked, facts, ids, play
from tests.evals.shelf import answering

EVERY_THIRD = [(f"case-{place}", number) for place in range(4) for number in (1, 2, 3)]


def test_a_run_that_is_played_is_complete_scored_and_reads_as_it_was(tmp_path: Path) -> None:
    run = play(tmp_path / "run", 3)
    assert run.complete
    assert Run.open(run.folder) == run
    assert run.facts.name == "run"
    assert list(run.cases()) == list(asked(3))
    assert ids(run) == [("case-0", 1), ("case-1", 1), ("case-2", 1)]
    assert [result.on for result in run.results()] == [date(2026, 5, 4)] * 3
    assert run.scores().cases == 3


def test_a_new_folder_can_be_opened_by_its_owner_alone(tmp_path: Path) -> None:
    assert play(tmp_path / "runs" / "run", 1).folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("most", [1, 3, 4, 11, 12])
def test_a_run_goes_on_where_it_stopped_and_ends_as_if_it_never_had(
    tmp_path: Path, most: int
) -> None:
    stopped = play(tmp_path, 4, repeat=3, most=most)
    assert not stopped.complete
    assert len(ids(stopped)) == most
    with pytest.raises(BadRun, match="isn't finished"):
        stopped.scores()
    assert ids(play(tmp_path, 4, repeat=3)) == EVERY_THIRD


def test_what_is_on_file_is_not_asked_again(tmp_path: Path) -> None:
    heard: list[Question] = []

    def bot(question: Question) -> Decision:
        heard.append(question)
        return BOT(question)

    play(tmp_path, 4, repeat=3, most=6)
    play(tmp_path, 4, repeat=3, bot=bot)
    assert len(heard) == 6


@pytest.mark.parametrize("left", [1, 40, 10**9])
def test_a_line_that_was_cut_short_is_dropped_and_played_again(tmp_path: Path, left: int) -> None:
    play(tmp_path, 4, repeat=3, most=5)
    results = tmp_path / "results.jsonl"
    whole = results.read_bytes()
    last = whole.rstrip(b"\n").rindex(b"\n") + 1
    results.write_bytes(whole[: min(last + left, len(whole) - 1)])
    assert len(ids(Run.open(tmp_path))) == 4
    assert ids(play(tmp_path, 4, repeat=3)) == EVERY_THIRD


def test_a_start_that_was_cut_short_begins_anew(tmp_path: Path) -> None:
    for name in (".lock", "cases.jsonl", "run.json.part"):
        (tmp_path / name).write_text("{", "utf-8")
    assert play(tmp_path, 2).complete


def test_everything_played_but_not_scored_is_scored(tmp_path: Path) -> None:
    play(tmp_path, 2, most=2)
    assert play(tmp_path, 2).complete


def test_two_at_once_are_one_too_many(tmp_path: Path) -> None:
    with (
        recording(tmp_path, facts(1), asked(1)),
        pytest.raises(BadRun, match="Another process is playing"),
        recording(tmp_path, facts(1), asked(1)),
    ):
        pass


def test_a_finished_run_is_not_played_over(tmp_path: Path) -> None:
    play(tmp_path, 1)
    with pytest.raises(BadRun, match=r"is finished: .* Name another folder"):
        play(tmp_path, 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("set_digest", "other"),
        ("revision", 2),
        ("day", date(2026, 5, 5)),
        ("repeat", 2),
        ("settings", {}),
        ("code", "other"),
        ("changed", True),
    ],
)
def test_an_unfinished_run_goes_on_only_as_it_began(
    tmp_path: Path, name: str, value: object
) -> None:
    play(tmp_path, 2, most=1)
    with (
        pytest.raises(BadRun, match=f"another state of {name}"),
        recording(tmp_path, facts(2, **{name: value}), asked(2)),  # type: ignore[arg-type]
    ):
        pass
    assert len(ids(Run.open(tmp_path))) == 1


def test_another_name_or_place_of_the_set_is_no_other_state(tmp_path: Path) -> None:
    play(tmp_path, 2, most=1)
    other = replace(facts(2), set_name="x", set_path="y", started=facts(2).started.replace(hour=1))
    with recording(tmp_path, other, asked(2)) as made:
        assert made.done == 1


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear", "utf-8")
    with pytest.raises(BadRun, match="holds other files"):
        play(tmp_path, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_what_fails_is_noted_with_its_trace_unless_it_explains_itself(tmp_path: Path) -> None:
    def bot(question: Question) -> Decision:
        if len(ids(Run.open(tmp_path))) == 0:
            raise CatalogBusy("Try again later.")
        raise ZeroDivisionError(question.text)

    run = play(tmp_path, 2, bot=bot)
    assert run.complete
    assert [result.error for result in run.results()] == ["Try again later.", "What now?"]
    first, *rest = (tmp_path / "problems.log").read_text("utf-8").splitlines()
    assert first.endswith(" case-0: Try again later.")
    assert "case-1: Traceback" in rest[0]
    assert rest[-1] == "ZeroDivisionError: What now?"
    assert run.scores().failed == 2


def test_half_a_character_spoils_no_run(tmp_path: Path) -> None:
    run = play(tmp_path, 1, bot=answering(text="Yes\ud83d!"))
    assert [result.text for result in run.results()] == ["Yes?!"]


def test_memory_does_not_grow_with_the_number_of_cases(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        with recording(tmp_path / str(count), facts(count), asked(count)) as made:
            for _ in made.play(BOT, None):
                pass
        for _ in made.run.outcomes():
            pass
        return tracemalloc.get_traced_memory()[1] - before

    tracemalloc.start()
    try:
        peak(10)
        few, many = peak(100), peak(800)
    finally:
        tracemalloc.stop()
    # What the collector of garbage leaves lying for a while is less than this.
    written = (tmp_path / "800" / "results.jsonl").stat().st_size
    assert many < few + written / 10


def test_the_lock_of_a_process_that_is_gone_keeps_nobody_out(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with recording(tmp_path, facts(1), asked(1)):
            os._exit(9)
    os.waitpid(child, 0)
    assert play(tmp_path, 1).complete
