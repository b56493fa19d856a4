"""The loop of a conversation: read a line, show what comes of it, until the asker leaves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress

from rich.console import Console, RenderableType
from rich.text import Text

from adapters.terminal.conversation import Conversation
from adapters.terminal.news import tell_news
from adapters.terminal.passing import as_they_pass
from adapters.terminal.printable import printable, whole
from adapters.terminal.render import options, references, render, sources
from adapters.terminal.ticket_lines import overview

PROMPT = "> "
_HELP = """\
Type a question in your own words, or the number of a ready reply.
:sources   all clauses found for the last question, with their scores
:refers    the clauses that the last answer refers to
:office    send the last question to the office
:good      the last answer helped
:bad WHY   the last answer didn't help, and why, if you like
:tickets   your questions that the office has
:help      this
:quit      leave (so does Ctrl-D)"""
_NOTHING_TO_SEND = "Ask something first; then the office can have it."
_NOTHING_TO_RATE = "Ask something first; then say whether the answer helped."
_THANKS = {True: "Thank you.", False: "Thank you. It is kept for those who test the answers."}
_LEAVING = {":quit", ":q", ":exit"}


def talk(conversation: Conversation, console: Console) -> None:
    """Talk until the asker leaves: by command, end of input or interrupt."""
    try:
        for line in _lines(conversation, console):
            if line.lower() in _LEAVING:
                break
            console.print(_reaction(conversation, console, line), crop=False)
            console.print()
    except KeyboardInterrupt:
        console.print()
    console.print("Goodbye.")


def ask_aloud(conversation: Conversation, console: Console, text: str) -> None:
    """Print a question as if it had been typed, and its answer."""
    console.print(_echo(text))
    console.print(_said(conversation, console, text), crop=False)
    console.print()


def suggest(conversation: Conversation, console: Console) -> None:
    """Print the questions to choose from."""
    console.print("Ask, for example:")
    console.print(options(conversation.choices))
    console.print("Type a number, or a question of your own; :help shows what else there is.\n")


def _lines(conversation: Conversation, console: Console) -> Iterator[str]:
    """Yield what is typed, without blank lines; the office's replies are told in between."""
    while True:
        tell_news(conversation.assistant.records, conversation.name, console)
        try:
            line = whole(_read()).strip()
        except EOFError:
            console.print()
            return
        tell_news(conversation.assistant.records, conversation.name, console)
        if line:
            yield line


def _read() -> str:
    if sys.stdin.isatty():
        with suppress(ImportError):  # some systems come without it
            import readline  # noqa: F401  # makes input() edit lines and recall them
        return input(PROMPT)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _reaction(conversation: Conversation, console: Console, line: str) -> RenderableType:
    if line.startswith(":"):
        return _obeyed(conversation, line)
    text = conversation.meant(line)
    if text != line or not sys.stdin.isatty():
        console.print(_echo(text))
    return _said(conversation, console, text)


def _obeyed(conversation: Conversation, line: str) -> RenderableType:
    assistant, last = conversation.assistant, conversation.last
    command, _, said = line.partition(" ")
    match command.lower():
        case ":sources":
            return sources(last.passages if last else ())
        case ":refers":
            return references(last.citations if last else ())
        case ":office":
            return render(conversation.ask_the_office()) if last else Text(_NOTHING_TO_SEND)
        case ":good" | ":bad":
            return _rated(conversation, helpful=command.lower() == ":good", comment=said)
        case ":tickets":
            return overview(conversation.tickets(), assistant.settings.zone)
        case _:
            return Text(_HELP)


def _rated(conversation: Conversation, *, helpful: bool, comment: str) -> Text:
    if not conversation.last:
        return Text(_NOTHING_TO_RATE)
    conversation.rate(conversation.last, helpful=helpful, comment=comment)
    return Text(_THANKS[helpful])


def _said(conversation: Conversation, console: Console, text: str) -> RenderableType:
    with as_they_pass(conversation.assistant, console) as says:
        decision = conversation.say(text, says)
    return render(decision)


def _echo(text: str) -> Text:
    return Text(f"{PROMPT}{printable(text)}", style="bold")
