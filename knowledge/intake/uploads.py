"""Files that were sent and wait to be taken in, in folders on disk."""

from __future__ import annotations

import re
import secrets
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile

from knowledge.errors import UnknownDocument, UnreadableDocument
from knowledge.header import SIDECAR_SUFFIX, read_sidecar, sidecar_path
from knowledge.intake.finding import Found
from knowledge.intake.sidecar import HeaderData, sidecar
from knowledge.loading import SUFFIXES, check
from knowledge.revisions import Filed, by_document

# What stands for the folder of documents that came from none.
ROOT = "uploads"
_HIDDEN = (".", "~$")
_BATCH = re.compile(r"[0-9a-f]{16}")
_LONGEST_NAME = 200  # bytes; file systems take 255, and a suffix is added
_MAX_SIDECAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits. `header` is what is to be said of it, beside what it says itself."""

    name: str
    size: int
    header: Mapping[str, object]

    @property
    def document(self) -> str:
        """The id that it is to have, "" where the file decides."""
        return str(self.header.get("id", ""))


@dataclass(frozen=True, slots=True)
class Uploads:
    """Keeps what was sent until it is taken in; a batch is what goes in together. Thread-safe."""

    folder: Path

    def begin(self) -> str:
        """Make an empty batch and return its name."""
        batch = secrets.token_hex(8)
        self._place(batch).mkdir(parents=True)
        return batch

    def put(self, batch: str, name: str, data: bytes) -> str:
        """Keep a file, in place of one of the same name; return the name that it is kept under.

        A sidecar (policy.docx.yaml) is kept as the header data of the file that it is named for.

        Raises UnreadableDocument for a file that isn't read, by name, content or size, and
        UnknownDocument for a batch that isn't there any more.
        """
        kept = _plain(name)
        if _is_sidecar(kept):
            _check_sidecar(kept, data)
        else:
            check(kept, data)
        _write(self._there(batch) / kept, data)
        return kept

    def describe(self, batch: str, name: str, header: HeaderData) -> None:
        """Say what a file's header is to say beside what it says itself; an empty header: nothing.

        Raises UnknownDocument.
        """
        beside = Path(sidecar_path(str(self._file(batch, name))))
        if header:
            _write(beside, sidecar(header))
        else:
            beside.unlink(missing_ok=True)

    def waiting(self, batch: str) -> tuple[Upload, ...]:
        """Return the files of a batch by name. Raises UnknownDocument."""
        files = (file for file in sorted(self._there(batch).iterdir()) if _is_document(file))
        return tuple(Upload(file.name, file.stat().st_size, _said_beside(file)) for file in files)

    def batches(self) -> tuple[str, ...]:
        """Return the batches that wait, newest first."""
        if not self.folder.is_dir():
            return ()
        found = [place for place in self.folder.iterdir() if _BATCH.fullmatch(place.name)]
        return tuple(
            place.name for place in sorted(found, key=lambda p: p.stat().st_mtime, reverse=True)
        )

    def drop(self, batch: str, name: str) -> None:
        """Remove a file that waits, with what was said of it. Raises UnknownDocument."""
        file = self._file(batch, name)
        Path(sidecar_path(str(file))).unlink(missing_ok=True)
        file.unlink(missing_ok=True)

    def discard(self, batch: str) -> None:
        """Remove a batch with all that waits in it; one that is gone already is no fault."""
        if _BATCH.fullmatch(batch):
            shutil.rmtree(self._place(batch), ignore_errors=True)

    def found(self, batch: str, basis: Sequence[Filed]) -> dict[str, Found]:
        """Return the files of a batch as what they are to count as, by name.

        A file that is to have the id of a document of the basis takes the place of its file:
        under the same path in the same folder, but for the suffix. Raises UnknownDocument.
        """
        place = self._there(batch)
        documents = by_document(basis)
        return {
            one.name: _counted_as(place / one.name, _former(one, documents.get(one.document, ())))
            for one in self.waiting(batch)
        }

    def _place(self, batch: str) -> Path:
        return self.folder / batch

    def _there(self, batch: str) -> Path:
        place = self._place(batch)
        if not _BATCH.fullmatch(batch) or not place.is_dir():
            raise UnknownDocument("These files aren't waiting any more. Send them again.")
        return place

    def _file(self, batch: str, name: str) -> Path:
        file = self._there(batch) / name
        plain = PurePosixPath(name).name == name and not _too_long(name)
        if not (plain and _is_document(file) and file.is_file()):
            raise UnknownDocument(f"{name} isn't waiting any more.")
        return file


def _plain(name: str) -> str:
    """Return a file's name without folders; browsers send what they like.

    Raises UnreadableDocument.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    # What can't be printed has no place in a name; so have halves of signs, which can't be written.
    plain = unicodedata.normalize("NFC", "".join(c for c in last if c.isprintable())).strip()
    if not plain:
        raise UnreadableDocument("a file", "it has no name that can be kept", "Rename it.")
    if plain.startswith(_HIDDEN):
        reason = "it is a hidden file, or one that a program keeps while a document is open"
        raise UnreadableDocument(plain, reason, "Send the document itself.")
    if _too_long(plain):
        raise UnreadableDocument(plain[:50] + "…", "its name is too long", "Rename it.")
    return plain


def _too_long(name: str) -> bool:
    return len(name.encode(errors="replace")) > _LONGEST_NAME


def _is_sidecar(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix == SIDECAR_SUFFIX and PurePosixPath(path.stem).suffix.lower() in SUFFIXES


def _check_sidecar(name: str, data: bytes) -> None:
    if len(data) > _MAX_SIDECAR:
        raise UnreadableDocument(name, "it is too large for header data", "Shorten it.")
    read_sidecar(name.removesuffix(SIDECAR_SUFFIX), data)


def _is_document(file: Path) -> bool:
    return not file.name.startswith(".") and not _is_sidecar(file.name)


def _said_beside(file: Path) -> Mapping[str, object]:
    beside = Path(sidecar_path(str(file)))
    return read_sidecar(file.name, beside.read_bytes()) if beside.is_file() else {}


def _former(upload: Upload, versions: Sequence[Filed]) -> Filed | None:
    """Return the version that takes effect on the same day, else the newest."""
    begins = upload.header.get("effective_from") or ""
    same = [one for one in versions if str(one.version.header.effective_from or "") == begins]
    return next(reversed(same or versions), None)


def _counted_as(file: Path, former: Filed | None) -> Found:
    if former is None:
        return Found(file, ROOT, file.name)
    path = PurePosixPath(former.version.path)
    # A path can't be given another suffix where it has no name to put it behind.
    return Found(file, former.root, str(path.with_suffix(file.suffix.lower() or path.suffix)))


def _write(file: Path, data: bytes) -> None:
    """Write a file at once: who looks sees it whole or not at all."""
    with NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as stream:
        made = Path(stream.name)
        try:
            stream.write(data)
            stream.flush()
            made.replace(file)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
