"""What else differs between two runs than the answers."""

from __future__ import annotations

from collections.abc import Iterator

from evals.compare.model import Condition
from evals.runs import Facts

_SHOWN = 12  # characters of a digest that are enough to tell it from another one


def conditions(a: Facts, b: Facts) -> tuple[Condition, ...]:
    """Return everything that may have made a difference, in the order of its weight."""
    return tuple(Condition(what, *pair) for what, *pair in _rows(a, b) if pair[0] != pair[1])


def _rows(a: Facts, b: Facts) -> Iterator[tuple[str, str, str]]:
    yield "set", _set(a), _set(b)
    yield "revision", str(a.revision), str(b.revision)
    yield "documents", a.documents[:_SHOWN], b.documents[:_SHOWN]
    yield "day", str(a.day), str(b.day)
    yield "repetitions", str(a.repeat), str(b.repeat)
    for name in sorted({*a.settings, *b.settings}):
        yield f"setting {name}", a.settings.get(name, ""), b.settings.get(name, "")
    for name in sorted({*a.confidence, *b.confidence}):
        before, after = a.confidence.get(name, ""), b.confidence.get(name, "")
        yield f"confidence, {name}", str(before), str(after)
    yield "embedding model", a.model[:_SHOWN], b.model[:_SHOWN]
    yield "code", _code(a), _code(b)
    yield "PolicyDesk", a.policydesk, b.policydesk


def _set(facts: Facts) -> str:
    return f"{facts.set_name} ({facts.set_digest[:_SHOWN]})"


def _code(facts: Facts) -> str:
    return facts.code[:_SHOWN] + (" with changes" if facts.changed else "")
