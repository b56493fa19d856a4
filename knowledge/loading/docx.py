"""Word documents (DOCX, transitional and strict) to blocks: what Word shows, changes accepted."""

from __future__ import annotations

from knowledge.errors import UnreadableDocument
from knowledge.loading.blocks import fold
from knowledge.loading.contents import without_contents
from knowledge.loading.docx_body import BodyReader
from knowledge.loading.docx_headings import promote
from knowledge.loading.docx_package import Package
from knowledge.model import Loaded

# Parts and elements of the package whose text describes the document.
_PROPERTIES = {"title": "title", "creator": "owner", "version": "version", "Company": "owner"}


def load(path: str, data: bytes) -> Loaded:
    """Read a Word document.

    Headers, footers, comments, hidden and struck-out text and the table of contents
    are left out.
    Pages are those of Word's last layout, None where it saved none. A footnote
    follows the block that refers to it.

    Raises UnreadableDocument: no XML, no Word document, no text.
    """
    package = Package(path, data)
    document = package.part(package.document)
    if document is None:
        reason = "it holds no Word document"
        raise UnreadableDocument(path, reason, "Open it in Word and save it as .docx.")
    body = BodyReader(package, document)
    found = [one for part in document for one in body.read(part)]
    blocks = without_contents(promote(found))
    if not blocks:
        reason = "it holds no text, perhaps only pictures"
        raise UnreadableDocument(path, reason, "Add the document that has the text.")
    return Loaded(blocks, _properties(package), _warnings(package, body))


def _properties(package: Package) -> dict[str, object]:
    """Title, owner and version as Word keeps them; then the custom ones, which win."""
    found: dict[str, object] = {}
    for kind in ("core-properties", "extended-properties", "custom-properties"):
        part = package.part(package.related("", kind) or "-")
        for element in () if part is None else part:
            name = element.get("name") or _PROPERTIES.get(str(element.tag).rpartition("}")[2])
            value = fold("".join(str(text) for text in element.itertext()))
            if name and value:
                found[name] = value
    return found


def _warnings(package: Package, body: BodyReader) -> tuple[str, ...]:
    warnings = dict.fromkeys(body.warnings)
    if body.tracked_changes:
        warnings["it holds tracked changes; they were read as if accepted"] = None
    if body.struck_out:
        warnings["struck-out text was left out"] = None
    if any(name.startswith("word/diagrams/data") for name in package.names):
        warnings["it holds a diagram (SmartArt), whose text isn't read"] = None
    return tuple(warnings)
