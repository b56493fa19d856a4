"""What moved, of what was removed here and added there. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, takewhile

from knowledge.word_diff.spans import Edit, Span, Token, text_of, tokens

# Fewer words than these stand at two places by chance, and are better shown removed and added.
_FEWEST = 5
_MOVED = {Edit.REMOVED: Edit.MOVED_AWAY, Edit.ADDED: Edit.MOVED_HERE}
# A span, and a word in it.
_Place = tuple[int, int]


def marked(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Tell what moved from what was removed or added; the words stay, and their order."""
    words = {at: tokens(span.text) for at, span in enumerate(spans) if span.edit in _MOVED}
    ranges: defaultdict[int, list[range]] = defaultdict(list)
    for away, here, size in _moves(spans, words):
        for span, begin in (away, here):
            ranges[span].append(range(begin, begin + size))
    return tuple(
        part
        for at, span in enumerate(spans)
        for part in (_cut(words[at], ranges[at], span.edit) if ranges[at] else (span,))
    )


def _moves(
    spans: Sequence[Span], words: Mapping[int, Sequence[Token]]
) -> Iterator[tuple[_Place, _Place, int]]:
    """Yield where words were, where the same words are now, and how many follow each other."""
    kept = list(accumulate(span.edit is Edit.KEPT for span in spans))
    begins = {run: place for place, run in _runs(spans, words, Edit.REMOVED)}
    taken: set[_Place] = set()
    for here, run in _runs(spans, words, Edit.ADDED):
        away = begins.get(run)
        # Side by side they are one change.
        if away is None or kept[away[0]] == kept[here[0]] or not taken.isdisjoint({away, here}):
            continue
        size = _shared(words[away[0]][away[1] :], words[here[0]][here[1] :])
        both = {(span, begin + n) for span, begin in (away, here) for n in range(size)}
        if taken.isdisjoint(both):
            taken |= both
            yield away, here, size


def _runs(
    spans: Sequence[Span], words: Mapping[int, Sequence[Token]], edit: Edit
) -> Iterator[tuple[_Place, tuple[str, ...]]]:
    """Yield every few words that follow each other, with their place."""
    for at in (at for at, span in enumerate(spans) if span.edit is edit):
        found = [token.word for token in words[at] if token.word]
        for begin in range(len(found) - _FEWEST + 1):
            yield (at, begin), tuple(found[begin : begin + _FEWEST])


def _shared(away: Sequence[Token], here: Sequence[Token]) -> int:
    pairs = zip(away, here, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].word == pair[1].word != "", pairs))


def _cut(words: Sequence[Token], moved: Iterable[range], edit: Edit) -> Iterator[Span]:
    inside = {place for one in moved for place in one}
    for is_moved, group in groupby(range(len(words)), key=inside.__contains__):
        if text := text_of(words[place] for place in group):
            yield Span(_MOVED[edit] if is_moved else edit, text)
