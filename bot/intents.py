"""Messages that no clause can end: small talk, and what only a person may settle. Pure."""

from __future__ import annotations

import re

from bot.model import Reason

_HELLO = (
    r"(?:hi+|hello+|hey+|hiya|howdy|yo|greetings|good (?:morning|afternoon|evening|day|night)|"
    r"morning|thanks?(?: you)?(?: (?:so|very) much| a lot| again)?|thx|ty|cheers|much appreciated|"
    r"appreciate it|bye+|goodbye|see (?:you|ya)(?: later)?|have a (?:good|nice|great) (?:one|day|"
    r"weekend|evening)|how(?:'s| is| are) (?:it going|you(?: doing)?|things)(?: today)?|"
    r"what'?s up|sup|nice(?: one)?|great|awesome|perfect|cool|lol|haha+|got it|ok(?:ay)?|"
    r"sounds good|well done|good (?:bot|job)|you(?:'re| are) (?:great|awesome|the best|welcome)|"
    r"(?:just )?test(?:ing)?|ping|who (?:are|r) (?:you|u)|what (?:are|r) (?:you|u)|"
    r"are you (?:a )?(?:bot|robot|human|real|there|ai)|"
    r"what (?:can|do) you do|how do you work|help|(?:there|all|everyone|everybody|team|folks|bot|"
    r"again|friend|for (?:the|your) help|that (?:helps|helped)(?: a lot)?|"
    r"(?:that (?:was|is) )?(?:very |really |so )?(?:helpful|useful)))"
)
_SMALL_TALK = re.compile(rf"^\W*(?:{_HELLO}\b\W*)+$", re.IGNORECASE)

_OFFICE = (
    r"(?:the )?(?:comm?s|communications?|press|media|public affairs)(?: (?:office|team|people))?"
)
_PERSON = (
    r"(?:(?:an? )?(?:human(?: being)?|(?:real|live|actual) (?:person|human)|person|agent|"
    rf"representative)|someone|somebody|the office|{_OFFICE})"
    rf"(?: (?:real|(?:from|in|at) {_OFFICE}))?"
)
_ASKS_PERSON = re.compile(
    rf"\b(?:talk|speak|chat) (?:to|with) (?:{_PERSON})(?= (?:please|pls|about|now|instead)\b|\W*$)"
    rf"|\b(?:connect|transfer|put|get|hand) me (?:\w+ )?(?:to |with )?(?:{_PERSON})\b"
    rf"|\b(?:ask|contact|message|escalate (?:this )?to|forward (?:this )?to|"
    rf"send (?:this )?to) {_OFFICE}"
    r"(?: (?:for me|please|about this|instead))?\W*$"
    r"|\b(?:can|could|will|would) (?:someone|somebody|a person|a human) (?:please )?(?:call|"
    r"contact|"
    r"help|ring|email|talk to|get back to) me\b"
    r"|^\W*(?:(?:real|live|actual) )?(?:human|person|agent|operator)(?: please)?\W*$"
    r"|\b(?:open|create|file|raise|make) (?:a|an|me a) (?:ticket|case)\b(?! (?:for|when|if))",
    re.IGNORECASE,
)

_RULING = (
    r"(?:approval|permission|sign[- ]?off|waiver|exception|exemption|clearance|authori[sz]ation|"
    r"decision|ruling|go[- ]ahead|green light)"
)
_THEIRS = r"(?:this|these|that|my|our|the (?:following|attached|below)|it)"
_ASKS_DECISION = re.compile(
    r"\b(?:can|could|would|will) (?:you|u|someone|the office) (?:please |pls |kindly |just )?"
    r"(?:pre-?approve|approve|authori[sz]e|green ?light|sign off|sign this off|waive|"
    r"make an exception|"
    rf"grant|allow me|let me|give (?:me|us) (?:an? |the |your |some )?(?:\w+ )?{_RULING}|"
    rf"(?:check|review|clear|proofread|edit|look (?:over|at)) {_THEIRS})\b"
    rf"|^\W*(?:please |pls |kindly )?(?:pre-?approve|approve|authori[sz]e|clear|sign off on|grant) "
    rf"(?:{_THEIRS}|me|us)\b"
    r"|(?<!do )(?<!does )(?<!if )(?<!would )(?<!will )(?<!when )(?<!think )(?<!if only )"
    r"\b(?:i|we)(?:'d| would|'m| am|'re| are)? (?:need|want|request(?:ing)?|asking for|like|"
    rf"apply(?:ing)? for)(?: to (?:have|get|request|ask for))? (?:your |an? |the )?(?:official |"
    rf"formal |"
    rf"written )?{_RULING} (?:for|to|on|from you)\b"
    rf"|\b(?:is|are) {_THEIRS} (?:post|tweet|draft|caption|video|picture|statement)s? (?:approved|"
    r"cleared)\b",
    re.IGNORECASE,
)

