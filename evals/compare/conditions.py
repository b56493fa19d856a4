"""What else differs between two runs than the answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

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
    before, after = (dict(_leaves("confidence", one.confidence)) for one in (a, b))
    for name in sorted({*before, *after}):
        yield name, before.get(name, ""), after.get(name, "")
    yield "embedding model", a.model[:_SHOWN], b.model[:_SHOWN]
    yield "code", _code(a), _code(b)
    yield "PolicyDesk", a.policydesk, b.policydesk


def _leaves(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(f"{name}, {key}", inner)
    elif isinstance(value, list):
        # Hundreds of digests and points of curves, which nobody reads.
        digest = hashlib.sha256(json.dumps(value).encode()).hexdigest()
        yield name, f"{len(value)} entries ({digest[:_SHOWN]})"
    else:
        yield name, str(value)


def _set(facts: Facts) -> str:
    return f"{facts.set_name} ({facts.set_digest[:_SHOWN]})"


def _code(facts: Facts) -> str:
    return facts.code[:_SHOWN] + (" with changes" if facts.changed else "")
