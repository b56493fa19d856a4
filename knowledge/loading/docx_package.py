"""A DOCX file as the package of XML parts that it is (ECMA-376 part 2).

The parts are read directly and not through python-docx, which refuses packages
that Word opens without complaint (a relationship to a missing picture is enough).
"""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from knowledge.errors import UnreadableDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Word's "Strict Open XML" writes the same names in other name spaces.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)


class Package:
    """The parts of one DOCX file; `document` is the name of the main one."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())
        self.document = self.related("", "officeDocument") or "word/document.xml"

    def part(self, name: str) -> etree._Element | None:
        """Parse a part and return its root; None where the package has no such part.

        Raises UnreadableDocument where the part isn't XML.
        """
        if name not in self.names:
            return None
        data = self._archive.read(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            reason = f"the file is damaged ({error})"
            remedy = "Open it in Word, save it again and add the new file."
            raise UnreadableDocument(self.path, reason, remedy, name) from error

    def related(self, name: str, kind: str) -> str:
        """The name of the part that `name` ("" is the package) relates to as `kind`, or ""."""
        folder, file = posixpath.split(name)
        relations = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in () if relations is None else relations.iter(_RELATIONSHIP):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = posixpath.join("/", folder, relation.get("Target", ""))
                return posixpath.normpath(target).lstrip("/")
        return ""

    def related_part(self, kind: str) -> etree._Element | None:
        """The part that the main document relates to as `kind`."""
        name = self.related(self.document, kind)
        return self.part(name) if name else None


def child_value(element: etree._Element | None, name: str) -> str:
    """The `w:val` of a child such as `<w:numId w:val="3"/>`, "" where there is none."""
    child = None if element is None else element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def switched_on(element: etree._Element | None, name: str) -> bool | None:
    """Whether a toggle child such as `<w:b/>` is on; None where it says nothing."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "1") not in ("0", "false", "off")
