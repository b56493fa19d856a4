from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Kind
from evals.cases import read
from evals.drafting import Draft, write
from evals.drafting.draft import _parts, beginning, named
from evals.errors import BadTestSet, FileThere, NothingToDraft
from evals.model import Case, Gold

GOLD = ((Gold("rules.md", "2.1", "Posts need consent"),),)


def draft(id_: str = "rules-2.1", question: str = "may I post?", *remarks: str) -> Draft:
    return Draft(Case(id=id_, question=question, expect=(Kind.ANSWER,), gold=GOLD), remarks)


def test_a_finished_file_reads_back_as_the_cases_it_was_made_of(tmp_path: Path) -> None:
    made = (draft("one"), draft("two", "and videos: yes or no?", "# odd: [remark", "two"))
    write(made, tmp_path / "set.yaml", "Finish these.")
    assert tuple(read(tmp_path / "set.yaml")) == tuple(one.case for one in made)


def test_a_draft_without_question_or_expectation_is_refused_until_it_is_finished(
    tmp_path: Path,
) -> None:
    file = tmp_path / "set.yaml"
    open_end = Draft(Case(id="turn-1", question="may I?", expect=(), note="a\nb"), ())
    write((draft(question=""), open_end), file, "Finish these.")
    with pytest.raises(BadTestSet) as refused:
        read(file)
    unasked, unexpected = refused.value.faults
    assert "question" in unasked
    assert "draft" in unasked
    assert "expect" in unexpected
    finished = file.read_text("utf-8").replace("question: ''", "question: 'may I?'")
    finished = finished.replace("expect:\n", "expect: decline\n")
    file.write_text(finished, "utf-8")
    assert [case.expect for case in read(file)] == [(Kind.ANSWER,), (Kind.DECLINE,)]


def test_what_people_wrote_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "set.yaml"
    file.write_text("mine", "utf-8")
    with pytest.raises(FileThere, match=r"set\.yaml is there already"):
        write((draft(),), file, "Finish these.")
    assert file.read_text("utf-8") == "mine"


def test_no_file_is_made_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(NothingToDraft):
        write((), tmp_path / "set.yaml", "Finish these.")
    assert list(tmp_path.iterdir()) == []


def test_clauses_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    write((draft("a"), draft("a"), draft("a-2")), tmp_path / "set.yaml", "Finish these.")
    assert [case.id for case in read(tmp_path / "set.yaml")] == ["a", "a-2", "a-2-2"]


@given(st.text())
def test_a_remark_stays_a_remark_whatever_it_says(remark: str) -> None:
    (row,) = yaml.safe_load("\n".join(_parts([draft("one", "may I?", remark)], remark)))
    assert row["question"] == "may I?"


@given(st.text(max_size=400))
def test_the_beginning_of_a_text_stands_in_it(text: str) -> None:
    cut = beginning(text)
    assert len(cut) <= 160
    assert " ".join(text.split()).startswith(cut)


def test_a_name_is_one_short_word() -> None:
    assert named("social media (2023)", "4.1(a)") == "social-media-(2023)-4.1(a)"
    assert len(named("x" * 200, "1")) <= 60
