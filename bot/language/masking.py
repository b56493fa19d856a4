"""Personal data hidden from a language model, and put back where it was the asker's own. Pure.

Numbers of people, cards and accounts are found as everywhere (bot/personal_data.py), names of
people by people.py, and the rest by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot import personal_data
from bot.language import people
from bot.personal_data import Finding

# What looks like one of ours is hidden too, so that nobody can write one.
_PLACEHOLDER = re.compile(r"\[[a-z][a-z -]{0,40} \d{1,4}\]", re.IGNORECASE)
_NUMBER_OF = r"(?:[ \t]+(?:id|nr|no|num|number|code)\b\.?|[ \t]*\#)(?:[ \t]*(?:is\b|[:=#]))*[ \t]*"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_FORMS = (
    ("bracket", _PLACEHOLDER),
    ("e-mail address", _form(r"(?<![\w.+’'-])[\w.+’'-]+@[\w-]+(?:\.[\w-]+)+")),
    # Mentions as Slack and Teams write them, and as people do.
    ("handle", _form(r"<[@!][^<>\n]{1,80}>|<at>[^<>\n]{1,80}</at>")),
    ("handle", _form(r"(?<![\w@/.])@\w(?:[\w.-]*\w)?")),
    # A bare host says what a question is about, what follows it often who.
    (
        "web address",
        _form(
            r"""\bhttps?://[^\s/@<>|]+@[^\s<>|]+
            | (?<![\w.@-])(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?[/?][^\s<>|]*[\w/]"""
        ),
    ),
    # The suffixes are the commonest of the Postal Service's list (Publication 28, appendix C1).
    (
        "postal address",
        _form(
            r"""(?<![\w.])\d{1,6}[a-z]?[ \t]+
            (?=(?-i:[A-Z]|\d+[a-z]))(?:[\w’'.-]+[ \t]+){1,3}
            (?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|
            terrace|ter|circle|cir|highway|hwy|parkway|pkwy)\b\.?
            (?:,?[ \t]*(?:apartment|apt|unit|suite|ste|\#)\.?[ \t]*\w+)?
            | \bp\.?[ \t]*o\.?[ \t]*box[ \t]+\d+"""
        ),
    ),
    (
        "employee number",
        _form(
            rf"""\b(?:employee|staff|badge|personnel|payroll|worker|emp){_NUMBER_OF}
            (?P<only>[a-z]{{0,3}}-?\d{{3,12}})\b"""
        ),
    ),
)


class Mask:
    """What one asking hides: the same words always behind the same placeholder, as "[name 1]"."""

    def __init__(self, region: str) -> None:
        """Begin with nothing hidden; `region` is where phone numbers without + are from."""
        self._region = region
        self._placeholders: dict[tuple[str, str], str] = {}
        self._own: dict[str, str] = {}
        self._parts: set[str] = set()

    def hide(self, text: str, *, own: bool = False) -> str:
        """Return the text with placeholders for personal data; `own` tells that the asker wrote it.

        Names that were hidden once are hidden in every later text, whatever stands before them.
        """
        hidden: list[str] = []
        end = 0
        for finding in self._findings(text):
            words = text[finding.start : finding.end]
            hidden += [text[end : finding.start], self._placeholder(finding.kind, words, own=own)]
            end = finding.end
        return "".join((*hidden, text[end:]))

    def restore(self, text: str) -> str:
        """Return the text with what the asker wrote put back."""
        return _PLACEHOLDER.sub(lambda found: self._own.get(found[0].lower(), found[0]), text)

    def foreign(self, text: str) -> bool:
        """Whether a placeholder stands in the text that isn't for what the asker wrote."""
        return any(found[0].lower() not in self._own for found in _PLACEHOLDER.finditer(text))

    def _placeholder(self, kind: str, words: str, *, own: bool) -> str:
        key = (kind, words)
        if key not in self._placeholders:
            nth = 1 + sum(other == kind for other, _ in self._placeholders)
            self._placeholders[key] = f"[{kind} {nth}]"
        if own:
            self._own[self._placeholders[key]] = words
        return self._placeholders[key]

    def _findings(self, text: str) -> list[Finding]:
        """Return what is to be hidden, in order, not overlapping."""
        for start, end in people.names(text):
            self._parts.update(people.parts(text[start:end]))
        chosen: list[Finding] = []
        for finding in sorted(self._candidates(text), key=lambda one: (one.start, -one.end)):
            if not chosen or finding.start >= chosen[-1].end:
                chosen.append(finding)
        return chosen

    def _candidates(self, text: str) -> Iterator[Finding]:
        yield from personal_data.find(text, self._region)
        for kind, form in _FORMS:
            group = "only" if "only" in form.groupindex else 0
            for found in form.finditer(text):
                yield Finding(kind, found.start(group), found.end(group))
        for start, end in people.names(text):
            yield Finding("name", start, end)
        for found in people.WORD.finditer(text):
            if found[0] in self._parts:
                yield Finding("name", found.start(), found.end())


def without_placeholders(text: str) -> str:
    """Return the text without what stands for hidden words."""
    return _PLACEHOLDER.sub(" ", text)
