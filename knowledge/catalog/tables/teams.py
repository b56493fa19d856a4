"""Microsoft Teams: where its conversations are reached, and which message is which answer."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from knowledge.catalog.moment import Moment
from knowledge.catalog.tables.stores import catalog

# A chat or channel: `service_url` is where its connector was last heard from.
teams_conversation = Table(
    "teams_conversation",
    catalog,
    Column("id", Text, primary_key=True),
    Column("service_url", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("heard", Moment, nullable=False),
    Index("teams_conversation_heard", "heard"),
)

# Somebody by their Entra object id: `account` is what the bot's connector calls them, `personal`
# their chat with the bot, `seen` where they wrote last; "" where that isn't known.
teams_person = Table(
    "teams_person",
    catalog,
    Column("id", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("personal", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("service_url", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("heard", Moment, nullable=False),
    Index("teams_person_heard", "heard"),
)

# The message that shows a turn's answer: what is thought of it names only the message.
teams_answer = Table(
    "teams_answer",
    catalog,
    Column("ref", Text, primary_key=True),
    Column("turn", Integer, nullable=False),
    Index("teams_answer_turn", "turn"),
)
