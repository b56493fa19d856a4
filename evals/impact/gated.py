"""What the gate's test sets say of a draft, case by case, beside the live revision."""

from __future__ import annotations

from collections.abc import Iterable

from bot.assistant import Assistant
from evals.cases import TestSet
from evals.errors import EvalError
from evals.gate.drafts import DraftGate
from evals.gate.evidence import Evidence, evidence
from evals.gate.verdict import Verdict
from evals.impact.model import CaseEffect, Cases
from evals.runs import Run
from evals.runs.playing import Progress
from evals.verdict import Status


def cases(assistant: Assistant, draft: int, live: int | None, progress: Progress) -> Cases:
    """Return what becomes of the cases. What is played is kept, so that publishing needn't again.

    What keeps the gate from judging becomes the `fault`. Raises KnowledgeError.
    """
    if assistant.settings.gate is None:
        return Cases()
    try:
        return _played(DraftGate(assistant, assistant.settings.gate, progress), draft, live)
    except EvalError as fault:
        return Cases(gated=True, fault=str(fault))


def _played(gate: DraftGate, draft: int, live: int | None) -> Cases:
    verdicts = tuple(gate.verdicts(draft))
    earlier = {} if live is None else _statuses(gate.verdicts(live))
    known = [(of.name, one) for of, verdict in verdicts for one in _known(verdict)]
    effects = [_effect(name, one, earlier.get((name, one.id))) for name, one in known if _bad(one)]
    # What passes today comes first: that is the draft's doing.
    effects.sort(key=lambda one: (one.before is one.after, one.stale))
    objections = tuple(f"{of.name}: {j.said}" for of, verdict in verdicts for j in verdict.failing)
    return Cases(gated=True, played=len(known), effects=tuple(effects), objections=objections)


def _statuses(
    verdicts: Iterable[tuple[TestSet, Verdict]],
) -> dict[tuple[str, str], Status]:
    return {(of.name, one.id): one.status for of, verdict in verdicts for one in _known(verdict)}


def _known(verdict: Verdict) -> tuple[Evidence, ...]:
    return evidence(Run.open(verdict.run))


def _bad(one: Evidence) -> bool:
    return one.stale or one.status is not Status.PASSED


def _effect(name: str, one: Evidence, before: Status | None) -> CaseEffect:
    return CaseEffect(name, one.id, one.question, before, one.status, one.stale, one.wrong)
