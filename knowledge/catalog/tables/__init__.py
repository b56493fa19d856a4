"""The tables as SQLAlchemy Core sees them; `knowledge/migrations` creates them.

Moments are UTC. `serial` columns are the database's own short names of rows.
"""

from __future__ import annotations

from knowledge.catalog.tables.conversations import (
    conversation,
    feedback,
    message,
    ticket,
    ticket_event,
    turn,
)
from knowledge.catalog.tables.delivery import alarm, inbox, outbox
from knowledge.catalog.tables.documents import (
    calibration,
    clause,
    override,
    publication,
    revision,
    revision_version,
    version,
    version_clause,
)
from knowledge.catalog.tables.files import model, original, vector
from knowledge.catalog.tables.language import model_use
from knowledge.catalog.tables.office import card, switch
from knowledge.catalog.tables.stores import catalog, content
from knowledge.catalog.tables.teams import teams_answer, teams_conversation, teams_person
from knowledge.catalog.tables.web import (
    account,
    audit,
    job,
    one_time_link,
    sign_in_attempt,
    turn_vector,
    turn_words,
    web_session,
)

__all__ = [
    "account",
    "alarm",
    "audit",
    "calibration",
    "card",
    "catalog",
    "clause",
    "content",
    "conversation",
    "feedback",
    "inbox",
    "job",
    "message",
    "model",
    "model_use",
    "one_time_link",
    "original",
    "outbox",
    "override",
    "publication",
    "revision",
    "revision_version",
    "sign_in_attempt",
    "switch",
    "teams_answer",
    "teams_conversation",
    "teams_person",
    "ticket",
    "ticket_event",
    "turn",
    "turn_vector",
    "turn_words",
    "vector",
    "version",
    "version_clause",
    "web_session",
]
