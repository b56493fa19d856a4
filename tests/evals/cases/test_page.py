"""What docs/test-sets.md says is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.model import Kind, Message, Reason
from evals.cases import read
from evals.cases.fields import FIELDS
from evals.errors import BadTestSet
from evals.model import Gold
from tests.evals.cases.files import cases, written

PAGE = (Path(__file__).parents[3] / "docs/test-sets.md").read_text(encoding="utf-8")
SUFFIXES = {"csv": "csv", "yaml": "yaml", "json": "jsonl"}
BAD = """\
id,question,expect,on
car-1,can i post?,anser,
car-2,can i post?,decline,2026-02-30
car-1,,decline,
"""


def examples(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_the_three_formats_say_the_same(tmp_path: Path) -> None:
    sets = [
        read(written(tmp_path, f"set.{suffix}", examples(language)[0]))
        for language, suffix in SUFFIXES.items()
    ]
    assert len({one.digest for one in sets}) == 1
    first, second = sets[0]
    assert (first.gold, first.facts) == (
        ((Gold("policies/vehicles.md", "3.10"),),),
        (("not while driving",),),
    )
    assert second.expect == (Kind.DECLINE,)


def test_any_of_and_all_of_are_read_as_the_page_says(tmp_path: Path) -> None:
    (case,) = cases(written(tmp_path, "set.yaml", examples("yaml")[1]))
    assert [len(any_of) for any_of in case.gold] == [1, 2]
    assert case.facts == (("in writing",), ("release form", "form 12"))


def test_the_columns_of_a_spreadsheet_are_read_as_the_page_says(tmp_path: Path) -> None:
    case, joke = cases(written(tmp_path, "set.csv", examples("csv")[1]))
    assert case.question == 'and "private" ones?'
    assert case.expect == (Kind.ANSWER, Kind.CLARIFY)
    assert [message.role for message in case.history] == ["user", "assistant"]
    assert case.history[1] == Message("assistant", "Which account do you mean?")
    assert case.gold == (
        (
            Gold("policies/photos.md", "2.1"),
            Gold("training/photos-101.md", quote="your own photos"),
        ),
    )
    assert case.facts == (("in writing", "written"), ("release form",))
    assert joke.gold == ()


def test_faults_look_as_the_page_shows_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "cars.csv", BAD)
    with pytest.raises(BadTestSet) as raised:
        read(Path("cars.csv"))
    assert str(raised.value) == examples("text")[0].strip()


def test_the_lines_of_python_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "cars.csv", examples("csv")[0])
    exec(examples("python")[0], {})  # noqa: S102 - it is our own page
    assert capsys.readouterr().out == "cars 2 ['car-1', 'car-2']\n"


def test_every_field_decision_and_reason_is_told() -> None:
    told = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert told == ["expect", *Kind, *FIELDS]
    assert [reason for reason in Reason if f"`{reason}`" not in PAGE] == []
