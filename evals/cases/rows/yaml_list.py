"""YAML: a list of cases, or a mapping with `cases:`; parsed a case at a time.

In a list in block style a line that begins with the list's own indentation and a dash begins
the next item, whatever stands before it (https://yaml.org/spec/1.2.2/#821-block-sequences). So
a file is cut there without being held, and a case that can't be parsed doesn't hide the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from evals.cases.faults import Faults, Place, shown
from evals.cases.rows.lines import LONGEST
from evals.cases.rows.row import Row
from evals.cases.rows.yaml_case import Refused, parse_item

_ITEM = re.compile(r"(?P<indent> *)-(?=\s|$)")
_MARKER = re.compile(r"(?:---|\.\.\.)\s*(?:#.*)?$")
_HEAD = re.compile(r"\s*(?:(?P<quote>[\"']?)cases(?P=quote)\s*:|)\s*(?:\[\s*\]\s*)?(?:#.*)?$|%")
_BEGIN = "begin each case in a line of its own with “- ”, as in “- id: 1”"

_QUOTE = "put the whole text in quotation marks"
_SAME_INDENT = "write “field: value”, and indent all fields of a case equally"

# What libyaml says of the commonest slips, what it means, and what to do.
_SLIPS = (
    ("mapping values are not allowed", "a “:” inside a text", _QUOTE),
    ("'\\t'", "a tab", "put blanks in its place"),
    ("cannot start any token", "a sign that YAML reserves", _QUOTE),
    ("alphabetic or numeric", "a text that begins with & or *", _QUOTE),
    ("end of stream", "a quotation mark that is never closed", f"close it, or {_QUOTE}"),
    ("expected", "a line that doesn't go on as those before it", f"{_SAME_INDENT}, or {_QUOTE}"),
)


def read_yaml(texts: Iterator[str], file: str, faults: Faults) -> Iterator[Row]:
    """Yield a row for each item of the list."""
    for line, text in _items(texts, file, faults):
        try:
            fields, lines = parse_item(text, line)
        except Refused as refused:
            faults.add(Place(file, refused.line), refused.wrong, refused.remedy)
        except yaml.YAMLError as error:
            _tell(error, Place(file, line), faults)
        else:
            yield Row(file, line, fields, lines)


def _items(texts: Iterator[str], file: str, faults: Faults) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each item."""
    start, held, indent = 0, "", None
    for number, text in enumerate(texts, start=1):
        item = _ITEM.match(text)
        if _MARKER.match(text):
            if held:
                yield start, held
            held, indent = "", None
        elif item and indent in (None, item["indent"]):
            if held:
                yield start, held
            start, held, indent = number, text, item["indent"]
        elif held:
            held += text
        elif not _HEAD.match(text):
            wrong = f"{shown(text)} stands where the list of cases should begin"
            faults.add(Place(file, number), wrong, _BEGIN)
            return
        if len(held) > LONGEST:
            wrong = f"the case is longer than {LONGEST:,} characters"
            faults.add(Place(file, start), wrong, _BEGIN)
            return
    if held:
        yield start, held


def _tell(error: yaml.YAMLError, item: Place, faults: Faults) -> None:
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in problem:
        # The end is far from the quotation mark that was left open.
        mark = getattr(error, "context_mark", None) or mark
    place = Place(item.file, item.line + (mark.line if mark else 0))
    for words, meaning, remedy in _SLIPS:
        if words in problem:
            faults.add(place, f"isn't valid YAML: {meaning}", remedy)
            return
    faults.add(place, f"isn't valid YAML ({problem})", "put texts in quotation marks")
