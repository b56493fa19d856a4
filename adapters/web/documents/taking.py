"""The jobs that change documents. Each makes a draft, or lets one grow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from adapters.web.documents import targets
from adapters.web.documents.known import seen
from adapters.web.errors import Overtaken
from adapters.web.jobs.model import Job
from adapters.web.links import document_link
from knowledge.intake.uploads import Uploads
from knowledge.library import Library
from knowledge.report import AddReport, DocumentReport, Progress, Status

ADD: Final = "documents.add"
WITHDRAW: Final = "documents.withdraw"
BRING_BACK: Final = "documents.bring_back"


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
        found = self.uploads.found(batch, self.library.basis(onto))
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
        rows = [_row(one, names) for one in report.documents]
        self._clear(batch, rows)
        return _result(job, report, rows)

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


def _row(one: DocumentReport, names: Mapping[str, list[str]]) -> dict[str, Any]:
    return asdict(one) | {"status": one.status.value, "names": names.get(one.path, [])}


def _result(job: Job, report: AddReport, rows: list[dict[str, Any]]) -> dict[str, Any]:
    failed = len(report.failed)
    in_draft = f"draft {report.revision}" if report.revision else "no draft: nothing had changed"
    taken = len([row for row in rows if row["names"]]) - failed
    said = f"{taken} of {taken + failed} taken into {in_draft}."
    if len(rows) == 1 and not failed and not rows[0]["warnings"] and job.about.get("document"):
        to = document_link(rows[0]["document"])
    else:
        to = f"/documents/added/{job.id}"
    return {"to": to, "said": said, "draft": report.revision, "report": rows} | {
        "batch": job.about["batch"]
    }
