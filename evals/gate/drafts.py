"""The gate in front of a draft: plays the rules' test sets on it before it may go live."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bot.assistant import Assistant
from evals import cases as testsets
from evals.cases import TestSet
from evals.errors import BadGate, BadRun, EvalError
from evals.gate.judging import judge
from evals.gate.reading import read
from evals.gate.verdict import Judged, Verdict
from evals.runs import Facts, Run
from evals.runs.files import REPORT
from evals.runs.places import evaluations
from evals.runs.playing import Playing, Progress

_NO_SET = 'names no test set to play. Add one: sets = ["questions.yaml"]'


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

    def verdicts(self, revision: int) -> Iterator[tuple[TestSet, Verdict]]:
        """Yield what the rules say of the revision's run of each of their sets.

        A report that has the verdict first lies in a run's folder where a rule isn't met. Raises
        EvalError where nothing can be judged, KnowledgeError as a call does.
        """
        rules, live = read(self.rules), self.assistant.library.live()
        if not rules.sets:
            raise BadGate((f"{self.rules} {_NO_SET}",))
        if live is None:
            # The first revision of all can't be worse than the one before.
            rules = replace(rules, allowances=())
        for path in rules.sets:
            cases = testsets.read(path)
            compared = rules.allowances and live is not None
            baseline = self._run(cases, live) if compared and live is not None else None
            run = self._run(cases, revision)
            verdict = judge(rules, run, baseline)
            if verdict.failing:
                _report(run, verdict)
            yield cases, verdict

    def _objections(self, revision: int) -> Iterator[str]:
        for cases, verdict in self.verdicts(revision):
            yield from (f"{cases.name}: {_told(one)}" for one in verdict.failing)
            if verdict.failing:
                yield f"The report is {(verdict.run / REPORT).absolute()}"

    def _run(self, cases: TestSet, revision: int) -> Run:
        # A language model decides nothing, costs money, and says something else the next time.
        playing = Playing.of(self.assistant.without_model(), cases, revision)
        found = _finished(evaluations(self.assistant.settings.data), playing.facts)
        stage = f"{cases.name} on revision {revision}"
        return found or playing.run(self.progress, stage=stage)


def _report(run: Run, verdict: Verdict) -> None:
    from evals.report import write_html  # noqa: PLC0415 - half a second, for plots

    write_html(run, run.folder / REPORT, verdict=verdict.judged)


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
