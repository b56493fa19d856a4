from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat import places
from adapters.chat.model import Asker, Place
from adapters.chat.places import SLACK, TEAMS, Spot

PLATFORM = st.sampled_from([SLACK, TEAMS])
ID = st.from_regex(r"[A-Z][A-Z0-9]{0,12}", fullmatch=True)
TS = st.from_regex(r"[0-9]{1,12}\.[0-9]{1,6}", fullmatch=True)
# What Microsoft's names are made of.
ODD = st.text("aZ09:@.-_%/|é ", min_size=2, max_size=30)


@given(st.builds(Spot, PLATFORM, ID | ODD, ID | ODD, TS | st.just(""), ID | ODD | st.just("")))
def test_a_conversations_name_says_where_it_is_held(spot: Spot) -> None:
    assert Spot.of(spot.conversation) == spot


@pytest.mark.parametrize("name", ["terminal:ann", "slack", "", "slack:T1:C1:17.1:U1:more"])
def test_other_conversations_are_on_no_chat_platform(name: str) -> None:
    with pytest.raises(ValueError, match="no conversation on a chat platform"):
        Spot.of(name)


@given(PLATFORM, ID, ID)
def test_a_person_is_known_by_platform_team_and_user(platform: str, user: str, team: str) -> None:
    who = Asker(platform, user, team)
    somebody = places.person(who, "Ann")

    assert (somebody.id, somebody.name) == (f"{platform}:{team}:{user}", "Ann")
    assert places.user_of(somebody.id, platform) == user
    assert places.is_of(somebody.id, who)


def test_people_of_other_platforms_are_no_users() -> None:
    assert places.user_of("teams:T1:U1", SLACK) == places.user_of("", SLACK) == ""
    assert places.user_of("slack:T1:U1", TEAMS) == ""
    assert not places.is_of("teams:T1:U1", Asker(SLACK, "U1", "T1"))


def test_what_is_said_to_all_is_answered_in_the_thread_that_it_begins() -> None:
    place = Place(SLACK, "T1", "C1")

    assert places.spot(place, "17.1").conversation == "slack:T1:C1:17.1"
    assert places.spot(Place(SLACK, "T1", "C1", "16.0"), "17.1").conversation == "slack:T1:C1:16.0"
    assert places.spot(place, "17.1").address("U1") == {
        "channel": "C1",
        "thread": "17.1",
        "user": "U1",
    }


def test_what_is_said_to_one_alone_never_goes_back_to_the_channel() -> None:
    alone = places.spot_alone(Place(SLACK, "T1", "C1"), "U1")

    assert alone.conversation == "slack:T1:C1:-:U1"
    assert alone.private
    assert alone.address("U1") == {"channel": "", "thread": "", "user": "U1"}


def test_what_belongs_to_no_conversation_is_told_directly() -> None:
    assert places.nowhere(Asker(SLACK, "U1", "T1")).address("U1")["channel"] == ""


@pytest.mark.parametrize(
    ("platform", "channel", "private"),
    [
        (SLACK, "D1", True),
        (SLACK, "C1", False),
        (SLACK, "G1", False),
        (TEAMS, "a:1rXZ", True),
        (TEAMS, "19:general@thread.tacv2", False),
        (TEAMS, "D1", False),
    ],
)
def test_direct_messages_are_private_and_channels_are_not(
    platform: str, channel: str, *, private: bool
) -> None:
    assert Spot(platform, "T1", channel, "17.1").private is private


def test_in_teams_a_thread_begins_in_channels_alone() -> None:
    channel, group = (Place(TEAMS, "T", "19:c", "", kind) for kind in ("channel", "groupChat"))
    assert places.spot(channel, "17").thread == "17"
    assert places.spot(group, "17").thread == places.spot_alone(group, "u", "17").thread == ""
    assert places.spot(Place(SLACK, "T", "C1"), "17").thread == "17"
