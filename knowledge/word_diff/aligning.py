"""How one text becomes another, in as few stretches as are easily read. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import LCSseq

from knowledge.word_diff.moving import marked
from knowledge.word_diff.spans import Edit, Span, Token, text_of, tokens

_MARK = re.compile(r"[.;:!?]")


@dataclass(frozen=True, slots=True)
class _Block:
    """Words that both texts have at this place (`kept`), or each its own."""

    old: Sequence[Token]
    new: Sequence[Token]
    kept: bool


def word_diff(old: str, new: str) -> tuple[Span, ...]:
    """Return how one text becomes the other, in as few stretches as are easily read.

    The texts of the spans that were `before` make the old text, of those `after` the new one.
    """
    blocks = _whole(_readable(_blocks(tokens(old), tokens(new))))
    spans = (span for block in blocks for span in _spans(block))
    return marked(tuple(_joined(spans)))


def _blocks(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Block]:
    steps = LCSseq.opcodes([one.word for one in old], [one.word for one in new])
    for kept, group in groupby(steps, key=lambda step: step.tag == "equal"):
        found = list(group)
        first, last = found[0], found[-1]
        mine, theirs = old[first.src_start : last.src_end], new[first.dest_start : last.dest_end]
        yield _Block(mine, theirs, kept)


def _readable(blocks: Iterable[_Block]) -> list[_Block]:
    """Give up words kept by chance between two changes that are each longer than they are.

    That is the semantic clean-up of Neil Fraser's diff-match-patch.
    """
    tidy: list[_Block] = []
    for block in blocks:
        tidy.append(block)
        while len(tidy) > 2 and _by_chance(*tidy[-3:]):  # noqa: PLR2004 - a change on either side
            first, kept, last = tidy[-3:]
            joined = _Block(
                (*first.old, *kept.old, *last.old), (*first.new, *kept.new, *last.new), kept=False
            )
            tidy[-3:] = [joined]
    return tidy


def _by_chance(first: _Block, kept: _Block, last: _Block) -> bool:
    changes = kept.kept and not first.kept and not last.kept
    return changes and _length(kept.old) < min(_changed(first), _changed(last))


def _changed(block: _Block) -> int:
    return max(_length(block.old), _length(block.new))


def _length(found: Iterable[Token]) -> int:
    return sum(len(one.space) + len(one.word) for one in found)


def _whole(blocks: list[_Block]) -> list[_Block]:
    """Let a sentence that came or went end with its mark, not begin with the one before it."""
    for place in range(1, len(blocks) - 1):
        first, change, last = blocks[place - 1 : place + 2]
        if not change.kept and _begins_late(change, last):
            old, new = (*change.old, *last.old[:1]), (*change.new, *last.new[:1])
            blocks[place - 1] = _Block((*first.old, old[0]), (*first.new, new[0]), kept=True)
            blocks[place] = _Block(old[1:], new[1:], kept=False)
            blocks[place + 1] = _Block(last.old[1:], last.new[1:], kept=True)
    return blocks


def _begins_late(change: _Block, last: _Block) -> bool:
    begins, mark = (*change.old, *change.new)[0].word, last.old[0].word
    one_sided = not change.old or not change.new
    # What is kept stays more than the mark: two changes never touch.
    return one_sided and len(last.old) > 1 and begins == mark and bool(_MARK.fullmatch(mark))


def _spans(block: _Block) -> Iterator[Span]:
    if not block.kept:
        yield Span(Edit.REMOVED, text_of(block.old))
        yield Span(Edit.ADDED, text_of(block.new))
        return
    for old, new in zip(block.old, block.new, strict=True):
        if old.space == new.space:
            yield Span(Edit.KEPT, old.space + old.word)
        else:
            yield from (Span(Edit.REMOVED, old.space), Span(Edit.ADDED, new.space))
            yield Span(Edit.KEPT, old.word)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Make one span of neighbours; between two kept ones what was removed comes first."""
    for kept, group in groupby(spans, key=lambda span: span.edit is Edit.KEPT):
        found = list(group)
        for edit in (Edit.KEPT,) if kept else (Edit.REMOVED, Edit.ADDED):
            if text := "".join(one.text for one in found if one.edit is edit):
                yield Span(edit, text)
