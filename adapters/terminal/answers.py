"""One question answered, for programs and for people."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from adapters.terminal.payload import payload
from bot.model import Question

if TYPE_CHECKING:
    from bot.assistant import Assistant


def answer(
    assistant: Assistant, identity: object, question: Question, *, record: bool
) -> dict[str, object]:
    """Return the contract's object for a question, with the time that its decision took."""
    begun = perf_counter()
    decision = assistant.reply(question, record=record)
    return payload(identity, decision, (perf_counter() - begun) * 1000)


def show(assistant: Assistant, question: Question, *, record: bool) -> None:
    """Print the answer to a question, and where one could reply to it."""
    from adapters.terminal.render import render
    from adapters.terminal.screen import screen

    decision = assistant.reply(question, record=record)
    console = screen()
    console.print(render(decision, question.on or assistant.today()))
    if decision.options:
        console.print("To reply, ask in `policydesk chat`.", style="dim")
