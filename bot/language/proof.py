"""Which of a model's sentences stand: each is checked once, and all within their room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.claims.surface import marked_up
from bot.language.flaws import Flaw, essence, is_empty, is_marked, speaks
from bot.language.forms import DraftForm, SentenceForm
from bot.language.masking import Mask, without_placeholders
from bot.language.prompts import MOST_WORDS
from bot.writing import Dropped, Sentence

# Tells what is wrong with a sentence that rests on the clauses of these ids; empty: it stands.
Check = Callable[[str, Sequence[str]], tuple[str, ...]]

_ENDS = (".", "?", "!", "…", ".”", '."', "?”", "!”")


@dataclass(frozen=True, slots=True)
class Proved:
    """What of a draft stands. `leads` tells whether its first sentence does, the answer itself."""

    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]
    dropped: tuple[Dropped, ...]
    leads: bool


@dataclass
class _Room:
    """What was said so far of a draft, and how many words it may still have."""

    words: int = MOST_WORDS
    said: set[str] = field(default_factory=set)
    dropped: list[Dropped] = field(default_factory=list)


class Proof:
    """Proves drafts of one answer; `ranks` tells of each clause's id which citation it is."""

    def __init__(self, mask: Mask, ranks: Mapping[str, int], check: Check) -> None:
        """Begin with nothing checked."""
        self._mask = mask
        self._ranks = ranks
        self._check = check
        self._checked: dict[SentenceForm, tuple[str, ...]] = {}

    def of(self, draft: DraftForm) -> Proved:
        """Return what of the draft stands; of one under way, what stands in the whole as well."""
        room = _Room()
        first = [self._standing(one, room) for one in draft.sentences]
        sentences = tuple(filter(None, first))
        caveats = tuple(filter(None, [self._standing(one, room) for one in draft.caveats]))
        return Proved(sentences, caveats, tuple(room.dropped), bool(first and first[0]))

    def _standing(self, form: SentenceForm, room: _Room) -> Sentence | None:
        text = _ended(form.text)
        faults = self._unfit(text, room) or self._faults(form, text)
        room.said.add(essence(text))
        if faults:
            room.dropped.append(Dropped(form.text, faults))
            return None
        room.words -= len(text.split())
        ranks = sorted({self._ranks[one] for one in form.clauses})
        return Sentence(self._mask.restore(text), tuple(ranks))

    def _unfit(self, text: str, room: _Room) -> tuple[str, ...]:
        shown = self._mask.restore(text)
        wrong = {
            Flaw.EMPTY: is_empty(text),
            Flaw.AGAIN: essence(text) in room.said,
            # Not even one that a clause has: the clause shows it. Nor one that the asker wrote.
            Flaw.LINKED: is_marked(shown) or marked_up(shown, text),
            Flaw.SPEAKS: speaks(text),
            Flaw.HIDDEN: self._mask.foreign(text),
            Flaw.BEYOND: len(text.split()) > room.words,
        }
        if wrong[Flaw.BEYOND]:
            room.words = 0  # what follows may lean on what isn't there
        return tuple(flaw for flaw, is_so in wrong.items() if is_so)

    def _faults(self, form: SentenceForm, text: str) -> tuple[str, ...]:
        if form not in self._checked:
            # What was hidden is the asker's, and in no clause.
            shown = " ".join(without_placeholders(text).split())
            self._checked[form] = tuple(self._check(shown, form.clauses))
        return self._checked[form]


def _ended(text: str) -> str:
    """Return the sentence with a full stop, where it has no end of its own."""
    return text if text.endswith(_ENDS) else f"{text.rstrip(' ,;:')}."
