from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given, settings

from adapters.chat import actions
from adapters.chat.content import (
    Block,
    Button,
    Buttons,
    Cited,
    Divider,
    Link,
    Mention,
    Message,
    Paragraph,
    Prose,
    Quote,
    Suggestions,
    Thumbs,
    Written,
    small,
)
from adapters.teams import wording
from adapters.teams.showing.activity import render
from tests.adapters.teams.showing.messages import MESSAGE
from tests.adapters.teams.showing.reading import (
    cards,
    check,
    claims,
    marks,
    of_type,
    read,
    root,
    seen,
)

FIRST = Cited(1, "Be kind.\n- to all", "4.1 · Social", "4.1 · Social Media Policy · version 3")
SECOND = Cited(2, "Ask first.", "4.2 · Social", "4.2 · Social Media Policy", "See also: 5.1")
ASK = Buttons((Button("Ask the office", actions.ASK_OFFICE, "7"),))
_PRESSED = ("Action.Submit", "Action.Execute")


def _letters(text: str) -> str:
    shown = re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text)
    return "".join(shown.split())


def _quoted(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Prose | Quote | Cited | Written):
            yield _letters(block.text)


def _activities(*blocks: Block, text: str = "Said") -> list[Mapping[str, Any]]:
    return [check(payload) for payload in render(Message(text, blocks))]


@settings(max_examples=60, deadline=None)
@given(MESSAGE)
def test_teams_takes_every_message_and_not_a_word_is_lost(said: Message) -> None:
    payloads = render(said)
    for payload in payloads:
        check(payload)
    found, at = _letters(read(payloads)), 0
    for words in _quoted(said.blocks):
        at = found.index(words, at) + len(words)


@settings(max_examples=60, deadline=None)
@given(MESSAGE)
def test_labels_stand_where_they_belong_and_nowhere_else(said: Message) -> None:
    payloads = render(said)
    written = any(isinstance(one, Written) and _letters(one.text) for one in said.blocks)
    restricted = any(isinstance(one, Cited) and one.restricted for one in said.blocks)
    entities = [root(payload["activity"]) for payload in payloads]
    assert any("additionalType" in one for one in entities) == written
    assert any("usageInfo" in one for one in entities) == restricted
    turns = [one.turn for one in said.blocks if isinstance(one, Thumbs)]
    assert [one["turn"] for one in payloads if "turn" in one] == turns
    looped = [one for one in payloads if "feedbackLoop" in one["activity"].get("channelData", {})]
    assert [one.get("turn") for one in looped] == turns


@settings(max_examples=60, deadline=None)
@given(MESSAGE)
def test_the_first_twenty_citations_can_be_pressed_and_all_are_quoted(said: Message) -> None:
    ranks = {one.rank for one in said.blocks if isinstance(one, Cited)}
    activities = [payload["activity"] for payload in render(said)]
    pressed = {rank for one in activities for rank in marks(one)}
    assert pressed == {rank for rank in ranks if rank <= 20}
    assert all(len(claims(one)) <= 20 for one in activities)


@settings(max_examples=40, deadline=None)
@given(MESSAGE)
def test_buttons_stand_on_the_last_card_below_all_that_is_read(said: Message) -> None:
    kinds = [
        element["type"]
        for payload in render(said)
        for card in cards(payload["activity"])
        for element in card["body"]
    ]
    asked = sum(isinstance(one, Suggestions) for one in said.blocks)
    if not asked and "ActionSet" in kinds:
        assert set(kinds[kinds.index("ActionSet") :]) == {"ActionSet"}


def test_an_answer_is_its_words_with_citations_and_a_card_with_the_quotes_and_buttons() -> None:
    text, card = _activities(Prose("It comes closest:"), FIRST, SECOND, small("Sure."), ASK)
    assert text["text"] == "It comes closest: [1] [2]"
    assert [one["appearance"]["name"] for one in claims(text)] == ["4.1 · Social", "4.2 · Social"]
    assert read([{"activity": card}]).split("\n") == [
        "Be kind.",
        "- to all",
        "[1] 4.1 · Social Media Policy · version 3",
        "Ask first.",
        "[2] 4.2 · Social Media Policy",
        "See also: 5.1",
        "Sure.",
    ]
    assert [one["title"] for one in of_type(cards(card), *_PRESSED)] == ["Ask the office"]


def test_an_answer_that_begins_with_a_quote_says_whose_words_follow() -> None:
    text, _ = _activities(FIRST)
    assert text["text"] == f"{wording.CITED} [1]"


def test_an_answer_for_one_alone_says_so_above_the_quotes() -> None:
    text, card = _activities(small("Only you can see this."), FIRST)
    assert text["text"] == f"{wording.CITED} [1]"
    assert read([{"activity": card}]).startswith("Only you can see this.\nBe kind.")


def test_a_model_s_marks_are_the_citations_and_its_words_have_the_label() -> None:
    said = Written("You must be kind. [1] And *ask*. [2][7]")
    text, card = _activities(said, small("By a model."), FIRST, SECOND)
    assert marks(text) == {1, 2}
    assert seen(text["text"]).words.strip() == "You must be kind. [1] And *ask*. [2][7]"
    assert root(text)["additionalType"] == ["AIGeneratedContent"]
    assert not root(card)
    assert read([{"activity": card}]).startswith("By a model.\nBe kind.")


