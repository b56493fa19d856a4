"""Text to what BM25 counts: stemmed words without stop words, and pairs of neighbours. Pure."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import Stemmer

# Numbers keep their points, so that "2635.702" and "4.1.2" are one word each.
_WORD = re.compile(r"\d+(?:\.\d+)+|[^\W_]+(?:'[^\W_]+)?")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'"})

# The stop list of the Snowball project (BSD), with the contractions folded in.
_STOP = """
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she
    her hers herself it its itself they them their theirs themselves what which who whom this that
    these those am is are was were be been being have has had having do does did doing would should
    could ought a an the and but if or because as until while of at by for with about against
    between into through during before after above below to from up down in out on off over under
    again further then once here there when where why how all any both each few more most other
    some such no nor not only own same so than too very can will just
    i'm you're he's she's it's we're they're i've you've we've they've i'd you'd he'd she'd we'd
    they'd i'll you'll he'll she'll we'll they'll isn't aren't wasn't weren't hasn't haven't hadn't
    doesn't don't didn't won't wouldn't shan't shouldn't can't cannot couldn't mustn't let's that's
    who's what's here's there's when's where's why's how's im ive dont doesnt didnt isnt arent cant
"""
STOP_WORDS = frozenset(_STOP.split())

_local = threading.local()


def words(text: str) -> tuple[str, ...]:
    """Return every word of the text in order: lower case, compatible characters folded."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(_APOSTROPHES)
    return tuple(_WORD.findall(folded))


def stems(found: Sequence[str]) -> tuple[str, ...]:
    """Return the stems of the words that carry meaning, in order, stop words left out."""
    kept = [word.removesuffix("'s") for word in found if word not in STOP_WORDS]
    return tuple(_stemmer().stemWords(kept))


def pairs(stemmed: Sequence[str]) -> tuple[str, ...]:
    """Return each stem joined to its neighbour with an underscore, which no word contains."""
    return tuple(f"{left}_{right}" for left, right in pairwise(stemmed))


def _stemmer() -> Stemmer.Stemmer:
    """Return this thread's stemmer; PyStemmer's objects must not be shared between threads."""
    if not hasattr(_local, "stemmer"):
        _local.stemmer = Stemmer.Stemmer("english")
    stemmer: Stemmer.Stemmer = _local.stemmer
    return stemmer
