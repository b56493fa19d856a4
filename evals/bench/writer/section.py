"""Plays the shipped sets with each scripted model, and tells what it changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import fmean

from bot.assistant import Assistant
from bot.settings import load as load_settings
from bot.wiring import build
from evals.bench.figures import Figure, at_most, percentile, plain
from evals.bench.places import Places
from evals.bench.writer.endpoint import endpoint
from evals.bench.writer.playing import Effect, Played, checking, played
from evals.cases import TestSet, jsonl_line, read
from evals.shipped import find
from knowledge.retrieval.embedding import SentenceEmbedder
from knowledge.sample import sample_folder

# What the models do, their names say (tests/fakes/model_server/scripts.py).
_BAD = ("flips", "swaps-numbers", "invents-ids", "obeys", "garbled", "hangs")
_PLAYED = {"fit": ("good", *_BAD), "held": ("good", "flips")}
# Nothing but waiting: a few cases tell as much as all.
_HANGING = 5
_PATIENCE = {"model_first_token": 0.3, "model_timeout": 0.5}
_RUNS = 5


@dataclass(frozen=True, slots=True)
class _Bench:
    """The sample agency's assistant without a model, and where others are asked."""

    plain: Assistant
    work: Path
    url: str

    def played(self, model: str, cases: TestSet) -> Played:
        """Play a set with a model of that name; "" is none."""
        folder = self.work / f"{cases.name}-{model or 'none'}"
        if not model:
            return played(self.plain, cases, folder)
        hurry = _PATIENCE if model == "hangs" else {}
        given = {"model": f"openai:{model}", "model_url": self.url, "model_tokens_per_day": 0}
        other = build(load_settings(data=self.plain.settings.data, **given, **hurry))
        with other.library:
            asked = replace(self.plain, writer=other.writer, load_writer=other.load_writer)
            return played(asked, cases, folder)


def run(places: Places) -> list[Figure]:
    """Play both sets without a model, and with each; everything is asked over HTTP."""
    work = places.work / "writer"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    plain_one = build(load_settings(data=places.library("sample")))
    with plain_one.library as library, endpoint() as url:
        library.add([sample_folder()], publish=True)
        bench = _Bench(plain_one, work, url)
        return [figure for split in _PLAYED for figure in _split(bench, split)]


def _split(bench: _Bench, split: str) -> Iterator[Figure]:
    cases = read(find(split))
    before = bench.played("", cases)
    for model in _PLAYED[split]:
        if model == "hangs":
            few = _few(cases, bench.work)
            effect = bench.played(model, few).against(bench.played("", few))
        else:
            effect = bench.played(model, cases).against(before)
        yield from _figures(f"{split}, {model}", effect)


def _few(cases: TestSet, work: Path) -> TestSet:
    file = work / "few.jsonl"
    answerable = (case for case in cases if case.answerable)
    file.write_text("".join(map(jsonl_line, islice(answerable, _HANGING))), "utf-8")
    return read(file)


def _figures(name: str, effect: Effect) -> Iterator[Figure]:
    yield at_most(f"{name}: cases decided or cited otherwise", effect.redecided, 0)
    for verdict in ("worse", "better"):
        moved = effect.beyond_chance(verdict, words=False)
        yield at_most(
            f"{name}: metrics of decisions and citations {verdict} beyond chance",
            len(moved),
            0,
            note=", ".join(moved),
        )
        worded = effect.beyond_chance(verdict, words=True)
        yield plain(f"{name}: other metrics {verdict}", len(worded), note=", ".join(worded))
    yield from _writing(name, effect)
    if effect.after.writing:
        yield plain(f"{name}: tokens an answer", fmean(effect.tokens or [0]))
        yield plain(f"{name}: time added, p50", percentile(effect.after.writing, 50), "ms")
    taken = checking(effect.after.decisions, SentenceEmbedder().encode, _RUNS)
    if any(taken):
        yield plain(f"{name}: of it checking, p50", percentile(taken, 50), "ms")
        yield plain(f"{name}: of it checking, p95", percentile(taken, 95), "ms")


def _writing(name: str, effect: Effect) -> Iterator[Figure]:
    outcomes = effect.outcomes
    asked = outcomes.total()
    told: Mapping[str, int] = {outcome.value: count for outcome, count in outcomes.items()}
    note = "; ".join(f"{why} {count}" for why, count in sorted(told.items()))
    share = told.get("written", 0) / asked if asked else 0.0
    yield plain(f"{name}: answers in the model's words", share, note=f"{asked} asked: {note}")
