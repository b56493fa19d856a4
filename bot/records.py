"""What was said, kept: turns as public records, messages as the conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.errors import UnknownTurn
from bot.kept import Kept, News, Rated, Turn, Undelivered
from bot.model import Message, Origin, Question
from bot.rows import turn_row, words_row
from knowledge.catalog.database import Database
from knowledge.catalog.tables import conversation, feedback, message, turn, turn_words
from knowledge.model import Viewer

# A conversation is recalled this far back; follow-ups lean on its first and previous questions.
_RECALLED = 40
# After so long a silence a conversation is over, for where it has no end of its own (a terminal)
# the next question would be taken for a follow-up of last week's. A working day: who comes back
# after lunch or a long meeting goes on, who comes back the next morning begins anew.
SILENCE = timedelta(hours=8)


class Records:
    """The turns and messages in the catalog. `now` is an aware clock."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def keep(self, connection: Connection, kept: Turn) -> int:
        """Record a turn and its two messages within the caller's transaction.

        Returns the turn's number.
        """
        at, decision = self._now(), kept.decision
        self._touch(connection, kept.conversation, kept.origin, at)
        made = insert(turn).values(at=at, **turn_row(kept)).returning(turn.c.id)
        number: int = connection.execute(made).scalar_one()
        connection.execute(insert(turn_words).values(turn=number, at=at, **words_row(kept)))
        said = {"conversation": kept.conversation, "at": at, "ticket": decision.ticket}
        asked = {"role": "user", "content": kept.question, "subject": kept.subject}
        answered = {"role": "assistant", "content": decision.text, "subject": None}
        connection.execute(insert(message), [said | asked, said | answered])
        return number

    def rate(self, number: int, *, helpful: bool, comment: str = "") -> None:
        """Keep what the asker thought of a turn's answer; the latest word counts.

        The comment must be without personal data. Raises UnknownTurn.
        """
        said = {"at": self._now(), "helpful": helpful, "comment": comment}
        with self._database.write() as connection:
            self._found(connection, number)
            connection.execute(self._database.insert_new(feedback).values(turn=number, **said))
            earlier = update(feedback).where(feedback.c.turn == number)
            connection.execute(earlier.values(**said))

    def rated(self, *, helpful: bool) -> tuple[Rated, ...]:
        """Return the turns that were found helpful, or not, the latest first."""
        wanted = select(turn, feedback.c.comment).join(feedback, feedback.c.turn == turn.c.id)
        ranked = wanted.where(feedback.c.helpful == helpful).order_by(turn.c.id.desc())
        with self._database.read() as connection:
            rows = connection.execute(ranked).all()
        return tuple(Rated(r.id, _question(r), r.decision, r.comment) for r in rows)

    def asked(self, number: int) -> tuple[Question, int]:
        """Return the question of a turn with all that its decision was made from, and the revision.

        Asked again at that revision it is decided as it was, under the same settings; not so where
        a language model had a part in it, and not a message that was turned away for its personal
        data, which isn't kept. Raises UnknownTurn.
        """
        with self._database.read() as connection:
            row = self._found(connection, number)
        return _question(row), row.revision

    def asked_for(self, ticket: int, conversation: str) -> Question | None:
        """Return the question that a conversation's ticket was opened for; None once it expired."""
        opened = turn.c.decision["ticket"].as_integer() == ticket
        mine = turn.c.conversation == conversation
        with self._database.read() as connection:
            row = connection.execute(select(turn).where(mine & opened).order_by(turn.c.id)).first()
        return None if row is None else _question(row)

    def recall(self, name: str) -> tuple[Message, ...]:
        """Return the conversation's latest messages, oldest first, back to the last long silence.

        None for an unknown conversation, and none when it has been silent until now.
        """
        if not name:
            return ()
        latest = select(message).where(message.c.conversation == name)
        latest = latest.order_by(message.c.id.desc()).limit(_RECALLED)
        with self._database.read() as connection:
            rows = connection.execute(latest).all()
        moments = (self._now(), *(row.at for row in rows))
        gaps = (later - earlier for later, earlier in pairwise(moments))
        lasting = sum(1 for _ in takewhile(lambda gap: gap < SILENCE, gaps))
        said = reversed(rows[:lasting])
        return tuple(Message(row.role, row.content, row.subject) for row in said)

    def news(self, name: str) -> tuple[News, ...]:
        """Return what the office wrote or did and the asker hasn't been told, oldest first."""
        wanted = select(message).where((message.c.conversation == name) & NEWS)
        with self._database.read() as connection:
            return tuple(map(_news, connection.execute(wanted.order_by(message.c.id))))

    def undelivered(self, platform: str, most: int = 100) -> tuple[Undelivered, ...]:
        """Return what people of a platform haven't been told yet, oldest first, with where to."""
        whose = message.join(conversation, conversation.c.id == message.c.conversation)
        columns = (message, conversation.c.asker, conversation.c.address)
        wanted = select(*columns).select_from(whose)
        wanted = wanted.where(NEWS & (conversation.c.platform == platform))
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(message.c.id).limit(most)).all()
        return tuple(Undelivered(_news(r), r.conversation, r.asker, r.address) for r in rows)

    def told(self, news: Sequence[News]) -> None:
        """Keep that these replies were shown to their asker; they are no news any more."""
        with self._database.write() as connection:
            self.keep_told(connection, news)

    def keep_told(self, connection: Connection, news: Sequence[News]) -> None:
        """Keep the same within the caller's transaction."""
        shown = message.c.id.in_([one.id for one in news]) & message.c.told.is_(None)
        connection.execute(update(message).where(shown).values(told=self._now()))

    def begun(self, name: str) -> str | None:
        """Return who began a conversation ("" where nobody knows), None where there is none."""
        wanted = select(conversation.c.asker).where(conversation.c.id == name)
        with self._database.read() as connection:
            asker: str | None = connection.execute(wanted).scalar()
        return asker

    def turn(self, number: int) -> Kept:
        """Return a turn as it is on record. Raises UnknownTurn."""
        with self._database.read() as connection:
            row = self._found(connection, number)
        return kept_value(row)

    def _found(self, connection: Connection, number: int) -> Row[Any]:
        row = connection.execute(select(turn).where(turn.c.id == number)).one_or_none()
        if row is None:
            raise UnknownTurn(f"There is no turn {number}; it may have expired.")
        return row

    def _touch(self, connection: Connection, name: str, origin: Origin, at: datetime) -> None:
        whose = {"platform": origin.platform, "asker": origin.asker.id}
        new = self._database.insert_new(conversation)
        connection.execute(new.values(id=name, created=at, updated=at, **whose))
        known = update(conversation).where(conversation.c.id == name)
        # Where replies go may change, as a service's own address does; the newest holds.
        address = {"address": dict(origin.address)} if origin.address else {}
        connection.execute(known.values(updated=at, **address))


# What the office wrote or did and nobody has told the asker.
NEWS = message.c.role.in_(("office", "notice")) & message.c.told.is_(None)


def kept_value(row: Row[Any]) -> Kept:
    """Return the turn that a row of the table `turn` holds."""
    return Kept(
        turn=row.id,
        conversation=row.conversation,
        asker=row.asker,
        question=row.question,
        stand_alone=row.stand_alone,
        viewer=Viewer(frozenset(row.groups), row.audience),
        on=row.asked_on,
        decision=row.decision,
        revision=row.revision,
    )


def _news(row: Row[Any]) -> News:
    return News(row.id, row.ticket, row.content, row.role, row.author)


def _question(row: Row[Any]) -> Question:
    viewer = Viewer(frozenset(row.groups), row.audience)
    history = tuple(Message(**one) for one in row.history)
    return Question(row.question, viewer, history, row.asked_on)
