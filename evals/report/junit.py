"""A run as JUnit XML, which every CI shows: a test for each case.

The format is as the Jenkins plug-in reads it:
https://github.com/testmoapp/junitxml describes what tools agree on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from evals.model import Case, Result
from evals.outcomes import by_case, overall
from evals.report.text import headline, legible
from evals.runs import Run
from evals.verdict import Status, faults, named

_UNFINISHED = ".part"
_MILLI = 1000
_END = b"</testsuite>"
# JUnit's counts, by the elements that they count.
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def write_junit(run: Run, path: Path) -> None:
    """Write the file case by case, however many there are; a stale case is skipped.

    Figures are properties of the suite. Raises BadRun for a run that isn't finished or is
    damaged, OSError where it can't be written.
    """
    part = path.with_name(path.name + _UNFINISHED)
    with part.open("wb") as file:
        for one in _lines(run):
            file.write(one + b"\n")
    part.replace(path)


def _lines(run: Run) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="utf-8"?>\n<testsuites>'
    # Its end comes after its cases, which are written one by one.
    yield _xml(_suite(run)).removesuffix(_END)
    for case, results in by_case(run.outcomes()):
        yield _xml(_test(run.facts.set_name, case, results))
    yield _END + b"\n</testsuites>"


def _xml(element: Element) -> bytes:
    return tostring(element, encoding="unicode").encode()


def _suite(run: Run) -> Element:
    facts, counts = run.facts, Counter(_state(*one) for one in by_case(run.outcomes()))
    suite = Element("testsuite", name=legible(facts.set_name), tests=str(counts.total()))
    for name, state in _COUNTED.items():
        suite.set(name, str(counts[state]))
    suite.set("timestamp", facts.started.isoformat(timespec="seconds"))
    properties = SubElement(suite, "properties")
    known = {"set digest": facts.set_digest, "revision": facts.revision}
    figures = {one.name: one.value for one in run.scores().overall.values() if one.n}
    for name, value in {**known, **figures}.items():
        SubElement(properties, "property", name=name, value=str(value))
    return suite


def _state(case: Case, results: Sequence[Result]) -> str:
    """Return what becomes of a case, by the name of JUnit's element; "" for one that passed."""
    state = overall(case, results)
    if state is Status.FAILED:
        return "error" if any(result.error for result in results) else "failure"
    return "skipped" if state is Status.STALE else ""


def _test(set_name: str, case: Case, results: Sequence[Result]) -> Element:
    name = f"{legible(case.id)}: {headline(case.question)}"
    test = Element("testcase", name=name, classname=legible(set_name))
    test.set("time", f"{sum(result.milliseconds for result in results) / _MILLI:.3f}")
    state = _state(case, results)
    if state == "skipped":
        absent = dict.fromkeys(named(gold) for result in results for gold in result.stale)
        where = "not in this revision for the asker on that day; problems.log says why"
        SubElement(test, state, message=legible(f"{', '.join(absent)}: {where}"))
    elif state:
        wrong = list(dict.fromkeys(fault for one in results for fault in faults(case, one)))
        told = SubElement(test, state, message=legible(wrong[0]), type=state)
        told.text = legible("\n".join(wrong))
    return test