def test_what_a_model_says_while_it_still_writes_is_a_text_without_citations() -> None:
    (text,) = _activities(Written("You must. [1]"), small("… more is being written."))
    lines = [line for line in seen(text["text"]).words.split("\n") if line]
    assert lines == ["You must. [1]", "… more is being written."]
    assert not claims(text)
    assert root(text)["additionalType"] == ["AIGeneratedContent"]


def test_a_restricted_clause_has_the_label_on_its_message_and_on_its_citation() -> None:
    hidden = Cited(2, "Tell nobody.", "9.1", "9.1 · Secrets", restricted=True)
    text, card = _activities(Prose("See:"), FIRST, hidden)
    assert root(text)["usageInfo"]["name"] == wording.RESTRICTED
    labels = [one["appearance"].get("usageInfo") for one in claims(text)]
    assert labels == [None, root(text)["usageInfo"]]
    assert root(card)["usageInfo"] == root(text)["usageInfo"]


def test_thumbs_stand_with_the_words_of_an_answer() -> None:
    text, card = render(Message("x", (Prose("See:"), FIRST, ASK, Thumbs(7))))
    assert text["turn"] == 7
    assert "turn" not in card
    assert "channelData" not in card["activity"]


def test_a_notice_is_a_text_without_a_card() -> None:
    (text,) = _activities(Prose("Thank you.\nSee https://a.example/b_c."))
    assert seen(text["text"]).links == ("https://a.example/b_c",)
    assert seen(text["text"]).words.split() == ["Thank", "you.", "See", "https://a.example/b_c."]


def test_a_message_with_buttons_and_no_citation_is_one_card() -> None:
    (card,) = _activities(Prose("The office has replied:", bold=True), Quote("Me?"), ASK)
    assert read([{"activity": card}]) == "The office has replied:\nMe?"
    assert card["summary"] == "Said"


def test_who_is_rung_is_called_and_who_is_spoken_of_is_named() -> None:
    rung = Paragraph((Mention("id-1", "Ann [x](y)"), " ", Mention("id-2", "Ann x(y)"), " Urgent."))
    spoken = Paragraph(("In hand: ", Mention("id-3", "Bo")))
    (text,) = _activities(rung, spoken)
    assert [one["mentioned"]["id"] for one in text["entities"]] == ["id-1", "id-2"]
    assert seen(text["text"]).called == ("Ann x(y)", "Ann x(y) (2)")
    assert "In hand: Bo" in text["text"]


def test_a_card_calls_whom_its_line_begins_with() -> None:
    line = Paragraph((Mention("id-1", "Ann"), " _Urgent_: ticket 1."))
    (card,) = _activities(line, Quote("Help"), small(Link("https://t.example", "Open")))
    (content,) = cards(card)
    assert content["msteams"]["entities"][0]["mentioned"] == {"id": "id-1", "name": "Ann"}
    assert [one["text"] for one in of_type(content, "TextBlock")] == [
        "<at>Ann</at> \\_Urgent\\_: ticket 1.",
        "[Open](https://t.example)",
    ]


def test_questions_to_begin_with_can_be_asked_with_a_press() -> None:
    long = "May I post about my own work? " * 2
    (card,) = _activities(Prose("Ask me."), Suggestions(("May I post?", long)))
    pressed = of_type(cards(card), *_PRESSED)
    assert [one["data"]["msteams"]["value"] for one in pressed] == ["May I post?", long.strip()]
    assert [one["title"] for one in pressed] == ["May I post?", wording.ASK_THIS]
    assert read([{"activity": card}]) == f"Ask me.\n{long.strip()}"


def test_a_line_across_parts_what_is_around_it() -> None:
    (card,) = _activities(Quote("above"), Divider(), Quote("below"))
    above, below = cards(card)[0]["body"]
    assert "separator" not in above
    assert below["separator"]


def test_what_is_too_long_for_one_message_goes_into_several_with_the_buttons_on_the_last() -> None:
    long = Cited(1, "\n".join(f"{n}. " + "word " * 40 for n in range(400)), "4.1", "4.1")
    text, *parts = _activities(Prose("See:"), long, ASK, Thumbs(7))
    assert len(parts) > 1
    assert [bool(of_type(cards(one), *_PRESSED)) for one in parts] == [False] * (len(parts) - 1) + [
        True
    ]
    assert marks(text) == {1}


def test_a_message_of_nothing_visible_says_its_notification() -> None:
    (text,) = _activities(Prose(" \x00"), text="\n    Done *now*")
    assert seen(text["text"]).words.strip() == "Done *now*"
    assert render(Message(" ", ())) == ()


def test_what_a_client_would_turn_into_a_date_stays_as_it_was_written() -> None:
    (card,) = _activities(Quote("{{DATE(2017-02-14T06:08:39Z, SHORT)}}"))
    runs = [run["text"] for run in of_type(cards(card), "TextRun")]
    assert runs == ["{", "{DATE(2017-02-14T06:08:39Z, SHORT)}}"]


def test_a_word_of_any_length_is_not_cut_short() -> None:
    (card,) = _activities(Quote("x" * 10_000))
    assert _letters(read([{"activity": card}])) == "x" * 10_000
