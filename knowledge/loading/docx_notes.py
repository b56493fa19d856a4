"""Footnotes and endnotes of a DOCX file, numbered as Word numbers them."""

from __future__ import annotations

from lxml import etree

from knowledge.loading.docx_package import Package, W, child_value
from knowledge.loading.word_numerals import numeral

# What Word takes where the settings name no format (ECMA-376, 17.11.17).
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}


class Notes:
    """Gives each note when it is referred to; ask in the order of the references."""

    def __init__(self, package: Package) -> None:
        settings = package.related_part("settings")
        self._notes: dict[tuple[str, str], etree._Element] = {}
        self._settings = {}
        for kind in _USUAL:
            part = package.related_part(f"{kind}s")
            for note in () if part is None else part.iterfind(f"{W}{kind}"):
                self._notes[kind, note.get(f"{W}id", "")] = note
            self._settings[kind] = None if settings is None else settings.find(f"{W}{kind}Pr")
        self._count = dict.fromkeys(_USUAL, 0)

    def take(self, kind: str, note: str) -> tuple[str, etree._Element] | None:
        """Return the number and content of the note, or None where the file has no such note.

        The number is "" where notes are counted by page or section: it isn't known.
        """
        element = self._notes.get((kind, note))
        if element is None:
            return None
        self._count[kind] += 1
        settings = self._settings[kind]
        if child_value(settings, "numRestart") not in ("", "continuous"):
            return "", element
        style = child_value(settings, "numFmt") or _USUAL[kind]
        start = int(child_value(settings, "numStart") or 1)
        return numeral(self._count[kind] + start - 1, style), element
