"""What became of a draft that isn't one any more, as far as is on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from adapters.web.audit import DONE, Audit
from adapters.web.jobs import Jobs
from knowledge.errors import UnknownRevision
from knowledge.reviewing import Made, Reviewing

PUBLISH: Final = "drafts.publish"
DISCARDED: Final = "discarded a draft"
_LOOKED_AT: Final = 200  # presses and jobs back
_SOMEBODY: Final = "Somebody"


@dataclass(frozen=True, slots=True)
class Fate:
    """What somebody did with a draft ("published it as revision 7"), and where to look at that.

    `at` is None where nobody knows when.
    """

    what: str
    to: str
    who: str = _SOMEBODY
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fates:
    """Looks where it is written down: publications, jobs, the audit log, other drafts."""

    reviewing: Reviewing
    jobs: Jobs
    audit: Audit

    def of(self, draft: int) -> Fate:
        """Return what became of a draft; it may be but likely for one that things were added to."""
        return (
            self._published(draft)
            or self._published_anew(draft)
            or self._discarded(draft)
            or self._grown(draft)
            or self._overtaken(draft)
            or Fate("published or discarded it, or added something to it", "/drafts")
        )

    def _published(self, draft: int) -> Fate | None:
        try:
            *_, first = self.reviewing.publications_of(draft)
        except (UnknownRevision, ValueError):
            return None
        what = f"published it{_because(first.note)}"
        return Fate(what, f"/revisions/{draft}", first.who or _SOMEBODY, first.at)

    def _published_anew(self, draft: int) -> Fate | None:
        """Look for a publication that put the draft on top of what went live meanwhile."""
        for job in self.jobs.latest([PUBLISH], _LOOKED_AT):
            found = job.result if job.about.get("draft") == draft else None
            if found and found.get("live"):
                what, to = (
                    f"published it as revision {found['live']}",
                    f"/revisions/{found['live']}",
                )
            elif found and found.get("draft") not in {None, draft}:
                what = f"tried to publish it, and it became draft {found['draft']}"
                to = f"/drafts/{found['draft']}"
            else:
                continue
            return Fate(what, to, job.who.name or _SOMEBODY, job.ended)
        return None

    def _discarded(self, draft: int) -> Fate | None:
        for line in self.audit.lines(_LOOKED_AT, what=DISCARDED):
            if line.about == f"/drafts/{draft}/discard" and line.outcome == DONE:
                return Fate("discarded it", "/drafts", line.who or _SOMEBODY, line.at)
        return None

    def _grown(self, draft: int) -> Fate | None:
        """Return the draft that took its place when something was added."""
        later = [one for one in self.reviewing.drafts() if one.id > draft]
        grown: Made | None = min(later, key=lambda one: one.id, default=None)
        if grown is None:
            return None
        what = f"went on with it: what was added is in draft {grown.id}"
        return Fate(what, f"/drafts/{grown.id}", grown.who or _SOMEBODY, grown.at)

    def _overtaken(self, draft: int) -> Fate | None:
        """Return what went live since: where it grew and was published, that has it."""
        for one in self.reviewing.publications(most=1):
            if one.revision > draft:
                what = f"made revision {one.revision} live{_because(one.note)}"
                return Fate(what, f"/revisions/{one.revision}", one.who or _SOMEBODY, one.at)
        return None


def _because(note: str) -> str:
    return f", with the note “{note}”" if note else ""
