from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat import actions
from adapters.chat.content import Message
from adapters.chat.showing.answer import draft, news, notice
from adapters.chat.showing.answer import render as told
from adapters.slack.showing.render import render
from bot.model import Band, Citation, Decision, Kind, Reason
from bot.model_wording import MORE_IS_CHECKED, WRITTEN
from bot.ticket_wording import DANGER
from bot.wording import quoted_words
from bot.writing import Outcome, Sentence
from tests.adapters.slack.decisions import (
    LONG,
    SETTINGS,
    TEXT,
    answer,
    citation,
    citations,
    clause,
    decisions,
    ended,
    escalation,
    with_header,
    worded,
    written,
)
from tests.fakes.slack import buttons, rung, shown
from tests.fakes.slack.blocks import check_message

OPTIONS = ("My own account", "The agency's account")


def _posted(message: Message) -> list[dict[str, Any]]:
    return [dict(one) for one in render(message)]


def _told(decision: Decision, **how: bool) -> list[dict[str, Any]]:
    return _posted(told(decision, SETTINGS, **how))


def _shown(decision: Decision, *, private: bool = False) -> str:
    return "\n".join(map(shown, _told(decision, private=private)))


def _buttons(decision: Decision, *, shareable: bool = False) -> dict[str, str]:
    *others, last = _told(decision, shareable=shareable)
    assert not any(map(buttons, others))
    return buttons(last)


def _values(decision: Decision) -> set[str]:
    rows = (b for b in _told(decision)[-1]["blocks"] if b["type"] == "actions")
    return {f"{one['action_id']} {one['value']}" for row in rows for one in row["elements"]}


def _quotes(decision: Decision) -> list[str]:
    blocks = (b for posted in _told(decision) for b in posted["blocks"])
    parts = (p for b in blocks if b["type"] == "rich_text" for p in b["elements"])
    return [p["elements"][0]["text"] for p in parts if p["type"] == "rich_text_quote"]


@given(decisions(), st.fixed_dictionaries({"private": st.booleans(), "shareable": st.booleans()}))
def test_slack_takes_every_decision_and_it_rings_nobody(
    decision: Decision, how: dict[str, bool]
) -> None:
    for posted in _told(decision, **how):
        check_message(posted)
        assert not rung(posted)
        assert not rung({"text": posted["text"], "blocks": []})


@given(decisions())
def test_not_a_letter_of_a_quote_is_lost(decision: Decision) -> None:
    found = "".join(_quotes(decision))
    assert found == "".join(map(quoted_words, decision.citations))


@given(citations())
def test_only_links_and_emphasis_of_ours_are_mark_up(cited: Citation) -> None:
    for posted in _told(answer(cited)):
        for block in posted["blocks"]:
            marked = [part for part in _parts(block) if part.get("type") == "mrkdwn"]
            assert all(part["text"].endswith("|Open the document>") for part in marked)
            assert not any(part.get("emoji") for part in _parts(block))


def _parts(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        return [value, *(part for one in value.values() for part in _parts(one))]
    return [part for one in value for part in _parts(one)] if isinstance(value, list) else []


def test_a_sure_answer_is_the_quote_where_it_is_from_and_that_it_is_sure() -> None:
    assert _shown(answer(), private=True).splitlines()[:4] == [
        "Only you can see this.",
        "Be kind.",
        "4.1 · Social Media Policy · version 3.2 · since 1 July 2026 · page 3",
        "Sure: the clauses quoted answer this.",
    ]


def test_an_answer_that_may_not_settle_it_says_so_and_is_not_called_sure() -> None:
    said = _shown(answer(band=Band.UNSURE))
    assert said.startswith("This may not settle it, but it comes closest:\nBe kind.\n")
    assert "If that isn't what you need, the press office can settle it." in said
    assert "Sure" not in said


BOTH = (citation("Be kind.", "4.1"), citation("Ask first.", "4.2"))
SAID = (Sentence("Be kind to people.", (1,)), Sentence("You must ask before.", (1, 2)))


def test_a_model_s_words_come_first_then_their_label_then_the_quotes_by_their_marks() -> None:
    decision = written(answer(*BOTH), *SAID)
    lines = _shown(decision).splitlines()
    assert lines[:4] == [
        "Be kind to people. [1] You must ask before. [1] [2]",
        "",
        "Note: Off duty only. [1]",
        WRITTEN,
    ]
    assert lines[4:8] == [
        "Be kind.",
        "[1] 4.1 · Social Media Policy · version 3.2 · since 1 July 2026 · page 3",
        "Ask first.",
        "[2] 4.2 · Social Media Policy · version 3.2 · since 1 July 2026 · page 3",
    ]
    label = next(b for b in _told(decision)[0]["blocks"] if b["type"] == "context")
    assert label["elements"][0]["text"] == WRITTEN


def test_a_model_s_words_on_what_may_not_settle_it_are_labelled_too() -> None:
    lines = _shown(written(answer(*BOTH, band=Band.UNSURE), *SAID)).splitlines()
    assert lines[0] == "This may not settle it, but it comes closest:"
    assert lines.index(WRITTEN) < lines.index("Be kind.")
    assert "If that isn't what you need, the press office can settle it." in lines


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.WRITTEN}))
def test_where_the_clauses_stand_for_themselves_nothing_is_labelled_or_marked(
    outcome: Outcome,
) -> None:
    said = _shown(written(answer(*BOTH), *SAID, outcome=outcome))
    assert WRITTEN not in said
    assert "Be kind to people." not in said
    assert "[1]" not in said


