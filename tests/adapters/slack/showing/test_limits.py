from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack.showing.blocks import (
    Block,
    Posted,
    actions,
    button,
    context,
    divider,
    mrkdwn,
    plain,
    prose,
    quote,
    section,
)
from adapters.slack.showing.limits import BLOCKS, MESSAGE, fit, fit_view
from adapters.slack.showing.measure import size
from tests.adapters.slack.decisions import LABEL, LONG, TEXT
from tests.fakes.slack.blocks import check_message, check_view


def header(text: str) -> Block:
    return {"type": "header", "text": plain(text)}


def fields(*texts: str) -> Block:
    return {"type": "section", "fields": [plain(text) for text in texts]}


_MANY = st.integers(1, 70)
_ROWS = st.builds(lambda label, n: [button(label, f"a:{i}", "1") for i in range(n)], LABEL, _MANY)
_BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(prose, TEXT | LONG),
    st.builds(quote, TEXT | LONG),
    st.builds(section, LABEL | LONG),
    st.builds(header, LABEL | LONG),
    st.lists(TEXT | LONG, max_size=30).map(lambda texts: context(*texts)),
    st.lists(LABEL | LONG, min_size=1, max_size=30).map(lambda texts: fields(*texts)),
    _ROWS.map(lambda row: actions(*row)),
    st.builds(divider),
)


def _as_posted(message: Posted) -> dict[str, Any]:
    return {"text": message.text, "blocks": list(message.blocks)}


@settings(max_examples=40)
@given(TEXT | LONG, st.lists(_BLOCKS, max_size=40))
def test_slack_takes_whatever_was_made_to_fit(text: str, blocks: list[Block]) -> None:
    for message in fit(Posted(text or "x", tuple(blocks))):
        check_message(_as_posted(message))
        assert len(message.blocks) <= BLOCKS
        assert size(message.blocks) <= MESSAGE


def test_a_form_takes_a_hundred_blocks() -> None:
    blocks = [section(str(n)) for n in range(130)]
    assert fit_view({"blocks": blocks})["blocks"] == blocks[:100]


def test_what_fits_stays_as_it_is() -> None:
    message = Posted("x", (prose("a"), quote("b"), context("c"), actions(button("d", "e", "f"))))
    assert fit(message) == (message,)


def test_blocks_beyond_fifty_go_into_a_second_message_with_words_of_its_own() -> None:
    first, second = fit(Posted("x", tuple(section(f"{n} & more") for n in range(60))))
    assert len(first.blocks) == BLOCKS
    assert second.text.startswith("50 &amp; more")


def test_buttons_stay_below_what_they_are_about() -> None:
    row = actions(button("Press", "a", "1"))
    *_, last = fit(Posted("x", (*(section(str(n)) for n in range(50)), context("small"), row)))
    assert [block["type"] for block in last.blocks] == ["section", "context", "actions"]


def test_a_paragraph_is_split_and_keeps_its_button_once() -> None:
    made = {**section("word " * 1_000), "accessory": button("Press", "a", "1")}
    (message,) = fit(Posted("x", (made,)))
    assert "".join(block["text"]["text"] for block in message.blocks) == "word " * 1_000
    assert ["accessory" in block for block in message.blocks] == [True, False]


def test_mark_up_of_ours_is_not_cut_in_two() -> None:
    text = "x" * 2_990 + "<https://a.example/some/where|there>"
    (message,) = fit(Posted("x", (section(mrkdwn(text)),)))
    assert message.blocks[1]["text"]["text"] == "<https://a.example/some/where|there>"


def test_labels_are_shortened() -> None:
    (message,) = fit(Posted("x", (actions(button("y" * 80, "a", "1")), header("z" * 200))))
    assert message.blocks[0]["elements"][0]["text"]["text"] == "y" * 74 + "…"
    assert message.blocks[1]["text"]["text"] == "z" * 149 + "…"


def test_a_value_that_is_too_long_is_a_fault_and_is_not_cut() -> None:
    with pytest.raises(ValueError, match="2001 characters can't be kept in 2000"):
        fit(Posted("x", (actions(button("y", "a", "1" * 2_001)),)))
    with pytest.raises(ValueError, match="can't be kept in 3000"):
        fit_view({"private_metadata": "1" * 3_001, "blocks": []})


@settings(max_examples=20)
@given(st.lists(_BLOCKS, max_size=40), LABEL)
def test_slack_takes_any_form_that_was_made_to_fit(blocks: list[Block], words: str) -> None:
    option = {"text": plain(words), "value": "1", "description": plain(words)}
    choice = {
        "type": "static_select",
        "action_id": "a",
        "placeholder": plain(words),
        "options": [option] * 120,
    }
    asked = {"type": "input", "label": plain(words * 300), "element": choice}
    titles = {name: plain(words) for name in ("title", "submit", "close")}
    check_view(fit_view({"type": "modal", "blocks": [asked, *blocks], **titles}))
