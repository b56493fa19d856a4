"""Question to decision at 10,000 clauses, beside the LangChain stack's bare retrieval."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bot.model import Question
from bot.settings import load as load_settings
from bot.wiring import build
from evals.bench.figures import Figure, at_most, percentile, plain
from evals.bench.indexing import ten_thousand
from evals.bench.material import questions, texts
from evals.bench.peers.langchain_stack import LangChainStack
from evals.bench.places import Places

_QUESTIONS = 200
_STARTS = 3


def run(places: Places) -> list[Figure]:
    """Measure warm questions side by side, then cold starts and memory in fresh processes."""
    data, documents = ten_thousand(places)
    return [*_warm(places, data, documents), *_cold(data)]


def _warm(places: Places, data: Path, documents: Path) -> Iterator[Figure]:
    stack = LangChainStack(list(texts(documents)))
    assistant = build(load_settings(data=data))
    ours: list[float] = []
    theirs: list[float] = []
    assistant.reply(Question("warm up"))
    stack.search("warm up", 5)
    for asked in questions(places, _QUESTIONS):
        begun = time.perf_counter()
        assistant.reply(Question(asked))
        between = time.perf_counter()
        stack.search(asked, 5)
        ended = time.perf_counter()
        ours.append(1000 * (between - begun))
        theirs.append(1000 * (ended - between))
    yield at_most("question to decision, 10,000 clauses: p50", percentile(ours, 50), 25, "ms")
    yield at_most("question to decision, 10,000 clauses: p95", percentile(ours, 95), 60, "ms")
    yield plain("LangChain stack, bare retrieval: p50", percentile(theirs, 50), "ms")
    yield plain("LangChain stack, bare retrieval: p95", percentile(theirs, 95), "ms")
    ratio = float(np.median(np.asarray(ours) / np.asarray(theirs)))
    yield at_most("question to decision / LangChain's retrieval, median of pairs", ratio, 1.0)


_COLD = """
import json, sys, time
begun = time.perf_counter()
from pathlib import Path
from bot.model import Question
from bot.settings import load as load_settings
from bot.wiring import build
assistant = build(load_settings(data=Path(sys.argv[1])))
assistant.reply(Question("May I accept a gift from a contractor?"))
first = time.perf_counter() - begun
for n in range(50):
    assistant.reply(Question(f"Who approves travel number {n}?"))
import psutil
memory = psutil.Process().memory_info().rss / 1e6
print(json.dumps({"first": first, "rss": memory}))
"""

# In a process of its own: Chroma keeps open what was opened once.
_OPENING = """
import json, sys, time
from pathlib import Path
from knowledge.retrieval.index import Index
folders = [path for path in Path(sys.argv[1], "indexes").iterdir() if path.is_dir()]
live = max(folders, key=lambda path: path.stat().st_mtime)
begun = time.perf_counter()
index = Index(live)
print(json.dumps({"opened": time.perf_counter() - begun}))
"""


def _cold(data: Path) -> Iterator[Figure]:
    starts = [_measured(_COLD, data) | _measured(_OPENING, data) for _ in range(_STARTS)]
    helped = [_help() for _ in range(_STARTS)]
    median = {name: float(np.median([start[name] for start in starts])) for name in starts[0]}
    yield at_most("first answer after a cold start: median of 3", median["first"], 10, "s")
    yield at_most("opening the index, 10,000 clauses: median of 3", median["opened"], 1, "s")
    yield at_most("policydesk --help: median of 3", float(np.median(helped)), 1, "s")
    yield at_most("memory while serving 10,000 clauses", median["rss"], 1000, "MB")


def _measured(code: str, data: Path) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(data)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _help() -> float:
    begun = time.perf_counter()
    command = str(Path(sys.executable).with_name("policydesk"))
    subprocess.run([command, "--help"], check=True, capture_output=True)  # noqa: S603 - our own
    return time.perf_counter() - begun
