from __future__ import annotations

from adapters.delivery.model import Outgoing
from adapters.slack.sending.outgoing import (
    direct,
    ephemeral,
    numbered,
    place_of,
    post,
    ref,
    respond,
    update,
)
from adapters.slack.showing.blocks import Message, prose

MESSAGE = Message("Hello", (prose("Hello"),))
WORDS = {"text": "Hello", "blocks": [prose("Hello")]}


def test_a_post_goes_the_way_of_its_channel_in_the_order_of_its_thread() -> None:
    body = {"do": "post", "channel": "C1", "thread": "1.2"} | WORDS
    assert post("k", "C1", MESSAGE, "1.2") == Outgoing("slack", "k", "C1", "C1:1.2", body)


def test_a_card_names_its_ticket_and_changes_in_the_order_of_its_message() -> None:
    assert post("card 5", "C1", MESSAGE, card=5).body["card"] == 5
    assert update("card 5 9", "C1", "1.2", MESSAGE).thread == "C1:1.2"


def test_what_goes_to_one_person_goes_their_way() -> None:
    assert direct("k", "U1", MESSAGE).lane == "U1"
    assert respond("k", "https://hooks.slack.com/x", MESSAGE, "U1").lane == "U1"
    shown = ephemeral("k", "C1", "U1", MESSAGE, "1.2")
    assert (shown.lane, shown.body["user"]) == ("C1", "U1")


def test_the_messages_of_one_reply_have_keys_of_their_own() -> None:
    assert [key for key, _ in numbered("k", [MESSAGE] * 3)] == ["k", "k/2", "k/3"]


def test_a_reference_is_a_channel_and_a_timestamp() -> None:
    assert place_of(ref("C1", "1.2")) == ("C1", "1.2")
