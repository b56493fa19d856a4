"""What a run came to, as a terminal of 80 columns shows it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.console import Console

from adapters.terminal.evaluation.summary import judged_summary, summarised, summary
from evals.model import Case, Result
from tests.evals.report import made


def shown(folder: Path, outcomes: Iterable[tuple[Case, Result]], width: int = 80) -> list[str]:
    console = Console(width=width)
    with console.capture() as captured:
        console.print(summary(summarised(made.run(folder, outcomes))))
    text = captured.get().replace("\N{NO-BREAK SPACE}", " ")
    return [line.rstrip() for line in text.splitlines()]


def test_figures_are_told_with_the_words_of_the_report(tmp_path: Path) -> None:
    lines = shown(tmp_path / "run", [(case, made.answer(case)) for case in _cases(300)])
    assert lines[0] == "posting: 300 cases, revision 7"
    assert lines[1].split("  ")[0] == "metric"
    figures = {line.split()[0]: line.split(maxsplit=1)[1] for line in lines[2:10]}
    assert figures["leaks"] == "0 %   300 no exception seen; up to 1 % possible"
    assert figures["passed"] == "100 %   300 no exception seen; up to 1 % possible"
    assert figures["urgent_recall"] == "–     0 no such case"


def test_a_single_case_has_no_interval(tmp_path: Path) -> None:
    case = made.answerable()
    text = "\n".join(shown(tmp_path / "run", [(case, made.answer(case, milliseconds=395))]))
    assert "posting: 1 case, revision 7" in text
    assert "395 ms     1 a single case says little" in text
    assert " to " not in text.split("Everything")[0]


def test_an_interval_of_times_has_both_its_units(tmp_path: Path) -> None:
    slow = [(case, made.answer(case, milliseconds=395.0 + n)) for n, case in enumerate(_cases(9))]
    (times,) = (one for one in shown(tmp_path / "run", slow) if one.startswith("p50_ms"))
    assert times.count(" ms") == 3


@pytest.mark.parametrize("width", [40, 80])
def test_nothing_is_cut_or_too_wide(tmp_path: Path, width: int) -> None:
    lines = shown(tmp_path / "run", made.mixed(), width)
    # What is printed last is a command to copy, which a terminal folds by itself.
    assert all(len(line) <= width for line in lines[:-1])
    assert "…" not in "".join(lines)


def test_without_a_judge_there_are_no_opinions(tmp_path: Path) -> None:
    console = Console(width=80)
    with console.capture() as captured:
        console.print(judged_summary(summarised(made.run(tmp_path / "run", made.mixed()))))
    assert captured.get().count("no such case") == 3


def _cases(count: int) -> list[Case]:
    return [made.answerable(f"a{n}") for n in range(count)]