_HURT = (
    r"(?:harass\w*|bull(?:y|ied|ying)|discriminat\w*|assault\w*|grop\w*|touch\w*|retaliat\w*|"
    r"stalk\w*|"
    r"abus\w*|humiliat\w*|intimidat\w*|sexual\w*|inappropriate\w*|creepy|hitting on|"
    r"hits on)"
)
_WRONG = (
    r"(?:fraud\w*|corrupt\w*|brib\w*|kickbacks?|stealing|steals|stole|embezzl\w*|falsif\w*|"
    r"cover(?:ing|ed)? up|illegal\w*|misus\w*|misconduct|wrongdoing|breaking the law|lying)"
)
_COLLEAGUE = (
    r"(?:my|our|the|a) (?:\w+ )?(?:boss|manager|supervisor|co-?workers?|colleagues?|chief|director|"
    r"team ?lead|captain|sergeant|deputy|commissioner|mayor|department|agency)"
)
_PUNISHED = (
    r"(?:fired|suspended|disciplined|written up|reprimanded|demoted|terminated|dismissed|"
    r"investigated|placed on leave|put on leave|sued|subpoenaed|arrested)"
)
_SENSITIVE = re.compile(
    rf"\b{_COLLEAGUE}(?:'s)? (?!(?:allowed|able|permitted)\b)(?:\w+ ){{0,4}}?(?:{_HURT}|{_WRONG})\b"
    r"|\b(?:i'?m|i am|i was|i'?ve been|i have been|i feel|i keep|i got)(?: \w+){0,2} (?:harassed|"
    r"bullied|"
    r"discriminated|assaulted|groped|retaliated|stalked|abused|targeted|humiliated|intimidated)\b"
    r"|\b(?:want|need|would like|'d like|wanna|going|afraid|scared|thinking about|thinking of) "
    rf"(?:to )?(?:report(?:ing)?|blow(?:ing)? the whistle on|expos(?:e|ing)) (?:{_COLLEAGUE}|"
    rf"{_WRONG})"
    rf"|\bi(?:'ve| have|'m| am)? (?:saw|seen|witnessed|found|discovered|know|noticed|aware|got|"
    rf"have)\b"
    rf"(?: \w+){{0,6}} {_WRONG}\b"
    r"|\b(?:kill|hurt|harm|cut) myself\b|\bend (?:my life|it all)\b|\bi(?:'m| am|m|"
    r" feel) suicidal\b"
    r"|\b(?:don'?t|do not) want to (?:live|be alive)\b|\bi (?:want|wanna|would like) (?:to )?die\b"
    rf"|\b(?:i|we)(?:'ve|'m| have| am| was| were| got| just got)(?: \w+){{0,2}} {_PUNISHED}\b"
    rf"|\bim (?:being |getting )?{_PUNISHED}\b|\bunder investigation\b(?=.*\b(?:i|me|my)\b)"
    r"|\b(?:they'?re|they are|he'?s|she'?s|hr is|my boss is) (?:firing|suspending|disciplining|"
    r"investigating|demoting|suing) me\b"
    r"|\bi (?:got|received|was given|was served)(?: \w+){0,3} (?:reprimand|termination|subpoena|"
    r"lawsuit|warning letter|summons)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"^\W*(?:(?:so|hi|hey|hello|and|but|ok)\W+)*(?:what (?:is|are|does|counts|happens)|how (?:is|"
    r"are|"
    r"does)|is it|are there|is there|where (?:is|are|can)|which|define)\b|\b(?:if|policy on|"
    r"policies on)\b",
    re.IGNORECASE,
)


def intent(text: str) -> Reason | None:
    """Return why the message isn't a question that clauses settle; None where it may be one."""
    if _SMALL_TALK.search(text):
        return Reason.SMALL_TALK
    if _ASKS_PERSON.search(text):
        return Reason.ASKED_FOR_PERSON
    if any(_SENSITIVE.search(part) and not _SUPPOSED.search(part) for part in _parts(text)):
        return Reason.SENSITIVE
    return Reason.ASKS_FOR_DECISION if _ASKS_DECISION.search(text) else None


def _parts(text: str) -> list[str]:
    return re.split(r"[.?!;\n]+", text.replace("’", "'"))
