"""Names, acronyms, codes and addresses, and whether a text has them. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.claims.statement import read
from knowledge.words import STOP_WORDS

_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b(?:/\S*)?"
)
_CODE = re.compile(r"\b(?=[\w/-]*\d)(?=[\w/-]*[A-Za-z])\w+(?:[-/]\w+)*(?:\(\w+\))*")
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\b\.?", re.IGNORECASE)
# These are figures: "2nd", "30-day", "9am".
_FIGURE = re.compile(
    r"\d+(?:st|nd|rd|th|[ap]m|h)|\d+-[a-z]+(?:-[a-z]+)*|[a-z]+-\d+-[a-z]+", re.IGNORECASE
)
_CAPITAL = r"[^\W\d_a-z][^\W\d_]*(?:['’/&-][^\W\d_]+)*"
_NAME = re.compile(
    rf"(?<![\w/-]){_CAPITAL}(?:\s+(?:(?:of|for|and|the|to|on|in)\s+){{0,2}}{_CAPITAL})*"
)
_BEGINS = re.compile(r"(?:^|[.!?:;]\s|[\"“(]|\n)\s*$")
_LINKS = frozenset("of for and the to on in".split())
# "The Chair to the Board" are two.
_PARTED = re.compile(r"\s(?:and|to|on|in)\s(?:the\s)?")
# Acronyms of fewer letters are found by chance.
_SHORTEST = 3
# Between the words of a name there may be so many others: "Director of the Office of Safety".
_LOOSE = 4


@lru_cache(maxsize=256)
def strange(sentence: str, clauses: str) -> tuple[str, ...]:
    """Return the names, codes and addresses of a sentence that the clauses don't have.

    The words of a name must stand together, in any order: "the Communications Office".
    """
    have = read(clauses)
    folded = _folded(clauses)
    marks = [m[0] for form in (_ADDRESS, _CODE) for m in form.finditer(sentence)]
    exact = [mark for mark in marks if not _FIGURE.fullmatch(mark) and not _has(folded, mark)]
    known = [_bare(token.word) for token in have.tokens]
    initials = frozenset(map(_initials, _NAME.findall(clauses)))
    names = [name for name in _names(sentence) if not _stands(name, known, initials)]
    return (*exact, *(" ".join(word for part in name for word in part) for name in names))


def _names(sentence: str) -> list[tuple[tuple[str, ...], ...]]:
    """Return the names of a sentence, each in the parts that are names of their own."""
    plain = _CODE.sub(" ", _CLOCK.sub(" ", _ADDRESS.sub(" ", sentence)))
    found = []
    for match in _NAME.finditer(plain):
        parts = match[0].split()
        # Every sentence begins with a capital.
        if _BEGINS.search(plain[: match.start()]) and not _is_acronym(parts[0]):
            rest = parts[1:]
            parts = rest if not rest or rest[0] not in _LINKS else rest[1:]
        wordings = _PARTED.split(" ".join(parts))
        name = tuple(filter(None, map(_significant, wordings)))
        if name:
            found.append(name)
    return found


_CLOSED = frozenset(
    (*STOP_WORDS, *"may must shall not never no yes none nobody either neither".split())
)


def _significant(name: str) -> tuple[str, ...]:
    return tuple(word for word in map(_bare, _words(name)) if word not in _CLOSED)


def _stands(name: tuple[tuple[str, ...], ...], known: list[str], initials: frozenset[str]) -> bool:
    """Whether a name stands in the clauses: whole, in parts, or by the first letters of one."""
    whole = tuple(word for part in name for word in part)
    return _together(whole, known) or all(
        _together(part, known) or any(" ".join(part) in one for one in initials) for part in name
    )


def _initials(name: str) -> str:
    """Return what a name may be abbreviated to."""
    letters = "".join(word[0] for word in name.split() if word[0].isupper()).lower()
    return letters if len(letters) >= _SHORTEST else ""


def _is_acronym(word: str) -> bool:
    return sum(letter.isupper() for letter in word) > 1


def _words(text: str) -> list[str]:
    return [token.word for token in read(text).tokens]


def _bare(word: str) -> str:
    plain = word.removesuffix("'s")
    return plain.rstrip("s") if len(plain) > 3 else plain  # noqa: PLR2004


def _together(name: tuple[str, ...], known: list[str]) -> bool:
    """Whether the words of a name stand near each other, however they are linked."""
    wanted = {word for word in name if word.isalnum() or "'" in word}
    if not wanted:
        return True
    places = [at for at, word in enumerate(known) if word in wanted]
    reach = len(name) + _LOOSE
    return any(wanted <= set(known[at : at + reach]) for at in places)


def _has(folded: str, mark: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(_folded(mark).rstrip('.,;:/'))}(?![\w-])", folded))


def _folded(text: str) -> str:
    return " ".join(text.lower().replace("\N{NON-BREAKING HYPHEN}", "-").replace("–", "-").split())
