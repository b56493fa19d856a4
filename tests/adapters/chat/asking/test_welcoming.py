from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection

from adapters.chat.asking.prompts import Prompts
from adapters.chat.asking.welcoming import Welcoming
from adapters.chat.model import Asker, Opened, Place
from adapters.chat.outgoing import Messenger
from adapters.chat.people.somebody import Somebody
from adapters.delivery.model import Outgoing
from adapters.teams.showing.activity import render
from tests.adapters.chat.people.test_readers import HERE, THERE, readers
from tests.bot.agency import agency
from tests.bot.conftest import Clock

ALONE, ALL = Place("teams", HERE, "a:1", "", "im"), Place("teams", HERE, "19:c@thread.tacv2")


@pytest.mark.parametrize(
    ("team", "place", "greeted"),
    [(HERE, ALONE, True), (THERE, ALONE, False), (HERE, ALL, True), (THERE, ALL, True)],
)
def test_a_stranger_who_may_read_nothing_is_not_greeted_alone(
    team: str,
    place: Place,
    greeted: bool,  # noqa: FBT001 - a table
    tmp_path: Path,
) -> None:
    assistant = agency(tmp_path, "", Clock())
    library, messenger = assistant.library, Messenger("teams", render, in_place=False)
    known, prompts = readers(Somebody("u", team=team), home=HERE), Prompts(library, assistant.today)
    welcoming = Welcoming(messenger, known, prompts, "Ask me.", library.database)
    handled: list[tuple[Outgoing, ...]] = []

    def done(_: Connection, *told: Outgoing) -> None:
        handled.append(told)

    welcoming.handle(Opened(Asker("teams", "u", team), place), done)
    library.close()

    assert [bool(told) for told in handled] == [greeted]
