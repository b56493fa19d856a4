"""Lines put together to sentences, hyphens mended by the document's own words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_BEGIN = re.compile(r"[^\W\d_]+")
_SHORTEST_PART = 3  # letters of a word that can stand alone in a compound
_WRONG = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words that the document writes in one piece, in small letters."""
    return frozenset(
        word.lower() for line in lines for word in _WORD.findall(_BROKEN.sub("", line.rstrip()))
    )


def join_lines(lines: Sequence[str], known: frozenset[str]) -> str:
    """Join the lines of a paragraph; `known` is the document's vocabulary."""
    text = lines[0] if lines else ""
    for line in lines[1:]:
        broken, begin = _BROKEN.search(text), _BEGIN.match(line)
        if broken and begin:
            keep = _keeps_hyphen(broken.group(1), begin.group(), known)
            text = (text if keep else text[:-1]) + line
        elif text.endswith(("-", "–", "/")) and not text.endswith((" -", " –")):
            text += line  # "2024-\n25", "and/\nor"
        else:
            text = f"{text} {line}"
    return text


def _keeps_hyphen(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether a word broken after a hyphen had the hyphen before it was broken."""
    whole, compound = (first + second).lower(), f"{first}-{second}".lower()
    if compound in known:
        return True
    if whole in known:
        return False
    if second[0].isupper():
        return True
    parts = (first.lower(), second.lower())
    return all(len(part) >= _SHORTEST_PART and part in known for part in parts)


def wrong_share(text: str) -> float:
    """The share of characters that no reader could have meant: what a broken font map gives."""
    return len(_WRONG.findall(text)) / max(len(text), 1)
