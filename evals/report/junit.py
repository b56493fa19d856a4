"""A run as JUnit XML, which every CI shows: a test for each case.

The format is as the Jenkins plug-in reads it:
https://github.com/testmoapp/junitxml describes what tools agree on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from evals.compare.cases import by_case, overall
from evals.model import Case, Result
from evals.report.text import headline, legible
from evals.runs import Run
from evals.verdict import Status, faults, named

_UNFINISHED = ".part"
_MILLI = 1000


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
    suite = _suite(run)
    opened, closing = tostring(suite, encoding="utf-8").rsplit(b"</testsuite>", 1)
    yield b'<?xml version="1.0" encoding="utf-8"?>\n<testsuites>'
    yield opened.removeprefix(b"<?xml version='1.0' encoding='utf-8'?>\n")
    for case, results in by_case(run.outcomes()):
        yield tostring(_test(run, case, results), encoding="unicode").encode()
    yield b"</testsuite>" + closing
    yield b"</testsuites>"


def _suite(run: Run) -> Element:
    scores = run.scores()
    tests = failures = errors = skipped = 0
    for case, results in by_case(run.outcomes()):
        state = overall(case, results)
        tests += 1
        skipped += state is Status.STALE
        broken = state is Status.FAILED and any(result.error for result in results)
        errors += broken
        failures += state is Status.FAILED and not broken
    counts = {"tests": tests, "failures": failures, "errors": errors, "skipped": skipped}
    suite = Element("testsuite", name=legible(run.facts.set_name))
    suite.attrib |= {name: str(count) for name, count in counts.items()}
    suite.set("timestamp", run.facts.started.isoformat(timespec="seconds"))
    properties = SubElement(suite, "properties")
    figures = {one.name: one.value for one in scores.overall.values() if one.value is not None}
    known = {"set digest": run.facts.set_digest, "revision": run.facts.revision}
    for name, value in {**known, **figures}.items():
        SubElement(properties, "property", name=name, value=str(value))
    return suite


def _test(run: Run, case: Case, results: Sequence[Result]) -> Element:
    name = f"{legible(case.id)}: {headline(case.question)}"
    seconds = sum(result.milliseconds for result in results) / _MILLI
    test = Element("testcase", name=name, classname=legible(run.facts.set_name))
    test.set("time", f"{seconds:.3f}")
    state = overall(case, results)
    if state is Status.STALE:
        gone = dict.fromkeys(named(gold) for result in results for gold in result.stale)
        SubElement(test, "skipped", message=legible(f"Not there any more: {', '.join(gone)}"))
    elif state is Status.FAILED:
        wrong = list(dict.fromkeys(fault for one in results for fault in faults(case, one)))
        kind = "error" if any(result.error for result in results) else "failure"
        told = SubElement(test, kind, message=legible(wrong[0]), type=kind)
        told.text = legible("\n".join(wrong))
    return test
