"""What a sentence may not look like: mark-up, hidden characters, quotes that aren't. Pure."""

from __future__ import annotations

import re
import unicodedata

_QUOTED = re.compile(
    r"\"([^\"]+)\"|(?<!\w)'([^']{2,})'(?!\w)|‘([^’]{2,})’(?!\w)|«([^»]+)»|„([^“”]+)[“”]"
)
_MARKUP = re.compile(
    r"<[^>\s][^>]*>|</|\]\s*\(|\[[^\]]*\]\[|!\[|`|\*|(?<!\w)[_~]+\S|^\s*(?:#|>|[-•]\s)|&(?:#\w+|[a-z]+);|"
    r"(?<!\w)@\w|\bjavascript:|\bdata:\w+/|\{\{|\\[a-z]|:\w+:|\|",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\b[a-z][a-z0-9+.-]*://\S+|\bwww\.\S+|\bmailto:\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_DOUBLE = str.maketrans({**dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‘’", "'")})
_ALLOWED_MARKS = frozenset("\u00ad")
_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"))


def misquoted(sentence: str, clauses: str) -> bool:
    """Whether something in quotation marks doesn't stand in the clauses word for word.

    White space and the form of the marks don't count, nor a comma or stop before the closing one.
    """
    said = _folded(clauses)
    plain = sentence.translate(_DOUBLE)
    quotes = ("".join(filter(None, match.groups())) for match in _QUOTED.finditer(plain))
    unclosed = plain.count('"') % 2 == 1
    return unclosed or any(_folded(quote).strip(" .,;") not in said for quote in quotes)


def marked_up(sentence: str, clauses: str) -> bool:
    """Whether the sentence has a link, an address or mark-up that the clauses haven't."""
    found = (m[0] for form in (_MARKUP, _LINK) for m in form.finditer(sentence))
    said = _folded(clauses).lower()
    return any(_folded(mark).lower().rstrip(".,;:!?)") not in said for mark in found)


def disguised(sentence: str, clauses: str) -> bool:
    """Whether the sentence has hidden or look-alike characters that the clauses haven't."""
    return any(
        unicodedata.category(sign) in _HIDDEN or _is_foreign(sign)
        for sign in set(sentence) - set(clauses)
    )


def _is_foreign(sign: str) -> bool:
    """Whether a letter or digit only looks as if it were of the Latin alphabet, or isn't of it."""
    if sign.isascii():
        return False
    if unicodedata.category(sign).startswith("M"):
        return True
    is_word = sign.isalnum()
    folded = unicodedata.normalize("NFKC", sign) != sign
    return is_word and (folded or not unicodedata.name(sign, "").startswith("LATIN"))


def _folded(text: str) -> str:
    return " ".join(text.translate(_DOUBLE).split())
