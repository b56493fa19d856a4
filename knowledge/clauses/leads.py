"""How paragraphs hang together: what opens a list, and what takes back what stands before it."""

from __future__ import annotations

import re

from .sentences import sentences

# Up to this many words a paragraph is carried as a lead-in whole; of a longer one, a sentence.
LONG_LEAD = 60

# Characters that hold the last word.
_END = 30
_BREAKS = re.compile(r"(?:[:—–]|:-|--)\W*$")
_POINTS_AHEAD = re.compile(r"\b(?:following|below|as follows)\b", re.IGNORECASE)
# Words that no sentence and no title ends with.
_DANGLES = re.compile(
    r"\b(?:an?|the|and|or|nor|not|never|of|to|from|by|for|with|without|at|into|upon|between|against|"
    r"concerning|including|than|that|which|whom|whose|if|unless|until|when|whenever|while|because|"
    r"provided|except|following|either|neither|each|every|their|its|your|our)[,;\s]*$",
    re.IGNORECASE,
)
# Nor with these, unless it asks: "Who we are".
_AUXILIARY = re.compile(
    r"\b(?:must|shall|should|may|might|can|cannot|could|will|would|is|are|was|were|be|been|has|have|"
    r"had|does|do|no|all|any)[,;\s]*$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|must|may|shall|should|can|cannot|will|would|has|have|had|do|does|not|"
    r"never|no)\b|n['’]t\b",
    re.IGNORECASE,
)
# A title with one of these says what is below it is wrong, or right only so far.
_WARNS = re.compile(
    r"\b(?:not|never|no|none|without|only|unless|except\w*|exempt\w*|exclu\w*|prohibit\w*|forbid\w*|"
    r"bann?(?:ed|s)?|bars?|barred|restrict\w*|limit\w*|avoid\w*|refus\w*|refrain\w*|violat\w*|"
    r"breach\w*|misus\w*|misconduct|abus\w*|illegal\w*|(?:un(?:accept|author|allow|law|suit|"
    r"ethic|eligib|professional)|in(?:appropriate|eligib|valid|correct|admissib)|im(?:proper|"
    r"permissib)|dis(?:allow|qualif))\w*|wrong\w*|don['’]?ts?|conditions?|provided|if)\b|n['’]t\b",
    re.IGNORECASE,
)
_SHORT_TITLE = 12
# A part of a sentence: "post pictures;".
_PART = re.compile(r"\W*[a-z]|.*(?:[;,]|;? (?:and|or))\s*$", re.DOTALL)
_GERUND = re.compile(
    r"(?!(?:During|(?:No|Any|Every|Some)thing|Bring|According|Following|Pending)\b)\w+ing\b"
)
_SHORT, _SHORTEST = 8, 4
_RULES = re.compile(
    r"\b(?:must|shall|should|may|can|cannot|will|not|never|no|needs?|required|allowed|permitted|"
    r"prohibited|forbidden)\b|n['’]t\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:what|who|whom|whose|which|when|where|why|how|(?:things|ways|steps) (?:you|we|to))\b",
    re.IGNORECASE,
)

