from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.content import Cited, Message, Written
from adapters.chat.outgoing import DRAFT, Do
from adapters.chat.places import Spot
from adapters.delivery.model import Later, Outcome, Outgoing, Sent, Undeliverable, Waiting
from adapters.teams.addresses import Addresses
from adapters.teams.kit.client import Connector
from adapters.teams.sending.sender import Sender
from adapters.teams.sending.stream import words
from adapters.teams.sending.streams import Streams
from adapters.teams.showing.activity import render
from bot.language.model import unsaid
from bot.model_wording import LOOKING_UP, marked
from bot.writing import Sentence
from tests.adapters.teams.sending.there import ANN, CHAT, HR, KINDS, Out, named, post
from tests.fakes.teams import TENANT, Teams, direct, object_id, shown, until

ONE, TWO = Sentence("You may post.", (1,)), Sentence("Ask first.", (2, 1))
SAID = "You may post. [1] Ask first. [2] [1]"
KEY = "event 1"
SPOT = Spot("teams", TENANT, CHAT)


class Time:
    """A clock in seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def streams(out: Out, connector: Connector, addresses: Addresses, time: Time) -> Streams:
    out.heard(CHAT)
    return Streams(connector, addresses, time, gap=0.01)


@pytest.fixture
def send(connector: Connector, addresses: Addresses, streams: Streams) -> Callable[..., Outcome]:
    sender = Sender(connector, addresses, streams.end)

    def sent(outgoing: Outgoing, attempt: int = 1, *, unsure: bool = False) -> Outcome:
        return asyncio.run(sender.send(Waiting(1, outgoing, attempt, unsure)))

    return sent


def answer(text: str = SAID, **more: Any) -> Outgoing:
    return post(CHAT, activity={"type": "message", "text": text, **more}, **{DRAFT: KEY})


def withdraw() -> Outgoing:
    body = {"do": Do.WITHDRAW, "channel": CHAT, "thread": "", DRAFT: KEY}
    return Outgoing("teams", "withdraw", CHAT, CHAT, body)


def infos(teams: Teams) -> list[dict[str, Any]]:
    """Return what each call of a stream said of it."""
    bodies = [call["body"] for call in teams.calls() if call["method"].startswith("activities")]
    return [one for body in bodies for one in body.get("entities", ())]


def streamed(teams: Teams, text: str) -> None:
    until(lambda: teams.streams(CHAT) and teams.streams(CHAT)[-1]["text"] == text)


def begun(teams: Teams) -> None:
    until(lambda: teams.streams(CHAT))


def test_first_it_says_that_it_looks_then_the_sentences_so_far_and_the_answer_ends_it(
    there: Teams, streams: Streams, send: Callable[..., Outcome]
) -> None:
    say = streams.begin(KEY, SPOT)
    begun(there)
    assert there.streams(CHAT)[0]["informative"] == LOOKING_UP
    say(ONE)
    streamed(there, "You may post. [1]")
    say(TWO)
    streamed(there, SAID)
    assert streams.close(KEY)
    data = {"feedbackLoop": {"type": "default"}}
    where, name = named(send(answer(f"{SAID} And more.", channelData=data)))
    (message,) = there.messages(where)
    assert (message["ts"], message["streamed"]) == (name, True)
    assert shown(message).startswith("You may post.")
    assert message["activity"]["channelData"] == data
    told = infos(there)
    assert [one["streamType"] for one in told] == ["informative", "streaming", "streaming", "final"]
    assert [one.get("streamSequence") for one in told] == [1, 2, 3, None]
    assert [one.get("streamId") for one in told] == [None, name, name, name]


def test_each_chunk_repeats_what_was_shown_before(there: Teams, streams: Streams) -> None:
    say = streams.begin(KEY, SPOT)
    begun(there)
    for number in range(6):
        say(Sentence(f"Sentence {number}.", (number % 3 + 1,)))
    until(lambda: "Sentence 5" in there.streams(CHAT)[-1]["text"])
    chunks = [call["body"]["text"] for call in there.calls("activities.stream")[1:]]
    assert all(later.startswith(earlier) for earlier, later in pairwise(chunks))
    assert all(call["status"] in {201, 202} for call in there.calls("activities.stream"))


@given(st.lists(st.tuples(st.text(), st.lists(st.integers(1, 20), max_size=3)), min_size=1))
def test_more_sentences_begin_as_fewer_did(said: list[tuple[str, list[int]]]) -> None:
    passed = [Sentence(text, tuple(ranks)) for text, ranks in said]
    longer = [words(passed[:count]) for count in range(1, len(passed) + 1)]
    assert all(later.startswith(earlier) for earlier, later in pairwise(longer))


def test_what_is_streamed_is_how_the_answer_begins() -> None:
    cited = [Cited(rank, "Ask.", f"cl. {rank}", "Policy", marked=True) for rank in (1, 2)]
    passed = [Sentence("You *may* post at 3. or 4.", (1,)), Sentence("Ask <first>.", (2, 1))]
    said = Written(" ".join(map(marked, passed)))
    first, *_ = render(Message("You may.", (said, *cited)))
    assert first["activity"]["text"].startswith(words(passed))


@pytest.mark.parametrize("channel", [HR, "19:lunch@thread.v2"])
def test_nothing_is_streamed_but_in_personal_chats(
    out: Out, streams: Streams, channel: str
) -> None:
    out.heard(channel)
    assert KINDS[channel] != "personal"
    assert streams.begin(KEY, Spot("teams", TENANT, channel)) is unsaid
    assert not streams.close(KEY)
    assert streams.end(KEY) is None


def test_a_chat_shows_one_stream_at_a_time(there: Teams, streams: Streams, out: Out) -> None:
    other = direct(object_id(8))
    KINDS[other] = "personal"
    out.heard(other)
    streams.begin(KEY, SPOT)
    assert streams.begin("event 2", SPOT) is unsaid
    assert streams.begin("event 3", Spot("teams", TENANT, other)) is not unsaid
    until(lambda: len(there.streams()) == 2)
    streams.end(KEY)
    assert streams.begin("event 4", SPOT) is not unsaid


def test_a_second_attempt_at_an_answer_begins_no_second_stream(
    there: Teams, streams: Streams, send: Callable[..., Outcome]
) -> None:
    streams.begin(KEY, SPOT)(ONE)
    streamed(there, "You may post. [1]")
    assert streams.begin(KEY, SPOT) is unsaid
    send(answer())
    assert len(there.streams(CHAT)) == len(there.messages(CHAT)) == 1


def test_an_answer_that_begins_otherwise_takes_the_place_of_what_was_streamed(
    there: Teams, streams: Streams, send: Callable[..., Outcome]
) -> None:
    streams.begin(KEY, SPOT)(ONE)
    streamed(there, "You may post. [1]")
    _, name = named(send(answer("The office will answer.")))
    (message,) = there.messages(CHAT)
    assert (message["ts"], shown(message)) == (name, "The office will answer.")
    (final,) = there.calls("activities.post")
    assert final["body"]["text"] == "You may post. [1]"


def test_an_answer_without_a_sentence_ends_the_stream_as_well(
    there: Teams, streams: Streams, send: Callable[..., Outcome]
) -> None:
    streams.begin(KEY, SPOT)
    begun(there)
    send(answer("Nothing is said of that."))
    (message,) = there.messages(CHAT)
    assert message["streamed"]
    assert there.streams(CHAT)[0]["ended"]


@pytest.mark.parametrize("said", [(), (ONE,)], ids=["before a sentence", "after a sentence"])
def test_after_two_minutes_the_answer_is_posted_all_the_same(
    there: Teams, streams: Streams, send: Callable[..., Outcome], said: tuple[Sentence, ...]
) -> None:
    say = streams.begin(KEY, SPOT)
    begun(there)
    for sentence in said:
        say(sentence)
        streamed(there, "You may post. [1]")
    there.forward(121)
    assert isinstance(send(answer()), Sent)
    (message,) = there.messages(CHAT)
    assert not message["streamed"]
    assert "Ask first." in shown(message)


def test_nothing_is_streamed_when_the_time_is_nearly_over(
    there: Teams, streams: Streams, time: Time
) -> None:
    say = streams.begin(KEY, SPOT)
    begun(there)
    time.now = 110.0
    say(ONE)
    streams._streams[KEY]._work.result()
    assert there.streams(CHAT)[0]["chunks"] == 1


def test_who_stops_a_stream_still_gets_the_answer(
    there: Teams, streams: Streams, send: Callable[..., Outcome]
) -> None:
    say = streams.begin(KEY, SPOT)
    say(ONE)
    streamed(there, "You may post. [1]")
    there.stops(ANN)
    say(TWO)
    until(lambda: len(there.calls("activities.stream")) == 3)
    assert isinstance(send(answer()), Sent)
    assert "Ask first." in shown(there.messages(CHAT)[-1])


def test_an_answer_whose_end_was_cut_off_is_there_once(
    there: Teams, streams: Streams, send: Callable[..., Outcome]
) -> None:
    streams.begin(KEY, SPOT)
    begun(there)
    there.swallow(1, method="activities.post")
    assert send(answer()) == Later("cut_off", unsure=True)
    _, name = named(send(answer(), 2, unsure=True))
    (message,) = there.messages(CHAT)
    assert (message["ts"], "Ask first." in shown(message)) == (name, True)


@pytest.mark.parametrize("status", [429, 502])
def test_a_stream_that_can_not_be_ended_now_is_ended_later(
    there: Teams, streams: Streams, send: Callable[..., Outcome], status: int
) -> None:
    streams.begin(KEY, SPOT)(ONE)
    streamed(there, "You may post. [1]")
    there.break_down(1, status, method="activities.post")
    assert isinstance(send(answer()), Later)
    assert isinstance(send(answer(), 2), Sent)
    (message,) = there.messages(CHAT)
    assert message["streamed"]


@pytest.mark.parametrize("status", [429, 403, 502, 0])
def test_what_can_not_be_streamed_is_posted(
    there: Teams, streams: Streams, send: Callable[..., Outcome], status: int
) -> None:
    there.break_down(1, status, method="activities.stream")
    streams.begin(KEY, SPOT)(ONE)
    assert streams.close(KEY)
    assert isinstance(send(answer()), Sent)
    (message,) = there.messages(CHAT)
    assert (shown(message).split()[:3], message["streamed"]) == (["You", "may", "post."], False)


def test_after_a_crash_the_answer_is_posted(
    there: Teams, streams: Streams, connector: Connector, addresses: Addresses
) -> None:
    streams.begin(KEY, SPOT)(ONE)
    streamed(there, "You may post. [1]")
    anew = Sender(connector, addresses, Streams(connector, addresses).end)
    assert isinstance(asyncio.run(anew.send(Waiting(1, answer(), 1))), Sent)
    (message,) = there.messages(CHAT)
    assert not message["streamed"]


@pytest.mark.parametrize("said", [(), (ONE,)], ids=["before a sentence", "after a sentence"])
def test_where_the_answer_goes_elsewhere_nothing_of_the_stream_stays(
    there: Teams, streams: Streams, send: Callable[..., Outcome], said: tuple[Sentence, ...]
) -> None:
    say = streams.begin(KEY, SPOT)
    begun(there)
    for sentence in said:
        say(sentence)
        streamed(there, "You may post. [1]")
    assert send(withdraw()) == Sent("")
    assert there.messages(CHAT) == []
    assert there.streams(CHAT)[0]["ended"]
    assert send(withdraw(), 2, unsure=True) == Sent("")


def test_what_was_never_begun_needs_no_end(there: Teams, send: Callable[..., Outcome]) -> None:
    assert send(withdraw()) == Sent("")
    assert there.calls("activities.post") == []


def test_an_answer_that_nobody_can_be_given_says_why(
    there: Teams, streams: Streams, send: Callable[..., Outcome]
) -> None:
    streams.begin(KEY, SPOT)(ONE)
    streamed(there, "You may post. [1]")
    there.refuse(CHAT, "ConversationBlockedByUser")
    told = send(answer())
    there.refuse(CHAT, "")
    assert isinstance(told, Undeliverable)
    assert "blocked" in told.why
