"""A gate's TOML file → its rules, or everything that is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evals.errors import BadGate
from evals.gate.form import Form
from evals.gate.rules import Allowance, Bound, Rules
from evals.metrics import METRICS, Metric

_KNOWN = {metric.name: metric for metric in METRICS}
ENTRIES = (
    "sets",
    "at_least",
    "at_most",
    "slices",
    "may_worsen_by",
    "ignore_noise",
    "must_pass",
    "stale_cases",
)
_BOUNDS = ("at_least", "at_most")
_KINDS = ("tag", "audience", "document")
_METRIC = "metric (`policydesk eval metrics` lists them)"
_QUOTING = 'A name with a sign in it needs quotation marks: "recall@5" = 0.9, [slices."tag:x"].'


def read(path: Path) -> Rules:
    """Read a gate's rules. Raises BadGate with all faults of the file, each with its remedy."""
    faults: list[str] = []
    form = Form(_content(path), faults)
    form.only(ENTRIES)
    rules = _rules(path, form)
    if not faults and not (rules.bounds or rules.allowances or rules.ids or rules.tags):
        faults.append("It asks for nothing, so everything would pass. Add a rule, as at_least.")
    if faults:
        raise BadGate(tuple(f"{path}: {fault}" for fault in faults))
    return rules


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as wrong:
        raise BadGate((f"{path} can't be read: {wrong.strerror}. Mend its path.",)) from wrong
    except UnicodeDecodeError as wrong:
        raise BadGate((f"{path} isn't text in UTF-8. Save it as UTF-8.",)) from wrong
    except tomllib.TOMLDecodeError as wrong:
        raise BadGate((f"{path} isn't TOML: {wrong}. {_QUOTING}",)) from wrong


def _rules(path: Path, form: Form) -> Rules:
    must_pass = form.table("must_pass")
    must_pass.only(("ids", "tags"), above=ENTRIES)
    return Rules(
        path,
        sets=tuple(_sets(path.parent, form)),
        bounds=(*_bounds(form), *_sliced(form.table("slices"))),
        allowances=tuple(_allowances(form.table("may_worsen_by"))),
        ignore_noise=form.flag("ignore_noise"),
        ids=must_pass.texts("ids"),
        tags=must_pass.texts("tags"),
        stale_cases=form.count("stale_cases"),
    )


def _sets(folder: Path, form: Form) -> Iterator[Path]:
    for name in form.texts("sets"):
        path = folder / name
        if "\0" in name or not path.exists():
            form.fault("sets", f"there is no {name!r} in {folder}; mend the path")
        else:
            yield path


def _sliced(slices: Form) -> Iterator[Bound]:
    for name in slices.names():
        kind, _, rest = name.partition(":")
        if kind not in _KINDS or not rest:
            slices.fault(name, "write tag:, audience: or document: and its name, as “tag:urgent”")
        within = slices.table(name)
        within.only(_BOUNDS, above=ENTRIES)
        yield from _bounds(within, name)


def _bounds(form: Form, of: str = "") -> Iterator[Bound]:
    for kind in _BOUNDS:
        at_least = kind == "at_least"
        for metric, value, within in _figures(form.table(kind)):
            if at_least != (metric.better == "higher"):
                other = "at_most" if at_least else "at_least"
                within.fault(metric.name, f"{metric.better} is better; put it under {other}")
            yield Bound(metric, value, at_least, of)


def _allowances(form: Form) -> Iterator[Allowance]:
    for metric, value, within in _figures(form):
        if value < 0:
            within.fault(metric.name, "write how much worse it may be, from 0")
        yield Allowance(metric, value)


def _figures(form: Form) -> Iterator[tuple[Metric, float, Form]]:
    for name in form.only(_KNOWN, _METRIC, ENTRIES):
        metric, value = _KNOWN[name], form.number(name)
        if value is None:
            continue
        if metric.unit == "share" and not 0 <= value <= 1:
            form.fault(name, f"{value:g} is no share; write one from 0 to 1, such as 0.9 for 90 %")
        yield metric, value, form
