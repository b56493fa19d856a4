"""Publishing a draft, with the gate in the way, and discarding one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import Response

from adapters.web.drafts.desk import Desk
from adapters.web.drafts.fate import DISCARDED, PUBLISH
from adapters.web.drafts.words import told
from adapters.web.errors import Overtaken
from adapters.web.jobs import Job, JobState
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.roles import OFFICE
from adapters.web.visit import Visit
from bot.model import Person
from knowledge.errors import PublishRefused
from knowledge.publishing import Check
from knowledge.report import Progress
from knowledge.reviewing import Made

_LONGEST: Final = 500  # characters of a note or reason
_UNPUBLISHED: Final = "It wasn't published: the test sets speak against it."


@dataclass(frozen=True, slots=True)
class Publishing:
    """Makes drafts live, or forgets them."""

    desk: Desk

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page(
                "/drafts/{draft:int}/publish",
                get=self._form,
                post=self._publish,
                roles=OFFICE,
                does="published a draft",
            ),
            Page(
                "/drafts/{draft:int}/discard",
                post=self._discard,
                roles=OFFICE,
                does=DISCARDED,
            ),
        )

    def work(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Publish the draft of `about` if the checks let it, or with the reason that it carries.

        Where they don't, the result has the `objections`, and the draft's number, which is
        another one if it had to be put on top of what went live meanwhile.
        """
        about, library = job.about, self.desk.library
        self._refuse_gone(about["draft"], about["note"])
        self._refuse_clashes(about["draft"])
        watched = Watched(progress)
        checks = [watched.check(one) for one in self.desk.parts.checks(progress)]
        try:
            live = library.publish(
                about["draft"],
                checks,
                who=_signed(job.who),
                note=about["note"],
                override=about["override"],
            )
        except PublishRefused as refused:
            if not refused.objections:
                raise
            draft = watched.seen or about["draft"]
            to = f"/drafts/{draft}/publish?job={job.id}"
            return {
                "to": to,
                "said": _UNPUBLISHED,
                "objections": list(refused.objections),
                "draft": draft,
            }
        return {
            "to": "/revisions",
            "said": f"Revision {live} is live: employees are answered from it.",
            "live": live,
        }

    def _form(self, visit: Visit) -> Response:
        draft = self.desk.draft(visit)
        return self._shown(visit, draft, {"note": draft.note}, {})

    def _publish(self, visit: Visit) -> Response:
        draft = self.desk.draft(visit)
        self._refuse_overtaken(visit, draft)
        self._refuse_under_way(visit, draft)
        note, override = visit.said_in("note"), visit.said_in("override")
        typed = {"note": note, "override": override}
        if faults := _faults(visit, typed):
            return self._shown(visit, draft, typed, faults)
        visit.note(draft=draft.id, against_objections=bool(override))
        about = {"draft": draft.id} | typed
        return back(visit, f"/jobs/{self.desk.parts.jobs.begin(PUBLISH, about, visit.person)}")

    def _shown(
        self, visit: Visit, draft: Made, typed: Mapping[str, str], faults: Mapping[str, str]
    ) -> Response:
        refused = self._refused(visit.count("job", 0))
        return render(
            visit,
            "drafts/publish.html",
            422 if faults else 200,
            draft=draft,
            live=self.desk.library.live(),
            clashes=self.desk.clashes(visit, draft.id),
            changes=len(self.desk.reviewing.changes(draft.parent, draft.id)),
            gated=self.desk.parts.settings.gate is not None,
            job=refused,
            objections=told((refused.result or {}).get("objections", ())) if refused else (),
            typed=dict(refused.about if refused else {}) | dict(typed),
            faults=faults,
            longest=_LONGEST,
        )

    def _refused(self, number: int) -> Job | None:
        """Return the publication that was refused, if the address names one."""
        if not number:
            return None
        job = self.desk.parts.jobs.show(number)
        refused = job.kind == PUBLISH and job.state is JobState.DONE
        return job if refused and (job.result or {}).get("objections") else None

    def _discard(self, visit: Visit) -> Response:
        draft = self.desk.draft(visit)
        self.desk.library.discard(draft.id)
        return back(
            visit, "/drafts", f"Draft {draft.id} is discarded. What is live stayed as it was."
        )

    def _refuse_overtaken(self, visit: Visit, draft: Made) -> None:
        """Let nobody publish upon something else than they looked at."""
        live = self.desk.library.live()
        if visit.said_in("seen") != str(live or ""):
            newest = self.desk.reviewing.publications(most=1)
            raise Overtaken(
                f"Meanwhile revision {live} went live. See what this draft changes on top of it.",
                [f"{one.who or 'The service'}: {one.note or 'no note'}" for one in newest],
                f"/drafts/{draft.id}",
            )

    def _refuse_under_way(self, visit: Visit, draft: Made) -> None:
        """Let nobody press after somebody else did: one of the two notes would be lost."""
        jobs = self.desk.parts.jobs
        for job in jobs.latest([PUBLISH]):
            if job.unfinished and job.about["draft"] == draft.id and job.who != visit.person:
                raise Overtaken(
                    f"Draft {draft.id} is being published. Nothing of yours was done.",
                    [f"{job.who.name or 'Somebody'} pressed Publish: {job.about['note']}"],
                    f"/jobs/{job.id}",
                )

    def _refuse_gone(self, draft: int, note: str) -> None:
        if self.desk.found(draft) is None:
            fate = self.desk.fate(draft)
            raise Overtaken(
                f"Draft {draft} wasn't published by this: meanwhile {fate.who} {fate.what}."
                f" Your note was: “{note}”"
            )

    def _refuse_clashes(self, draft: int) -> None:
        if clashes := self.desk.reviewing.clashes(draft):
            raise Overtaken(
                f"It can't be published: since it was made, {', '.join(clashes)} went live with"
                " other changes. Make this draft's changes to them again in a new draft."
            )


@dataclass(slots=True)
class Watched:
    """Tells that checks look at a draft, and remembers the number that it had then."""

    progress: Progress
    seen: int = field(default=0)

    def check(self, check: Check) -> Check:
        """Return the check, watched."""

        def watched(revision: int) -> Sequence[str]:
            self.seen = revision
            self.progress("playing the test sets of the gate", 0, 0)
            objections = check(revision)
            # Whoever cancelled while they played doesn't want it live.
            self.progress("going live", 0, 0)
            return objections

        return watched


def _faults(visit: Visit, typed: Mapping[str, str]) -> dict[str, str]:
    faults = {
        name: f"Shorten it to {_LONGEST} characters."
        for name, text in typed.items()
        if len(text) > _LONGEST
    }
    if not typed["note"]:
        faults["note"] = "Say in a sentence what changes; it stands in the history."
    if visit.said_in("against") and not typed["override"]:
        faults["override"] = "Say why it goes live although the test sets speak against it."
    return faults


def _signed(who: Person) -> str:
    return who.name or who.id
