from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.chat import actions
from adapters.teams.names import SEARCH
from bot.assistant import Assistant
from bot.switch import Switch
from tests.adapters.teams.entering.way_in import BEN, CHANNEL, HANNA, Entered, entered
from tests.bot.agency import agency
from tests.bot.conftest import Clock
from tests.fakes.teams import OTHER_TENANT, Teams, direct, object_id


def found(way: Entered, text: str) -> list[dict[str, Any]]:
    return way.teams.searches(HANNA, CHANNEL, text)


def said(way: Entered) -> str:
    """Return what the search answered instead of clauses."""
    answer = way.teams.deliveries()[-1]["reply"]["composeExtension"]
    assert answer["type"] == "message"
    return str(answer["text"])


def test_a_clause_is_found_from_the_compose_box(way: Entered) -> None:
    first, *_ = found(way, "pictures of crime scenes")

    assert "Employees must not post pictures of crime scenes." in str(first["content"])
    assert "4.2" in first["preview"]["content"]["title"]
    assert way.events() == []


def test_what_not_everybody_may_read_is_never_found(way: Entered) -> None:
    results = str(found(way, "medical certificates in the sealed part of the personnel file"))

    assert "sealed" not in results
    assert "Personnel" not in results


def test_no_more_than_eight_clauses_come_and_each_once(way: Entered) -> None:
    results = found(way, "employees pictures comments gifts calendar")
    titles = [one["preview"]["content"]["title"] for one in results]

    assert 1 < len(titles) <= 8
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("text", ["", "  ", "<p></p>"])
def test_before_anything_is_typed_it_says_what_to_type(way: Entered, text: str) -> None:
    assert found(way, text) == []
    assert said(way).startswith("Type a few words")


def test_while_the_service_is_switched_off_nothing_is_found(
    way: Entered, assistant: Assistant
) -> None:
    Switch(assistant.library.database, Clock()).off("the policies are being redone", "Ann")

    assert found(way, "pictures") == []
    assert "the policies are being redone" in said(way)


def test_where_nothing_is_published_it_says_that_nothing_was_found(
    fake: Teams, tmp_path: Path
) -> None:
    assistant = agency(tmp_path, "", Clock())
    with entered(fake, assistant) as way:
        assert found(way, "pictures") == []
        assert said(way).startswith("I found no clause")
    assistant.library.close()


def test_a_second_page_is_empty(way: Entered) -> None:
    page = {"parameters": [{"name": "text", "value": "pictures"}], "queryOptions": {"skip": 8}}
    told = way.invokes("composeExtension/query", {"commandId": SEARCH} | page)

    assert told["reply"]["composeExtension"]["attachments"] == []


def test_a_search_that_is_none_of_ours_is_told_so(way: Entered) -> None:
    told = way.invokes("composeExtension/query", {"commandId": "search_people"})

    assert told["tries"][0]["status"] == 501


def test_who_may_read_nothing_finds_nothing_and_reads_why(
    fake: Teams, assistant: Assistant
) -> None:
    guest, stranger = object_id(21), object_id(22)
    fake.person(guest, guest=True)
    fake.person(stranger, tenant=OTHER_TENANT)
    fake.channel(CHANNEL, members=[HANNA, guest, stranger])
    with entered(fake, assistant, teams_strangers="nothing", teams_app_type="MultiTenant") as way:
        for who in (guest, stranger):
            assert fake.searches(who, CHANNEL, "pictures") == []
            assert "people of the agency" in said(way)
            assert fake.searches(who, CHANNEL, "") == []
            assert "people of the agency" in said(way)
        assert "crime scenes" in str(found(way, "pictures of crime scenes"))


def test_where_strangers_may_read_nothing_who_isnt_known_finds_nothing(
    fake: Teams, assistant: Assistant
) -> None:
    fake.channel(CHANNEL, members=[HANNA], bot=False)
    with entered(fake, assistant, teams_strangers="nothing") as way:
        assert found(way, "pictures") == []
        assert "I can't look up who you are" in said(way)


def test_where_strangers_may_read_nobody_is_looked_up(way: Entered) -> None:
    guest = object_id(23)
    way.teams.person(guest, guest=True)

    assert way.teams.searches(guest, CHANNEL, "pictures of crime scenes")
    assert way.teams.calls("members.get") == []


def test_a_search_where_the_bot_isnt_doesnt_change_where_somebody_is_known(
    way: Entered,
) -> None:
    way.teams.asks(HANNA, "May I post?")
    way.teams.channel(CHANNEL, members=[HANNA, BEN], bot=False)
    for who in (HANNA, BEN):
        assert way.teams.searches(who, CHANNEL, "pictures of crime scenes")

    seen = [way.addresses.person(who) for who in (HANNA, BEN)]
    assert [one and one.seen for one in seen] == [direct(HANNA), CHANNEL]
    assert way.addresses.of(CHANNEL) is None


@pytest.mark.parametrize("fetch", [True, False])
def test_a_command_on_a_message_doesnt_say_that_the_bot_is_there(way: Entered, fetch: bool) -> None:  # noqa: FBT001 - a table
    way.teams.channel(CHANNEL, members=[HANNA, BEN], bot=False)
    way.teams.says(BEN, CHANNEL, "May I post?")
    message = way.teams.messages(CHANNEL)[0]
    way.teams.shortcut(HANNA, message, actions.ASK_SHORTCUT, fetch=fetch)

    assert len(way.events()) == 1
    contact = way.addresses.person(HANNA)
    assert contact is not None
    assert contact.seen == CHANNEL
    assert way.addresses.of(CHANNEL) is None
