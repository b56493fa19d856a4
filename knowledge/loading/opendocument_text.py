"""The visible text of one paragraph of an OpenDocument text."""

from __future__ import annotations

from typing import Any

from knowledge.loading.blocks import fold
from knowledge.loading.opendocument_styles import Styles

_SPACES = frozenset({"text:s", "text:tab", "text:line-break", "text:soft-page-break"})
# Comments, changes that were deleted, indexes made of the headings, descriptions of drawings.
UNREAD = frozenset(
    {
        "office:annotation",
        "office:forms",
        "svg:desc",
        "svg:title",
        "text:alphabetical-index",
        "text:bibliography",
        "text:ruby-text",
        "text:sequence-decls",
        "text:table-of-content",
        "text:tracked-changes",
        "text:variable-decls",
    }
)


class TextReader:
    """Reads paragraphs; what hangs on them (notes, frames) waits until it is taken."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self._pending: list[Any] = []
        self._struck = False

    def read(self, element: Any) -> str:
        """Read a paragraph, heading or part of one; a note leaves its mark."""
        unseen = self.styles.unseen(str(element.get_attribute("text:style-name") or ""))
        if unseen:
            self._struck = self._struck or unseen == "struck"
            return ""
        pieces = [element.text or ""]
        for child in element.children:
            pieces += [self._inline(child), child.tail or ""]
        return "".join(pieces)

    def read_note(self, note: Any) -> tuple[str, str]:
        """Give a note's mark and text."""
        paragraphs = note.get_elements("text:note-body//text:p")
        return _mark(note), fold(" ".join(map(self.read, paragraphs)))

    def take_pending(self) -> list[Any]:
        """Give the notes and frames met since the last call, in their order."""
        pending, self._pending = self._pending, []
        return pending

    def warnings(self) -> tuple[str, ...]:
        """Say what of the text was left out."""
        return ("struck-out text was left out",) if self._struck else ()

    def _inline(self, element: Any) -> str:
        if element.tag in _SPACES:
            return " "
        if element.tag == "text:note":
            self._pending.append(element)
            return f"[{_mark(element)}]"
        if element.tag == "draw:frame":
            self._pending.append(element)
            return ""
        return "" if element.tag in UNREAD else self.read(element)


def _mark(note: Any) -> str:
    citation = note.get_element("text:note-citation")
    return fold(citation.inner_text) if citation is not None else ""
