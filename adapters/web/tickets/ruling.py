"""Replies published as rulings, and rulings taken out of force: through the gate, as jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from adapters.web.jobs import Job, Kind
from adapters.web.parts import Parts
from adapters.web.roles import OFFICE
from bot.errors import BotError
from bot.rulings import Published
from knowledge.publishing import Check
from knowledge.report import Progress

PUBLISH: Final = "ruling"
RETIRE: Final = "ruling retired"


@dataclass(frozen=True, slots=True)
class RulingWork:
    """Does the jobs. What the gate or the office's own rules object to is a result, too.

    A result has "to", where to go on, and "said"; with "objections" or "refused" nothing went
    live.
    """

    parts: Parts

    def kinds(self) -> Mapping[str, Kind]:
        """Return both kinds of jobs."""
        publishing = Kind(self._publish, "Testing and publishing a ruling", OFFICE, revises=True)
        retiring = Kind(self._retire, "Taking a ruling out of force", OFFICE, revises=True)
        return {PUBLISH: publishing, RETIRE: retiring}

    def _publish(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        about = job.about
        number, expires = int(about["ticket"]), date.fromisoformat(about["expires"])

        def publish() -> Published:
            return self.parts.rulings.publish(
                number,
                about["text"],
                about["clauses"],
                expires,
                job.who,
                watched(self.parts.checks(progress), progress),
                about["override"],
            )

        progress("testing the ruling before it goes live", 0, 0)
        form = f"/tickets/{number}/ruling?job={job.id}"
        return _outcome(publish, form, f"/tickets/{number}", "is live: the bot answers with it")

    def _retire(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        number = int(job.about["ticket"])

        def retire() -> Published:
            override = job.about["override"]
            checks = watched(self.parts.checks(progress), progress)
            return self.parts.rulings.retire(number, job.who, checks, override)

        progress("testing what is left before it goes live", 0, 0)
        listed = "/tickets/rulings"
        return _outcome(retire, f"{listed}?job={job.id}", listed, "is out of force")


def watched(checks: Sequence[Check], progress: Progress) -> tuple[Check, ...]:
    """Return the checks, after each of which a job that was cancelled ends."""

    def each(check: Check) -> Check:
        def looked(revision: int) -> Sequence[str]:
            objections = check(revision)
            progress("going live", 0, 0)
            return objections

        return looked

    return tuple(map(each, checks))


def _outcome(
    change: Callable[[], Published], again: str, onward: str, became: str
) -> Mapping[str, Any]:
    try:
        made = change()
    except BotError as fault:
        return {"to": again, "said": "It can't be done as it is.", "refused": str(fault)}
    if made.objections:
        said = "The tests speak against it, so nothing went live."
        return {"to": again, "said": said, "objections": list(made.objections)}
    return {"to": onward, "said": f"The ruling {became} (revision {made.revision})."}
