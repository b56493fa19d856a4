"""Cases known again by what they ask, whatever their set, its format or their id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from evals.cases import read
from evals.errors import BadCalibration
from evals.model import Case
from evals.verdict import plain

_LENGTH = 16


def fingerprint(case: Case) -> str:
    """Return a short digest of a case's question and conversation."""
    said = [plain(message.content) for message in case.history]
    whole = json.dumps([*said, plain(case.question)])
    return hashlib.sha256(whole.encode()).hexdigest()[:_LENGTH]


def seen(provenance: Mapping[str, Any], cases: Iterable[Case]) -> int:
    """Return how many of the cases a calibration of that provenance was fitted on.

    On such cases its confidences look better than they are.
    """
    fitted_on = known(provenance)
    return sum(fingerprint(case) in fitted_on for case in cases)


def known(provenance: Mapping[str, Any]) -> frozenset[str]:
    """Return the fingerprints of the cases that a calibration of that provenance was fitted on."""
    cases = provenance.get("cases", ())
    return frozenset(map(str, cases)) if isinstance(cases, list) else frozenset()


def refuse_held(cases: Iterable[Case]) -> None:
    """Raise BadCalibration where shipped held-out cases are among these, under whatever name.

    What is fitted on them can't be judged by them any more, and nothing else judges it. A case
    is one of them when it asks the same of the same documents.
    """
    held = _held()
    if common := sum(_whole(case) in held for case in cases if case.gold):
        raise BadCalibration(
            f"{common} of these cases stand in the held-out set that comes with PolicyDesk. It is"
            " kept for judging: nothing could judge what is fitted on it. Use another set, such as"
            " the one named fit."
        )


@cache
def _held() -> frozenset[tuple[str, frozenset[str]]]:
    shipped = Path(str(files("evals"))) / "sets"
    sets = sorted(path for path in shipped.iterdir() if path.stem == "held")
    return frozenset(_whole(case) for path in sets for case in read(path) if case.gold)


def _whole(case: Case) -> tuple[str, frozenset[str]]:
    return fingerprint(case), frozenset(one.document for need in case.gold for one in need)
