"""AddReport → what the person who added documents reads. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from adapters.terminal.header_lines import header_lines
from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line
from knowledge.report import AddReport, DocumentReport, Status

_INDENT = 11
_STYLES = {
    Status.ADDED: "green",
    Status.CHANGED: "green",
    Status.FAILED: "bold red",
    Status.SKIPPED: "yellow",
    Status.VANISHED: "yellow",
    Status.RETIRED: "yellow",
}
_GOOD = {Status.ADDED, Status.CHANGED, Status.UNCHANGED, Status.RETIRED}

ALL, NOTHING, SOME = 0, 1, 3


def exit_code(report: AddReport) -> int:
    """Return 0: all indexed (or nothing to change); 3: some failed; 1: nothing was done."""
    if not any(document.status in _GOOD for document in report.documents):
        return NOTHING
    return SOME if report.failed else ALL


def report_lines(report: AddReport) -> Group:
    """Return a paragraph for each file that isn't simply unchanged, and a summary."""
    return Group(*_documents(report), _summary(report, _outcome(report)))


def check_lines(report: AddReport) -> Group:
    """Return the same of documents that were only looked at."""
    return Group(*_documents(report), _summary(report, "This was a check; nothing was kept."))


def _documents(report: AddReport) -> Iterator[RenderableType]:
    told = (d for d in report.documents if d.status is not Status.UNCHANGED or d.warnings)
    return (part for document in told for part in _document(document))


def revision_line(number: int, *, live: bool) -> Text:
    """Return what has become of a revision."""
    if live:
        return Text(f"Revision {number} is live.")
    return Text(f"Revision {number} is a draft: {_publishing(number)}.")


def _document(document: DocumentReport) -> Iterator[RenderableType]:
    status = document.status
    yield Inset(
        one_line(document.path or document.document),
        indent=_INDENT,
        label=status.value,
        label_style=_STYLES.get(status, ""),
    )
    if document.title and not document.error:
        yield Inset(_contents(document), indent=_INDENT)
        if document.status in {Status.ADDED, Status.CHANGED}:
            yield from header_lines(document.status, document.header, _INDENT)
    if document.error:
        place = f"{document.error.place}: " if document.error.place else ""
        said = one_line(f"{place}{document.error.reason}. {document.error.remedy}")
        yield Inset(said, indent=_INDENT)
    for warning in document.warnings:
        yield Inset(one_line(f"Note: {warning}"), "yellow", _INDENT)


def _contents(document: DocumentReport) -> str:
    version = f", version {document.version}" if document.version else ""
    changes = ("added", "changed", "moved", "removed")
    counts = [f"{count} {name}" for name in changes if (count := getattr(document, name))]
    what = f" ({', '.join(counts)})" if document.status is Status.CHANGED and counts else ""
    return one_line(f"{document.title}{version} · {_count(document.clauses, 'clause')}{what}")


def _summary(report: AddReport, outcome: str) -> Text:
    counts = Counter(document.status for document in report.documents)
    told = ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])
    return Text(f"{told or 'No documents found'}. {outcome}", style="bold")


def _outcome(report: AddReport) -> str:
    if report.revision is None:
        return "Nothing to publish: the knowledge base is as it was."
    if report.published:
        return f"Revision {report.revision} is live."
    return f"Revision {report.revision} is a draft: {_publishing(report.revision)}."


def _publishing(draft: int) -> str:
    see = f"see `policydesk knowledge diff {draft}`"
    return f"{see}, then `policydesk knowledge publish {draft}`"


def _count(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
