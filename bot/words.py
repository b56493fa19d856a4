"""The words of a sentence that carry its meaning, stemmed; for rules that compare texts."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)*", re.IGNORECASE)
_stemming = threading.local()

# Function words of English, with the spellings people type on a phone.
STOP_WORDS = frozenset(
    """
    a about above after again all also am an and any are aren't arent as at be because been before
    being below between both but by can can't cant could did didn't didnt do does doesn't doesnt
    doing don't dont down during each else either ever few for from further gonna gotta had has
    have haven't having he her here hers him his how i i'd i'll i'm i've id if ill im in into is
    isn't isnt it it's its ive just let's lets may me might more most must my myself no nor not now
    of off ok okay on once only or other our ours out over own per please pls same shall she should
    shouldn't so some such than that that's thats the their theirs them then there there's theres
    these they they're theyre this those tho though through to too under until up upon us very
    wanna was wasn't we we're we've were what what's whats when where whether which while who
    who's whos whom whose why will with within without won't wont would wouldn't ya yes you you're
    your youre
    """.split()  # noqa: SIM905  # a column of quoted words would be five times as long
)


def words(text: str) -> list[str]:
    """Split a text into its words in small letters, with the apostrophe made plain."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Cut one word to its English stem."""
    # A stemmer keeps state while it works, so threads don't share one.
    if not hasattr(_stemming, "english"):
        _stemming.english = Stemmer.Stemmer("english")
    stemmed: str = _stemming.english.stemWord(word.removesuffix("'s"))
    return stemmed


def content(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order, repeats kept."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]
