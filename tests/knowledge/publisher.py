"""A process that adds and publishes a folder, to be killed by `test_killing`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.library import Library
from tests.fakes.calendar import Calendar
from tests.fakes.embedder import Vectors, WordEmbedder


class SlowEmbedder(WordEmbedder):
    """Takes its time, so that there is something to interrupt."""

    def encode_bulk(self, texts: Sequence[str]) -> Iterator[tuple[Sequence[int], Vectors]]:
        for start in range(0, len(texts), 50):
            time.sleep(0.02)
            part = texts[start : start + 50]
            yield range(start, start + len(part)), self.encode(part)


def main(data: Path, shelf: Path) -> None:
    with Library.open(data, embedder=SlowEmbedder(), today=Calendar()) as library:
        library._indexing  # noqa: B018 - what takes long to import isn't worth killing
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        library.add([shelf], publish=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
