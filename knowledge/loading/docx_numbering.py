"""The lists of a DOCX file: their definitions, and which paragraph stands in which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from knowledge.loading.docx_package import W, child_value, switched_on
from knowledge.loading.docx_styles import Formatting
from knowledge.loading.numbering import DEPTH, Counters, Level, ListInstance, Mark


class Lists:
    """Numbers the paragraphs of one document; ask it for each of them, in their order.

    `list_styles` maps the id of a list style to the id of the list it stands for.
    """

    def __init__(self, numbering: etree._Element | None, list_styles: Mapping[str, str]) -> None:
        self._instances = {} if numbering is None else _instances(numbering, list_styles)
        self._counters = Counters()

    def mark(
        self, properties: etree._Element | None, formatting: Formatting
    ) -> tuple[Mark | None, int]:
        """What Word shows before the paragraph, and the list level that it is at, from 1.

        `properties` is its `w:pPr`.
        """
        numbering = None if properties is None else properties.find(f"{W}numPr")
        direct = child_value(numbering, "numId")
        instance = self._instances.get(direct or formatting.number)
        if instance is None:
            return None, 0
        level = child_value(numbering, "ilvl")
        depth = int(level) if level else None
        if depth is None and not direct:
            bound = instance.level_of_style(formatting.numbered_by)
            depth = formatting.depth if bound is None else bound
        depth = min(depth or 0, DEPTH - 1)
        return self._counters.mark(instance, depth), depth + 1 if depth else formatting.nesting


def _instances(
    numbering: etree._Element, list_styles: Mapping[str, str]
) -> dict[str, ListInstance]:
    definitions = {d.get(f"{W}abstractNumId", ""): d for d in numbering.iter(f"{W}abstractNum")}
    numbers = {n.get(f"{W}numId", ""): n for n in numbering.iter(f"{W}num")}
    found = {}
    for number, element in numbers.items():
        name = child_value(element, "abstractNumId")
        link = child_value(definitions.get(name), "numStyleLink")
        if link:
            name = child_value(numbers.get(list_styles.get(link, "")), "abstractNumId")
        if name in definitions:
            found[number] = _instance(number, name, definitions[name], element)
    return found


def _instance(
    number: str, name: str, definition: etree._Element, element: etree._Element
) -> ListInstance:
    levels = [Level()] * DEPTH
    for child in reversed(definition.findall(f"{W}lvl")):  # of levels given twice the first holds
        levels[_depth(child)] = _level(child)
    starts = {}
    for override in element.iterfind(f"{W}lvlOverride"):
        depth = _depth(override)
        replaced = override.find(f"{W}lvl")
        if replaced is not None:
            bound = levels[depth].paragraph_style
            levels[depth] = replace(_level(replaced), paragraph_style=bound)
        start = child_value(override, "startOverride")
        if start:
            starts[depth] = _whole(start)
    return ListInstance(number, name, tuple(levels), starts)


def _level(element: etree._Element) -> Level:
    restart = child_value(element, "lvlRestart")
    style = next(element.iter(f"{W}numFmt"), None)
    return Level(
        start=_whole(child_value(element, "start")),
        style="decimal" if style is None else _style(style),
        text=child_value(element, "lvlText"),
        restart=_whole(restart) if restart else None,
        legal=bool(switched_on(element, "isLgl")),
        paragraph_style=child_value(element, "pStyle"),
    )


def _style(element: etree._Element) -> str:
    """The number style; a custom one is known by its sample ("01, 02, 03, ...")."""
    if element.get(f"{W}val") == "custom":
        return "decimalZero" if element.get(f"{W}format", "").startswith("0") else "decimal"
    return element.get(f"{W}val", "decimal")


def _depth(element: etree._Element) -> int:
    return min(_whole(element.get(f"{W}ilvl", "0")), DEPTH - 1)


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else 0
