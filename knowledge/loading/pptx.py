"""PowerPoint presentations → blocks, slide by slide, each with its notes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.etree import _Element as Element
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE

from knowledge.loading.blocks import fold, row
from knowledge.loading.slide_text import A, frame_blocks, has_struck, paragraph_text
from knowledge.model import Block, BlockKind, Loaded

_TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE}
_BODIES = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY}
_FURNITURE = {
    PP_PLACEHOLDER.DATE,
    PP_PLACEHOLDER.FOOTER,
    PP_PLACEHOLDER.HEADER,
    PP_PLACEHOLDER.SLIDE_NUMBER,
}
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
# What PowerPoint and its exporters put where nobody gave a title.
_NO_TITLES = {"powerpoint presentation", "presentation", "slide 1"}


def load(_path: str, data: bytes) -> Loaded:
    """Read a presentation; `page` is the slide's number.

    Each slide begins with its title as a heading, "Slide 4" where it has none. What
    the speaker says (the notes) follows what the slide shows. Hidden slides are left out.
    """
    presentation = Presentation(io.BytesIO(data))
    blocks: list[Block] = []
    warnings: list[str] = []
    for page, slide in enumerate(presentation.slides, start=1):
        if slide.element.get("show") in {"0", "false"}:
            warnings.append(f"slide {page} is hidden and was left out")
        else:
            blocks += _slide_blocks(slide, page)
            warnings += [f"slide {page}: {loss}" for loss in _losses(slide)]
    return Loaded(tuple(blocks), _properties(presentation), tuple(warnings))


def _slide_blocks(slide: Any, page: int) -> list[Block]:
    shapes = list(_shapes(slide.shapes))
    titles = [shape for shape in shapes if _role(shape) in _TITLES]
    title = fold(" ".join(paragraph_text(p) for t in titles for p in t.element.iter(f"{A}p")))
    blocks = [block for shape in shapes for block in _shape_blocks(slide, shape, page)]
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        notes = slide.notes_slide.notes_placeholder.element.find(f"{_P}txBody")
        blocks += frame_blocks(notes, (), page)
    if not title and not blocks:
        return []
    return [Block(BlockKind.HEADING, title or f"Slide {page}", 1, page=page), *blocks]


def _shapes(shapes: Any) -> Iterator[Any]:
    """All shapes in reading order (the order of the file), groups opened."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _role(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _shape_blocks(slide: Any, shape: Any, page: int) -> Iterator[Block]:
    role = _role(shape)
    if role in _TITLES or role in _FURNITURE:
        return
    body = shape.element.find(f"{_P}txBody")
    if body is not None:
        yield from frame_blocks(body, _list_styles(slide, shape), page)
    elif getattr(shape, "has_table", False):
        yield from _table_rows(next(shape.element.iter(f"{A}tbl")), page)
    else:
        yield from _diagram_blocks(slide, shape, page)


def _list_styles(slide: Any, shape: Any) -> tuple[Element, ...]:
    """The list styles that a shape's paragraphs inherit, nearest first."""
    styles = [shape.element.find(f"{_P}txBody/{A}lstStyle")]
    if shape.is_placeholder:
        index = shape.placeholder_format.idx
        styles += [
            model.element.find(f"{_P}txBody/{A}lstStyle")
            for model in slide.slide_layout.placeholders
            if model.placeholder_format.idx == index
        ]
    if _role(shape) in _BODIES:
        master = slide.slide_layout.slide_master.element
        styles.append(master.find(f"{_P}txStyles/{_P}bodyStyle"))
    return tuple(style for style in styles if style is not None)


def _table_rows(table: Element, page: int) -> Iterator[Block]:
    """The rows of a table; a merged cell's text stands in each place that it covers."""
    lines: list[list[str]] = []
    for line in table.iterchildren(f"{A}tr"):
        texts: list[str] = []
        for column, cell in enumerate(line.iterchildren(f"{A}tc")):
            if cell.get("hMerge") == "1" and texts:
                texts.append(texts[-1])
            elif cell.get("vMerge") == "1" and lines:
                texts.append(lines[-1][column])
            else:
                texts.append(fold(" ".join(paragraph_text(p) for p in cell.iter(f"{A}p"))))
        lines.append(texts)
    properties = table.find(f"{A}tblPr")
    has_heads = properties is not None and properties.get("firstRow") == "1" and len(lines) > 1
    heads = lines.pop(0) if has_heads else []
    yield from (row(cells, heads, page=page) for cells in lines if any(cells))


def _diagram_blocks(slide: Any, shape: Any, page: int) -> Iterator[Block]:
    """The words of a diagram (SmartArt), which are kept in a part of their own."""
    ids = next(shape.element.iter(f"{_DIAGRAM}relIds"), None)
    if ids is None:
        return
    part = slide.part.related_part(ids.get(f"{_RELATION}dm"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for point in etree.fromstring(part.blob, parser).iter(f"{_DIAGRAM}pt"):
        text = fold(" ".join(paragraph_text(p) for p in point.iter(f"{A}p")))
        if text:
            yield Block(BlockKind.ITEM, text, 1, page=page)


def _losses(slide: Any) -> Iterator[str]:
    shapes = list(_shapes(slide.shapes))
    if any(getattr(shape, "has_chart", False) for shape in shapes):
        yield "the figures of a chart weren't read"
    if any(has_struck(shape.element) for shape in shapes):
        yield "struck-out text was left out"
    if any(next(e.iter(f"{A}t"), None) is not None for e in slide.element.iter(_ALTERNATE)):
        yield "a shape of a newer kind wasn't read"


def _properties(presentation: Any) -> dict[str, object]:
    core = presentation.core_properties
    named = {"title": core.title, "owner": core.author, "version": core.version}
    found: dict[str, object] = {name: text for name, text in named.items() if text}
    if str(found.get("title", "")).lower() in _NO_TITLES:
        del found["title"]
    try:
        part = presentation.part.package.part_related_by(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    except KeyError:
        return found
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for custom in etree.fromstring(part.blob, parser):
        found[custom.get("name", "")] = fold("".join(map(str, custom.itertext())))
    return found
