"""What a comparison comes to, in a sentence and what stands behind it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evals.compare.model import Comparison, Difference
from evals.compare.wording import judgement, notes
from evals.report.summary import ROUGH, Summary, Tone
from evals.report.wording import HEADLINES, counted, share

_TONES: dict[str, Tone] = {"better": "good", "worse": "bad"}


def verdict(comparison: Comparison) -> Summary:
    """Return the verdict: what passed decides, unless more leaks outweigh all that is right."""
    figures = {one.metric.name: one for one in comparison.differences}
    if not figures:
        lead = "No case is the same, word for word, in both runs."
        return Summary("plain", "Nothing can be compared", lead, ())
    points = tuple(_points(figures))
    if (figures["leaks"].value or 0) > 0:
        leaking = "B is worse: it shows more of what the asker may not read"
        return Summary("bad", leaking, f"{_passed(comparison)} {_moved(comparison)}", points)
    judged = judgement(figures["passed"])
    headline = f"{_JUDGED[judged]}: {_passed(comparison)}".removesuffix(".")
    return Summary(_TONES.get(judged, "plain"), headline, _moved(comparison), points)


def cautions(comparison: Comparison) -> Iterator[str]:
    """Yield what speaks for care with the verdict, a sentence or two each."""
    if 0 < comparison.shared.count < ROUGH:
        count = counted(comparison.shared.count)
        yield f"Only {count} can be compared, so every figure is rough: look at the intervals."
    yield from notes(comparison)


_JUDGED = {
    "better": "B is better",
    "worse": "B is worse",
    "within noise": "No difference beyond chance",
    "the same": "No difference",
    "not measured": "Nothing can be said",
}


def _passed(comparison: Comparison) -> str:
    figure = next(one for one in comparison.differences if one.metric.name == "passed")
    of = counted(comparison.shared.count, "case")
    if figure.a is None or figure.b is None:
        return f"of {of} compared, none could be judged."
    if figure.a == figure.b:
        return f"of {of} compared, {share(figure.b)} came out right in both."
    b, a = _share(figure.b, figure.a), _share(figure.a, figure.b)
    return f"of {of} compared, {b} came out right in B and {a} in A."


def _share(value: float, other: float) -> str:
    """Return a share with as many digits as tell it from the other."""
    told = share(value)
    return told if told != share(other) else f"{100 * value:.1f}\N{NO-BREAK SPACE}%"


def _moved(comparison: Comparison) -> str:
    won, lost, changed = map(len, (comparison.won, comparison.lost, comparison.changed))
    return (
        f"{won:,} failed in A and passed in B, {lost:,} the other way round; of {changed:,} more"
        " only the answer changed, and not whether it is right."
    )


def _points(figures: Mapping[str, Difference]) -> Iterator[str]:
    for word in ("worse", "better"):
        found = [name for name, one in figures.items() if judgement(one) == word]
        named = [HEADLINES[name] for name in HEADLINES if name in found and name != "passed"]
        others = len(found) - len(named) - ("passed" in found)
        if others:
            named.append(counted(others, "other figure" if named else "figure"))
        if named:
            yield f"{word.capitalize()} by more than chance: {'; '.join(named)}."
