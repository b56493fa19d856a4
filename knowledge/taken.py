"""What came of reading files, before anything became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.report import AddReport, DocumentReport, Status
from knowledge.revisions import Filed, merge


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
        return merge(kept, self.incoming, self.confirmed)

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
        incoming = {(filed.version.path, filed.document): filed for filed in self.incoming}
        reports: list[DocumentReport] = []
        for report in self.reports:
            filed = incoming.get((report.path, report.document))
            if filed is None:
                reports.append(report)
                continue
            count = (embedded or {}).get(filed.serial, 0)
            warnings = (*report.warnings, *self._unknown(filed))
            reports.append(replace(report, embedded=count, warnings=warnings))
        status = Status.RETIRED if self._retired(mirror=mirror) else Status.VANISHED
        gone = [_gone(filed, status) for filed in self.vanished]
        return AddReport(revision, published, (*reports, *gone))

    def _retired(self, *, mirror: bool) -> tuple[Filed, ...]:
        # A folder without a single document is a mistake or an unmounted disk, not a wish.
        return self.vanished if mirror and (self.incoming or self.confirmed) else ()

    def _unknown(self, filed: Filed) -> tuple[str, ...]:
        here = (*self.live, *self.incoming)
        names = {name for f in here for name in (f.document, f.version.path)}
        return tuple(
            f"It supersedes {name}, which isn't in the knowledge base."
            for name in filed.version.header.supersedes
            if name not in names
        )


def _gone(filed: Filed, status: Status) -> DocumentReport:
    header = filed.version.header
    return DocumentReport(
        path=filed.version.path,
        status=status,
        document=filed.document,
        title=header.title,
        version=header.version,
        clauses=filed.clauses,
    )
