"""A piece of policy prose as words that can be compared: folded, cut up, stemmed. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.claims.numbers import WORDS, once_said
from knowledge.words import STOP_WORDS, stems

# The units of a few clauses, read again for each sentence of an answer.
RECENT = 2048

_GLYPHS = str.maketrans(
    {
        **dict.fromkeys("‘’\N{MODIFIER LETTER APOSTROPHE}", "'"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{MINUS SIGN}", "-"),
    }
)
# Contractions are read as what they stand for, so that there is one way to say "not".
_CONTRACTED = (
    (re.compile(r"\bcannot\b|\bcan't\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'d\b"), " would"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"\b(he|she|it|that|there|who|what|this)'s\b"), r"\1 is"),
)
# "e-mail" is email, "co-worker" coworker: a prefix isn't a word.
_PREFIX = re.compile(r"\b(e|co|non|un|re|pre|anti|multi|inter|intra)-(?=[a-z])")
# One or more: "receipt(s)".
_PLURAL = re.compile(r"(?<=[a-z])\(s\)")
_CLOCK = re.compile(r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?\s*([ap])\.?m\b\.?")
_HOURS = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b(?!h)")
_NAMED_HOURS = (("noon", "12:00h"), ("midnight", "00:00h"))
_TOKEN = re.compile(
    r"\d\d:\d\dh|[^\W\d_]+[-/]?\d[\w-]*|\d+(?:[.,/-]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|[%$€£]|[,;:.!?()\n—–]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, figure or mark, in lower case; `stem` is "" where it carries no meaning itself."""

    word: str
    stem: str
    start: int

    @property
    def stops(self) -> bool:
        """Whether a part of a sentence ends here."""
        return self.word in _STOPS


# Behind a figure a full stop is part of it.
_FULL_STOP = re.compile(r"[!?\n]|\.(?!\w)")
_STOPS = frozenset(",;:.!?()\n—–")


@dataclass(frozen=True)
class Statement:
    """A sentence, or what was read together with it, folded; equal texts are equal."""

    text: str

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens in order."""
        matches = list(_TOKEN.finditer(self.text))
        return tuple(Token(m[0], _stem(m[0]), m.start()) for m in matches)

    @cached_property
    def content(self) -> tuple[Token, ...]:
        """The tokens that carry meaning, in order."""
        return tuple(token for token in self.tokens if token.stem)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of what carries meaning."""
        return frozenset(token.stem for token in self.content)

    @cached_property
    def initials(self) -> str:
        """The first letters of what carries meaning, in order."""
        return "".join(token.stem[0] for token in self.content)


@lru_cache(maxsize=RECENT)
def read(text: str) -> Statement:
    """Return the text folded: lower case, plain quotes, no contractions, hours as 09:30h."""
    folded = unicodedata.normalize("NFKC", text).translate(_GLYPHS).lower()
    for pattern, plain in _CONTRACTED:
        folded = pattern.sub(plain, folded)
    folded = _PLURAL.sub("s", folded)
    folded = _CLOCK.sub(_hour, _PREFIX.sub(r"\1", folded))
    folded = _HOURS.sub(lambda m: f"{int(m[1]):02d}:{m[2]}h", folded)
    for name, hour in _NAMED_HOURS:
        folded = re.sub(rf"\b{name}\b", hour, folded)
    return Statement(once_said(re.sub(r"\s[-–]+\s|\s?--+\s?", " — ", folded)))


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Return begin and end of the sentence of a text in which a place is."""
    return next((begin, end) for begin, end in stretches(text) if place <= end)


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of what stands between full stops and the like."""
    begin = 0
    for stop in _FULL_STOP.finditer(text):
        yield begin, stop.start()
        begin = stop.end()
    yield begin, len(text)


def _hour(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
    return f"{hour:02d}:{match[2] or '00'}h"


@lru_cache(maxsize=16384)
def _stem(word: str) -> str:
    if not word[0].isalpha() or word in STOP_WORDS or word in _FUNCTION or word in WORDS:
        return ""
    found = stems((word.removesuffix("'s"),))
    stem = found[0] if found else ""
    # British spelling.
    if len(stem) > 5:  # noqa: PLR2004 - shorter stems are words of their own: "basis", "hour"
        stem = re.sub("is$", "iz", stem).replace("our", "or")
    return stem


# Beside the stop words: what is read by its grammar and not by its meaning.
_FUNCTION = frozenset(
    "may must shall might cannot need needs needed never nobody none nothing anyone anybody "
    "everyone everybody someone somebody anything everything something unless except without "
    "within until till upon via per whether whoever whatever whenever wherever either neither "
    "every much many also else even ever however therefore thus hence instead rather yet "
    "still already now then please yes less least most us let's oneself onto towards toward "
    "among across along like".split()
)
