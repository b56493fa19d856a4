"""Whole conversations with the real service: those of every platform, and those of Teams alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.adapters.chat.dialogs.language import Dialog, dialogs, written
from tests.adapters.chat.dialogs.playground import Json
from tests.adapters.teams.dialogs.conftest import Running
from tests.adapters.teams.dialogs.playground import TeamsPlayground
from tests.adapters.teams.dialogs.stage import TeamsStage
from tests.adapters.teams.harness import deliver

_PRESSES = ("A question goes to the office", "What a claimant writes below the card is offered")
_ALL = [*dialogs("teams"), *written(Path(__file__).parent)]
# In these all buttons are pressed that open no form.
_PRESSING = [one for one in dialogs("teams") if one.name.startswith(_PRESSES)]


@pytest.mark.parametrize("dialog", _ALL, ids=str)
def test_conversation(dialog: Dialog, running: Running) -> None:
    played(dialog, running, TeamsPlayground(running.teams))


@pytest.mark.parametrize("dialog", _PRESSING, ids=str)
def test_conversation_on_clients_that_know_only_the_buttons_of_old(
    dialog: Dialog, running: Running
) -> None:
    played(dialog, running, TeamsPlayground(running.teams, old=True))


def played(dialog: Dialog, running: Running, here: TeamsPlayground) -> None:
    before = len(running.teams.calls())
    deliver(running.teams, running.service)
    TeamsStage(running.service, here).play(dialog)
    running.service.settle()
    calls = running.teams.calls(since=before)
    refused = [call for call in calls if call["status"] >= 400]
    assert [call for call in refused if _reachable(call)] == [], "Teams took everything"


def _reachable(call: Json) -> bool:
    """Whether it is about where the bot and people are.

    Not everybody can be written to alone, and who isn't in a conversation is looked for elsewhere.
    """
    asked = call["method"] in ("conversations.create", "members.get")
    return not asked and "/19:closed" not in call["path"]
