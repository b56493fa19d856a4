from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import places
from adapters.slack.model import Asker, Place
from adapters.slack.places import Spot

ID = st.from_regex(r"[A-Z][A-Z0-9]{0,12}", fullmatch=True)
TS = st.from_regex(r"[0-9]{1,12}\.[0-9]{1,6}", fullmatch=True)


@given(st.builds(Spot, ID, ID, TS | st.just(""), ID | st.just("")))
def test_a_conversations_name_says_where_it_is_held(spot: Spot) -> None:
    assert Spot.of(spot.conversation) == spot


@pytest.mark.parametrize("name", ["terminal:ann", "slack", "", "slack:T1:C1:17.1:U1:more"])
def test_other_conversations_are_none_of_slacks(name: str) -> None:
    with pytest.raises(ValueError, match="no conversation in Slack"):
        Spot.of(name)


@given(ID, ID)
def test_a_person_is_known_by_workspace_and_user(user: str, team: str) -> None:
    somebody = places.person(Asker(user, team), "Ann")

    assert (somebody.id, somebody.name) == (f"slack:{team}:{user}", "Ann")
    assert places.user_of(somebody.id) == user


def test_people_of_other_platforms_are_no_users() -> None:
    assert places.user_of("teams:T1:U1") == places.user_of("") == ""


def test_what_is_said_to_all_is_answered_in_the_thread_that_it_begins() -> None:
    place = Place("T1", "C1")

    assert places.spot(place, "17.1").conversation == "slack:T1:C1:17.1"
    assert places.spot(Place("T1", "C1", "16.0"), "17.1").conversation == "slack:T1:C1:16.0"
    assert places.spot(place, "17.1").address("U1") == {
        "channel": "C1",
        "thread": "17.1",
        "user": "U1",
    }


def test_what_is_said_to_one_alone_never_goes_back_to_the_channel() -> None:
    alone = places.spot_alone(Place("T1", "C1"), "U1")

    assert alone.conversation == "slack:T1:C1:-:U1"
    assert alone.private
    assert alone.address("U1") == {"channel": "", "thread": "", "user": "U1"}


def test_direct_messages_are_private_and_channels_are_not() -> None:
    assert Spot("T1", "D1", "17.1").private
    assert not Spot("T1", "C1", "17.1").private
    assert not Spot("T1", "G1", "17.1").private
