"""Turns on record, made in one line each."""

from __future__ import annotations

from dataclasses import replace

from bot.kept import Turn
from bot.model import Band, Decision, Kind, Origin, Person, Reason
from bot.records import Records
from knowledge.catalog.database import Database
from tests.bot.test_records import ANSWER, keep, said

PASSED_ON = Decision(Kind.ESCALATE, Reason.NO_CLAUSE, Band.NONE, "I passed it on.", 0.1)


def asked(
    question: str, decision: Decision = ANSWER, asker: str = "slack:T1:U1", name: str = ""
) -> Turn:
    """Return a turn that stands alone, asked in a conversation of its asker's."""
    platform = asker.partition(":")[0]
    made = said(question, decision, name or f"{platform} {asker}")
    origin = Origin(platform, Person(asker))
    return replace(made, stand_alone=question, subject=question, history=(), origin=origin)


def keep_all(records: Records, database: Database, *turns: Turn) -> list[int]:
    return [keep(records, database, one) for one in turns]
