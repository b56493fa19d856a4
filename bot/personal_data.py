"""Personal data in what people type: found by validated patterns, never kept.

A pattern alone would take a form number or a clause number for a person's number,
so every hit must pass its issuer's own check (python-stdnum, phonenumbers).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import phonenumbers
from stdnum import iban, luhn
from stdnum.ca import sin
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.in_ import aadhaar
from stdnum.it import codicefiscale
from stdnum.mx import curp
from stdnum.us import itin, ssn

_LENIENCY = phonenumbers.Leniency.STRICT_GROUPING
_SHORTEST_CARD = 13
_ID = "national identity number"
# Unicode counts them among mathematical signs and bullets.
_OTHER_DASHES = "\N{MINUS SIGN}\N{HYPHEN BULLET}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data: what it is, in the asker's words, and where it stands."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    pattern: re.Pattern[str]
    valid: Callable[[str], bool]


# No letter, digit, or joined digit group may touch a number: GS-00F-123CA, 2635.702(b)(1).
_BEFORE, _AFTER = r"(?<![\w.$€£/-])", r"(?![\w/(%-]|[.,]\d)"


def _rule(kind: str, pattern: str, valid: Callable[[str], bool]) -> _Rule:
    return _Rule(kind, re.compile(_BEFORE + pattern + _AFTER, re.IGNORECASE), valid)


def _card(number: str) -> bool:
    # 3 to 6 is where payment cards begin (ISO/IEC 7812); other long numbers may pass Luhn by luck.
    digits = re.sub(r"[ -]", "", number)
    return len(digits) >= _SHORTEST_CARD and digits[0] in "3456" and luhn.is_valid(digits)


def _hyphened(number: str) -> str:
    return number.replace(" ", "-")


_RULES = (
    _rule("bank account number", r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}", iban.is_valid),
    _rule("card number", r"\d{4}([ -]?)\d{4}\1\d{4}\1\d{1,7}", _card),
    _rule("card number", r"3\d{3}([ -]?)\d{6}\1\d{5}", _card),
    _rule(_ID, r"\d{3}([ -])\d{2}\1\d{4}", lambda number: ssn.is_valid(_hyphened(number))),
    _rule(_ID, r"9\d{2}([ -])\d{2}\1\d{4}", lambda number: itin.is_valid(_hyphened(number))),
    _rule(_ID, r"\d{3}([ -])\d{3}\1\d{3}", sin.is_valid),
    _rule(_ID, r"\d{4}([ -])\d{4}\1\d{4}", aadhaar.is_valid),
    _rule(_ID, r"[12] ?\d{2} ?\d{2} ?\w{2} ?\d{3} ?\d{3} ?\d{2}", nir.is_valid),
    _rule(_ID, r"[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]", codicefiscale.is_valid),
    _rule(_ID, r"[A-Z]{4}\d{6}[A-Z]{6}[A-Z0-9]\d", curp.is_valid),
    _rule(_ID, r"\d{8}-?[A-Z]", dni.is_valid),
    _rule(_ID, r"[XYZ]-?\d{7}-?[A-Z]", nie.is_valid),
    _rule("health service number", r"\d{3} \d{3} \d{4}", nhs.is_valid),
)

# Written without separators, or with dots as versions and clauses are, nine digits can be
# anything, so their name must stand before them.
_NAMED = re.compile(
    r"\b(?:ssns?|social security|social)\b(?:\W{1,3}(?:card|number|no|num|nr|is|was))*\W{0,3}"
    r"(?<!\d)(\d{3}[ .-]?\d{2}[ .-]?\d{4})(?!\d)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:phone|cell|mobile|tel|call|ring|reach|text|fax|whatsapp|sms|dial"
    r"|(?:my|his|her|their|our) (?:(?:new|old|direct|home|office|private|personal|work) )?number)",
    re.IGNORECASE,
)


def find(text: str, region: str = "US") -> tuple[Finding, ...]:
    """Find national identifiers, card, bank account and phone numbers, in order, not overlapping.

    `region` is the two-letter country of phone numbers that have no "+".
    """
    found: list[Finding] = []
    plain = _plain(text)
    for finding in sorted(_candidates(plain, region), key=lambda f: (f.start, -f.end)):
        if not found or finding.start >= found[-1].end:
            found.append(finding)
    return tuple(found)


def remove(text: str, findings: tuple[Finding, ...]) -> str:
    """Return the text with each finding replaced by its kind in brackets."""
    for finding in reversed(findings):
        text = f"{text[: finding.start]}[{finding.kind} removed]{text[finding.end :]}"
    return text


def blank(text: str, findings: tuple[Finding, ...]) -> str:
    """Return the text with spaces for each finding: what else was said."""
    for finding in findings:
        text = text[: finding.start] + " " * (finding.end - finding.start) + text[finding.end :]
    return text


def _plain(text: str) -> str:
    """Return the text with every sort of dash, space and digit as a keyboard types it.

    It is as long as the text, so that places in the one are places in the other.
    """
    return "".join(map(_typed, text))


def _typed(character: str) -> str:
    if character.isascii():
        return character
    match unicodedata.category(character):
        case "Zs":
            return " "
        case "Pd":
            return "-"
        case "Nd":
            return str(unicodedata.digit(character))
        case _:
            return "-" if character in _OTHER_DASHES else character


def _candidates(text: str, region: str) -> Iterator[Finding]:
    for phone in phonenumbers.PhoneNumberMatcher(text, region, leniency=_LENIENCY):
        called = _CALL.search(text, max(0, phone.start - 30), phone.start)
        if called or not _could_be_a_reference(phone.raw_string):
            yield Finding("phone number", phone.start, phone.end)
    for match in _NAMED.finditer(text):
        yield Finding(_ID, match.start(1), match.end(1))
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            if number := _valid_part(rule, match[0]):
                yield Finding(rule.kind, match.start(), match.start() + len(number))


def _could_be_a_reference(number: str) -> bool:
    """Whether a phone number may as well be a case (1234567890) or a clause (252.204-7012)."""
    return number.isdigit() or ("." in number and "-" in number and "+" not in number)


def _valid_part(rule: _Rule, number: str) -> str:
    # A pattern with spaces can swallow the next short word: "GB82 WEST … 5432 or".
    while number and not rule.valid(number):
        number = number.rpartition(" ")[0]
    return number
