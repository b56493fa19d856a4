"""A message as it may be read: cleaned, without personal data, with what it is at first sight."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from bot import personal_data
from bot.model import Reason

# About 700 words: a question with the post that it asks about; longer is a document.
LONGEST = 4_000
# Longer than any number that is looked for: one that the cut divides goes with the tail.
_TAIL = 40


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard. `text` is safe to search, keep and pass on; `removed` names what was not.

    `said` is the text without the words that stand for what was removed, to judge it by: "[phone
    number removed]" sounds as if something had happened to a phone.
    """

    text: str
    said: str
    removed: tuple[str, ...] = ()
    fault: Reason | None = None

    @property
    def sorts(self) -> str:
        """What was removed, and nothing else: for who is told that the message isn't kept."""
        return " ".join(f"[{kind} removed]" for kind in self.removed)


def hear(text: str, region: str) -> Heard:
    """Return the message as it may be read, with the reason why it can't be answered, if any."""
    whole = _visible(text)
    findings = personal_data.find(whole[:LONGEST], region)
    safe = personal_data.remove(whole[:LONGEST], findings)
    said = personal_data.blank(whole[:LONGEST], findings)
    removed = tuple(finding.kind for finding in findings)
    if not any(character.isalnum() for character in whole):
        return Heard(safe, said, removed, Reason.EMPTY)
    if len(whole) > LONGEST:
        return Heard(safe[:-_TAIL], said[:-_TAIL], removed, Reason.TOO_LONG)
    return Heard(safe, said, removed, Reason.PERSONAL_DATA if removed else None)


def _visible(text: str) -> str:
    """Return the text without control characters, which databases refuse and people can't see."""
    kept = (c if c in "\n\t" or unicodedata.category(c)[0] != "C" else " " for c in text)
    return "".join(kept).strip()
