"""One question answered, for programs and for people."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from adapters.terminal.payload import payload
from bot.model import Kind, Question

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.model import Decision

_REPLY = "To reply, ask in `policydesk chat`."
_SEND = "To send it to the office, ask again with `--record`."


def answer(
    assistant: Assistant, identity: object, question: Question, *, record: bool
) -> dict[str, object]:
    """Return the contract's object for a question, with the time that its decision took."""
    begun = perf_counter()
    decision = assistant.reply(question, record=record)
    return payload(identity, decision, (perf_counter() - begun) * 1000)


def show(assistant: Assistant, question: Question, *, record: bool) -> None:
    """Print the answer to a question, and what one could do next.

    What is recorded belongs to the asker's conversation, so the office's replies in it are told.
    """
    from adapters.terminal.news import tell_news
    from adapters.terminal.passing import as_they_pass
    from adapters.terminal.render import render
    from adapters.terminal.screen import screen

    console = screen()
    if record:
        tell_news(assistant.records, question.conversation, console)
    with as_they_pass(assistant, console) as says:
        decision = assistant.reply(question, record=record, says=says)
    console.print(render(decision), crop=False)
    if step := _next_step(decision):
        console.print()
        console.print(step, style="dim")


def _next_step(decision: Decision) -> str:
    if decision.options:
        return _REPLY
    return _SEND if decision.kind is Kind.ESCALATE and decision.ticket is None else ""
