"""Files to rows, a module per format; what the fields of a row mean isn't known here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from evals.cases.faults import Faults
from evals.cases.rows.json_lines import read_json_lines
from evals.cases.rows.lines import lines
from evals.cases.rows.row import Row
from evals.cases.rows.table import read_table
from evals.cases.rows.yaml_list import read_yaml

_Reader = Callable[[Iterator[str], str, Faults], Iterator[Row]]

# ".txt" is what a spreadsheet calls its "Unicode text".
READERS: dict[str, _Reader] = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".csv": read_table,
    ".tsv": read_table,
    ".txt": read_table,
}


def rows(path: Path, faults: Faults) -> Iterator[Row]:
    """Yield the rows of a file one by one; what is no row goes to the faults."""
    name = str(path)
    yield from READERS[path.suffix.lower()](lines(path, faults), name, faults)
