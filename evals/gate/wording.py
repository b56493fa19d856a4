"""A gate's rules, and what came of them, in sentences without their full stop. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from evals.gate.rules import Allowance, Bound, Rules
from evals.gate.verdict import Judged
from evals.metrics import Metric
from evals.report.wording import HEADLINES, amount, counted


def sentences(rules: Rules) -> Iterator[str]:
    """Yield what the rules ask for, one after the other."""
    yield from map(_bound, rules.bounds)
    yield from (_allowance(one, noise=rules.ignore_noise) for one in rules.allowances)
    yield from (f"The case {id_} must pass" for id_ in rules.ids)
    yield from (f"Every case with the tag {tag} must pass" for tag in rules.tags)
    stale = f"At most {counted(rules.stale_cases)}" if rules.stale_cases else "No case"
    yield f"{stale} may name clauses that aren’t there any more"
    yield "Every case must come to a decision"


def plainly(one: Judged) -> str:
    """Return why a rule is or isn't met, with its metric named in plain words."""
    return one.said.replace(one.metric, HEADLINES.get(one.metric, one.metric), 1)


def _bound(one: Bound) -> str:
    asked = "at least" if one.at_least else "at most"
    return f"{_named(one.metric)}{_where(one.slice)}: {asked} {amount(one.metric, one.value)}"


def _allowance(one: Allowance, *, noise: bool) -> str:
    but = ", unless chance alone may have made it so" if noise else ""
    if not one.value:
        return f"{_named(one.metric)}: no worse than what is live{but}"
    by = amount(one.metric, one.value)
    return f"{_named(one.metric)}: worse than what is live by {by} at most{but}"


def _named(metric: Metric) -> str:
    return HEADLINES.get(metric.name, metric.name)


def _where(part: str) -> str:
    kind, _, name = part.partition(":")
    return f", among those with the {kind} {name}" if part else ""
