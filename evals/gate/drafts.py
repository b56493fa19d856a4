"""The gate in front of a draft: plays the rules' test sets on it before it may go live."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bot.assistant import Assistant
from evals import cases as testsets
from evals.cases import TestSet
from evals.corpus import Corpus
from evals.errors import BadRun, EvalError
from evals.gate.judging import judge
from evals.gate.reading import read
from evals.gate.rules import Rules
from evals.gate.verdict import Judged, Verdict
from evals.runs import Facts, Run, recording
from evals.runs.gathering import gathered
from evals.runs.places import place

# What is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class DraftGate:
    """A check as `Library.publish` takes it, without a language model; `rules` is the gate's file.

    Its runs are kept under `evaluations` in the data folder, as those of `eval run` are. A run of
    the same set on the same documents that is there already isn't played again.
    """

    assistant: Assistant
    rules: Path
    progress: Progress

    def __call__(self, revision: int) -> tuple[str, ...]:
        """Return what speaks against publishing the draft; nothing is assent.

        What keeps the gate from judging speaks against it too. Raises KnowledgeError when the
        knowledge base can't be used.
        """
        try:
            return tuple(self._objections(revision))
        except EvalError as fault:
            return tuple(f"The gate can't judge: {line}" for line in str(fault).splitlines())

    def _objections(self, revision: int) -> Iterator[str]:
        rules, live = read(self.rules), self.assistant.library.live()
        if not rules.sets:
            yield f'{self.rules} names no test set to play. Add one: sets = ["questions.yaml"]'
        if live is None:
            # The first revision of all can't be worse than the one before.
            rules = replace(rules, allowances=())
        for path in rules.sets:
            yield from self._of_set(testsets.read(path), rules, revision, live)

    def _of_set(
        self, cases: TestSet, rules: Rules, revision: int, live: int | None
    ) -> Iterator[str]:
        baseline = self._run(cases, live) if rules.allowances and live is not None else None
        run = self._run(cases, revision)
        verdict = judge(rules, run, baseline)
        yield from (f"{cases.name}: {_told(one)}" for one in verdict.failing)
        if verdict.failing:
            yield f"The report is {_report(run, verdict)}"

    def _run(self, cases: TestSet, revision: int) -> Run:
        # A language model decides nothing, costs money, and says something else the next time.
        plain = self.assistant.without_model()
        corpus = Corpus(plain.library, revision)
        facts = gathered(plain, cases, corpus, repeat=1)
        kept = plain.settings.data / "evaluations"
        return _finished(kept, facts) or self._played(
            plain, cases, corpus, facts, place(kept, facts)
        )

    def _played(
        self, plain: Assistant, cases: TestSet, corpus: Corpus, facts: Facts, folder: Path
    ) -> Run:
        reply = partial(plain.reply, revision=corpus.revision)
        stage = f"{cases.name} on revision {corpus.revision}"
        with recording(folder, facts, cases) as made:
            # So that no case's time has the loading in it.
            plain.warm_up(corpus.revision)
            self.progress(stage, made.done, made.due)
            for done in made.play(reply, corpus):
                self.progress(stage, done, made.due)
            return made.finish()


def _report(run: Run, verdict: Verdict) -> Path:
    from evals.report import write_html  # noqa: PLC0415 - half a second, for plots

    path = (run.folder / "report.html").absolute()
    write_html(run, path, verdict=verdict.judged)
    return path


def _finished(kept: Path, facts: Facts) -> Run | None:
    """Return a finished run of the same; none by a source that was changed since its commit.

    Nor one with a case on which no decision was made: whatever the cause, it may have passed.
    """
    folders = kept.iterdir() if kept.is_dir() and not facts.changed else ()
    for folder in sorted(folders):
        with suppress(BadRun):
            run = Run.open(folder)
            same = run.complete and not run.facts.differences(facts)
            if same and not run.scores().failed:
                return run
    return None


def _told(one: Judged) -> str:
    ids = ", ".join(case.id for case in one.cases)
    more = f" and {one.more} more" if one.more else ""
    return f"{one.said}: {ids}{more}" if ids else one.said
