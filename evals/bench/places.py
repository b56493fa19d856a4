"""Where a benchmark finds its material and keeps its work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_NEEDED = {
    "corpora": "the real documents",
    "data/dev_questions.jsonl": "questions in employees' words over them",
    "data/obliqa/ObliQA_test.json": "the ObliQA questions",
    "data/obliqa/StructuredRegulatoryDocuments": "the regulations that ObliQA asks about",
    "data/mtrag_un/reference.jsonl": "the MTRAG-UN conversations",
}


@dataclass(frozen=True, slots=True)
class Places:
    """`data` holds what is measured on; `work` keeps libraries between runs."""

    data: Path
    work: Path

    def missing(self) -> Sequence[str]:
        """Return a line for everything that isn't there, with what it is."""
        return [
            f"{self.data / name}: {what}"
            for name, what in _NEEDED.items()
            if not (self.data / name).exists()
        ]

    @property
    def corpora(self) -> Path:
        """The folder of real documents, one folder a corpus."""
        return self.data / "corpora"

    def library(self, name: str) -> Path:
        """Return the data folder of a library that is kept between runs."""
        return self.work / "libraries" / name
