"""The documents that a set's passages are from, as Markdown."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cases.faults import Faults, Place
from evals.importing.listed import Passage, entries

# What Markdown takes for more than a character: anywhere, and at the start of a line.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~^$&]")
_OPENING = re.compile(r"^(\d*)([-+=:.)])")


@dataclass(frozen=True, slots=True)
class Document:
    """A document's id in its set, and its passages in their order."""

    id: str
    passages: tuple[Passage, ...]

    @property
    def markdown(self) -> str:
        """The document as Markdown: each passage under its name, each of its lines a paragraph."""
        title = json.dumps(f"Document {self.id}", ensure_ascii=False)
        return f"---\ntitle: {title}\n---\n\n" + "".join(map(_section, self.passages))


def read_documents(source: Path, faults: Faults) -> tuple[Document, ...]:
    """Return the documents of a file, or of all .json files in a folder."""
    listed: defaultdict[str, list[Passage]] = defaultdict(list)
    for file in _files(source, faults):
        for _, passage in entries(file, Passage, faults):
            listed[passage.document].append(passage)
    return tuple(Document(id_, tuple(passages)) for id_, passages in listed.items())


def _files(source: Path, faults: Faults) -> Sequence[Path]:
    if not source.is_dir():
        return (source,)
    found = sorted(source.glob("*.json"))
    if not found:
        faults.add(Place(str(source)), "holds no .json file", "name the folder that does")
    return found


def _section(passage: Passage) -> str:
    return "".join(_paragraphs(passage))


def _paragraphs(passage: Passage) -> Iterator[str]:
    yield f"## {_escaped(' '.join(passage.name.split()))}\n\n"
    for line in passage.lines:
        yield _OPENING.sub(r"\1\\\2", _escaped(line)) + "\n\n"


def _escaped(line: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", line)
