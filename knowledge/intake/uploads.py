"""Files that were sent and wait to be taken in, in folders on disk."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile

from knowledge.errors import UnknownDocument, UnreadableDocument
from knowledge.header import SIDECAR_SUFFIX, own_keys, read_sidecar, sidecar_path
from knowledge.intake import own_words
from knowledge.intake.finding import Found
from knowledge.intake.own_words import OwnWords
from knowledge.intake.sidecar import HeaderData, sidecar
from knowledge.intake.upload_names import is_document, is_sidecar, plain, too_long
from knowledge.loading import check
from knowledge.loading.isolation import Reader
from knowledge.revisions import Filed, by_document

# What stands for the folder of documents that came from none.
ROOT = "uploads"
_BATCH = re.compile(r"[0-9a-f]{16}")
_MAX_SIDECAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits. `header` is what is to be said of it, beside what it says itself.

    `own` is what it says itself, None where that isn't known yet.
    """

    name: str
    size: int
    header: Mapping[str, object]
    own: OwnWords | None

    @property
    def document(self) -> str:
        """The id that it is to have, "" where the file decides."""
        return str(self.header.get("id", ""))

    @property
    def decided(self) -> bool:
        """Whether it makes no difference what the file says of its id and its readers."""
        return bool(self.document) and "groups" in self.header


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
        kept = plain(name)
        if is_sidecar(kept):
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
        files = (file for file in sorted(self._there(batch).iterdir()) if is_document(file))
        return tuple(
            Upload(file.name, file.stat().st_size, _said_beside(file), own_words.known(file))
            for file in files
        )

    def look(self, batch: str, names: Collection[str]) -> dict[str, UnreadableDocument]:
        """Find out what files say of themselves where that isn't known; return what can't be read.

        It takes as long as reading them. Raises UnknownDocument, and KnowledgeError where no
        child process can be started.
        """
        unread: dict[str, UnreadableDocument] = {}
        with Reader() as reader:
            for one in self.waiting(batch):
                if one.name in names and one.own is None and not one.decided:
                    try:
                        own_words.read(reader, self._file(batch, one.name))
                    except UnreadableDocument as fault:
                        unread[one.name] = fault
        return unread

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
        own_words.forget(file)
        file.unlink(missing_ok=True)

    def discard(self, batch: str) -> int:
        """Remove a batch with all that waits in it, and return how many files that were.

        One that is gone already is no fault.
        """
        place = self._place(batch)
        if not _BATCH.fullmatch(batch) or not place.is_dir():
            return 0
        count = sum(map(is_document, place.iterdir()))
        shutil.rmtree(place, ignore_errors=True)
        return count

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
        bare = PurePosixPath(name).name == name and not too_long(name)
        if not (bare and is_document(file) and file.is_file()):
            raise UnknownDocument(f"{name} isn't waiting any more.")
        return file


def _check_sidecar(name: str, data: bytes) -> None:
    if len(data) > _MAX_SIDECAR:
        raise UnreadableDocument(name, "it is too large for header data", "Shorten it.")
    read_sidecar(name.removesuffix(SIDECAR_SUFFIX), data)


def _said_beside(file: Path) -> Mapping[str, object]:
    beside = Path(sidecar_path(str(file)))
    said = read_sidecar(file.name, beside.read_bytes()) if beside.is_file() else {}
    own, foreign = own_keys(said)
    return own | {key: said[key] for key in foreign}


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
