"""The office at a terminal, on the real commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.terminal import tickets
from bot.model import Person
from tests.adapters.terminal.conftest import invoke

URGENT = "A reporter is on the phone about a threat against the mayor, what do I do right now?"
BEN = Person("slack:T1:U2", "Ben")


@pytest.fixture
def number(data: Path) -> str:
    """Open a ticket and return its number."""
    before = invoke(data, "chat", text="")
    assert before.exit_code == 0
    assert invoke(data, "ask", "--record", URGENT).exit_code == 0
    listed = json.loads(invoke(data, "tickets", "list", "--state", "all", "--json").stdout)
    return str(max(ticket["id"] for ticket in listed))


def step(data: Path, *arguments: str, text: str = "") -> dict[str, Any]:
    done = invoke(data, "tickets", *arguments, "--json", text=text)
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refused(data: Path, *arguments: str) -> str:
    result = invoke(data, "tickets", *arguments)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    return result.stderr


def test_a_ticket_goes_all_its_way(data: Path, number: str) -> None:
    claimed = step(data, "claim", number)
    assert claimed["state"] == "claimed"
    assert claimed["claimant"]["id"].startswith("terminal:")
    assert claimed["due"] > claimed["created"]
    assert step(data, "release", number)["state"] == "open"
    assert step(data, "take-over", number)["state"] == "claimed"
    assert step(data, "reply", number, "-", text="Call us.")["state"] == "answered"
    assert step(data, "reopen", number, "--note", "Wrong number.")["state"] == "reopened"
    declined = step(data, "decline", number, "ask the police.")
    assert declined["state"] == "closed"
    assert [event["what"] for event in declined["events"]] == [
        "opened", "claimed", "released", "taken over", "replied", "reopened", "declined",
    ]  # fmt: skip
    assert "it can't be replied to; reopen it first" in refused(data, "reply", number, "x")
    assert "it can't be released" in refused(data, "release", number)
    assert invoke(data, "tickets", "decline", number, "-", text=" ").exit_code == 1


def test_the_asker_reads_in_a_chat_what_was_done(data: Path, number: str) -> None:
    invoke(data, "tickets", "claim", number)
    told = invoke(data, "chat", text="").stdout
    said = f"Somebody of the communications office has your question now (ticket {number})."
    assert said in " ".join(told.split())
    assert said not in " ".join(invoke(data, "chat", text="").stdout.split())
    invoke(data, "tickets", "decline", number, "ask the police.")
    told = invoke(data, "chat", text="").stdout
    assert f"The office has replied to ticket {number}:" in told
    assert "The communications office can't settle this: ask the police." in told


def test_officers_are_named_to_askers_where_that_is_the_manner(
    data: Path, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYDESK_NAME_OFFICERS", "yes")
    monkeypatch.setattr(tickets, "officer", lambda: BEN)
    invoke(data, "tickets", "claim", number)
    invoke(data, "tickets", "reply", number, "Call us.")
    told = " ".join(invoke(data, "chat", text="").stdout.split())
    assert f"Ben of the communications office has your question now (ticket {number})." in told
    assert f"Ben has replied to ticket {number}: Call us." in told


def test_what_another_has_in_hand_is_refused_until_it_is_taken_over(
    data: Path, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as as_ben:
        as_ben.setattr(tickets, "officer", lambda: BEN)
        invoke(data, "tickets", "claim", number)
    for arguments in (["claim"], ["release"], ["close"], ["reply", "x"], ["decline", "x"]):
        command, *text = arguments
        assert f"Ben has ticket {number} in hand" in refused(data, command, number, *text)
    assert f"Ticket {number} is yours." in invoke(data, "tickets", "take-over", number).stdout
    assert step(data, "close", number)["state"] == "closed"


def test_listing_shows_what_waits_with_who_has_it(data: Path, number: str) -> None:
    step(data, "claim", number)
    waiting = invoke(data, "tickets", "list").stdout
    assert all(len(line) <= 80 for line in waiting.splitlines())
    assert "has it · urgent · opened" in " ".join(waiting.split())
    assert "· due " in " ".join(waiting.split())
    claimed = json.loads(invoke(data, "tickets", "list", "--state", "claimed", "--json").stdout)
    assert int(number) in [ticket["id"] for ticket in claimed]
    step(data, "reply", number, "Call us.")
    for state, there in (("waiting", False), ("answered", True), ("all", True), ("open", False)):
        listed = json.loads(invoke(data, "tickets", "list", "--state", state, "--json").stdout)
        assert (int(number) in [ticket["id"] for ticket in listed]) is there
    assert invoke(data, "tickets", "list", "--state", "lost").exit_code == 2
