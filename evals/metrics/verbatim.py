"""How much of an answer is the words of what it cites. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evals.model import Cited, Result
from evals.verdict import plain

# Fewer words in a row than these are shared by chance ("you may not use the").
_RUN = 5


def verbatim_share(result: Result) -> float:
    """Return the share of the text's words in runs of five or more that a cited clause has too.

    Lines that name a source aren't counted: they hold a clause's name and its document's title
    and are no sentence. A text without words has 0.
    """
    words = _words("\n".join(_said(result)))
    known = {run for cited in result.citations for run in _runs(_words(_content(cited)))}
    covered = [False] * len(words)
    for place, run in enumerate(_runs(words)):
        if run in known:
            covered[place : place + _RUN] = [True] * _RUN
    return sum(covered) / len(words) if words else 0.0


def _said(result: Result) -> Iterator[str]:
    for line in result.text.splitlines():
        sentence = line.rstrip().endswith((".", "!", "?"))
        if sentence or not any(_names(line, cited) for cited in result.citations):
            yield line


def _names(line: str, cited: Cited) -> bool:
    name = cited.number or (cited.headings[-1] if cited.headings else "")
    return bool(cited.title) and cited.title in line and name in line


def _content(cited: Cited) -> str:
    return "\n".join((cited.lead_in, cited.text, *cited.items))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(_RUN)), strict=False)
