"""What the catalog knows of a platform's threads: whose they are, and who spoke last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from adapters.chat import places
from adapters.chat.model import Asker, Place
from adapters.chat.outgoing import ref
from adapters.chat.places import Spot
from adapters.delivery.outbox import State
from bot.kept import News
from knowledge.catalog.database import Database
from knowledge.catalog.tables import card, conversation, inbox, message, outbox, turn

_NEWS = "news"


@dataclass(frozen=True, slots=True)
class Word:
    """What was said last in a conversation: by whom ("user", "assistant", "office"), on what."""

    role: str
    ticket: int | None
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class Threads:
    """Reads about the threads of one platform. Thread-safe."""

    platform: str
    database: Database

    def concerns(self, place: Place, who: Asker) -> bool:
        """Whether what somebody writes in a thread is for us though it doesn't mention the bot.

        It is below a ticket's card, and in a thread where the bot answers or has answered them.
        """
        return self.below_card(place) or self._asks(place, who) or self.answered(place, who)

    def below_card(self, place: Place) -> bool:
        """Whether the thread hangs on a ticket's card."""
        name = ref(place.channel, place.thread)
        wanted = select(card.c.ticket).where(card.c.platform == self.platform, card.c.ref == name)
        with self.database.read() as connection:
            return connection.execute(wanted.limit(1)).first() is not None

    def answered(self, place: Place, who: Asker) -> bool:
        """Whether the bot has answered somebody in this thread, for all or for them alone."""
        names = [one.conversation for one in spots(place, who.user)]
        mine = turn.c.conversation.in_(names) & (turn.c.asker == places.person(who).id)
        with self.database.read() as connection:
            return connection.execute(select(turn.c.id).where(mine).limit(1)).first() is not None

    def newer(self, names: Sequence[str]) -> str:
        """Return which of these conversations was held last, "" where there is none."""
        wanted = select(conversation.c.id).where(conversation.c.id.in_(names))
        latest = wanted.order_by(conversation.c.updated.desc()).limit(1)
        with self.database.read() as connection:
            return connection.execute(latest).scalar() or ""

    def before(self, spot: Spot, asker: str) -> str:
        """Return the asker's latest conversation in these direct messages, "" for none."""
        here = conversation.c.id.startswith(spot.begins, autoescape=True)
        wanted = select(conversation.c.id).where(here, conversation.c.asker == asker)
        latest = wanted.order_by(conversation.c.updated.desc()).limit(1)
        with self.database.read() as connection:
            return connection.execute(latest).scalar() or ""

    def last_word(self, name: str) -> Word | None:
        """Return what was said last in a conversation, notices aside; None where nothing was."""
        said = (message.c.conversation == name) & (message.c.role != "notice")
        wanted = select(message.c.role, message.c.ticket).where(said)
        with self.database.read() as connection:
            row = connection.execute(wanted.order_by(message.c.id.desc()).limit(1)).first()
        return Word(row.role, row.ticket, name) if row else None

    def last_alone(self, spot: Spot, asker: str, user: str) -> Word | None:
        """Return what was said last to or by an asker alone, notices aside; None for nothing.

        That is in the direct messages of the spot, and wherever they were answered privately.
        """
        direct = conversation.c.id.startswith(spot.begins, autoescape=True)
        private = conversation.c.id.endswith(f":{user}", autoescape=True)
        theirs = (conversation.c.asker == asker) & (direct | private)
        said = message.join(conversation, conversation.c.id == message.c.conversation)
        wanted = select(message.c.role, message.c.ticket, message.c.conversation).select_from(said)
        latest = wanted.where(theirs, message.c.role != "notice").order_by(message.c.id.desc())
        with self.database.read() as connection:
            row = connection.execute(latest.limit(1)).first()
        return Word(row.role, row.ticket, row.conversation) if row else None

    def news_at(self, spot: Spot, user: str) -> str:
        """Return the conversation of the office's reply that begins a thread, "" for none."""
        named = outbox.c.ref == ref(spot.channel, spot.thread)
        there = (outbox.c.platform == self.platform) & named & (outbox.c.lane == user)
        with self.database.read() as connection:
            key = connection.execute(select(outbox.c.key).where(there)).scalar() or ""
            wanted = select(message.c.conversation).where(message.c.id == news_of(key))
            return connection.execute(wanted).scalar() or ""

    def put(self, key: str) -> bool:
        """Whether a message of that key, or of one that begins with it, is there or on its way."""
        named = (outbox.c.key == key) | outbox.c.key.startswith(f"{key} ", autoescape=True)
        failed = outbox.c.state.in_((State.UNDELIVERABLE, State.REPLACED))
        wanted = select(outbox.c.id).where(outbox.c.platform == self.platform, named, ~failed)
        with self.database.read() as connection:
            return connection.execute(wanted.limit(1)).first() is not None

    def replies(self, ticket: int) -> tuple[tuple[News, str], ...]:
        """Return what the office replied to a ticket, with where each message of it is.

        Of a reply in several messages that is the last one, which has the buttons.
        """
        written = (message.c.ticket == ticket) & (message.c.role == "office")
        with self.database.read() as connection:
            rows = connection.execute(select(message).where(written).order_by(message.c.id)).all()
            refs = [connection.scalar(_last_part(self.platform, row.id)) for row in rows]
        news = (News(r.id, r.ticket, r.content, r.role, r.author) for r in rows)
        return tuple((one, ref) for one, ref in zip(news, refs, strict=True) if ref)

    def tried_before(self, event: str) -> bool:
        """Whether an event that is being handled has been before: something of it may be there."""
        wanted = select(inbox.c.attempts).where(inbox.c.platform == self.platform)
        with self.database.read() as connection:
            attempts = connection.execute(wanted.where(inbox.c.event == event)).scalar()
        return attempts is not None and attempts > 1

    def _asks(self, place: Place, who: Asker) -> bool:
        """Whether the thread's first message is a question of theirs that waits for its answer."""
        begun = inbox.c.event == f"post {place.channel} {place.thread}"
        wanted = select(inbox.c.body).where(inbox.c.platform == self.platform, begun)
        with self.database.read() as connection:
            body = connection.execute(wanted).scalar()
        return body is not None and body["who"]["user"] == who.user


def _last_part(platform: str, news: int) -> Select[str]:
    named = (outbox.c.key == f"{_NEWS} {news}") | outbox.c.key.startswith(f"{_NEWS} {news}/")
    there = (outbox.c.platform == platform) & named & (outbox.c.ref != "")
    return select(outbox.c.ref).where(there).order_by(outbox.c.id.desc()).limit(1)


def news_of(key: str) -> int:
    """Return which news a message in the outbox tells ("news 7", "news 7/2"), 0 for none."""
    begins, _, rest = key.partition(" ")
    number = rest.partition("/")[0]
    return int(number) if begins == _NEWS and number.isdecimal() else 0


def sharing_of(turn: int) -> str:
    """Return what the message is called that shows a private answer to all."""
    return f"share {turn}"


def spots(place: Place, user: str) -> tuple[Spot, Spot]:
    """Return the two conversations that somebody can have in a thread: with all, and alone."""
    return places.spot(place), places.spot_alone(place, user)
