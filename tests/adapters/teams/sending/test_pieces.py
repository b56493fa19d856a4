from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from adapters.teams import wording
from adapters.teams.sending.pieces import halves, shortened

Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"
ACTIONS = [{"type": "Action.Execute", "verb": "claim", "title": "Claim"}]

words = st.lists(st.text("abc[]1é", min_size=1, max_size=5), min_size=1, max_size=8).map(" ".join)
blocks = words.map(lambda text: {"type": "TextBlock", "text": text, "wrap": True})
rich = st.lists(words.map(lambda text: {"type": "TextRun", "text": text}), min_size=1, max_size=3)
elements = st.recursive(
    blocks | rich.map(lambda inlines: {"type": "RichTextBlock", "inlines": inlines}),
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(
        lambda items: {"type": "Container", "items": items}
    ),
    max_leaves=6,
)
cards = st.lists(elements, min_size=1, max_size=4).map(
    lambda body: {
        "contentType": CARD,
        "content": {"type": "AdaptiveCard", "version": "1.5", "body": body, "actions": ACTIONS},
    }
)
messages = st.builds(
    lambda text, attachments: {"type": "message", "text": text, "attachments": attachments},
    st.just("") | words,
    st.lists(cards, max_size=2),
)


def said(thing: Any) -> Iterator[str]:
    """Yield every word that somebody reads, in order."""
    if isinstance(thing, dict):
        yield from (thing.get("text") or "").split()
        for name in ("attachments", "content", "body", "items", "inlines"):
            yield from said(thing.get(name))
    if isinstance(thing, list):
        for one in thing:
            yield from said(one)


def smallest(activity: Json) -> Iterator[Json]:
    parts = halves(activity)
    if parts is None:
        yield activity
    else:
        for part in parts:
            yield from smallest(part)


@given(messages)
def test_however_small_the_parts_no_word_is_lost_and_none_is_said_twice(activity: Json) -> None:
    parts = list(smallest(activity))
    assert [word for part in parts for word in said(part)] == list(said(activity))


@given(messages)
def test_every_part_says_something(activity: Json) -> None:
    assume(list(said(activity)))
    assert all(list(said(part)) for part in smallest(activity))


@given(cards)
def test_the_buttons_are_pressed_once_and_stand_at_the_end(card: Json) -> None:
    parts = list(smallest({"type": "message", "attachments": [card]}))
    buttons = [part["attachments"][0]["content"].get("actions") for part in parts]
    assert buttons == [None] * (len(parts) - 1) + [ACTIONS]


def test_citations_go_with_the_words_that_are_marked_by_them() -> None:
    claims = [{"@type": "Claim", "position": 1}, {"@type": "Claim", "position": 2}]
    entity = {"type": "https://schema.org/Message", "citation": claims}
    label = {"additionalType": ["AIGeneratedContent"]}
    activity = {
        "type": "message",
        "text": "You may post [1]. Ask first [2].",
        "entities": [{**entity, **label}],
        "channelData": {"feedbackLoop": {"type": "default"}},
    }
    parts = halves(activity)
    assert parts is not None
    assert [part["entities"][0]["citation"] for part in parts] == [claims[:1], claims[1:]]
    assert all(part["entities"][0]["additionalType"] for part in parts)


def test_what_is_thought_of_an_answer_is_asked_once_at_its_beginning() -> None:
    data = {"feedbackLoop": {"type": "default"}}
    card = {"contentType": CARD, "content": {"type": "AdaptiveCard", "body": [{"text": "b"}]}}
    activity = {"type": "message", "text": "a", "attachments": [card], "channelData": data}
    parts = halves(activity)
    assert parts is not None
    assert [part.get("channelData") for part in parts] == [data, None]
    spoken = halves({"type": "message", "text": "a b", "channelData": data})
    assert spoken is not None
    assert [part.get("channelData") for part in spoken] == [data, None]


def test_what_can_not_be_divided_is_left_alone() -> None:
    assert halves({"type": "message", "text": "word"}) is None
    assert halves({"type": "message"}) is None


def all_shorter(activity: Json) -> Iterator[Json]:
    while (less := shortened(activity)) is not None:
        yield less
        activity = less


@given(cards)
def test_a_card_that_is_shortened_keeps_its_buttons_and_says_so_once(card: Json) -> None:
    for less in all_shorter({"type": "message", "attachments": [card]}):
        content = less["attachments"][0]["content"]
        notes = [one for one in content["body"] if one.get("text") == wording.CUT_SHORT]
        assert content["actions"] == ACTIONS
        assert notes == content["body"][-1:]


@given(words)
def test_words_that_are_shortened_begin_as_they_did(text: str) -> None:
    less = shortened({"type": "message", "text": text})
    if less is not None:
        assert text.startswith(less["text"].removesuffix(" …"))
        assert len(less["text"].removesuffix(" …")) < len(text)