# How a text begins that turns round what stands before it.
_TURNS = re.compile(
    r"\W*(?:[a-z0-9]{1,3}[.)]\s*)?(?:however|but|yet|nevertheless|nonetheless|otherwise|conversely|"
    r"instead|by contrast|on the other hand|even (?:then|so|if)|if (?:so|not)\b|where this|"
    r"(?:in|under) (?:this|that|these|those|such|either|neither|both) (?:case|event|circumstance)|"
    r"exceptions?(?=[:.]| (?:is|are|to (?:this|the)\b))|"
    r"(?:the )?(?:sole|only|one|an|some|these|those|following|limited) "
    r"(?:exceptions?|exemptions?|exclusions?))\b",
    re.IGNORECASE,
)
# These may also begin a rule of its own: "Unless the desk agrees, staff must not post."
_MAY_TURN = re.compile(
    r"\W*(?:[a-z0-9]{1,3}[.)]\s*)?(?:only|not|although|though|provided|unless|except|notwithstanding|"
    r"exceptions?|exemptions?|exclusions?|nothing in (?:this|these|the foregoing|paragraphs?))\b"
    r"(?! as (?:otherwise )?(?:provided|noted|stated|specified|described|set)\b)",
    re.IGNORECASE,
)
# What it speaks of lies before it, and it says that or when it doesn't hold.
_LIFTED = (
    r"[^.;?!]{0,80}?(?:\b(?:not|never|no longer|only|except\w*|unless|exempt\w*|exclud\w*|"
    r"inapplicable|void|suspended|waived)\b|n['’]t\b)"
)
_BACK = (
    r"(?:(?:th(?:is|ese|ose|at)|such)(?! (?:sub)?(?:part|section|chapter|policy|document|title|"
    r"guide|page|course|manual|handbook|regulation)s?\b)|it|they|both|neither|none of|"
    r"the (?:above|foregoing|preceding|same|previous))\b"
)
_WIDER = (
    r"(?:th(?:is|ese|ose)|such|(?:sub)?paragraphs?|(?:sub)?sections?|the (?:rule|ban|prohibition|"
    r"requirement|restriction|policy|section|provision|limitation)s?)\b"
)
_LIFTS = re.compile(rf"\W*(?:[a-z0-9]{{1,3}}[.)]\s*)?{_BACK}{_LIFTED}", re.IGNORECASE)
_LIFTS_MORE = re.compile(rf"\W*(?:[a-z0-9]{{1,3}}[.)]\s*)?{_WIDER}{_LIFTED}", re.IGNORECASE)
# Within its first sentence: "The Director may, however, forbid it", "Contractors are exempt."
_LIMITS = re.compile(
    r"[^.;?!]{0,120}\b(?:however|nevertheless|nonetheless|notwithstanding the (?:above|foregoing)|"
    r"(?:(?:do|does|did|shall|will)(?: not|n['’]t)|only|no longer) appl(?:y|ies)|"
    rf"(?:exempt|excluded|excepted)(?: from {_BACK}| from {_WIDER}|[.;]?$))",
    re.IGNORECASE,
)


def leading(text: str) -> str:
    """Return the part of a paragraph that its list needs: it breaks off, or points ahead.

    A short one that warns ("Prohibited uses.") is needed too. "" where it does nothing of
    the sort. This is the only notion of what opens a list.
    """
    if breaks_off(text):
        return text if text.count(" ") < LONG_LEAD else sentences(text)[-1]
    ahead = [sentence for sentence in sentences(text) if _POINTS_AHEAD.search(sentence)]
    if ahead:
        return ahead[-1]
    return text if text.count(" ") < _SHORT_TITLE and warns(text) else ""


def breaks_off(text: str) -> bool:
    """Whether the text ends as before a list, perhaps only without a full stop."""
    return (text.count(" ") > 1 and text[-1].isalnum()) or is_unfinished(text)


def is_unfinished(text: str) -> bool:
    """Whether the text ends in the midst of a sentence."""
    return bool(_BREAKS.search(text[-_END:])) or dangles(text)


def dangles(text: str) -> bool:
    """Whether the last word calls for another one: "Employees must not"."""
    end = text[-_END:]
    return bool(_DANGLES.search(end) or (_AUXILIARY.search(end) and not _ASKS.match(text)))


def rules(title: str) -> bool:
    """Whether what looks like a title is a sentence that a list below it completes."""
    if dangles(title):
        return True
    asks = title.endswith("?") or _ASKS.match(title)
    return bool(not asks and (has_verb(title) or _POINTS_AHEAD.search(title)))


def has_verb(text: str) -> bool:
    """Whether the text has one of the verbs that make sentences of titles."""
    return bool(_VERB.search(text))


def warns(title: str) -> bool:
    """Whether what stands under the title would be misread without it."""
    return bool(_WARNS.search(title))


def title_lead(title: str, text: str) -> str:
    """Return the title if a list under it, which begins with `text`, needs it to be understood.

    A sentence that rules by itself doesn't.
    """
    if _PART.match(text):
        return title
    if _RULES.search(text):
        return ""
    return title if warns(title) or rules(title) or _is_phrase(text) else ""


def _is_phrase(text: str) -> bool:
    """Whether an item says nothing by itself: "Posting pictures", "Cash"."""
    if _GERUND.match(text):
        return True
    # A full stop makes a sentence of all but the shortest.
    most = _SHORT if text[-1:].isalnum() else _SHORTEST
    return text.count(" ") < most and not has_verb(text) and not _BREAKS.search(text[-_END:])


def narrows(text: str) -> bool:
    """Whether the text limits, lifts or turns round what stands before it."""
    forms = (_TURNS, _MAY_TURN, _LIFTS, _LIFTS_MORE, _LIMITS)
    return any(form.match(text) for form in forms)


def takes_back(text: str) -> bool:
    """Whether the text does so in words that can't be read without what stands before it."""
    return bool(_TURNS.match(text) or _LIFTS.match(text))
