from __future__ import annotations

from collections.abc import Mapping

from adapters.chat.content import Message, Prose
from adapters.chat.outgoing import Messenger, place_of, ref
from adapters.delivery.model import Outgoing

HELLO = Message("Hello", (Prose("Hello"),))
WORDS = {"text": "Hello"}


def words(said: Message) -> tuple[Mapping[str, str], ...]:
    """Return a message for each line."""
    return tuple({"text": line} for line in said.text.splitlines())


MESSENGER = Messenger("slack", words, in_place=True)
LONG = Message("One.\nTwo.\nThree.", ())


def test_a_post_goes_the_way_of_its_channel_in_the_order_of_its_thread() -> None:
    body = {"do": "post", "channel": "C1", "thread": "1.2"} | WORDS
    made = MESSENGER.post("k", "C1", HELLO, "1.2")
    assert made == (Outgoing("slack", "k", "C1", "C1:1.2", body),)


def test_a_card_names_its_ticket_and_changes_in_the_order_of_its_message() -> None:
    (card,) = MESSENGER.post("card 5", "C1", HELLO, card=5)
    (changed,) = MESSENGER.update("card 5 9", ref("C1", "1.2"), HELLO)
    assert card.body["card"] == 5
    assert changed.thread == "C1:1.2"


def test_what_goes_to_one_person_goes_their_way() -> None:
    (direct,) = MESSENGER.direct("k", "U1", HELLO)
    (response,) = MESSENGER.respond("k", "https://hooks.slack.com/x", HELLO, "U1")
    (shown,) = MESSENGER.ephemeral("k", "C1", "U1", HELLO, "1.2")
    assert (direct.lane, response.lane) == ("U1", "U1")
    assert (shown.lane, shown.body["user"]) == ("C1", "U1")


def test_the_messages_of_one_reply_have_keys_of_their_own() -> None:
    made = MESSENGER.post("k", "C1", LONG)
    assert [(one.key, one.body["text"]) for one in made] == [
        ("k", "One."),
        ("k/2", "Two."),
        ("k/3", "Three."),
    ]


def test_of_what_changes_in_its_place_one_message_is_shown() -> None:
    assert len(MESSENGER.post("card 5", "C1", LONG, card=5)) == 1
    assert len(MESSENGER.update("card 5 9", ref("C1", "1.2"), LONG)) == 1


def test_what_is_told_directly_instead_is_only_the_words() -> None:
    (lost,) = MESSENGER.post("k", "C1", HELLO, "1.2", asker="U1")
    (direct,) = MESSENGER.direct("k", "U1", HELLO)
    assert MESSENGER.directly(lost, "U1") == direct


def test_a_reference_is_a_channel_and_the_name_of_a_message() -> None:
    assert ref("C1", "1.2") == "C1:1.2"
    for channel in ("C1", "19:general@thread.tacv2", "a:1%3A"):
        assert place_of(ref(channel, "1.2")) == (channel, "1.2")


def test_what_goes_to_one_persons_own_chat_waits_for_no_channel() -> None:
    elsewhere = Messenger("teams", lambda said: ({"text": said.text},), in_place=False)
    (one,) = elsewhere.ephemeral("k", "19:c", "u", Message("Hello", ()), "17")
    (direct,) = elsewhere.direct("k", "u", Message("Hello", ()))
    assert (one.lane, one.thread) == (direct.lane, direct.thread)
