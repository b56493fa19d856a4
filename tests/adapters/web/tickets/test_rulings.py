"""Replies published as rulings from a page, through what stands before every draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import httpx
import pytest

from adapters.web.roles import Role
from bot.model import Person, Question
from bot.tickets import Did
from tests.adapters.web.harness import Client, Served, serving
from tests.adapters.web.tickets.made import QUESTION, asked
from tests.bot.conftest import Clock

ANN = Person("web:1", "Ann Lee")
KAYAK = "may i show my kayak?"
OBJECTION = "social: 1 of 4 cases fails that passed before"


@pytest.fixture
def gated(tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Served]:
    """Return a console whose gate objects to everything."""
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock, checks=lambda _: (lambda _: (OBJECTION,),)) as one:
        yield one


def answered(served: Served, question: str = QUESTION) -> int:
    number = asked(served, question)
    served.assistant.tickets.reply(number, "Yes, after working hours.", ANN)
    return number


def outcome(served: Served, officer: Client, pressed: httpx.Response) -> str:
    """Wait for the job that was begun, and return where its page leads on."""
    assert pressed.status_code == 303, pressed.text
    served.finish()
    page = officer.get(pressed.headers["location"]).text
    (to,) = re.findall(r'data-onward="([^"]+)"', page)
    return str(to).replace("&amp;", "&")


def test_a_reply_becomes_a_ruling_that_the_bot_answers_with(served: Served) -> None:
    number = answered(served, KAYAK)
    with served.client(Role.OFFICER) as officer:
        form = officer.get(f"/tickets/{number}/ruling").text
        assert "Yes, after working hours." in form
        (clause,) = re.findall(r'value="([^"]+)"[^>]*>\s*<div><label[^>]*>4\.1 ', form)
        typed = {
            "text": "A kayak may be shown if its number is hidden.",
            "clauses": [clause],
            "expires": re.findall(r'type="date" value="([^"]+)"', form)[0],
        }
        pressed = officer.press(f"/tickets/{number}/ruling", typed)
        assert outcome(served, officer, pressed) == f"/tickets/{number}"
        assert "published the reply as a ruling" in officer.get(f"/tickets/{number}").text
        listed = officer.get("/tickets/rulings").text
        again = officer.get(f"/tickets/{number}/ruling").text
    assert "A kayak may be shown if its number is hidden." in listed
    assert "4.1, Social Media Policy" in listed
    (made,) = served.parts.rulings.list()
    assert made.number == number
    # Whoever changes it begins with what it says and interprets.
    assert f"{made.said}</textarea>" in again
    assert f'value="{clause}" checked>' in again
    said = served.assistant.reply(Question(KAYAK)).text
    assert "A kayak may be shown if its number is hidden." in said


def test_what_the_gate_objects_to_stays_out_until_somebody_says_why_not(gated: Served) -> None:
    number = answered(gated)
    live = gated.assistant.library.live()
    typed = {"text": "Only on Mondays.", "expires": "2999-01-01"}
    with gated.client(Role.OFFICER) as officer:
        again = outcome(gated, officer, officer.press(f"/tickets/{number}/ruling", typed))
        form = officer.get(again).text
        assert OBJECTION in form
        assert "Only on Mondays." in form
        assert gated.assistant.library.live() == live
        assert gated.parts.rulings.list() == ()
        override = {"override": "The case is out of date."}
        to = outcome(gated, officer, officer.press(f"/tickets/{number}/ruling", typed | override))
        assert to == f"/tickets/{number}"
        assert len(gated.parts.rulings.list()) == 1
        noted = [line.detail for line in gated.parts.audit.lines(9)]
        assert {"overridden": True} in noted
        again = outcome(gated, officer, officer.press(f"/tickets/rulings/{number}/retire"))
        page = officer.get(again).text
        assert OBJECTION in page
        assert "It is still live." in page
        assert len(gated.parts.rulings.list()) == 1
        outcome(gated, officer, officer.press(f"/tickets/rulings/{number}/retire", override))
    assert gated.parts.rulings.list() == ()
    ruled = [e.text for e in gated.assistant.tickets.show(number).events if e.what == Did.RULED]
    assert ruled == ["published", "retired"]


def test_a_ruling_that_nobody_may_read_is_refused_with_what_was_typed(served: Served) -> None:
    number = asked(
        served, "Where are certificates and names of parties kept?", groups=("hr", "audit")
    )
    served.assistant.tickets.reply(number, "In the file.", ANN)
    with served.client(Role.OFFICER) as officer:
        form = officer.get(f"/tickets/{number}/ruling").text
        chosen = re.findall(r'name="clauses" value="([^"]+)"', form)
        typed = {"text": "In the sealed file.", "clauses": chosen, "expires": "2999-01-01"}
        again = outcome(served, officer, officer.press(f"/tickets/{number}/ruling", typed))
        form = officer.get(again).text
    assert "what no group may read altogether" in form
    assert "In the sealed file." in form
    assert len(re.findall(r"checked>", form)) == len(chosen) > 1


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"text": "", "expires": "2999-01-01"}, "Write what the ruling says."),
        ({"text": "Yes.", "expires": "2020-01-01"}, "Choose a day after today."),
        ({"text": "Yes.", "expires": "soon"}, "Choose a day after today."),
    ],
)
def test_what_cant_be_a_ruling_is_told_at_once(
    served: Served, typed: dict[str, str], fault: str
) -> None:
    number = answered(served)
    with served.client(Role.OFFICER) as officer:
        answer = officer.press(f"/tickets/{number}/ruling", typed)
    assert answer.status_code == 422
    assert fault in answer.text
    assert served.parts.jobs.newest("ruling") is None


def test_only_an_answered_ticket_can_become_a_ruling(served: Served) -> None:
    number = asked(served)
    with served.client(Role.OFFICER) as officer:
        assert officer.get(f"/tickets/{number}/ruling").status_code == 422
        assert "Publish as a ruling" not in officer.get(f"/tickets/{number}").text
        assert "There is no ruling yet" in officer.get("/tickets/rulings").text
        assert officer.get(f"/tickets/{number}/ruling?job=99").status_code == 404
        pressed = officer.press("/tickets/rulings/7/retire")
        again = outcome(served, officer, pressed)
        assert "There is no ruling 7 to retire" in officer.get(again).text
