from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from adapters.web.asking.progress import Began, Ended, Failed, Passed, line
from bot.writing import Sentence


@given(st.text())
def test_an_event_is_one_line_whatever_is_in_it(text: str) -> None:
    for event in (Passed(Sentence(text, (1,))), Ended(text), Failed(text)):
        said = line(event)
        assert said.endswith("\n")
        assert len(said.splitlines()) == 1
    assert json.loads(line(Failed(text))) == {"fault": text}


def test_a_page_reads_how_far_it_is() -> None:
    assert json.loads(line(Began())) == {"step": "Looking it up …"}
    passed = Passed(Sentence("You must ask.", (1, 2)))
    assert json.loads(line(passed)) == {
        "passed": "You must ask. [1] [2]",
        "step": "… more is being written and checked.",
    }
    assert json.loads(line(Ended("/conversations/a"))) == {"to": "/conversations/a"}
