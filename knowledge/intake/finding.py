"""Paths to the files that may be documents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.header import MISTAKEN_SUFFIXES, SIDECAR_SUFFIX
from knowledge.loading import SUFFIXES
from knowledge.report import DocumentReport, Fault, Status

_HIDDEN = (".", "~$")  # ~$ are the lock files of office programs


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be a document. `path` is relative to the folder `root`, with slashes."""

    file: Path
    root: str
    path: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or folder that was come upon in `root` ("" where there is none) and isn't read."""

    root: str
    report: DocumentReport


def find(paths: Sequence[Path]) -> tuple[tuple[Found, ...], tuple[Unread, ...]]:
    """Return the documents at these paths, folders searched to the bottom, and what isn't one.

    Hidden files are passed over. Links that lead out of their folder are refused by name;
    others are passed over, because what they point at is read at its own place.
    """
    found: dict[Path, Found] = {}
    others: list[Unread] = []
    for path in paths:
        root = _root(path)
        for one in _at(path):
            if isinstance(one, Found):
                found.setdefault(one.file, one)
            else:
                others.append(Unread(root, one))
    return tuple(found.values()), tuple(others)


def folders(paths: Sequence[Path]) -> frozenset[str]:
    """Return the folders among these paths, as `Found.root` names them."""
    there = map(_real, paths)
    return frozenset(str(path) for path in there if path is not None and path.is_dir())


def _root(path: Path) -> str:
    real = _real(path)
    return "" if real is None else str(real if real.is_dir() else real.parent)


def _real(path: Path) -> Path | None:
    try:
        return path.resolve(strict=True)
    except (OSError, ValueError):  # a name may also be too long, or hold a NUL
        return None


def _at(path: Path) -> Iterator[Found | DocumentReport]:
    real = _real(path)
    if real is None:
        yield _failed(str(path), "there is no such file or folder", "Check the path.")
    elif real.is_dir():
        yield from _in_folder(real, real)
    else:
        yield _classified(real, real.parent, asked=True)


def _in_folder(folder: Path, root: Path) -> Iterator[Found | DocumentReport]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        path = _relative(folder, root)
        yield _failed(path, f"the folder can't be read ({error.strerror})", "Check its access.")
        return
    for entry in entries:
        if entry.name.startswith(_HIDDEN):
            continue
        if entry.is_symlink():
            yield _link(entry, root)
        elif entry.is_dir():
            yield from _in_folder(entry, root)
        elif not _is_sidecar(entry):
            yield _classified(entry, root)


def _link(entry: Path, root: Path) -> DocumentReport:
    path = _relative(entry, root)
    try:
        inside = entry.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return _failed(path, "it is a link that leads nowhere", "Remove it, or add the file.")
    if inside:
        return _skipped(path, "it is a link; what it points at is read at its own place")
    return _failed(path, "it is a link that leads out of the folder", "Put the file itself here.")


def _classified(file: Path, root: Path, *, asked: bool = False) -> Found | DocumentReport:
    path = _relative(file, root)
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="backslashreplace").decode()
        return _failed(shown, "its name has broken characters", "Rename it.")
    if not file.is_file():
        return _failed(path, "it is neither a file nor a folder", "Add a file or a folder.")
    if file.suffix.lower() in SUFFIXES:
        return Found(file, str(root), path)
    reason = f"files of this kind ({file.suffix or 'no suffix'}) aren't read"
    remedy = f"Save it as one of {', '.join(sorted(SUFFIXES))}."
    if file.suffix.lower() in {".yaml", ".yml"}:
        remedy = "If it is a document's header, name it after the whole file, like policy.md.yaml."
    return _failed(path, reason, remedy) if asked else _skipped(path, reason, remedy)


def _is_sidecar(file: Path) -> bool:
    """Whether it is meant as a document's header; under a wrong name the document fails for it."""
    beside = file.with_suffix("")
    if file.suffix in MISTAKEN_SUFFIXES:
        return beside.suffix.lower() in SUFFIXES and beside.is_file()
    return file.suffix == SIDECAR_SUFFIX and beside.is_file()


def _relative(file: Path, root: Path) -> str:
    # A name typed on a Mac and the same name elsewhere are one path.
    return unicodedata.normalize("NFC", file.relative_to(root).as_posix())


def _failed(path: str, reason: str, remedy: str) -> DocumentReport:
    return DocumentReport(path, Status.FAILED, error=Fault(reason, remedy))


def _skipped(path: str, reason: str, remedy: str = "") -> DocumentReport:
    return DocumentReport(path, Status.SKIPPED, error=Fault(reason, remedy))
