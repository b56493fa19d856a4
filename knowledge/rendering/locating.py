"""Where words stand in a text that writes them a little differently. Pure."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left

from rapidfuzz import fuzz

from knowledge.rendering.model import Sought

# Shares of a hundred: as alike as a table row that is quoted with its heads is to the row.
_ALIKE = 75.0
# Letters. The beginning of a clause that goes on overleaf is known by so many.
_TELLING = 24
# What stands between (times of a transcript, marks of notes) makes a clause longer at most so.
_STRETCHED = 1.5
# Letters compared loosely; a longer text is only looked through for the very words.
_LOOSELY = 300_000


class Letters:
    """A text's letters and digits, in small letters and without marks, and where each stands.

    How a text is broken into lines, hyphenated, spaced and punctuated is forgotten.
    """

    def __init__(self, text: str) -> None:
        signs: list[str] = []
        self._places: list[int] = []
        for place, sign in enumerate(text):
            plain = sign.lower() if sign.isascii() else _without_marks(sign)
            if plain.isalnum():
                signs.append(plain)
                self._places += [place] * len(plain)
        self.signs = "".join(signs)

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Return where the letters from `begin` to before `end` stand in the text."""
        return self._places[begin], self._places[end - 1] + 1


def locate(text: str, sought: Sought) -> tuple[int, int] | None:
    """Return where the words begin and end in the text, None where they don't stand in it.

    Of several places the one nearest to their share of the text counts. Where only their beginning
    or their end is there, as on either of two pages, that is what is found.
    """
    inside, wanted = Letters(text), Letters(sought.words).signs
    if not wanted:
        return None
    found = _nearest(inside.signs, wanted, sought.share) or _roughly(inside.signs, wanted)
    return None if found is None else inside.span(*found)


def _without_marks(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", sign).casefold()
    return "".join(one for one in plain if one.isalnum())


def _nearest(inside: str, wanted: str, share: float) -> tuple[int, int] | None:
    due = share * len(inside)
    best, at = None, inside.find(wanted)
    while at >= 0:
        if best is None or abs(at - due) < abs(best - due):
            best = at
        at = inside.find(wanted, at + 1)
    return None if best is None else (best, best + len(wanted))


def _roughly(inside: str, wanted: str) -> tuple[int, int] | None:
    part = _part(inside, wanted)
    most = part if part is not None and 2 * (part[1] - part[0]) >= len(wanted) else None
    return _between(inside, wanted) or most or _alike(inside, wanted) or part


def _part(inside: str, wanted: str) -> tuple[int, int] | None:
    """Find as much of the beginning as is there, else of the end."""
    lengths = range(_TELLING, len(wanted))
    heads = bisect_left(lengths, x=True, key=lambda n: wanted[:n] not in inside)
    tails = bisect_left(lengths, x=True, key=lambda n: wanted[-n:] not in inside)
    head, tail = (_TELLING + found - 1 if found else 0 for found in (heads, tails))
    if not max(head, tail):
        return None
    part = wanted[:head] if head >= tail else wanted[-tail:]
    at = inside.find(part)
    return at, at + len(part)


def _between(inside: str, wanted: str) -> tuple[int, int] | None:
    """Find the beginning and, not much farther than it ought to be, the end."""
    begin = inside.find(wanted[:_TELLING])
    end = inside.find(wanted[-_TELLING:], begin) + _TELLING
    near = begin >= 0 and _TELLING <= end <= begin + _STRETCHED * len(wanted)
    return (begin, end) if near and len(wanted) > 2 * _TELLING else None


def _alike(inside: str, wanted: str) -> tuple[int, int] | None:
    if len(inside) > _LOOSELY or len(wanted) < _TELLING:
        return None
    found = fuzz.partial_ratio_alignment(wanted, inside, score_cutoff=_ALIKE)
    if found is None or len(wanted) > len(inside):
        return None
    return found.dest_start, found.dest_end
