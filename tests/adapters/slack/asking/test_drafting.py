"""What is seen of an answer while a language model writes it, and what becomes of that."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from adapters.chat import actions
from adapters.chat.model import How
from adapters.delivery.model import Outgoing, Sent, Waiting
from bot import chat_wording
from bot.language.model import Says, unsaid
from bot.model import Citation
from bot.model_wording import MORE_IS_CHECKED, WRITTEN
from bot.wording import MAY_NOT_SETTLE, SURE
from bot.writing import Call, Outcome, Sentence, Writing
from tests.adapters.slack.asking.conftest import Starts
from tests.adapters.slack.asking.talk import Answer, Talk
from tests.fakes.slack import Slack, shown, until

PUBLIC = "May I post a picture of myself in uniform on my own account?"
RESTRICTED = "How long are medical certificates kept?"
URGENT = "Somebody has hacked our official account right now!"
SAID = Sentence("You may post such pictures.", (1,))
DRAFT = f"You may post such pictures. [1]\n{MORE_IS_CHECKED}"
CALL = Call("writing", "openai:m", "d" * 64, "sent")


@dataclass
class Author:
    """A writer that says one sentence, and does what a test wants before it comes to its end."""

    then: Callable[[], None] = lambda: None
    outcome: Outcome = Outcome.WRITTEN
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def write(self, _question: str, citations: Sequence[Citation], says: Says = unsaid) -> Writing:
        self.asked.append(tuple(one.passage.clause.number for one in citations))
        says(SAID)
        self.then()
        return Writing(self.outcome, (SAID,), call=CALL)


@dataclass
class Scene:
    """A talk with a model that writes, and what is to be read in Slack."""

    talk: Talk
    slack: Slack
    author: Author
    ts: str = ""
    channel: str = ""

    def asks(self, text: str, how: How = How.DIRECT, user: str = "U1") -> Answer:
        return self.talk.asks(
            user, text, how, ts=self.writes(text, how, user), channel=self.channel
        )

    def writes(self, text: str, how: How, user: str = "U1") -> str:
        """Write the message in Slack, where its thread begins."""
        self.channel = f"D{user[1:]}" if how is How.DIRECT else self.talk.channel
        self.ts = self.slack.says(user, self.channel, text)["ts"]
        return self.ts

    def read(self) -> list[str]:
        posted = self.slack.messages(self.channel, self.ts)
        return [shown(message) for message in posted if message["user"] == "UBOT"]

    def drafted(self) -> None:
        until(lambda: self.read() == [DRAFT])

    def goes_out(self, answer: Answer) -> None:
        for one in answer.outgoing:
            assert isinstance(self.sent(one), Sent)

    def sent(self, one: Outgoing) -> object:
        waiting = Waiting(1, one, 1, since=datetime.now(UTC))
        return asyncio.run(self.talk.parts.platform.send(waiting))


@pytest.fixture
def scene(start: Starts, people: Slack) -> Scene:
    people.app("", limit=0.01)
    author = Author()
    return Scene(start(writer=author), people, author)


@pytest.mark.parametrize("how", [How.DIRECT, How.MENTION])
def test_what_has_passed_is_seen_in_the_thread_and_becomes_the_answer(
    scene: Scene, how: How
) -> None:
    scene.author.then = scene.drafted
    answer = scene.asks(PUBLIC, how)
    assert scene.read() == [DRAFT]
    scene.goes_out(answer)
    (text,) = scene.read()
    assert text.startswith(f"You may post such pictures. [1]\n{WRITTEN}\nEmployees may post")
    assert len(answer.outgoing) == 1


def test_what_is_for_its_asker_alone_is_seen_by_nobody_before(scene: Scene) -> None:
    for text, how, user in (
        (PUBLIC, How.COMMAND, "U1"),
        (PUBLIC, How.SHORTCUT, "U1"),
        (RESTRICTED, How.MENTION, "U50"),
    ):
        answer = scene.asks(text, how, user)
        assert WRITTEN in answer.text
        assert scene.read() == []
    assert scene.slack.calls("chat.postMessage") == []


def test_an_answer_for_all_is_written_from_what_all_may_read_and_asked_for_once(
    scene: Scene,
) -> None:
    scene.asks(PUBLIC, How.MENTION, "U50")
    assert scene.author.asked == [("4.1",)]


def test_to_see_whom_a_word_in_a_thread_is_for_no_model_is_asked(scene: Scene) -> None:
    scene.asks(PUBLIC, How.MENTION)
    for text in ("And pictures of crime scenes?", "Lunch at noon?", "Great, thanks all"):
        scene.talk.asks("U1", text, How.THREAD, scene.ts)
    assert [cited[0] for cited in scene.author.asked] == ["4.1", "4.2"]


def test_what_a_person_must_settle_is_drafted_by_nobody(scene: Scene) -> None:
    answer = scene.asks(URGENT)
    assert scene.author.asked == []
    assert scene.slack.calls("chat.postMessage") == []
    assert "draft" not in answer.one.body


def test_without_a_model_nothing_is_looked_for_and_nothing_marked(
    start: Starts, people: Slack
) -> None:
    people.app("", limit=0.01)
    scene = Scene(start(), people, Author())
    answer = scene.asks(PUBLIC)
    scene.goes_out(answer)
    assert "draft" not in answer.one.body
    assert people.calls("conversations.replies") == []
    assert people.calls("chat.update") == []
    assert len(scene.read()) == 1


def broken() -> None:
    raise RuntimeError("the machine is out of breath")


def breaks_off(scene: Scene) -> None:
    """Let an answer be half shown when it fails."""

    def fails() -> None:
        scene.drafted()
        broken()

    scene.author.then = fails


def test_an_answer_that_fails_and_is_tried_again_goes_on_in_its_draft(scene: Scene) -> None:
    breaks_off(scene)
    assert scene.asks(PUBLIC).outgoing == ()
    scene.author.then = scene.drafted
    scene.goes_out(scene.talk.again())
    (text,) = scene.read()
    assert WRITTEN in text
    assert len(scene.slack.calls("chat.postMessage")) == 1


def test_the_apology_for_what_fails_for_good_takes_the_drafts_place(scene: Scene) -> None:
    breaks_off(scene)
    scene.asks(PUBLIC)
    scene.talk.again()
    scene.goes_out(scene.talk.again())
    settings = scene.talk.assistant.settings
    assert scene.read() == [chat_wording.failed(settings.office, settings.office_contact)]


def test_after_a_crash_the_answer_takes_the_place_of_what_stands_there(
    scene: Scene, start: Starts
) -> None:
    breaks_off(scene)
    scene.asks(PUBLIC, How.MENTION)
    # Another process, which knows of nothing but the catalog.
    other = Author()
    scene.talk = start(writer=other)
    scene.goes_out(scene.talk.again())
    (text,) = scene.read()
    assert WRITTEN in text
    assert len(other.asked) == 1
    assert len(scene.slack.calls("chat.postMessage")) == 1


def test_what_stands_there_of_an_answer_that_nobody_gets_any_more_is_taken_away(
    scene: Scene,
) -> None:
    breaks_off(scene)
    scene.asks(PUBLIC, How.MENTION)
    assert scene.read() == [DRAFT]
    scene.slack.person("U1", deleted=True)
    scene.talk.clock.pass_(minutes=11)
    scene.goes_out(scene.talk.again())
    assert scene.read() == []


def test_the_office_is_told_whose_words_the_asker_had(scene: Scene) -> None:
    answer = scene.asks(PUBLIC)
    told = scene.talk.presses("U1", actions.ASK_OFFICE, answer.button(actions.ASK_OFFICE))
    number = re.findall(r"ticket (\d+)", told.text)[0]
    decision = scene.talk.assistant.tickets.show(int(number)).decision
    assert (decision["writer"], decision["dropped"]) == ("openai:m", 0)


def test_of_an_answer_that_is_shared_the_channel_reads_the_clauses_alone(scene: Scene) -> None:
    private = scene.asks(PUBLIC, How.COMMAND)
    shared = scene.talk.presses("U1", actions.SHARE, private.button(actions.SHARE))
    assert WRITTEN not in shared.text
    assert "Employees may post pictures" in shared.text
    assert len(scene.author.asked) == 1
    assert scene.slack.calls("chat.postMessage") == []


def test_what_its_asker_read_with_a_caveat_is_not_called_sure_where_all_read_it(
    scene: Scene,
) -> None:
    scene.author.outcome = Outcome.NONE
    private = scene.asks(PUBLIC, How.COMMAND)
    assert MAY_NOT_SETTLE in private.text
    shared = scene.talk.presses("U1", actions.SHARE, private.button(actions.SHARE))
    assert MAY_NOT_SETTLE in shared.text
    assert SURE not in shared.text
