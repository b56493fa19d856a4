"""One item of a YAML list to plain values, each with its line."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from evals.cases.faults import shown
from evals.cases.rows.row import Way

# gold_all is a list of lists of mappings of texts.
_DEEPEST = 6
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTE = "put the text in quotation marks"


class Refused(Exception):
    """Something that YAML allows and a test set doesn't."""

    def __init__(self, line: int, wrong: str, remedy: str) -> None:
        self.line, self.wrong, self.remedy = line, wrong, remedy
        super().__init__(wrong)


def parse_item(text: str, first: int) -> tuple[dict[str, object], dict[Way, int]]:
    """Return the fields of the one item that the text is, and the lines of what is in it.

    `first` is the line of the file in which the text begins. Every scalar stays text, so
    nothing is constructed; references, which could unfold without end, and tags are refused.
    Raises Refused, yaml.YAMLError.
    """
    item = _Item(text, first)
    return item.fields(), item.lines


class _Item:
    def __init__(self, text: str, first: int) -> None:
        self._texts = text.split("\n")
        self._first = first
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.lines: dict[Way, int] = {}

    def fields(self) -> dict[str, object]:
        # The stream, its document and the list around the item begin.
        for _ in range(3):
            next(self._events)
        event = next(self._events)
        value = self._value(event, ())
        if not isinstance(value, dict):
            wrong = "the case has no fields" if value is None else f"{shown(str(value))} is no case"
            raise Refused(self._line(event), wrong, "write its fields as “field: value”")
        # What follows the item must be read too, or a fault in it would pass.
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                raise Refused(self._line(event), "the list goes on differently", "begin with “- ”")
        return value

    def _value(self, event: yaml.Event, way: Way) -> object:
        self._check(event, way)
        if isinstance(event, yaml.ScalarEvent):
            plain = event.implicit[0]
            if plain:
                self._check_comment(event)
            return None if plain and event.value in _NOTHING else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(way)
        return self._mapping(way)

    def _list(self, way: Way) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            here = (*way, len(values))
            self.lines[here] = self._line(event)
            values.append(self._value(event, here))
        return values

    def _mapping(self, way: Way) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = self._line(event)
            # A name made of lists and mappings could be nested without end.
            key = self._value(event, way) if isinstance(event, yaml.ScalarEvent) else None
            if not isinstance(key, str):
                raise Refused(line, "a field has no name", "write “field: value”")
            if key in values:
                raise Refused(line, f"the field {shown(key)} is there twice", "keep one of them")
            self.lines[(*way, key)] = line
            values[key] = self._value(next(self._events), (*way, key))
        return values

    def _check(self, event: yaml.Event, way: Way) -> None:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            wrong = "a text begins with & or *, which makes it a reference"
            raise Refused(line, wrong, f"{_QUOTE}; references aren't read")
        if getattr(event, "tag", None):
            raise Refused(line, "a text begins with !, which makes it a tag", _QUOTE)
        if len(way) > _DEEPEST:
            raise Refused(line, "lists stand in lists too deeply", "see which field it belongs to")

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        """Refuse "what is #hashtag", of which YAML would read only "what is"."""
        end = event.end_mark
        if end is None or end.line >= len(self._texts):
            return
        rest = self._texts[end.line][end.column :].lstrip()
        if event.value and rest[:1] == "#" and rest[1:2].strip(" #"):
            wrong = f"{shown(rest)} isn't read: a # after a blank begins a remark"
            remedy = f"{_QUOTE}, or write a blank after the # if it is a remark"
            raise Refused(self._first + end.line, wrong, remedy)

    def _line(self, event: yaml.Event) -> int:
        return self._first + (event.start_mark.line if event.start_mark else 0)
