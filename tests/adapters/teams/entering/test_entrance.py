from __future__ import annotations

import pytest

from adapters.chat.model import Asked, Asker, How, Opened, Place
from tests.adapters.teams.entering.way_in import BEN, CHANNEL, GROUP, HANNA, Entered, posted
from tests.fakes.slack import until
from tests.fakes.teams import TENANT, direct, object_id

OF_HANNA = Asker("teams", HANNA, TENANT)
ALONE = Place("teams", TENANT, direct(HANNA), "", "im")
IN_CHANNEL = Place("teams", TENANT, CHANNEL, "", "channel")


def test_a_direct_message_is_kept_and_shown_to_be_looked_up(way: Entered) -> None:
    ts = way.teams.asks(HANNA, "May I post?")

    asked = Asked(OF_HANNA, ALONE, How.DIRECT, "May I post?")
    assert way.happenings() == [asked]
    assert way.events()[0].id == f"post {direct(HANNA)} {ts}"
    assert way.typing.asked == [asked]
    # Teams has its answer before the workers are told.
    until(lambda: bool(way.nudges), 30)


def test_where_it_came_from_is_kept_as_it_was_heard_last(way: Entered) -> None:
    way.teams.asks(HANNA, "May I post?")
    way.teams.moved(direct(HANNA), "amer")
    way.teams.asks(HANNA, "And in uniform?")

    contact, address = way.addresses.person(HANNA), way.addresses.of(direct(HANNA))
    assert contact is not None
    assert address is not None
    assert (contact.personal, contact.service_url) == (
        direct(HANNA),
        way.teams.service_url("amer"),
    )
    assert contact.account.startswith("29:")
    assert (address.service_url, address.kind) == (way.teams.service_url("amer"), "personal")


@pytest.mark.parametrize("channel", [CHANNEL, GROUP])
def test_a_mention_is_kept_without_the_bot_s_name(way: Entered, channel: str) -> None:
    ts = way.teams.says(HANNA, channel, f"@bot May <@{BEN}> post?")["ts"]

    (asked,) = way.happenings()
    assert isinstance(asked, Asked)
    assert asked.how is How.MENTION
    assert asked.text == "May @Person 8 post?"
    assert asked.place.channel == channel
    assert (asked.place.thread, asked.ts) == ("", ts if channel == CHANNEL else "")
    assert len(asked.others) == 1


def test_a_colleague_who_was_heard_before_is_mentioned_by_their_object_id(way: Entered) -> None:
    way.teams.says(BEN, GROUP, "@bot May I post?")
    way.teams.says(HANNA, GROUP, f"@bot <@{BEN}> says so")

    _, asked = way.happenings()
    assert isinstance(asked, Asked)
    assert asked.others == (BEN,)


def test_what_is_delivered_again_is_answered_and_kept_once(way: Entered) -> None:
    way.teams.asks(HANNA, "May I post?")
    again = way.teams.redelivers(way.teams.deliveries()[0]["id"])

    assert again["acked"]
    assert len(way.events()) == 1
    assert len(way.typing.asked) == 1


def test_of_what_people_say_to_each_other_nothing_is_kept(way: Entered) -> None:
    way.teams.app(way.url, hears_all=True)
    first = way.teams.says(HANNA, CHANNEL, "Lunch?")
    way.teams.says(BEN, CHANNEL, "Yes!", first["ts"])
    way.teams.says(BEN, GROUP, "Who is hungry?")
    way.teams.joins(BEN, CHANNEL)
    way.teams.edits(CHANNEL, first["ts"], "Lunch at noon, @bot?")
    way.teams.reacts(BEN, posted(way, {"text": "Hello."}))
    way.teams.deletes(CHANNEL, first["ts"])
    way.teams.person(object_id(9), bot=True)
    way.teams.says(object_id(9), CHANNEL, "@bot beep")

    assert all(one["acked"] for one in way.teams.deliveries())
    assert len(way.teams.deliveries()) == 8
    assert way.events() == []
    assert way.typing.asked == []


def test_a_follow_up_needs_no_mention_in_a_thread_of_ours(way: Entered) -> None:
    way.teams.app(way.url, hears_all=True)
    first = way.teams.says(HANNA, CHANNEL, "@bot May I post?")["ts"]
    way.forms.ours.add(first)
    ts = way.teams.says(HANNA, CHANNEL, "And in uniform?", first)["ts"]

    place = Place("teams", TENANT, CHANNEL, first, "channel")
    assert way.happenings()[1:] == [Asked(OF_HANNA, place, How.THREAD, "And in uniform?", ts)]
    assert way.events()[0].lane == way.events()[1].lane
    # Whether people still talk to each other there isn't known yet.
    assert len(way.typing.asked) == 1


def test_where_the_app_is_added_it_says_what_it_is_for_once(way: Entered) -> None:
    way.teams.opens(HANNA)
    way.teams.installs(HANNA, CHANNEL)
    way.teams.uninstalls(HANNA, CHANNEL)

    assert way.happenings() == [Opened(OF_HANNA, ALONE), Opened(OF_HANNA, IN_CHANNEL)]
    contact = way.addresses.person(HANNA)
    assert contact is not None
    assert contact.personal == direct(HANNA)
