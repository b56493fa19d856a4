from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.chat.model import Asked, Asker, How, Place
from adapters.teams.addresses import Addresses
from adapters.teams.kit.client import Connector
from adapters.teams.sending.typing import Typing
from tests.adapters.teams.sending.there import ANN, CHAT, GROUP, HR, Out, named
from tests.fakes.teams import TENANT, Teams, until

WHO = Asker("teams", ANN, TENANT)
ASKED = Asked(WHO, Place("teams", TENANT, CHAT), How.DIRECT, "May I?")


@pytest.fixture
def typing(connector: Connector, addresses: Addresses, out: Out) -> Typing:
    out.heard(CHAT, HR, GROUP)
    return Typing(connector, addresses)


def settle(typing: Typing) -> None:
    typing._threads.shutdown(wait=True)


@pytest.mark.parametrize("channel", [CHAT, GROUP])
def test_it_types_where_it_was_asked(there: Teams, typing: Typing, channel: str) -> None:
    typing.show(replace(ASKED, place=Place("teams", TENANT, channel)))
    until(lambda: there.types(channel))


def test_in_a_channel_it_types_in_the_thread_that_will_have_the_answer(
    there: Teams, typing: Typing, out: Out
) -> None:
    _, root = named(out.post(HR))
    asked = replace(ASKED, place=Place("teams", TENANT, HR), how=How.MENTION, ts=root)
    typing.show(asked)
    until(lambda: there.types(HR, root))
    assert not there.types(HR)
    below = replace(asked, place=Place("teams", TENANT, HR, root), ts="")
    typing.show(below)
    until(lambda: len(there.calls("activities.typing")) == 2)


def test_what_is_answered_before_it_was_to_be_shown_is_not_shown(
    there: Teams, typing: Typing
) -> None:
    typing.end(ASKED, answered=True)
    typing.show(ASKED)
    settle(typing)
    assert there.calls("activities.typing") == []


def test_the_same_question_asked_again_is_shown_again(there: Teams, typing: Typing) -> None:
    for _ in range(2):
        typing.show(ASKED)
        until(lambda: there.types(CHAT))
        typing.end(ASKED, answered=True)
    settle(typing)
    assert len(there.calls("activities.typing")) == 2


@pytest.mark.parametrize("status", [429, 500, 403, 0])
def test_what_fails_is_only_missing(there: Teams, typing: Typing, status: int) -> None:
    there.break_down(1, status, method="activities.typing")
    typing.show(ASKED)
    typing.end(ASKED, answered=False)
    settle(typing)
    assert len(there.calls("activities.typing")) <= 1
