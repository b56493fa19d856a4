from __future__ import annotations

import pytest
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.messages.tool import tool_call_chunk

from bot.errors import ModelFailed
from bot.language.replies import Reply
from bot.writing import Outcome

STOP = AIMessageChunk("", response_metadata={"finish_reason": "stop", "model_name": "m-1"})


def handed(args: str, index: int = 0) -> AIMessageChunk:
    return AIMessageChunk("", tool_call_chunks=[tool_call_chunk(args=args, index=index)])


def reply(*pieces: AIMessage, by_tool: bool = False) -> Reply:
    made = Reply(by_tool=by_tool)
    for piece in pieces:
        made.take(piece)
    return made


def test_text_is_heard_as_it_comes() -> None:
    assert reply(AIMessageChunk('{"a"'), AIMessageChunk(": 1")).so_far == '{"a": 1'


def test_what_a_model_says_before_it_calls_the_tool_isnt_heard() -> None:
    talks = AIMessageChunk("Let me see.")
    assert reply(talks, by_tool=True).so_far == ""
    made = reply(talks, handed('{"a"'), handed(": 1}"), STOP, by_tool=True)
    assert made.so_far == '{"a": 1}'
    assert made.said("").text == '{"a": 1}'


def test_a_second_call_of_the_tool_is_none_of_the_reply() -> None:
    assert reply(handed('{"a": 1}'), handed('{"a": 2}', 1), by_tool=True).so_far == '{"a": 1}'


def test_a_model_that_says_it_instead_of_calling_the_tool_has_said_it() -> None:
    assert reply(AIMessageChunk('{"a": 1}'), STOP, by_tool=True).said("").text == '{"a": 1}'


def test_a_reply_that_came_whole_is_one_too() -> None:
    call = {"name": "f", "args": {"a": 1}, "id": "1", "type": "tool_call"}
    assert reply(AIMessage("", tool_calls=[call]), by_tool=True).said("").text == '{"a": 1}'


def test_half_a_reply_that_nobody_ended_may_be_asked_for_again() -> None:
    with pytest.raises(ModelFailed) as raised:
        reply(AIMessageChunk('{"a": ')).said("")
    assert (raised.value.outcome, raised.value.passing) == (Outcome.UNREACHABLE, True)


def test_a_whole_reply_stands_though_its_end_isnt_announced() -> None:
    assert reply(AIMessageChunk('{"a": 1}')).said("").text == '{"a": 1}'


def test_a_reply_that_was_ended_stands_whatever_it_is() -> None:
    assert reply(AIMessageChunk("Sorry, what?"), STOP).said("").text == "Sorry, what?"


def test_who_used_up_all_tokens_without_a_word_reasons_too_long() -> None:
    ended = AIMessageChunk("", response_metadata={"finish_reason": "length"})
    with pytest.raises(ModelFailed, match="reasons") as raised:
        reply(ended).said("")
    assert raised.value.outcome is Outcome.GARBLED


@pytest.mark.parametrize("reason", ["content_filter", "refusal", "SAFETY", "guardrail_intervened"])
def test_to_decline_is_to_refuse(reason: str) -> None:
    with pytest.raises(ModelFailed) as raised:
        reply(AIMessageChunk("", response_metadata={"stop_reason": reason}))
    assert raised.value.outcome is Outcome.DECLINED


def test_tokens_are_added_up_or_estimated() -> None:
    used = {"input_tokens": 7, "output_tokens": 2, "total_tokens": 9}
    counted = AIMessageChunk('{"a": 1}', usage_metadata=used)
    assert reply(counted, STOP).said("x" * 99).tokens_in == 7
    estimated = reply(AIMessageChunk('{"a": 1}'), STOP).said("x" * 99)
    assert (estimated.tokens_in, estimated.tokens_out) == (25, 2)
