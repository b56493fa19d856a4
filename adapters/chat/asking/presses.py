"""The buttons on an answer: only who asked presses them, and each comes to its end but once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from adapters.chat import actions, places
from adapters.chat.asking.answering import Answering, Inquiry
from adapters.chat.asking.feedback import Feedback
from adapters.chat.asking.sharing import Sharing
from adapters.chat.asking.threads import sharing_of
from adapters.chat.asking.ways import Way, way
from adapters.chat.model import Pressed, Submitted
from adapters.chat.outgoing import Messenger
from adapters.chat.people.readers import Reader, Readers
from adapters.chat.places import Spot, is_of
from adapters.chat.showing.answer import notice
from adapters.delivery.model import Done, Event, Outgoing
from bot import chat_wording
from bot.errors import UnknownTurn
from bot.handover import Handover, Passed
from bot.kept import Kept
from bot.model import Origin

ON_ANSWERS = frozenset(
    {actions.FEEDBACK, actions.ASK_OFFICE, actions.SHARE, actions.OPTION, actions.WHOLE_CLAUSE}
)


@dataclass(frozen=True, slots=True)
class _Press:
    """A button that its turn's asker pressed; `back` leads to where the answer is."""

    pressed: Pressed
    event: Event
    done: Done
    kept: Kept
    back: Way
    reader: Reader

    def note(self, said: str) -> tuple[Outgoing, ...]:
        """Return what only the asker reads."""
        return self.back.alone(f"event {self.event.id}", notice(said))


@dataclass(frozen=True, slots=True)
class Presses:
    """Handles the buttons on answers, and the form of one. Thread-safe.

    `open_to_us` returns whether the bot may write in a channel; it may be asked of the platform.
    """

    answering: Answering
    handover: Handover
    readers: Readers
    feedback: Feedback
    sharing: Sharing
    messenger: Messenger
    open_to_us: Callable[[str], bool]

    def handle(self, pressed: Pressed, event: Event, done: Done) -> None:
        """Do what a button asks for, or tell who pressed it why not."""
        try:
            kept = self.answering.assistant.records.turn(_number(pressed.value))
        except UnknownTurn:
            kept = None
        if kept is None or not is_of(kept.asker, pressed.who):
            self._refuse(pressed, event, done, known=kept is not None)
            return
        spot = Spot.of(kept.conversation)
        reader = self.readers.of(pressed.who, spot.team)
        back = way(self.messenger, pressed, spot)
        self._handle(_Press(pressed, event, done, kept, back, reader))

    def submit(self, submitted: Submitted, event: Event, done: Done) -> None:
        """Keep why an answer didn't help."""
        said = self.feedback.submit(submitted)
        back = Way(self.messenger, places.nowhere(submitted.who), submitted.who.user)
        told = back.alone(f"event {event.id}", notice(said))
        self._finish(done, *(told if self.messenger.in_place else ()))

    def _refuse(self, pressed: Pressed, event: Event, done: Done, *, known: bool) -> None:
        """Tell somebody that an answer isn't theirs, or isn't known any more.

        A platform that shows its thumbs to all needn't have each passer-by told.
        """
        if pressed.action == actions.FEEDBACK and not self.messenger.in_place:
            self._finish(done)
            return
        why = chat_wording.NOT_YOUR_ANSWER if known else chat_wording.EXPIRED
        back = way(self.messenger, pressed, places.spot(pressed.place, pressed.message))
        self._finish(done, *back.alone(f"event {event.id}", notice(why)))

    def _handle(self, press: _Press) -> None:
        match press.pressed.action:
            case _ if press.reader.refusal:
                self._finish(press.done, *press.note(press.reader.refusal))
            case actions.FEEDBACK:
                self._rate(press)
            case actions.ASK_OFFICE:
                self._pass_on(press)
            case actions.SHARE:
                self._share(press)
            case actions.OPTION:
                self._choose(press)
            case _:
                self._finish(press.done, *press.note(chat_wording.NO_SUCH_REPLY))

    def _rate(self, press: _Press) -> None:
        """Keep what its asker thinks; a platform with thumbs of its own thanks by itself."""
        thanks = self.feedback.press(press.pressed)
        self._finish(press.done, *(press.note(thanks) if self.messenger.in_place else ()))

    def _pass_on(self, press: _Press) -> None:
        """Give the question to the office; its asker reads that where the answer is."""
        turn, office = press.kept.turn, self.handover.settings.office
        key = f"office {turn}"
        again = press.kept.decision["ticket"] or self.answering.threads.put(key)

        def also(connection: Connection, passed: Passed) -> None:
            has_it = chat_wording.has_it_already(office, passed.ticket)
            told = press.note(has_it) if again else press.back.send(key, notice(passed.text))
            press.done(connection, *told)

        self.handover.pass_on(turn, Origin(press.back.spot.platform, press.reader.person), also)

    def _share(self, press: _Press) -> None:
        """Show the answer to the channel, once, if everybody there may see it."""
        spot, key = press.back.spot, sharing_of(press.kept.turn)
        everybody = replace(spot, user="")
        assistant = self.answering.assistant
        if off := assistant.switched_off():
            self._finish(press.done, *press.note(assistant.off(off)))
        elif self.answering.threads.put(key):
            self._finish(press.done, *press.note(chat_wording.SHARED_ALREADY))
        elif everybody.private or not (
            shown := self.sharing.shown(press.kept, press.reader.person.name)
        ):
            self._finish(press.done, *press.note(chat_wording.NOT_SHARED))
        elif not self.open_to_us(everybody.channel):
            self._finish(press.done, *press.note(chat_wording.NOT_IN_THE_CHANNEL))
        else:
            # A press after one that got nowhere is another message.
            back = Way(self.messenger, everybody, press.back.user)
            self._finish(press.done, *back.send(f"{key} {press.event.id}", shown))

    def _choose(self, press: _Press) -> None:
        """Go on with a ready reply, once."""
        value, options = press.pressed.value, press.kept.decision["options"]
        chosen, key = int(value.partition(":")[2]), f"option {value}"
        if chosen >= len(options):
            self._finish(press.done, *press.note(chat_wording.NO_SUCH_REPLY))
        elif self.answering.threads.put(key):
            self._finish(press.done, *press.note(chat_wording.CHOSEN_ALREADY))
        else:
            said, reader, back = options[chosen], press.reader, press.back
            remark = chat_wording.chosen(said)
            inquiry = Inquiry(said, reader, back, request=key, key=key, remark=remark)
            self.answering.answer(inquiry, press.done)

    def _finish(self, done: Done, *messages: Outgoing) -> None:
        with self.answering.threads.database.write() as connection:
            done(connection, *messages)


def _number(value: str) -> int:
    return int(value.partition(":")[0])