def test_nothing_that_a_model_says_is_mark_up_or_can_be_pressed() -> None:
    said = "See <https://a.example|here>, https://b.example/x and <!channel>, *now* :fire: <@U1>."
    hostile = (Sentence(said, (1,)),)
    for posted in (*_told(written(answer(*BOTH), *hostile)), *_posted(draft(hostile))):
        assert said in shown(posted)
        assert not rung(posted)
        assert not any(part["type"] == "link" for part in _typed(posted))


def _typed(posted: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [part for part in _parts(posted["blocks"]) if "type" in part]


def test_a_draft_has_what_has_passed_and_says_that_more_comes() -> None:
    (posted,) = _posted(draft(SAID))
    said = "Be kind to people. [1] You must ask before. [1] [2]"
    assert shown(posted) == f"{said}\n{MORE_IS_CHECKED}"
    assert posted["text"] == said


@given(st.lists(st.builds(Sentence, TEXT | LONG, st.just((1,))), min_size=1, max_size=9))
def test_slack_takes_every_draft(passed: list[Sentence]) -> None:
    for posted in _posted(draft(passed)):
        check_message(posted)
        assert not rung(posted)


def test_a_quote_stands_with_lead_in_items_note_references_and_link() -> None:
    item = clause("at work.", "4.1(a)")
    cited = citation(
        "Never:", note="for law enforcement", items=(item,), refers=(clause("", "8.3"),)
    )
    said = _shown(answer(with_header(cited, source="https://a.example/p")))
    assert "Never:\n(a) at work.\n4.1 · Social Media Policy" in said
    assert "page 3 (for law enforcement)\nOpen the document\nSee also 8.3.\n" in said


def test_mark_up_in_a_document_stays_letters() -> None:
    text = "Tell <!channel> and @here, *at once* :smile: & <@U1>"
    assert f"\n{text}\n" in f"\n{_shown(answer(citation(text)))}"


def test_a_quote_that_the_words_lack_is_shown_after_them() -> None:
    assert _shown(replace(answer(), text="No.")).startswith("No.\nBe kind.\n4.1 · ")


def test_a_long_quote_goes_over_several_messages_with_the_buttons_on_the_last() -> None:
    found = answer(citation("word " * 6_000))
    assert len(_told(found)) > 2
    assert _buttons(found)["Show the whole clause"] == actions.WHOLE_CLAUSE


def test_an_answer_can_be_rated_read_whole_and_taken_to_the_office() -> None:
    assert _buttons(answer()) == {
        "Show the whole clause": actions.WHOLE_CLAUSE,
        "Ask the press office": actions.ASK_OFFICE,
        "This helped": actions.FEEDBACK,
        "This didn't help": actions.FEEDBACK,
    }
    assert _values(answer()) == {"whole_clause 7:1", "ask_office 7"}


def test_the_office_is_offered_once_where_the_bot_is_not_sure() -> None:
    assert list(_buttons(answer(band=Band.UNSURE))).count("Ask the press office") == 1


def test_a_private_answer_can_be_shared_where_that_is_allowed() -> None:
    assert _buttons(answer(), shareable=True)["Share with the channel"] == actions.SHARE
    assert actions.SHARE not in _buttons(answer()).values()


def test_of_several_clauses_a_button_says_which_it_shows() -> None:
    both = answer(citation("A.", "4.1"), citation("B.", "4.2"))
    assert {"Show all of 4.1", "Show all of 4.2"} <= set(_buttons(both))
    other = with_header(citation("B.", "4.1"), title="Training")
    same = answer(citation("A.", "4.1"), other)
    titles = {"Show all of 4.1 · Social Media Policy", "Show all of 4.1 · Training"}
    assert titles <= set(_buttons(same))


def test_ready_replies_are_buttons() -> None:
    asked = ended(Kind.CLARIFY, Reason.WHICH_ACCOUNT, OPTIONS)
    assert _buttons(asked) == {OPTIONS[0]: "option:0", OPTIONS[1]: "option:1"}
    assert _values(asked) == {"option:0 7:0", "option:1 7:1"}
    assert _shown(asked).startswith("Is this about your own account or the agency's?")


def test_without_a_turn_on_record_there_is_nothing_to_press() -> None:
    assert _buttons(replace(answer(band=Band.UNSURE), turn=None), shareable=True) == {}


@pytest.mark.parametrize("reason", [Reason.SMALL_TALK, Reason.PERSONAL_DATA, Reason.TOO_LONG])
def test_a_decline_is_its_words_alone(reason: Reason) -> None:
    declined = ended(Kind.DECLINE, reason)
    (posted,) = _told(declined)
    assert shown(posted) == declined.text
    assert buttons(posted) == {}


def test_who_asks_about_another_subject_can_go_to_the_office() -> None:
    assert _buttons(ended(Kind.DECLINE, Reason.OFF_TOPIC)) == {"Ask the press office": "ask_office"}


def test_an_escalation_names_the_ticket_when_an_answer_comes_and_what_the_clauses_are() -> None:
    due = datetime(2026, 7, 6, 15, 30)  # noqa: DTZ001 - the zone shows nothing here
    found = replace(escalation(Reason.LOW_CONFIDENCE, citation()), due=due)
    said = _shown(worded(found))
    assert "as ticket 12; the reply will come to you here." in said
    assert "You can expect it by Monday, 6 July 2026, 15:30." in said
    assert "The nearest clauses, which may be about something else:\nBe kind.\n4.1 · " in said
    assert "I took a phone number out of your message" in said
    assert set(_buttons(found)) == {"Show the whole clause"}


def test_an_urgent_matter_begins_with_danger_and_the_contact() -> None:
    (posted,) = _told(escalation(Reason.URGENT, citation()))
    first = posted["blocks"][0]["elements"][0]["elements"]
    assert first[0]["style"] == {"bold": True}
    contact = "Don't wait for a reply here: reach the press office at 555-0100."
    assert first[0]["text"] == f"{DANGER}\n{contact}"
    assert shown(posted).count("555-0100") == 1
    assert "This sounds urgent. I've passed it to" in shown(posted)


def test_a_notification_shows_the_words_without_anything_to_ring() -> None:
    (posted,) = _told(answer(citation("Tell <!here>.")))
    assert posted["text"].startswith("“Tell &lt;!here&gt;.”")


def _news(question: str = "May I?", officer: str = "") -> str:
    reply = "Yes, see https://a.example/form."
    (posted,) = _posted(news(reply, question, 12, "the press office", officer))
    assert _buttons_of(posted) == {"That settles it": "settle 12", "Write back": "write_back 12"}
    return shown(posted)


def _buttons_of(posted: Mapping[str, Any]) -> dict[str, str]:
    row = next(block for block in posted["blocks"] if block["type"] == "actions")
    return {one["text"]["text"]: f"{one['action_id']} {one['value']}" for one in row["elements"]}


def test_the_offices_reply_stands_below_the_question_and_is_signed() -> None:
    assert _news().splitlines()[:4] == [
        "The press office has replied to your question (ticket 12):",
        "May I?",
        "Yes, see https://a.example/form.",
        "— the press office",
    ]
    assert "— Ada Byron, the press office" in _news(officer="Ada Byron")


def test_a_long_question_is_reminded_of_by_its_beginning() -> None:
    assert f"\n{'x' * 299}…\n" in _news(question="x" * 900)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_notice_is_its_words(said: str) -> None:
    (posted,) = _posted(notice(said))
    assert shown(posted) == said
    assert not rung(posted)
