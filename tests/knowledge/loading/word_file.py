"""Word documents made part by part, for what no library writes."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from knowledge.loading.docx import load
from knowledge.model import Loaded

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def word_file(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    settings: str = "",
    parts: dict[str, str] | None = None,
) -> bytes:
    """A DOCX whose parts have these inner XML texts; `parts` are whole ones by name."""
    wrapped = {
        "document": f"<w:body>{body}</w:body>",
        "styles": styles,
        "numbering": numbering,
        "settings": settings,
    }
    files = {
        f"word/{name}.xml": f"<w:{name} {_SPACES}>{inner}</w:{name}>"
        for name, inner in wrapped.items()
        if inner
    } | (parts or {})
    targets = {name.removeprefix("word/").removesuffix(".xml"): name for name in files}
    files["_rels/.rels"] = _relations(
        {f"{_OFFICE}/officeDocument": "word/document.xml", _CORE: "docProps/core.xml"}
    )
    files["word/_rels/document.xml.rels"] = _relations(
        {f"{_OFFICE}/{kind}": f"{kind}.xml" for kind in targets}
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph with one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int = 1, level: int = 0) -> str:
    """A paragraph in a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, place)


def notes(kind: str, *texts: str) -> str:
    """The part of the footnotes or endnotes; their ids count from 1."""
    inner = "".join(
        f'<w:{kind} w:id="{number}">{paragraph(text)}</w:{kind}>'
        for number, text in enumerate(texts, 1)
    )
    return f"<w:{kind}s {_SPACES}>{inner}</w:{kind}s>"


def list_definition(name: int, *levels: tuple[str, str], extra: str = "") -> str:
    """An abstract list whose levels are (number style, pattern), starting at 1."""
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (style, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{name}">{extra}{inner}</w:abstractNum>'


def list_instance(number: int, definition: int, overrides: str = "") -> str:
    """A list that paragraphs can refer to."""
    name = f'<w:abstractNumId w:val="{definition}"/>'
    return f'<w:num w:numId="{number}">{name}{overrides}</w:num>'


def _relations(targets: dict[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def read(body: str, **inner: Any) -> Loaded:
    """What we read of a document with this body and these parts."""
    return load("policy.docx", word_file(body, **inner))


def with_part(data: bytes, name: str, text: str) -> bytes:
    """The package with one part added or replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, text)
    return packed.getvalue()


def texts(loaded: Loaded) -> list[str]:
    """The texts of all blocks."""
    return [block.text for block in loaded.blocks]


def numbered(loaded: Loaded) -> list[tuple[str, str]]:
    """The numbers and texts of all blocks."""
    return [(block.number, block.text) for block in loaded.blocks]
