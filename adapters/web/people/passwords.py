"""Passwords: which are good enough, and how they are kept.

The rules are those of NIST SP 800-63B, section 3.1.1.2 (verifiers): length counts, no mixture of
characters is asked for, and what is common, repeated or about oneself is refused. Argon2id's cost
is RFC 9106's second recommended option, which argon2-cffi takes by default.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import cache
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 12
LONGEST: Final = 128
# What must be left of a password when all that is easily guessed is taken out of it.
_OWN: Final = 6
_ALIKE: Final = str.maketrans("013457@$!|€", "oleastasiie")
_DIFFERENT: Final = 5  # characters, at least
# Words that lists of breached passwords are full of, and what neighbours on a keyboard or in the
# alphabet. Longer ones first, so that none hides in the rest of another.
_COMMON: Final = tuple(
    sorted(
        """password passwort passphrase passcode letmein welcome qwertyuiop qwerty asdfghjkl asdf
        zxcvbnm zxcvbn azerty abcdefghijklmnopqrstuvwxyz abcdef abc administrator admin changeme
        change secret login access master superman batman dragon monkey football baseball
        basketball princess sunshine shadow iloveyou trustno trust hello whatever starwars michael
        jennifer jordan charlie summer winter spring autumn january february march april june july
        august september october november december monday tuesday wednesday thursday friday
        company office default temporary temp test testing user guest please security
        policydesk policy desk communications employee government agency""".split(),
        key=len,
        reverse=True,
    )
)
# Each hash takes 64 MiB, and this service runs on small machines.
_AT_ONCE: Final = 2
_turn = BoundedSemaphore(_AT_ONCE)
_hasher = PasswordHasher()


def fault(password: str, about: Collection[str] = ()) -> str:
    """Return why a password can't be taken, and what to do; "" for one that can.

    `about` is what others know of its owner: their names, their address, the agency.
    """
    if len(password) < SHORTEST:
        return f"It needs at least {SHORTEST} characters. A few words in a row are a good one."
    if len(password) > LONGEST:
        return f"It can have at most {LONGEST} characters."
    if len(_left(password, about)) < _OWN or len(set(password.casefold())) < _DIFFERENT:
        return (
            "It is too easy to guess: it is little more than common words, a name, or the same over"
            " again. A few words in a row that have nothing to do with each other are a good one."
        )
    return ""


def hashed(password: str) -> str:
    """Return what is kept of a password; it takes a tenth of a second, on purpose."""
    with _turn:
        return _hasher.hash(_normal(password))


def matches(kept: str, password: str) -> bool:
    """Whether a password is the one that was kept; as slow for "", which none is."""
    with _turn:
        try:
            return _hasher.verify(kept or _nobodys(), _normal(password)) and bool(kept)
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether a password should be hashed anew, for this release does it another way."""
    return _hasher.check_needs_rehash(kept)


def _normal(password: str) -> str:
    # Section 3.1.1.2: the same characters typed on another device may come in other code points.
    return unicodedata.normalize("NFKC", password[: LONGEST + 1])


def _left(password: str, about: Collection[str]) -> str:
    """Return the letters of a password that aren't part of anything easily guessed."""
    own = {part.casefold() for text in about for part in re.findall(r"\w{3,}", text)}
    plain = re.sub(r"(.)\1+", r"\1", _normal(password).casefold())
    guessed = (*sorted(own, key=len, reverse=True), *_COMMON)
    return min((_without(text, guessed) for text in (plain, plain.translate(_ALIKE))), key=len)


def _without(text: str, guessed: Collection[str]) -> str:
    for word in guessed:
        text = text.replace(re.sub(r"(.)\1+", r"\1", word), " ")
    # What is said again counts once.
    return " ".join(dict.fromkeys(re.findall(r"[^\W\d_]+", text)))


@cache
def _nobodys() -> str:
    """Return what is compared with where there is no such account: it takes as long."""
    return _hasher.hash("nobody's")
