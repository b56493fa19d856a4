"""Whose account a text speaks of: the asker's own, or the agency's. Pure."""

from __future__ import annotations

import re
from enum import StrEnum


class Account(StrEnum):
    """The two sorts of account that policies treat differently; the value is a ready reply."""

    OWN = "My own account"
    AGENCY = "The agency's account"


_OWN = re.compile(
    r"\b(?:personal|private|own|individual)\s+(?:\w+\s+)?(?:accounts?|profiles?|pages?|social|media|"
    r"use|time|capacity|posts?|views|handles?|feeds?|blogs?|sites?|devices?|phone)\b"
    r"|\b(?:my|their|his|her)\s+(?:own|personal|private)\b|\bmine\b|\boff[- ]duty\b"
    r"|\bas a private citizen\b|\bmy own\b|\bon my\s+(?:\w+\s+)?(?:account|profile|page|insta\w*|"
    r"facebook|fb|twitter|linkedin|tiktok|feed|wall|story)\b|\bmy\s+(?:insta\w*|facebook|fb|"
    r"twitter|linkedin|tiktok|page|profile)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:official|agency|agency['’]?s|department|department['’]?s|office|city|county|state|work|"
    r"government|corporate|professional|organi[sz]ation['’]?s)\s+(?:\w+\s+)?(?:accounts?|acct|"
    r"profiles?|pages?|channels?|handles?|feeds?|posts?|presence|social|twitter|facebook|fb|insta\w*|"
    r"linkedin|tiktok)\b"
    r"|\b(?:on|from|for|to|as)\s+our\s+(?:\w+\s+)?(?:account|acct|page|profile|channel|feed|insta\w*|"
    r"facebook|fb|twitter|linkedin|tiktok|socials?)\b|\bon behalf of\b|\bofficial capacity\b"
    r"|\baccount managers?\b|\bas a spokes\w+\b",
    re.IGNORECASE,
)


def account_of(text: str) -> Account | None:
    """Return the one sort of account that the text speaks of; None for neither or both."""
    own, agency = bool(_OWN.search(text)), bool(_AGENCY.search(text))
    if own == agency:
        return None
    return Account.OWN if own else Account.AGENCY
