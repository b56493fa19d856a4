"""To whom something was said that names nobody: what the grammar of a message tells. Pure.

People in a thread talk to each other and to the bot, and likeness to the question before can't
tell one from the other: to "lunch at noon?" the clause that was just quoted comes as near as to
"and on duty?".
"""

from __future__ import annotations

import re
from functools import partial

from bot.fragments import is_fragment

_pattern = partial(re.compile, flags=re.IGNORECASE)

_PREPOSITION = (
    r"(?:for|from|in|on|at|with|without|within|after|before|during|about|to|of|by|under|outside|"
    r"inside|when|if|as|per|against)\b"
)
_WHO = (
    r"(?:i|we|they|he|she|it|this|that|these|those|there|the|an?|my|our|their|his|her|any|all|"
    r"some|every|each|no|both|somebody|someone|anybody|anyone|everybody|everyone|people|staff|"
    r"employees?|you|your)\b"
)
_AUXILIARY = (
    r"(?:can|could|may|might|must|should|shall|do|does|did|is|isn'?t|are|aren'?t|am|was|were|will|"
    r"would|has|have|don'?t|doesn'?t|can'?t)\b"
)
_ASKS_FOR = (
    rf"(?:(?:what|how) (?:about|if)\b|(?:what|who|whom|whose|where|when|why|how|which)(?: \w+)?"
    rf" {_AUXILIARY}|what(?:'?s| happens| counts| applies)\b|who(?:'?s)? \w+s\b|how'?s\b|why not\b)"
)
# "Which means no pictures" tells, "what a day it is" exclaims.
_TELLS = r"(?:which (?:means|is (?:why|fine|good|great|nice|ok(?:ay)?))\b|what an? )"
_LEADS_IN = r"(?:\W*(?:and|but|so|or|also|then|ok(?:ay)?|hey|hi|well|yes|no|sorry|please)\b)*\W*"
_QUESTION_MARK = _pattern(r"\?(?:\W*$|\s)")
_BEGINS_AS_QUESTION = _pattern(rf"^{_LEADS_IN}(?!{_TELLS})(?:{_ASKS_FOR}|{_AUXILIARY} {_WHO})")
_CONTINUES = _pattern(rf"^\W*(?:and|or|but|also)\b(?: (?:what|also|then))? {_PREPOSITION}")
_BEGINS_BELOW = _pattern(rf"^\W*(?:and|or|but|also|so|same|what|how|{_PREPOSITION})")
_POINTS = _pattern(r"\b(?:it|that|this|these|those|there|them|too|either)\b")
_YOU = _pattern(r"\b(?:you|your|yours|u(?!\.)|ya)\b")
# What one asks whoever knows the rules.
_OF_WHO_KNOWS = _pattern(
    r"\b(?:can|could|would|will) you (?:please |also |maybe )?(?:(?:tell|show) (?:me|us)|explain|"
    r"clarify|quote|repeat)\b|\bdo you (?:know|mean)\b|\bare you sure\b"
)
_PLANS = _pattern(r"^\W*(?:(?:i|we|he|she|they)(?:[’']?ll| will| can| could)|let[’']?s)\b")


def asks(text: str) -> bool:
    """Whether a message is a question, or a few words that go on with one ("and for police")."""
    continues = is_fragment(text) and _CONTINUES.search(text)
    return bool(_QUESTION_MARK.search(text) or _BEGINS_AS_QUESTION.search(text) or continues)


def says_you(text: str) -> bool:
    """Whether it is put to a "you", and not to one who knows the rules ("can you tell me …")."""
    return bool(_YOU.search(text)) and not _OF_WHO_KNOWS.search(text)


def stands_bare(text: str) -> bool:
    """Whether it is a few words that neither go on with what was said nor point to it."""
    return is_fragment(text) and not _BEGINS_BELOW.search(text) and not _POINTS.search(text)


def plans(text: str) -> bool:
    """Whether it tells what its writer, or somebody else, is going to do."""
    return bool(_PLANS.search(text))
