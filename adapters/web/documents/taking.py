"""The jobs that change documents. Each makes a draft, or lets one grow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from adapters.web.documents import targets
from adapters.web.documents.becoming import Becoming
from adapters.web.documents.known import seen
from adapters.web.errors import Overtaken
from adapters.web.jobs.model import Job
from adapters.web.links import document_link
from knowledge.errors import UnreadableDocument
from knowledge.intake.uploads import Uploads
from knowledge.library import Library
from knowledge.report import DocumentReport, Fault, Progress, Status

ADD: Final = "documents.add"
WITHDRAW: Final = "documents.withdraw"
BRING_BACK: Final = "documents.bring_back"
TITLES: Final = {
    ADD: "Taking documents in",
    WITHDRAW: "Withdrawing a document",
    BRING_BACK: "Bringing a document back",
}
_KEPT: Final = (
    "It doesn't say who may read it, so that stays as it was: {groups}. “Change details” opens it"
    " to others."
)


@dataclass(frozen=True, slots=True)
class Taking:
    """Does what was pressed. A job's `about` names the draft that it goes into, 0 for a new one.

    `seen` in it maps documents to what was known of them by who pressed.
    """

    library: Library
    uploads: Uploads

    def add(self, job: Job, progress: Progress) -> Mapping[str, Any]:
        """Take in the files of a `batch`; those that fail go on waiting there.

        The result has the `report` of each file, and the `draft` that holds them.
        """
        batch, onto = job.about["batch"], self._onto(job)
        self._refuse_overtaken(job, onto)
        unread = self.uploads.look(batch, {one.name for one in self.uploads.waiting(batch)})
        kept = Becoming(self.library, self.uploads).settle(batch) | job.about.get("kept", {})
        found = self.uploads.found(batch, self.library.basis(onto))
        # Nobody knows whose version that is, so nobody may be answered from it.
        for name in unread:
            del found[name]
        report = self.library.add(
            list(found.values()),
            onto=onto,
            who=job.who.name or job.who.id,
            note=job.about.get("note", ""),
            progress=progress,
        )
        names: dict[str, list[str]] = {}
        for name, one in found.items():
            names.setdefault(one.path, []).append(name)
        told = [_row(one, names, kept) for one in report.documents]
        rows = [*told, *(_unread(name, fault) for name, fault in unread.items())]
        self._clear(batch, rows)
        return _result(job, report.revision, rows)

    def withdraw(self, job: Job, _progress: Progress) -> Mapping[str, Any]:
        """Take a `document` out."""
        document, onto = job.about["document"], self._onto(job)
        self._refuse_overtaken(job, onto)
        draft = self.library.remove(document, onto=onto, **_signed(job, f"Without {document}"))
        return self._placed(draft, document, "It is withdrawn")

    def bring_back(self, job: Job, _progress: Progress) -> Mapping[str, Any]:
        """Put a `document` back in as a `revision` held it, 0 for the last that was live."""
        document, onto = job.about["document"], self._onto(job)
        self._refuse_overtaken(job, onto)
        draft = self.library.bring_back(
            document,
            job.about.get("revision") or None,
            onto=onto,
            **_signed(job, f"With {document} again"),
        )
        return self._placed(draft, document, "It is back")

    def _onto(self, job: Job) -> int | None:
        return targets.onto(self.library, job.about.get("draft", 0))

    def _refuse_overtaken(self, job: Job, onto: int | None) -> None:
        for document, known in job.about.get("seen", {}).items():
            if seen(self.library.held(document, onto)) != known:
                raise Overtaken(
                    f"Somebody else changed {document} while this waited for its turn, so nothing"
                    " was done. Look at it as it is now, then do what still is needed."
                )

    def _placed(self, draft: int, document: str, what: str) -> dict[str, Any]:
        if not targets.is_open(self.library, draft):
            said = f"{what}: that is how it is published already, so there is nothing to publish."
            return {"to": document_link(document), "said": said}
        said = f"{what} in draft {draft}. Publish the draft to let that hold."
        return {"to": document_link(document), "said": said, "draft": draft}

    def _clear(self, batch: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Remove what was taken in; with the last file the batch goes."""
        for row in rows:
            if row["status"] in {Status.ADDED, Status.CHANGED, Status.UNCHANGED}:
                for name in row["names"]:
                    self.uploads.drop(batch, name)
        if not self.uploads.waiting(batch):
            self.uploads.discard(batch)


def _signed(job: Job, note: str) -> dict[str, str]:
    return {"who": job.who.name or job.who.id, "note": note}


def _row(
    one: DocumentReport, names: Mapping[str, list[str]], kept: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    mine = names.get(one.path, [])
    groups = next((kept[name] for name in mine if name in kept), ())
    warnings = list(one.warnings)
    if groups and one.status in {Status.ADDED, Status.CHANGED}:
        warnings.append(_KEPT.format(groups=", ".join(groups)))
    return asdict(one) | {"status": one.status.value, "names": mine, "warnings": warnings}


def _unread(name: str, fault: UnreadableDocument) -> dict[str, Any]:
    error = Fault(fault.reason, fault.remedy, fault.place)
    return _row(DocumentReport(name, Status.FAILED, error=error), {name: [name]}, {})


def _result(job: Job, draft: int | None, rows: list[dict[str, Any]]) -> dict[str, Any]:
    failed = sum(row["status"] == Status.FAILED for row in rows)
    in_draft = f"draft {draft}" if draft else "no draft: nothing had changed"
    taken = len([row for row in rows if row["names"]]) - failed
    said = f"{taken} of {taken + failed} taken into {in_draft}."
    if len(rows) == 1 and not failed and not rows[0]["warnings"] and job.about.get("document"):
        to = document_link(rows[0]["document"])
    else:
        to = f"/documents/added/{job.id}"
    return {"to": to, "said": said, "draft": draft, "report": rows} | {"batch": job.about["batch"]}
