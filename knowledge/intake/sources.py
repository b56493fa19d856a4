"""Files to documents: read in a child process, then header and clauses."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from knowledge import clauses, header, loading
from knowledge.clauses import split
from knowledge.errors import UnreadableDocument
from knowledge.header import (
    MISTAKEN_SUFFIXES,
    is_undivided,
    read_header,
    read_sidecar,
    sidecar_path,
)
from knowledge.intake.finding import Found
from knowledge.loading import MAX_BYTES
from knowledge.loading.isolation import Reader
from knowledge.model import Clause, Header, Version

_MAX_SIDECAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes. `stamp` is the digest of all that decides what becomes of them."""

    found: Found
    data: bytes
    sidecar: bytes
    stamp: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was understood."""

    header: Header
    clauses: tuple[Clause, ...]
    warnings: tuple[str, ...]


def open_source(found: Found) -> Source:
    """Read a file and its sidecar.

    Raises UnreadableDocument, also for a sidecar that is a link or has a wrong name: what it
    says of who may read the document must not be passed over.
    """
    beside = Path(sidecar_path(str(found.file)))
    try:
        _check_size(found.path, found.file, MAX_BYTES)
        data = found.file.read_bytes()
        sidecar = b""
        _refuse_mistaken(found, beside)
        if beside.is_file():
            _check_size(sidecar_path(found.path), beside, _MAX_SIDECAR)
            sidecar = beside.read_bytes()
    except OSError as error:
        reason = f"it can't be opened ({error.strerror})"
        raise UnreadableDocument(found.path, reason, "Check the file and its access.") from error
    stamp = hashlib.sha256(fingerprint().encode())
    for part in (data, sidecar):
        stamp.update(hashlib.sha256(part).digest())
    return Source(found, data, sidecar, stamp.hexdigest())


def read(reader: Reader, source: Source, document: str = "") -> Reading:
    """Understand one document; `document` is its id where the header gives none.

    Raises UnreadableDocument or BadHeader.
    """
    path = source.found.path
    loaded = reader.read(path, source.data)
    found, remarks = read_header(path, loaded.properties, _sidecar(source), loaded.blocks)
    if document and found.document == path:
        found = replace(found, document=document)
    made, warnings = split(found, loaded.blocks, whole=is_undivided(loaded.properties))
    if not made:
        raise UnreadableDocument(path, "it has no text that could be cited", "Add its text.")
    return Reading(found, made, (*loaded.warnings, *remarks, *warnings))


def version(source: Source, reading: Reading) -> Version:
    """Give the version its id: the same document read to the same clauses has the same one."""
    digest = hashlib.sha256(source.data).hexdigest()
    whole = hashlib.sha256(repr(_plain(reading.header)).encode())
    for part in (source.found.path, digest, *(clause.key for clause in reading.clauses)):
        whole.update(f"\n{part}".encode())
    return Version(whole.hexdigest()[:32], source.found.path, digest, reading.header)


@cache
def fingerprint() -> str:
    """Return the digest of the code that reads documents: after an update all are read anew."""
    whole = hashlib.sha256()
    packages = [Path(str(package.__file__)).parent for package in (loading, clauses)]
    for file in (
        Path(str(header.__file__)),
        *(f for p in packages for f in sorted(p.glob("*.py"))),
    ):
        whole.update(file.read_bytes())
    return whole.hexdigest()


def _plain(found: Header) -> tuple[object, ...]:
    values = {name: getattr(found, name) for name in Header.__slots__}
    if found.next_review is None:
        del values["next_review"]  # documents had ids before there was such a day
    return tuple(sorted((values | {"groups": sorted(found.groups)}).items()))


def _check_size(path: str, file: Path, limit: int) -> None:
    size = file.stat().st_size
    if size > limit:
        reason = f"it has {size / 1e6:,.0f} MB; the limit is {limit / 1e6:,.0f} MB"
        raise UnreadableDocument(path, reason, "Split it, or save it with smaller pictures.")


def _refuse_mistaken(found: Found, beside: Path) -> None:
    if os.path.lexists(beside) and (beside.is_symlink() or not beside.is_file()):
        reason = f"its header {beside.name} is a link or no file, and isn't read"
        raise UnreadableDocument(found.path, reason, "Put the file itself there.")
    for suffix in MISTAKEN_SUFFIXES:
        mistaken = beside.with_suffix(suffix)
        # Some disks don't tell capitals from small letters: then it is the right one.
        if os.path.lexists(mistaken) and not (beside.is_file() and beside.samefile(mistaken)):
            reason = f"its header {mistaken.name} isn't read under that name"
            raise UnreadableDocument(found.path, reason, f"Rename it to {beside.name}.")


def _sidecar(source: Source) -> Mapping[str, object] | None:
    return read_sidecar(source.found.path, source.sidecar) if source.sidecar.strip() else None
