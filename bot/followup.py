"""A question and what came before it → what to search for, without a language model. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.clarify import asked_back, choice
from bot.decide import LEFT_ALONE
from bot.fragments import OPENS_WITH_LINK, is_fragment, without_link
from bot.model import Message, Reason
from knowledge.words import stems, words

# Weighted scores of last, first and previous turn found the clause for .91 of the
# questions of MTRAG-UN, all turns joined for .78, the last alone for .82.
FIRST_WEIGHT = 0.3
PREVIOUS_WEIGHT = 0.3

# A self-contained question names at least this many things.
_ENOUGH_TO_STAND = 2

# "Is it ok to …" and "is there a …" point at nothing that was said before.
_EMPTY_SUBJECT = re.compile(
    r"\b(?:is|was|would|will|are|if) (?:it|there)\s+(?:(?:still|also|ever|really|a|an|any|some|the|"
    r"true|ok|okay|fine|allowed|alright|legal|illegal|possible|required|necessary|better|"
    r"permitted|acceptable|appropriate|bad|wrong|good|harassment|against)\b)|\bit(?:'s| is) (?:ok|"
    r"okay|fine|allowed|legal)\b|\bthere(?:'s|s| is| are)\b|\bthis (?:year|week|month|morning)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|those|these|this|that|he|him|she|her|hers|there|then|"
    r"same|too|either|instead|otherwise|anyway|another|tho|though)\b",
    re.IGNORECASE,
)
# Words that are too common to say what a question is about.
_LIGHT = frozenset(
    stems(
        words(
            "get got getting back go going gone do doing done make made take took put say said "
            "tell thing things stuff list way lot time times people person someone somebody "
            "anyone everyone something anything one ones first next new old same many much long "
            "often okay fine allowed need want know think mean happen email call ask right "
            "really please thanks still even else maybe sure yes yeah no not like good bad work "
            "works rule rules policy apply applies count counts matter case question answer"
        )
    )
)


@dataclass(frozen=True, slots=True)
class Thread:
    """What a follow-up can lean on: the questions so far, each complete in itself.

    `last` is what the bot said since; an office's words between don't end a question back.
    """

    subjects: tuple[str, ...] = ()
    last: str = ""

    def essence(self) -> tuple[Message, ...]:
        """Return the fewest messages that make a thread to lean on as on this one."""
        first, *others = self.subjects or ("",)
        asked = (Message("user", one, one) for one in (first, *others[-2:]) if one)
        return (*asked, *((Message("assistant", self.last),) if asked_back(self.last) else ()))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is searched: its own words, completed, and the turns it leans on.

    `subject` is what a follow-up to it leans on, "" where it is no question. `answers`
    tells which question back it replies to, if it does. `reworded` is what a language model made
    of it, weighted like the texts that it is searched with.
    """

    text: str
    texts: tuple[tuple[str, float], ...]
    subject: str
    answers: Reason | None = None
    reworded: tuple[tuple[str, float], ...] = ()

    @property
    def leans(self) -> bool:
        """Whether it is searched with what came before it."""
        return len(self.texts) > 1


def stand_alone(
    text: str, history: Sequence[Message], purpose_of: Callable[[str], Reason | None]
) -> Asked:
    """Return what to search for, as `completed` does, after these messages."""
    return completed(text, thread_of(history, purpose_of), purpose_of(text))


def thread_of(history: Sequence[Message], purpose_of: Callable[[str], Reason | None]) -> Thread:
    """Return what a conversation was about.

    Where a message doesn't say what it stands for, that is found as it was when it was asked:
    `purpose_of` tells why a text isn't a question that clauses settle, if so.
    """
    thread = Thread()
    for message in history:
        match message.role:
            case "user":
                subject = _subject(message, thread, purpose_of)
                thread = Thread((*thread.subjects, *([subject] if subject.strip() else [])))
            case "assistant":
                thread = replace(thread, last=message.content)
    return thread


def _subject(message: Message, thread: Thread, purpose_of: Callable[[str], Reason | None]) -> str:
    if message.subject is not None:
        return message.subject
    return completed(message.content, thread, purpose_of(message.content)).subject


def completed(text: str, thread: Thread, purpose: Reason | None = None) -> Asked:
    """Return what to search for: the question, completed or weighed with earlier ones.

    A fragment ("and for police?", "my own"), or what names nothing of its own ("and for how
    long?"), is joined to the question it completes.
    Any other question that leans on the conversation is searched with the first and
    the previous question, at 0.3 each. A self-contained one is searched alone. Who asks
    for a person (`purpose`) means the question before.
    """
    earlier = thread.subjects
    if purpose in LEFT_ALONE or not earlier:
        asks = purpose not in (*LEFT_ALONE, Reason.ASKED_FOR_PERSON)
        return Asked(text, ((text, 1.0),), text if asks else "")
    if purpose is Reason.ASKED_FOR_PERSON:
        return Asked(earlier[-1], _weighed(earlier[-1], earlier[:-1]), "")
    if addition := _addition(text, thread):
        whole = f"{earlier[-1]} ({addition})"
        back = asked_back(thread.last)
        return Asked(whole, _weighed(whole, earlier[:-1]), whole, back.reason if back else None)
    texts = _weighed(text, earlier) if leans(text) else ((text, 1.0),)
    return Asked(text, texts, text)


def _addition(text: str, thread: Thread) -> str:
    """Return the words that the text adds to the question before, "" where it is one itself."""
    if chosen := choice(text, thread.last):
        return chosen
    completes = is_fragment(text) or not _subjects(text)
    return without_link(text).strip(" ?.!") if completes else ""


def leans(text: str) -> bool:
    """Whether the question can't be understood without the conversation."""
    if OPENS_WITH_LINK.search(text) or is_fragment(text):
        return True
    rest = _EMPTY_SUBJECT.sub(" ", text)
    pointer = _POINTS_BACK.search(rest)
    # "When can I post it" points into its own sentence once that has named enough.
    return len(_subjects(rest[: pointer.start()] if pointer else rest)) < _ENOUGH_TO_STAND


def _subjects(text: str) -> frozenset[str]:
    return frozenset(stems(words(text))) - _LIGHT


def _weighed(text: str, earlier: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    if not earlier:
        return ((text, 1.0),)
    return (text, 1.0), (earlier[0], FIRST_WEIGHT), (earlier[-1], PREVIOUS_WEIGHT)
