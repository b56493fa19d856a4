"""The use case of taking documents in: what is new, changed or failed, and whose file is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path

import structlog

from knowledge.catalog.content import Originals
from knowledge.catalog.documents import Documents
from knowledge.comparison import Comparison, compare, compare_headers
from knowledge.errors import BadHeader, UnreadableDocument
from knowledge.intake import sources
from knowledge.intake.claims import Claims
from knowledge.intake.finding import Found, find
from knowledge.intake.origins import Origins, at_home
from knowledge.intake.sources import Reading, Source
from knowledge.intake.taken import Taken
from knowledge.loading.isolation import Reader
from knowledge.report import DocumentReport, Fault, Progress, Status
from knowledge.revisions import Filed, by_document, merge, predecessor

_log = structlog.get_logger(__name__)


@dataclass
class Adding:
    """Takes files in, one after the other; one that fails doesn't stop the others.

    `live` is what the knowledge base holds now. With `dry` everything is read and compared,
    and nothing is stored.
    """

    documents: Documents
    originals: Originals
    live: Sequence[Filed]
    at: datetime
    dry: bool = False
    _incoming: dict[int, Filed] = field(default_factory=dict)
    _confirmed: set[int] = field(default_factory=set)
    _read: dict[Found, str] = field(default_factory=dict)

    def take(self, paths: Sequence[Path | Found], progress: Progress) -> Taken:
        """Read everything at these paths, and the files of which it is said what they are."""
        searched = [path for path in paths if isinstance(path, Path)]
        named = [path for path in paths if isinstance(path, Found)]
        given, unread = find(searched)
        found = (*at_home(given, self.live), *named)
        origins = Origins(searched, found, self.live)
        reports: list[DocumentReport] = []
        with Reader() as reader:
            for done, one in enumerate(found):
                progress("reading", done, len(found))
                reports.append(self._file(reader, one, origins))
        progress("reading", len(found), len(found))
        if not self.dry:
            for root, serials in origins.moved().items():
                self.documents.move(serials, root)
        reports += (one.report for one in unread)
        incoming = tuple(self._incoming.values())
        gone = origins.vanished(self._read, unread)
        kept = {filed.serial for filed in merge(self.live, incoming)}
        return Taken(
            tuple(self.live),
            incoming,
            frozenset(self._confirmed),
            tuple(filed for filed in gone if filed.serial in kept - self._confirmed),
            tuple(sorted(reports, key=lambda report: report.path)),
        )

    def _file(self, reader: Reader, found: Found, origins: Origins) -> DocumentReport:
        try:
            document = origins.document(found)
            source = sources.open_source(found)
            filed, reading = self._known(source) or self._new(reader, source, document)
            self._claims.enter(filed, found, origins.former(found))
        except UnreadableDocument as error:
            # The fault may lie in the file beside it.
            where = (error.path if error.path != found.path else "", error.place)
            fault = Fault(error.reason, error.remedy, ", ".join(filter(None, where)))
        except BadHeader as error:
            fault = Fault("; ".join(error.faults), "Correct its header and add it again.")
        else:
            self._read[found] = filed.document
            return self._sorted(filed, reading)
        _log.info("document failed", path=found.path, reason=fault.reason)
        return DocumentReport(found.path, Status.FAILED, error=fault)

    def _known(self, source: Source) -> tuple[Filed, Reading] | None:
        """Return what was made of the same file before, without reading it again."""
        filed = self.documents.stamped(source.stamp, source.found.path)
        if filed is None:
            return None
        if filed.serial in self._serials:
            return filed, Reading(filed.version.header, (), ())
        if not self.dry:
            self.documents.move([filed.serial], source.found.root)
        clauses = self.documents.clauses(filed.serial)
        return filed, Reading(filed.version.header, clauses, ())

    def _sorted(self, filed: Filed, reading: Reading) -> DocumentReport:
        if filed.serial in self._serials:
            self._confirmed.add(filed.serial)
            return _report(filed, Status.UNCHANGED, reading, Comparison())
        self._incoming[filed.serial] = filed
        siblings = self._versions.get(filed.document, ())
        before = predecessor(siblings, filed)
        if before is None:
            made = _report(filed, Status.ADDED, reading, Comparison(added=reading.clauses))
            return replace(made, header=compare_headers(None, reading.header))
        changes = compare(self.documents.clauses(before.serial), reading.clauses)
        made = _report(filed, Status.CHANGED, reading, changes)
        return replace(made, header=compare_headers(before.version.header, reading.header))

    @cached_property
    def _serials(self) -> frozenset[int]:
        return frozenset(filed.serial for filed in self.live)

    @cached_property
    def _claims(self) -> Claims:
        return Claims(self._versions)

    @cached_property
    def _versions(self) -> dict[str, tuple[Filed, ...]]:
        return by_document(self.live)

    def _new(self, reader: Reader, source: Source, document: str) -> tuple[Filed, Reading]:
        reading = sources.read(reader, source, document)
        version = sources.version(source, reading)
        if self.dry:
            known = next((f for f in self.live if f.version.id == version.id), None)
            serial, root = -1 - len(self._incoming), source.found.root
            dry = Filed(serial, version, root, self.at.date(), len(reading.clauses))
            return known or dry, reading
        self.originals.keep(source.data)
        filed = self.documents.file(
            version, reading.clauses, root=source.found.root, stamp=source.stamp, at=self.at
        )
        return filed, reading


def _report(filed: Filed, status: Status, reading: Reading, changes: Comparison) -> DocumentReport:
    return DocumentReport(
        path=filed.version.path,
        status=status,
        document=filed.document,
        title=reading.header.title,
        version=reading.header.version,
        clauses=filed.clauses,
        added=len(changes.added),
        changed=len(changes.changed),
        moved=len(changes.moved),
        removed=len(changes.removed),
        warnings=reading.warnings,
    )
