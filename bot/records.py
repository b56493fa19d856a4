"""What was said, kept: turns as public records, messages as the conversation."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from bot.model import Citation, Decision, Message
from knowledge.catalog.database import Database
from knowledge.catalog.tables import conversation, message, turn
from knowledge.model import Passage

# A conversation is recalled this far back; follow-ups lean on its first and previous turns.
_RECALLED = 40


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its decision, as kept; `question` holds no personal data.

    `settings` shaped the decision, `writer` names a language model that worded it
    ("" for the policy's own words), `revision` is the state of the knowledge base.
    """

    conversation: str
    question: str
    on: date
    decision: Decision
    revision: int
    settings: Mapping[str, str]
    writer: str = ""


class Records:
    """The turns and messages in the catalog. `now` is an aware clock."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def keep(self, connection: Connection, kept: Turn) -> None:
        """Record a turn and its two messages within the caller's transaction."""
        at, decision = self._now(), kept.decision
        self._touch(connection, kept.conversation, at)
        connection.execute(
            insert(turn).values(
                conversation=kept.conversation,
                at=at,
                asked_on=kept.on,
                question=kept.question,
                kind=decision.kind,
                reason=decision.reason,
                band=decision.band,
                confidence=decision.confidence,
                revision=kept.revision,
                decision=decision_row(decision),
                settings=dict(kept.settings),
                writer=kept.writer,
            )
        )
        said = {"conversation": kept.conversation, "at": at, "ticket": decision.ticket}
        lines = (("user", kept.question), ("assistant", decision.text))
        rows = [{**said, "role": role, "content": content} for role, content in lines]
        connection.execute(insert(message), rows)

    def recall(self, name: str) -> tuple[Message, ...]:
        """Return the conversation's latest messages, oldest first; none for an unknown one."""
        if not name:
            return ()
        latest = select(message).where(message.c.conversation == name)
        latest = latest.order_by(message.c.id.desc()).limit(_RECALLED)
        with self._database.read() as connection:
            rows = connection.execute(latest).all()
        return tuple(Message(row.role, row.content) for row in reversed(rows))

    def news(self, name: str) -> tuple[Message, ...]:
        """Return what the office wrote since the asker's last message, oldest first."""
        of_asker = (message.c.conversation == name) & (message.c.role == "user")
        last = select(func.coalesce(func.max(message.c.id), 0)).where(of_asker).scalar_subquery()
        of_office = (message.c.conversation == name) & (message.c.role == "office")
        wanted = select(message).where(of_office & (message.c.id > last)).order_by(message.c.id)
        with self._database.read() as connection:
            return tuple(Message(row.role, row.content) for row in connection.execute(wanted))

    def _touch(self, connection: Connection, name: str, at: datetime) -> None:
        connection.execute(
            self._database.insert_new(conversation).values(id=name, created=at, updated=at)
        )
        known = update(conversation).where(conversation.c.id == name)
        connection.execute(known.values(updated=at))


def decision_row(decision: Decision) -> dict[str, Any]:
    """Return a decision as a record keeps it: clauses by id, with the digest of their text."""
    return {
        "kind": decision.kind,
        "reason": decision.reason,
        "band": decision.band,
        "text": decision.text,
        "confidence": decision.confidence,
        "options": list(decision.options),
        "ticket": decision.ticket,
        "citations": [_citation_row(citation) for citation in decision.citations],
        "passages": [_passage_row(passage) for passage in decision.passages],
    }


def _citation_row(citation: Citation) -> dict[str, Any]:
    kept = {"lead_in": citation.passage.clause.lead_in, "quote": citation.quote}
    return _passage_row(citation.passage) | kept | {"note": citation.note}


def _passage_row(passage: Passage) -> dict[str, Any]:
    clause, version = passage.clause, passage.version
    return {
        "clause": clause.id,
        "key": clause.key,
        "text_digest": hashlib.sha256(clause.text.encode()).hexdigest(),
        "number": clause.number,
        "document": clause.document,
        "title": version.header.title,
        "version": version.id,
        "score": passage.score,
    }
