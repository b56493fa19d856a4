"""Records as lines of CSV and of JSON. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import orjson

Exported = Mapping[str, Any]
# Heads of a table, and what stands below them.
Columns = Mapping[str, Callable[[Exported], object]]

# A cell that begins so is a formula to a spreadsheet, whoever typed it (OWASP, "CSV Injection");
# the last are the wide forms of the first.
_FORMULA: Final = (*"=+-@|%\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# By it spreadsheets know UTF-8.
_MARK: Final = "\ufeff"


def json_lines(records: Iterable[Exported]) -> Iterator[bytes]:
    """Yield each record as a line of JSON (https://jsonlines.org), complete."""
    return (orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE) for record in records)


def table_lines(records: Iterable[Exported], columns: Columns) -> Iterator[bytes]:
    """Yield the lines of a CSV table (RFC 4180) for spreadsheets, with heads.

    What a spreadsheet would take for a formula gets an apostrophe in front.
    """
    yield f"{_MARK}{_line(columns)}".encode()
    for record in records:
        yield _line(guarded(cell(record)) for cell in columns.values()).encode()


def guarded(value: object) -> object:
    """Return a cell that no spreadsheet computes; numbers stay numbers, None is empty."""
    if not isinstance(value, str):
        return "" if value is None else value
    return f"'{value}" if value.lstrip(" \u00a0").startswith(_FORMULA) else value


def _line(cells: Iterable[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
