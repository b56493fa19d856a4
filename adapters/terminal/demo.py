"""`policydesk demo`: the sample agency, loaded once, and a conversation about its policies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk, person, ready, thread
from adapters.terminal.options import json_option
from adapters.terminal.payload import one_line_json
from adapters.terminal.printable import whole
from adapters.terminal.progress import progress
from bot.model import Question

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from knowledge.library import Library

DATA = Path("demo-data")
_NOTE = "the sample agency"
SUGGESTIONS = (
    "Can I wear my uniform in my profile picture?",
    "May we delete rude comments on our page?",
    "Our Facebook account was hacked. What do I do?",
)


@click.command()
@click.option("--once", metavar="QUESTION", help="Answer one question and leave.")
@json_option
@click.pass_obj
def demo(desk: Desk, once: str | None, *, as_json: bool) -> None:
    """Ask a sample agency's policies, for a first look.

    An empty data folder (default: POLICYDESK_DATA or ./demo-data) is filled once with the
    sample; one that has documents is used as it is. Beside it the same can be asked, and the
    office's console tried, in a browser. Without a terminal three questions are answered.
    """
    if as_json and once is None:
        raise click.UsageError("--json goes with --once QUESTION.")
    from adapters.terminal.screen import screen
    from bot.wiring import expire

    here = desk.otherwise(DATA)
    with here.open(new=True) as assistant:
        if unfilled(assistant.library):
            said = f"Loading the sample agency into {assistant.settings.data}"
            screen(stderr=True).print(f"{said}; this takes a minute, once.")
            load_sample(assistant.library)
        ready(assistant)
        expire(assistant.settings)
        if once is None:
            _converse(assistant)
        else:
            _once(assistant, whole(once), as_json=as_json)


def unfilled(library: Library) -> bool:
    """Whether nothing but an interrupted `load_sample` has been there before."""
    return library.live() is None and all(r.note == _NOTE for r in library.revisions())


def load_sample(library: Library) -> None:
    """Publish the sample agency; it takes a minute, and a bar on a terminal shows how far it is."""
    from knowledge.sample import sample_folder

    with progress() as report:
        library.add([sample_folder()], publish=True, who=person(), note=_NOTE, progress=report)


def _once(assistant: Assistant, text: str, *, as_json: bool) -> None:
    from adapters.terminal.answers import answer, show

    question = Question(text, conversation=thread())
    if as_json:
        print(one_line_json(answer(assistant, None, question, record=True)))
    else:
        show(assistant, question, record=True)


def _converse(assistant: Assistant) -> None:
    from adapters.terminal.conversation import Conversation
    from adapters.terminal.screen import screen
    from adapters.terminal.talk import ask_aloud, suggest, talk

    console = screen()
    conversation = Conversation(assistant, thread(), choices=SUGGESTIONS)
    if sys.stdin.isatty():
        with pages_beside(assistant) as said:
            console.print(said, highlight=False, soft_wrap=True)
            suggest(conversation, console)
            talk(conversation, console)
        return
    for question in SUGGESTIONS:
        ask_aloud(conversation, console, question)


@contextmanager
def pages_beside(assistant: Assistant) -> Iterator[str]:
    """Serve the pages beside the conversation, and yield what tells of them.

    Whoever is at this machine may ask there without an account.
    """
    from adapters.server import beside
    from adapters.service.listening import CannotListen
    from adapters.terminal.gated import service_checks
    from adapters.web.people.accounts import Accounts
    from adapters.web.people.one_time_links import OneTimeLinks
    from adapters.web.wiring import unserved
    from bot.errors import BadSettings
    from knowledge.errors import CatalogBusy

    if why := unserved(assistant.settings):
        yield f"There is no page beside it: {why}.\n"
        return
    settings = assistant.settings.model_copy(update={"web_strangers": "public"})
    with ExitStack() as stack:
        try:
            served = beside(replace(assistant, settings=settings), service_checks)
            console = stack.enter_context(served)
        except (BadSettings, CannotListen, CatalogBusy) as fault:
            yield f"There is no page beside it this time: {fault}\n"
            return
        parts, at = console.parts, (settings.web_url or console.address).rstrip("/")
        if Accounts(parts.database, parts.now).any():
            office = f"{at}/sign-in"
        else:
            link = OneTimeLinks(parts.database, parts.now).make(None)
            office = f"{at}{link} (works once: it makes the first account)"
        yield f"In a browser: {at}/\nThe office's console: {office}\n"
