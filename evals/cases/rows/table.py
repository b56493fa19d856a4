"""A spreadsheet's export: columns by commas, semicolons or tabs, named in the first row."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator

from evals.cases.faults import Faults, Place
from evals.cases.rows.columns import Columns, known
from evals.cases.rows.row import Row

_DELIMITERS = (",", ";", "\t")
# Excel's own way of telling the delimiter, in a line before all others.
_TOLD = re.compile(r"\"?sep=(?P<delimiter>[,;\t])\"?\s*$", re.IGNORECASE)


def read_table(texts: Iterator[str], file: str, faults: Faults) -> Iterator[Row]:
    """Yield a row for each record that isn't empty."""
    feed = _Feed(texts)
    delimiter = feed.delimiter()
    columns: Columns | None = None
    for line, cells in _records(feed, delimiter, file, faults):
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = Columns.read(cells, Place(file, line), faults)
            if columns is None:
                return
        elif row := columns.row(cells, Place(file, line), faults):
            yield row


class _Feed:
    """Lines for the CSV reader that can be taken back to the line after a record's first."""

    def __init__(self, texts: Iterator[str]) -> None:
        self._texts = texts
        self._waiting: deque[str] = deque()
        self._record: list[str] = []
        self.line = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        text = self._waiting.popleft() if self._waiting else next(self._texts)
        self._record.append(text)
        self.line += 1
        return text

    def begin(self) -> int:
        """Begin a record; return the line that comes next."""
        self._record = []
        return self.line + 1

    def back(self) -> None:
        """Give the lines of the record again, but for its first."""
        again = self._record[1:]
        self.line -= len(again)
        self._waiting.extendleft(reversed(again))

    def delimiter(self) -> str:
        """Return what separates the columns: what the file says, or what gives known names."""
        for text in self:
            if told := _TOLD.match(text):
                self.begin()
                return told["delimiter"]
            if text.strip():
                self.line -= len(self._record)
                self._waiting.extendleft(reversed(self._record))
                return max(_DELIMITERS, key=lambda one: _known_names(text, one))
        return _DELIMITERS[0]


def _known_names(text: str, delimiter: str) -> int:
    try:
        cells = next(csv.reader([text], delimiter=delimiter), ())
    except csv.Error:
        # A cell that is too long for one; reading the row will tell.
        return 0
    return sum(map(known, cells))


def _records(
    feed: _Feed, delimiter: str, file: str, faults: Faults
) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it begins in; one that can't be read is a fault."""
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        line = feed.begin()
        try:
            cells = next(reader, None)
        except csv.Error:
            wrong = "a cell's quotation marks don't match"
            remedy = 'put the whole cell in quotation marks, and write "" for one inside it'
            faults.add(Place(file, line), wrong, remedy)
            feed.back()
            continue
        if cells is None:
            return
        yield line, cells
