"""Text to sentences, without a model: signs, capitals, and the abbreviations of policy prose."""

from __future__ import annotations

import re

# Words that carry a full stop inside a sentence; what follows them doesn't begin one.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st gen gov sen rep hon lt col sgt capt "
    "e.g i.e eg ie etc cf vs viz al approx ca incl excl esp "
    "no nos art arts sec secs para paras pt pts ch chap fig figs vol vols ed eds p pp app "
    "dept inc ltd co corp est min max tel ext u.s u.k u.n u.s.c c.f.r e.o stat reg fed "
    "jan feb mar apr jun jul aug sept sep oct nov dec a.m p.m".split()
)
# These end a sentence as often as not: what follows decides.
_EITHER = frozenset("etc inc ltd co corp u.s u.k u.n al a.m p.m u.s.c c.f.r".split())
_STARTERS = frozenset(
    "A An The This These That Those It Its He She They We You I In On At If When Where While "
    "However For To No Not Any All Each Every Such Employees There As Do Does Please".split()
)
_END = re.compile(r"[.!?…]+[\"'”’)\]»]*(?=\s)|\n")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘']+$")
_START = re.compile(r"\s*[\"'“‘(\[«]*")


def sentences(text: str) -> tuple[str, ...]:
    """Split text into its sentences, verbatim and in order.

    A line end always ends a sentence. Nothing but white space between sentences is left
    out: without white space, the sentences joined are the text.
    """
    found = []
    begin = 0
    for match in _END.finditer(text):
        if match[0] == "\n" or _ends(text, begin, match):
            found.append(text[begin : match.end()].strip())
            begin = match.end()
    found.append(text[begin:].strip())
    return tuple(sentence for sentence in found if sentence)


def _ends(text: str, begin: int, match: re.Match[str]) -> bool:
    following = text[_START.match(text, match.end()).end() : match.end() + 40]  # type: ignore[union-attr]
    if not following or text[match.end()] == "\n":
        return True
    if following[0].islower():
        return False
    if match[0][0] != ".":
        return True
    word = _LAST_WORD.search(text, begin, match.start())
    return word is None or _full_stop(word[0], following)


def _full_stop(word: str, following: str) -> bool:
    """Whether the stop after `word` ends the sentence, not only an abbreviation."""
    plain = word.lower().rstrip(".")
    starts = following.split(maxsplit=1)[0].rstrip(",;:") in _STARTERS
    if plain in _ABBREVIATIONS:
        return plain in _EITHER and starts
    if len(plain) == 1 and plain.isalpha() and word[0].isupper():
        return starts  # an initial
    return True
