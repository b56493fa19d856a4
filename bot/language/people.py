"""Names of people in what somebody typed, by what stands before them or by lists of names. Pure.

Names of products, offices and laws are left: they are what a question is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from bot.language.name_lists import (
    is_common_family,
    is_common_given,
    is_family,
    is_function_word,
    is_given,
    is_ordinary,
)

_LONGEST = 3
# "Lee" and "M. Lee" go on with a name, a new line doesn't.
_BETWEEN = re.compile(r"[ \t]+(?:[^\W\d_]\.[ \t]*)?")
# A word as names have them.
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]{2,})*")
_RELATION = (
    r"(?:boss|supervisor|manager|director|chief|captain|lieutenant|sergeant|lead|co-?worker|"
    r"colleague|teammate|assistant|deputy|intern|officer|employee|contractor|friend|neighbou?r|"
    r"wife|husband|spouse|partner|fianc[eé]e?|girlfriend|boyfriend|ex|mother|mom|mum|father|dad|"
    r"sister|brother|son|daughter|kid|child|cousin|aunt|uncle|niece|nephew)"
)
_WHOSE = r"\b(?:my|our|his|her|their|your|an?|the|this|that|another|some)(?:[ \t]+\w+)?"
_LAST_WORDS = r"\w+(?: [\w.-]+){0,2}\W*\Z"


def _before(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_TITLE = _before(
    r"\b(?:mx|prof|professor|sergeant|sgt|lieutenant|captain|(?-i:Miss|Ms|Lt|Capt|Rev))\b\.?[ \t]+"
)
_MR = _before(r"\b(?:mrs?|dr)\b\.?[ \t]+")
_NAMED = _before(r"\b(?:my|his|her|their) name(?:[ \t]+is|[’']?s)[,:]?[ \t]+")
_RELATED = _before(rf"{_WHOSE}[ \t]+{_RELATION}(?:[,:]|[ \t]+(?:is|was|named|called))?[ \t]+")
_INTRODUCED = _before(
    r"\b(?:i[’']?m|i am|this is|it[’']?s|named|signed(?: by)?)[,:]?[ \t]+"
    # How a message ends.
    rf"|\b(?:thanks|thank you|regards|sincerely|best|cheers)[,.!\s—–-]+(?={_LAST_WORDS})"
    rf"|(?<=\s)[—–-]+[ \t]*(?={_LAST_WORDS})"
)


def names(text: str) -> tuple[tuple[int, int], ...]:
    """Return where names of people stand, in order, not overlapping."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(_candidates(text), key=lambda one: (one[0], -one[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)


def parts(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell who it is also where they stand alone."""
    words = WORD.findall(name)
    return tuple(word for word in words if _has_capital(word) and not is_function_word(word))


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for cue, is_name in _CUES:
        for match in cue.finditer(text):
            yield from _span(_words(text, match.end()), is_name, cued=True)
    for match in WORD.finditer(text):
        yield from _span(_words(text, match.start()), _is_full)


def _words(text: str, start: int) -> list[re.Match[str]]:
    """Return the words that begin there and stand together, as those of a name do."""
    found: list[re.Match[str]] = []
    word = WORD.match(text, start)
    while word and len(found) < _LONGEST:
        found.append(word)
        between = _BETWEEN.match(text, word.end())
        word = WORD.match(text, between.end()) if between else None
    return found


def _span(
    found: Sequence[re.Match[str]], is_name: Callable[[Sequence[str]], bool], *, cued: bool = False
) -> Iterator[tuple[int, int]]:
    words = [match[0] for match in found]
    if not words or not is_name(words):
        return
    known = 2 if cued and _has_family(words) else 1
    further = takewhile(_goes_on, words[known:])
    yield found[0].start(), found[known - 1 + sum(1 for _ in further)].end()


def _is_mr(words: Sequence[str]) -> bool:
    return _is_named(words) or (is_common_family(words[0]) and not is_function_word(words[0]))


def _is_named(words: Sequence[str]) -> bool:
    return _could_be_name(words[0]) or _is_first(words[0])


def _is_related(words: Sequence[str]) -> bool:
    """Whether they are a name where a brand may stand as well: "an employee LinkedIn page"."""
    family = _has_capital(words[0]) and is_family(words[0])
    return family or _is_introduced(words)


def _is_introduced(words: Sequence[str]) -> bool:
    """Whether they are a name where any word may stand: "I'm Good"."""
    known = _has_capital(words[0]) and is_given(words[0])
    both = len(words) > 1 and all(map(_could_be_name, words[:2]))
    return known or both or _is_first(words[0])


def _is_full(words: Sequence[str]) -> bool:
    """Whether they begin with a first and a family name: the one known, the other no other word."""
    if len(words) == 1 or is_function_word(words[0]):
        return False
    first, family = words[:2]
    common = is_common_given(first) and is_common_family(family) and not is_function_word(family)
    return common or (_has_capital(first) and is_given(first) and _could_be_name(family))


def _has_family(words: Sequence[str]) -> bool:
    """Whether a first name goes on where no product's name begins: "my boss Brenda Cotton"."""
    if len(words) == 1 or is_function_word(words[1]):
        return False
    return _has_capital(words[0]) and is_given(words[0]) and _has_capital(words[1])


def _is_first(word: str) -> bool:
    """Whether it is a first name also as people type it on a phone."""
    return is_common_given(word) and not is_function_word(word)


def _goes_on(word: str) -> bool:
    return _could_be_name(word) or (is_common_family(word) and not is_function_word(word))


def _could_be_name(word: str) -> bool:
    return _has_capital(word) and not is_ordinary(word)


def _has_capital(word: str) -> bool:
    return word[0].isupper() and not word.isupper()


_CUES = (
    (_TITLE, _is_named),
    (_MR, _is_mr),
    (_NAMED, _is_named),
    (_RELATED, _is_related),
    (_INTRODUCED, _is_introduced),
)
