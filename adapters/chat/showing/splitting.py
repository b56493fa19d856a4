"""Text in pieces of a limited length, without a letter lost. Pure.

Platforms count characters and don't say which; we count UTF-16 units, of which an emoji has two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

_END_OF_PLANE = "\uffff"
_STOPS = " \n\t.…"
# What must not be cut in two: an entity (&amp;) or a link, mention or date (<…>) of mrkdwn.
_UNFINISHED = re.compile(r"(?:&\w{0,4}|<[^<>\n]{0,300})\Z")


def length(text: str) -> int:
    """Return how long a text is for a platform, at most."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def pieces(text: str, most: int) -> Iterator[str]:
    """Yield a text in pieces of at most that length, cut at the end of a line or word if it can be.

    Joined they are the text; "" has none.
    """
    while text:
        end = _end(text, most)
        yield text[:end]
        text = text[end:]


def shortened(text: str, most: int) -> str:
    """Return the text, or its beginning with an ellipsis, which takes the place of a full stop."""
    return text if length(text) <= most else f"{text[: _end(text, most - 1)].rstrip(_STOPS)}…"


def _end(text: str, most: int) -> int:
    """Return where to cut: the last line's end in the second half, else a word's, else anywhere."""
    furthest = _fitting(text, most)
    if furthest == len(text):
        return furthest
    line = text.rfind("\n", furthest // 2, furthest) + 1
    spaces = (at for at in range(furthest, furthest // 2, -1) if text[at - 1].isspace())
    end = line or next(spaces, furthest)
    unfinished = _UNFINISHED.search(text, 0, end)
    return unfinished.start() if unfinished and unfinished.start() else end


def _fitting(text: str, most: int) -> int:
    """Return how many of its letters fit; one at least."""
    lengths = accumulate(1 + (letter > _END_OF_PLANE) for letter in text[:most])
    return max(bisect_right(list(lengths), most), 1)
