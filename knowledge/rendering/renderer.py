"""Originals for a browser: made in a child process, and kept while they are looked at."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from pathlib import PurePosixPath

from knowledge.errors import UnreadableDocument
from knowledge.isolation import Child
from knowledge.model import Version
from knowledge.rendering.model import Document, PageImage, Sought

# Somebody waits for it, and behind them others: most take a tenth of a second.
SECONDS = 30.0
# Bytes: some 500 pages of PDFs. What one person was shown, the next one often asks for.
_KEPT = 64_000_000
_FAULT = 1_000

_Key = tuple[str, str, int, Sought]
_Made = PageImage | Document | UnreadableDocument


class Renderer:
    """Shows originals by their version; what can't be shown is remembered too. Thread-safe.

    `original` returns the bytes of a digest, as `Library.original` does.
    """

    def __init__(self, original: Callable[[str], bytes], *, seconds: float = SECONDS) -> None:
        self._original = original
        self._child = Child("knowledge.rendering.documents:render", "showing it", seconds=seconds)
        self._turn = threading.Lock()
        self._kept: OrderedDict[_Key, _Made] = OrderedDict()
        self._size = 0

    def show(self, version: Version, number: int, sought: Sought) -> PageImage | Document:
        """Return a PDF's page, or any other document whole, as `documents.render` does.

        Raises UnreadableDocument, UnknownDocument where the original isn't on file, and
        KnowledgeError where no child can be started.
        """
        key = (version.digest, PurePosixPath(version.path).suffix.lower(), number, sought)
        with self._turn:
            made = self._kept.get(key)
            if made is None:
                made = self._made(version, number, sought)
                self._keep(key, made)
            self._kept.move_to_end(key)
        if isinstance(made, UnreadableDocument):
            raise UnreadableDocument(version.path, made.reason, made.remedy, made.place)
        return made

    def close(self) -> None:
        """End the child; the next document starts another."""
        with self._turn:
            self._child.close()

    def _made(self, version: Version, number: int, sought: Sought) -> _Made:
        data = self._original(version.digest)
        try:
            made: PageImage | Document = self._child.ask(version.path, data, number, sought)
        except UnreadableDocument as fault:
            return fault  # or whoever opens it next would wait for as long
        return made

    def _keep(self, key: _Key, made: _Made) -> None:
        self._kept[key] = made
        self._size += _bytes(made)
        while self._size > _KEPT and len(self._kept) > 1:
            _, dropped = self._kept.popitem(last=False)
            self._size -= _bytes(dropped)


def _bytes(made: _Made) -> int:
    match made:
        case PageImage(png=png):
            return len(png)
        case Document(html=html):
            return len(html)
    return _FAULT
