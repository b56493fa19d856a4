"""A message → the activities that show it in Teams. Pure.

An answer is said in two activities: its words with the native citations, then a card with the
quotes and buttons. Citations are pressed in a text alone, and Teams makes two messages of an
activity that has both a text and a card, and tells the name of neither ("Send and receive
messages", message splitting) – but by its name the thumbs are counted and a message is changed.
What cites nothing is one activity: a text where words are all of it, else a card. The thumbs stand
with the words, where feedback is documented to be shown, and else on the last card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, takewhile
from typing import Any

from adapters.chat.content import Block, Buttons, Cited, Divider, Message, Prose, Thumbs
from adapters.chat.showing.splitting import shortened
from adapters.teams import wording
from adapters.teams.showing import elements, mentions, parts
from adapters.teams.showing.citations import root
from adapters.teams.showing.limits import CITATIONS, MESSAGE, SUMMARY, batches
from adapters.teams.showing.parts import Part, Sayable, Words
from adapters.teams.showing.text import visible

# Of an activity beside its parts: the summary, and the words for clients without cards.
_AROUND = 6_000


def render(said: Message) -> tuple[Mapping[str, Any], ...]:
    """Return what the outbox keeps: {"activity"}, with {"turn"} where the message has thumbs.

    What one activity can't hold goes into several: no word of a quote or paragraph is lost, their
    order stays, and the buttons are on the last. Raises ValueError for a button's value that is
    too long to be kept.
    """
    said = mentions.told_apart(said)
    spoken, shown = _sides(tuple(one for one in said.blocks if not isinstance(one, Thumbs)))
    if not (spoken or shown):
        spoken = list(_spoken((Prose(said.text),), ()))
    activities = [*_activities(spoken, said), *_activities(shown, said)]
    texts = sum("text" in one for one in activities)
    return tuple(_with_thumbs(said, activities, (texts or len(activities)) - 1))


def _sides(blocks: Sequence[Block]) -> tuple[list[Part], list[Part]]:
    """Return what of a message is said in its text, and what is shown on its card."""
    cited = [one for one in blocks if isinstance(one, Cited)]
    if not cited:
        if all(isinstance(one, Sayable) for one in blocks):
            return list(_spoken(blocks, ())), []
        return [], list(_shown(blocks))
    lead = _lead(blocks)
    spoken = list(_spoken(blocks[:lead], cited[:CITATIONS]))
    return list(_marked(spoken, cited[:CITATIONS])), list(_shown(blocks[lead:]))


def _lead(blocks: Sequence[Block]) -> int:
    """Return how many blocks are words before all else; small print at their end is not."""
    run = list(takewhile(lambda one: isinstance(one, Sayable), blocks))
    return max((at for at, one in enumerate(run, start=1) if isinstance(one, Words)), default=0)


def _spoken(blocks: Iterable[Block], cited: Sequence[Cited]) -> Iterator[Part]:
    cites = {one.rank: one for one in cited}
    made = (parts.spoken(one, cites) for one in blocks if isinstance(one, Sayable))
    yield from (part for part in chain.from_iterable(made) if part.said)


def _marked(spoken: Sequence[Part], cited: Sequence[Cited]) -> Iterator[Part]:
    """Yield the parts, the last of which marks what none of them does: none may be missing."""
    named = {one.rank for part in spoken for one in part.cites}
    rest = tuple({one.rank: one for one in cited if one.rank not in named}.values())
    *others, last = spoken or [Part(wording.CITED)]
    yield from others
    said = " ".join((last.said, *(f"[{one.rank}]" for one in rest)))
    restricted = last.restricted or any(one.restricted for one in rest)
    yield replace(last, said=said, cites=(*last.cites, *rest), restricted=restricted)


def _shown(blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield what stands on the card, the buttons last."""
    divided = False
    for block in sorted(blocks, key=lambda one: isinstance(one, Buttons)):
        if isinstance(block, Divider):
            divided = True
            continue
        for part in parts.shown(block):
            if part.shown:
                yield part.below_a_line() if divided else part
                divided = False


def _activities(made: Sequence[Part], said: Message) -> Iterator[dict[str, Any]]:
    room = MESSAGE - _AROUND
    fitting = (parts.single(one) if one.shown and one.size > room else (one,) for one in made)
    whole = tuple(chain.from_iterable(fitting))
    for batch in batches(whole, room, lambda part: part.size):
        yield _activity(batch, said)


def _activity(batch: Sequence[Part], said: Message) -> dict[str, Any]:
    cites = tuple({one.rank: one for part in batch for one in part.cites}.values())
    written, restricted = (any(p.written for p in batch), any(p.restricted for p in batch))
    told = root(cites, written=written, restricted=restricted)
    called = tuple(dict.fromkeys(one for part in batch for one in part.called))
    body = [element for part in batch for element in part.shown]
    summary = shortened(visible(said.text).strip(), SUMMARY)
    if body:
        content: dict[str, Any] = {"attachments": [elements.card(body, summary, called)]}
        entities = [told] if told else []
    else:
        text = "\n\n".join(part.said for part in batch)
        content = {"textFormat": "markdown", "text": text}
        entities = [*([told] if told else []), *map(mentions.entity, called)]
    told_of = {"entities": entities} if entities else {}
    return {"type": "message", "summary": summary, **content, **told_of}


def _with_thumbs(
    said: Message, activities: Sequence[dict[str, Any]], thumbs: int
) -> Iterator[Mapping[str, Any]]:
    turns = [block.turn for block in said.blocks if isinstance(block, Thumbs)]
    for place, activity in enumerate(activities):
        if turns and place == thumbs:
            rated = {"channelData": {"feedbackLoop": {"type": "default"}}}
            yield {"activity": activity | rated, "turn": turns[0]}
        else:
            yield {"activity": activity}
