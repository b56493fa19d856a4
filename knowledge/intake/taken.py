"""What came of reading files, before anything became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.report import AddReport, DocumentReport, Status
from knowledge.revisions import Filed, by_document, merge, prolonged, since


@dataclass(frozen=True, slots=True)
class Taken:
    """Versions to take in, versions confirmed, versions whose file is gone.

    `reports` has one entry per file; `live` is what they were compared with.
    """

    live: tuple[Filed, ...]
    incoming: tuple[Filed, ...]
    confirmed: frozenset[int]
    vanished: tuple[Filed, ...]
    reports: tuple[DocumentReport, ...]

    def applied_to(self, live: Sequence[Filed], *, mirror: bool) -> tuple[Filed, ...]:
        """Return what the knowledge base holds with these; `mirror` takes the vanished out."""
        gone = {filed.serial for filed in self._retired(mirror=mirror)}
        kept = [filed for filed in live if filed.serial not in gone]
        return merge(kept, self.incoming)

    def report(
        self,
        revision: int | None = None,
        *,
        embedded: Mapping[int, int] | None = None,
        mirror: bool = False,
        published: bool = False,
    ) -> AddReport:
        """Say what became of every file, and of every document whose file is gone.

        `embedded` counts the clauses of each incoming version that had to be embedded.
        """
        after = self.applied_to(self.live, mirror=mirror)
        versions = by_document(after)
        incoming = {(filed.version.path, filed.document): filed for filed in self.incoming}
        reports: list[DocumentReport] = []
        for report in self.reports:
            filed = incoming.get((report.path, report.document))
            if filed is None:
                reports.append(report)
                continue
            count = (embedded or {}).get(filed.serial, 0)
            remarks = (*self._unknown(filed), *_overtaken(filed, versions[filed.document]))
            reports.append(replace(report, embedded=count, warnings=(*report.warnings, *remarks)))
        _tell_prolonged(reports, prolonged(self.live, after))
        status = Status.RETIRED if self._retired(mirror=mirror) else Status.VANISHED
        gone = [_report(filed, status) for filed in self.vanished]
        return AddReport(revision, published, (*reports, *gone))

    def _retired(self, *, mirror: bool) -> tuple[Filed, ...]:
        # A folder without a single document is a mistake or an unmounted disk, not a wish.
        return self.vanished if mirror and (self.incoming or self.confirmed) else ()

    def _unknown(self, filed: Filed) -> tuple[str, ...]:
        if not filed.version.header.supersedes:
            return ()
        here = (*self.live, *self.incoming)
        names = {name for f in here for name in (f.document, f.version.path)}
        return tuple(
            f"It supersedes {name}, which isn't in the knowledge base."
            for name in filed.version.header.supersedes
            if name not in names
        )


def _overtaken(filed: Filed, versions: Sequence[Filed]) -> Iterator[str]:
    """Warn where a date is missing or has gone back, so that another text is what holds."""
    later = next((one for one in versions if since(one) > since(filed)), None)
    if later is None:
        return
    path, begins = later.version.path, since(later)
    if filed.version.header.effective_from is None:
        yield (
            "It doesn't say from which day on it holds (effective_from), so it counts as the oldest"
            f" version: it ends when {path} begins ({begins})."
        )
    elif path == filed.version.path:
        yield f"What this file held from {begins} on stays, and takes its place then."


def _tell_prolonged(
    reports: list[DocumentReport], longer: Sequence[tuple[Filed, date, date | None]]
) -> None:
    """Warn of what was repealed, or was to end, and holds on."""
    places = {(report.path, report.document): place for place, report in enumerate(reports)}
    for filed, was, ends in longer:
        now = f"holds until {ends}" if ends else "has no end"
        warning = f"It held until {was}; now it {now}, as what ended it is gone or has moved."
        place = places.get((filed.version.path, filed.document))
        if place is None:
            reports.append(replace(_report(filed, Status.UNCHANGED), warnings=(warning,)))
        else:
            told = reports[place]
            reports[place] = replace(told, warnings=(*told.warnings, warning))


def _report(filed: Filed, status: Status) -> DocumentReport:
    header = filed.version.header
    return DocumentReport(
        path=filed.version.path,
        status=status,
        document=filed.document,
        title=header.title,
        version=header.version,
        clauses=filed.clauses,
    )
