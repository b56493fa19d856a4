"""Drafts and the answers that take their place, at the fake Slack over HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.chat.content import Message, Prose
from adapters.chat.outgoing import Messenger
from adapters.chat.places import Spot
from adapters.delivery.model import Later, Outcome, Outgoing, Sent, Waiting
from adapters.slack.people.profiles import client
from adapters.slack.sending.calling import web_client
from adapters.slack.sending.drafts import Drafts
from adapters.slack.sending.sender import Sender
from adapters.slack.showing.render import render
from bot.model_wording import MORE_IS_CHECKED
from bot.settings import Settings
from bot.writing import Sentence
from tests.fakes.slack import Slack, shown, until

FIRST, SECOND = Sentence("Ask first.", (1,)), Sentence("Then post.", (2,))
ANSWER = Message("The answer.", (Prose("The answer."),))
MESSENGER = Messenger("slack", render, in_place=True)
KEY = "event post 1"


@dataclass
class Seconds:
    """A clock that a test moves; nothing is ever too soon unless the test wants it so."""

    at: float = 0.0
    step: float = 2.0

    def __call__(self) -> float:
        self.at += self.step
        return self.at


@dataclass
class Thread:
    """A question's thread at the fake Slack, with drafts and a sender as the service has them."""

    slack: Slack
    channel: str = "C1"
    clock: Seconds = field(default_factory=Seconds)

    def __post_init__(self) -> None:
        url = self.slack.url
        secret = {"slack_bot_token": "xoxb-1", "slack_signing_secret": "s"}
        self.settings = Settings(slack_api_url=url, **secret)  # type: ignore[arg-type]
        self.ts = self.slack.says("U7", self.channel, "May I?")["ts"]
        self.drafts = self.new()

    def new(self) -> Drafts:
        """Return drafts as a process has them that has just started."""
        return Drafts(client(self.settings), self.clock, gap=0.0)

    @property
    def spot(self) -> Spot:
        return Spot("slack", "T1", self.channel, self.ts)

    def says(self, *sentences: Sentence) -> None:
        say = self.drafts.begin(KEY, self.spot)
        for sentence in sentences:
            say(sentence)

    def read(self) -> list[str]:
        """Return what the bot has written there."""
        posted = self.slack.messages(self.channel, self.ts)
        return [shown(message) for message in posted if message["user"] == "UBOT"]

    def answer(self, message: Message = ANSWER, key: str = KEY) -> Outgoing:
        posts = MESSENGER.post(key, self.channel, message, self.ts)
        (made,) = MESSENGER.in_place_of(KEY, self.channel, self.ts, posts)
        return made

    def sends(self, one: Outgoing, attempt: int = 1, *, unsure: bool = False) -> Outcome:
        sender = Sender(web_client(self.settings), self.drafts.end)
        waiting = Waiting(1, one, attempt, unsure, datetime.now(UTC))
        return asyncio.run(sender.send(waiting))


@pytest.fixture(params=["C1", "D7"])
def thread(fake: Slack, request: pytest.FixtureRequest) -> Iterator[Thread]:
    fake.app("", limit=0.01)
    fake.channel("C1")
    fake.person("U7")
    yield Thread(fake, request.param)
    fake.recover()
    fake.token()


def written(*sentences: str) -> str:
    return f"{' '.join(sentences)}\n{MORE_IS_CHECKED}"


def test_sentences_appear_as_they_pass_in_one_message(thread: Thread) -> None:
    say = thread.drafts.begin(KEY, thread.spot)
    say(FIRST)
    until(lambda: thread.read() == [written("Ask first. [1]")])
    say(SECOND)
    until(lambda: thread.read() == [written("Ask first. [1]", "Then post. [2]")])


def test_the_answer_takes_its_drafts_place_and_keeps_its_key(thread: Thread) -> None:
    thread.says(FIRST, SECOND)
    until(thread.read)
    sent = thread.sends(thread.answer())
    (message,) = (m for m in thread.slack.messages(thread.channel, thread.ts) if m["thread_ts"])
    assert sent == Sent(f"{thread.channel}:{message['ts']}")
    assert shown(message) == "The answer."
    assert message["metadata"]["event_payload"] == {"key": KEY}


def test_an_answer_without_a_draft_is_posted_once(thread: Thread) -> None:
    thread.drafts.begin(KEY, thread.spot)
    assert isinstance(thread.sends(thread.answer()), Sent)
    assert thread.read() == ["The answer."]


def test_what_an_ended_process_left_is_found_by_its_key_however_old_it_is(thread: Thread) -> None:
    thread.says(FIRST)
    until(thread.read)
    thread.drafts = thread.new()
    waiting = Waiting(1, thread.answer(), 1, since=datetime(2999, 1, 1, tzinfo=UTC))
    sender = Sender(web_client(thread.settings), thread.drafts.end)
    assert isinstance(asyncio.run(sender.send(waiting)), Sent)
    assert thread.read() == ["The answer."]


def test_a_draft_whose_posting_was_cut_off_is_found_too(thread: Thread) -> None:
    thread.slack.swallow(1, method="chat.postMessage")
    thread.says(FIRST)
    until(thread.read)
    assert thread.drafts.close(KEY)
    thread.sends(thread.answer())
    assert thread.read() == ["The answer."]


def test_an_answer_whose_change_was_cut_off_is_the_same_when_it_is_sent_again(
    thread: Thread,
) -> None:
    thread.says(FIRST)
    until(thread.read)
    thread.drafts.end(KEY)
    thread.slack.swallow(1, method="chat.update")
    cut = thread.sends(thread.answer())
    assert isinstance(cut, Later)
    assert cut.unsure
    assert isinstance(thread.sends(thread.answer(), 2, unsure=True), Sent)
    assert thread.read() == ["The answer."]


