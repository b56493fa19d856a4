from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.model import Kind
from evals.cases.faults import Faults
from evals.errors import BadTestSet
from evals.importing import read_questions
from evals.model import Case, Gold

ITEMS = """REPORTS
Market Abuse, Transaction Reporting and Misleading Impressions
A report must be made to the Regulator without any delay, and must say:
(a)\twhat was seen, by whom, and on which day it was seen;
(b)\tshort one."""


def question(identity: object = "q1", *passages: dict[str, Any], **more: Any) -> dict[str, Any]:
    given = passages or (passage("Posts must be kept as records for three whole years."),)
    return {"QuestionID": identity, "Question": "How long?", "Passages": list(given), **more}


def passage(text: object, document: object = 3, name: object = "4.2.(1)") -> dict[str, Any]:
    return {"DocumentID": document, "PassageID": name, "Passage": text}


def cases(tmp_path: Path, *entries: object, name: str = "regs/{id}.md") -> tuple[Case, ...]:
    return of_bytes(tmp_path, json.dumps(entries).encode(), name)


def of_bytes(tmp_path: Path, content: bytes, name: str = "{id}.md") -> tuple[Case, ...]:
    file = tmp_path / "set.json"
    file.write_bytes(content)
    faults = Faults()
    found = read_questions(file, name, faults)
    faults.check()
    return found


def test_every_passage_is_needed_and_known_by_its_words(tmp_path: Path) -> None:
    second = passage("A copy must go to the archive of the city, too.", "A-4", "7.")
    (case,) = cases(
        tmp_path,
        question(12, passage("Keep all posts for three whole years, please."), second, Group=2),
    )
    assert (case.id, case.question, case.expect) == ("12", "How long?", (Kind.ANSWER,))
    assert case.gold == (
        (Gold("regs/3.md", quote="Keep all posts for three whole years, please."),),
        (Gold("regs/A-4.md", quote="A copy must go to the archive of the city, too."),),
    )
    assert case.note == "Passages: 4.2.(1) of 3, 7. of A-4"


def test_any_line_that_tells_something_stands_for_its_passage(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, question("q", passage(ITEMS)))
    assert [gold.quote for gold in case.gold[0]] == [
        "A report must be made to the Regulator without any delay, and must say:",
        "what was seen, by whom, and on which day it was seen;",
    ]


def test_where_no_line_tells_much_the_longest_one_does(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, question("q", passage("Jurisdiction\nThe whole city\n")))
    assert [gold.quote for gold in case.gold[0]] == ["The whole city"]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + json.dumps([question()]).encode()
    assert len(of_bytes(tmp_path, content)) == 1


def test_all_faults_come_at_once_each_with_its_place_and_remedy(tmp_path: Path) -> None:
    wrong = (
        question("one"),
        question("one"),
        {"QuestionID": "two", "Question": " ", "Passages": []},
        {"Question": "How?", "Passages": [passage(None, "../x")]},
        question("three", passage("  ")),
        question("y" * 101),
        "four",
    )
    with pytest.raises(BadTestSet) as refused:
        cases(tmp_path, *wrong)
    told = "\n".join(refused.value.faults)
    for expected in (
        "entry 2: “one” is the QuestionID of another entry",
        "entry 3, Question: is empty",
        "entry 3, Passages: is empty",
        "entry 4, QuestionID: is missing",
        "entry 4, Passages.1.DocumentID: can't be used: “../x”; name the document with letters",
        "entry 4, Passages.1.Passage: isn't text",
        "entry 5: the passage “4.2.(1)” is empty",
        "entry 6, QuestionID: is too long for an id; shorten it",
        "entry 7: has no fields",
    ):
        assert expected in told
    assert len(refused.value.faults) == 9
    assert all("set.json, entry" in fault and "; " in fault for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "isn't JSON"),
        (b'[{"QuestionID": 1,\n}]', "line 2: isn't JSON"),
        (b"{}", "isn't a list of entries"),
        (b"[]", "isn't a list of entries"),
        (b'["\xff"]', "isn't UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(BadTestSet, match=said):
        of_bytes(tmp_path, content)


def test_a_file_that_isnt_there_is_a_fault(tmp_path: Path) -> None:
    faults = Faults()
    assert read_questions(tmp_path / "none.json", "{id}.md", faults) == ()
    assert "can't be read (No such file or directory)" in faults.kept[0]
