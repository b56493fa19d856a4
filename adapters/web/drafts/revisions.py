"""What was live from when on, what each revision changed, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from adapters.web.drafts.desk import Desk, sliced
from adapters.web.drafts.showing import READERS, document_page, rows
from adapters.web.drafts.titles import ROLL_BACK
from adapters.web.drafts.words import told
from adapters.web.errors import NotHere, Overtaken
from adapters.web.jobs import Job
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from knowledge.model import RevisionState
from knowledge.report import Progress
from knowledge.reviewing import Made

_SHOWN, _DOCUMENTS = 25, 15


@dataclass(frozen=True, slots=True)
class Revisions:
    """Shows the history of what was live, and makes an earlier revision live again."""

    desk: Desk

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page("/revisions", get=self._list, roles=READERS),
            Page("/revisions/{revision:int}", get=self._revision, roles=READERS),
            Page(
                "/revisions/{revision:int}/documents/{version}", get=self._document, roles=READERS
            ),
            Page(
                "/revisions/{revision:int}/live",
                post=self._back,
                roles=OFFICE,
                does="made an earlier revision live again",
            ),
        )

    def work(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Make the revision of `about` live again, if what was live then still is."""
        library, about = self.desk.library, job.about
        self._refuse_overtaken(about["seen"])
        progress("going back", 0, 1)
        live = library.rollback(
            about["revision"],
            who=job.who.name or job.who.id,
            note=f"Back from revision {about['seen']}",
        )
        return {"to": "/revisions", "said": f"Revision {live} is live again."}

    def _list(self, visit: Visit) -> Response:
        before = visit.count("before", 0)
        found = self.desk.reviewing.publications(before, _SHOWN + 1)
        live = self.desk.library.live()
        return render(
            visit,
            "drafts/revisions.html",
            publications=found[:_SHOWN],
            older=found[_SHOWN - 1].id if len(found) > _SHOWN else 0,
            first=not before,
            live=live,
            back_to=None if live is None else self.desk.revision(live).parent,
            told=told,
        )

    def _revision(self, visit: Visit) -> Response:
        made, against = self._compared(visit)
        shown, part = sliced(visit, self.desk.changes(visit, against, made.id), _DOCUMENTS)
        return render(
            visit,
            "drafts/revision.html",
            made=made,
            live=self.desk.library.live(),
            against=against,
            publications=self.desk.reviewing.publications_of(made.id),
            rows=rows(self.desk, shown),
            part=part,
            told=told,
        )

    def _document(self, visit: Visit) -> Response:
        made, against = self._compared(visit)
        changes = self.desk.changes(visit, against, made.id)
        to, of = f"/revisions/{made.id}", f"Revision {made.id}"
        if against != made.parent:
            return document_page(
                visit, self.desk, changes, f"{to}?against={against}", f"{of} beside {against}"
            )
        return document_page(visit, self.desk, changes, to, of)

    def _compared(self, visit: Visit) -> tuple[Made, int | None]:
        """Return the revision, and the one it is compared with: by default what it came from."""
        made = self.desk.revision(visit.number("revision"))
        if made.state is RevisionState.DRAFT:
            raise NotHere(f"Revision {made.id} is a draft: it stands under “Drafts”.")
        against = visit.count("against", 0)
        return made, self.desk.revision(against).id if against else made.parent

    def _back(self, visit: Visit) -> Response:
        seen = visit.said_in("seen")
        if not seen.isdecimal():
            raise Overtaken("What is live can't be told from this form. Open the page anew.")
        revision = visit.number("revision")
        if revision == self.desk.library.live() != int(seen):
            return back(visit, "/revisions", f"Revision {revision} is live again.")
        self._refuse_overtaken(int(seen))
        about = {"revision": revision, "seen": int(seen)}
        visit.note(revision=about["revision"], before=about["seen"])
        return back(visit, f"/jobs/{self.desk.parts.jobs.begin(ROLL_BACK, about, visit.person)}")

    def _refuse_overtaken(self, seen: int) -> None:
        if (live := self.desk.library.live()) != seen:
            newest = self.desk.reviewing.publications(most=1)
            changes = [
                f"{one.who or 'The service'} made revision {one.revision} live." for one in newest
            ]
            raise Overtaken(
                f"Revision {seen} isn't live any more, revision {live} is. Nothing was done.",
                changes,
                "/revisions",
            )