def test_a_draft_that_somebody_deleted_is_no_place_and_the_answer_is_posted(
    thread: Thread,
) -> None:
    thread.says(FIRST)
    until(thread.read)
    (draft,) = (m for m in thread.slack.messages(thread.channel, thread.ts) if m["thread_ts"])
    client(thread.settings).chat_delete(channel=thread.channel, ts=draft["ts"])
    assert isinstance(thread.sends(thread.answer()), Sent)
    assert thread.read() == ["The answer."]


def test_nothing_is_written_into_a_draft_once_its_answer_goes_out(thread: Thread) -> None:
    say = thread.drafts.begin(KEY, thread.spot)
    say(FIRST)
    until(thread.read)
    thread.slack.slow(0.5, method="chat.update")
    say(SECOND)
    until(lambda: thread.slack.calls("chat.update"))
    thread.slack.slow(0, method="chat.update")
    thread.sends(thread.answer())
    say(SECOND)
    time.sleep(0.6)  # what was still under way would be there by now
    assert thread.read() == ["The answer."]
    first, last = thread.slack.calls("chat.update")
    assert MORE_IS_CHECKED in str(first["body"])
    assert "The answer." in str(last["body"])


@pytest.mark.parametrize("trouble", ["limited", "broken", "slow"])
def test_a_slack_in_trouble_gets_no_more_of_a_draft_and_the_answer_all_the_same(
    thread: Thread, trouble: str
) -> None:
    method = "chat.postMessage"
    if trouble == "slow":
        thread.slack.slow(3, method=method)
    else:
        {"limited": thread.slack.limit, "broken": thread.slack.break_down}[trouble](
            1, method=method
        )
    say = thread.drafts.begin(KEY, thread.spot)
    say(FIRST)
    until(lambda: thread.slack.calls(method))
    thread.drafts.end(KEY)
    say(SECOND)
    thread.slack.recover()
    if trouble == "slow":
        # Nobody heard of it, and there it is.
        until(thread.read)
    assert isinstance(thread.sends(thread.answer()), Sent)
    assert thread.read() == ["The answer."]


def test_another_attempt_at_the_answer_goes_on_in_the_same_message(thread: Thread) -> None:
    thread.says(FIRST)
    until(thread.read)
    thread.says(SECOND)
    until(lambda: thread.read() == [written("Then post. [2]")])
    thread.sends(thread.answer())
    assert thread.read() == ["The answer."]


def test_an_attempt_that_cannot_know_what_the_last_one_left_shows_nothing(thread: Thread) -> None:
    thread.slack.swallow(1, method="chat.postMessage")
    thread.says(FIRST)
    until(thread.read)
    thread.drafts.end(KEY)
    thread.says(SECOND)
    assert thread.drafts.close(KEY)
    assert thread.read() == [written("Ask first. [1]")]
    thread.sends(thread.answer())
    assert thread.read() == ["The answer."]


def test_an_answer_in_several_messages_takes_the_place_with_its_first(thread: Thread) -> None:
    thread.says(FIRST)
    until(thread.read)
    rest = Message("More.", (Prose("More."),))
    posts = [
        *MESSENGER.post(KEY, thread.channel, ANSWER, thread.ts),
        *MESSENGER.post(f"{KEY}/2", thread.channel, rest, thread.ts),
    ]
    for one in MESSENGER.in_place_of(KEY, thread.channel, thread.ts, posts):
        thread.sends(one)
    assert thread.read() == ["The answer.", "More."]


def test_a_draft_whose_answer_is_for_its_asker_alone_is_taken_away(thread: Thread) -> None:
    thread.says(FIRST)
    until(thread.read)
    (alone,) = MESSENGER.ephemeral(KEY, thread.channel, "U7", ANSWER, thread.ts)
    first, gone = MESSENGER.in_place_of(KEY, thread.channel, thread.ts, [alone])
    assert first == alone
    assert thread.sends(gone) == thread.sends(gone, 2, unsure=True) == Sent()
    assert thread.read() == []


def test_an_apology_takes_the_place_under_a_key_of_its_own(thread: Thread) -> None:
    thread.says(FIRST)
    until(thread.read)
    sorry = thread.answer(key="sorry 1")
    thread.sends(sorry)
    thread.drafts = thread.new()
    assert isinstance(thread.sends(sorry, 2, unsure=True), Sent)
    assert thread.read() == ["The answer."]


def calls(one: Slack) -> list[dict[str, Any]]:
    return [*one.calls("chat.postMessage"), *one.calls("chat.update")]


def test_drafts_leave_more_than_half_of_what_slack_takes_to_answers(fake: Slack) -> None:
    fake.app("", limit=0.01)
    one = Thread(fake, clock=Seconds(step=0.0))
    keys = [f"event {number}" for number in range(30)]
    for number, key in enumerate(keys):
        fake.channel(f"C{number}")
        spot = Spot("slack", "T1", f"C{number}", fake.says("U7", f"C{number}", "?")["ts"])
        one.drafts.begin(key, spot)(FIRST)
    for key in keys:
        one.drafts.end(key)
    assert len(calls(fake)) == 20
    assert sum(one.drafts.close(key) for key in keys) == 20


def test_a_channel_gets_one_post_of_a_draft_in_a_second(fake: Slack) -> None:
    fake.app("", limit=0.01)
    fake.channel("C1")
    one = Thread(fake, clock=Seconds(step=0.1))
    for number in range(5):
        one.drafts.begin(f"event {number}", one.spot)(FIRST)
    until(lambda: calls(fake))
    for number in range(5):
        one.drafts.end(f"event {number}")
    assert len(calls(fake)) == 1
