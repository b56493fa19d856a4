"""Real documents and questions, made ready for measuring."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals.bench.places import Places
from knowledge.loading import SUFFIXES

# Three libraries that have a little over 10,000 clauses together.
TEN_THOUSAND = ("18f-handbook", "digitalgov", "cfr-ethics")


def copy_of(places: Places, corpora: Sequence[str], target: Path) -> Path:
    """Copy the documents of these corpora to a folder that the benchmark may change."""
    if not target.exists():
        for name in corpora:
            shutil.copytree(places.corpora / name, target / name)
    return target


def texts(folder: Path) -> Iterator[str]:
    """Yield the text of every Markdown document of a folder, as a plain loader would read it."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".md", ".mdx"} and file.suffix in SUFFIXES:
            yield file.read_text(encoding="utf-8", errors="replace")


def questions(places: Places, count: int) -> list[str]:
    """Return distinct questions, colloquial and formal ones mixed, always the same."""
    lines = (places.data / "data/dev_questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines if line.strip()]
    formal = json.loads((places.data / "data/obliqa/ObliQA_test.json").read_text(encoding="utf-8"))
    asked += [case["Question"] for case in formal]
    dealer = random.Random(7)  # noqa: S311 - not for secrets
    few = asked[: len(lines)]
    return few + dealer.sample(sorted(set(asked) - set(few)), count - len(few))
