"""Cues of grammar that tell a report from a question, which embeddings hardly see."""

from __future__ import annotations

import re

_QUESTION_WORD = (
    r"(?:what|which|who|whom|whose|where|when|why|how|whats|whos|hows|do|does|did|can|could|may|"
    r"should|shall|must|is|isnt|are|am|was|were|will|would|has|have)\b"
)
_BEGINS_AS_QUESTION = (
    r"^(?:\W*(?:so|and|but|uh|hey|hi|ok|please|pls|also|within|in|at|for|by|on|to|from|with|since|"
    rf"until|about)\b)*\W*{_QUESTION_WORD}"
)
# "…, who calls back" asks; "…, what do I tell them" is a cry for help.
_ENDS_AS_QUESTION = (
    rf",\s*(?:and |so |but )?{_QUESTION_WORD}(?! (?:do|should|can) (?:i|we) (?:do|say|tell)\b)"
)
_SUPPOSES = (
    r"\b(?:if|whether|when(?:ever)?|in case|in the event|suppose|what happens|would|might|policy|"
    r"policies|procedures?|rules?|guidelines?|guidance|training|prevent|avoid|drill|exercise|ever|"
    r"how (?:do|can|should|to))\b"
)
_NOT_NOW = (
    r"\b(?:last (?:week|month|year|night|summer)|(?:weeks?|months?|years?) ago|yesterday|used to|"
    r"in (?:19|20)\d\d|resolved|recovered|fixed|turned out|taken down|got .{1,20} back|"
    r"in the (?:future|past)|next (?:week|month|year)|tomorrow)\b"
)
_NOW = (
    r"\b(?:right now|rn|now|just|minutes? ago|hours? ago|as we speak|already|help|keeps?|still|"
    r"currently|tonight|at (?:the|this) moment|this (?:minute|second|instant|morning)|"
    r"since (?:this morning|last night|noon|yesterday|lunch|breakfast|\d+)|"
    r"in (?:\w+ ){1,2}minutes|within the hour|every (?:\w+ )?(?:minute|second)s?)\b"
)
_SOMEBODY_DOES = (
    r"\b(?:some ?(?:one|body)|a (?:man|woman|guy|person|stranger|hacker|reporter)|hackers?|they|he|"
    r"she|people)(?:'s|'ll)? (?:has|have|is|are|just|keeps?|\w+(?:ed|ing)|says|wants|made|took|got|"
    r"set|stole|sent|wrote|put|will)\b"
)
_OURS_IS = r"\b(?:our|the|my) (?:\w+ ){0,3}(?:is|are|was|were|has|have|got|just|keeps?|went|blew)\b"
CUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _BEGINS_AS_QUESTION,
        _ENDS_AS_QUESTION,
        _SUPPOSES,
        _NOT_NOW,
        _NOW,
        _SOMEBODY_DOES,
        _OURS_IS,
        r"!",
        r"\?\W*$",
        r"\b(?:can|could|would|will|do|are) (?:you|u)\b",  # said to the bot
        r"^\W*(?:please|pls|kindly)\b|\b(?:please|pls)\W*$",
        r"^\W*(?:i|we|im|ive)\b",
        r"^\W*(?:can|may|could|am|are|do) (?:i|we)\b",
        r"\b(?:me|us)\b",
        r"\b(?:my|our)\b",
        r"\b(?:need|want|like|request\w*|ask\w*|would|'d)\b",
        r"\b(?:this|that|these|it|attached|here)\b",
        r"^\W*\w+(?:\W+\w+){0,2}\W*$",  # three words at most
    )
)
