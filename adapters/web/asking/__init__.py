"""The area that people ask on: a page to ask, their conversations, and the office's replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.chat.asking.prompts import Prompts
from adapters.web.asking.ask_pages import AskPages
from adapters.web.asking.asking import Asking
from adapters.web.asking.deeds import Deeds
from adapters.web.asking.dialogue_pages import DialoguePages
from adapters.web.asking.streaming import Streaming
from adapters.web.asking.threads import Threads
from adapters.web.asking.underway import Underway
from adapters.web.jobs.model import Kind
from adapters.web.page import Page
from adapters.web.parts import Parts
from bot.conversations import Conversations
from bot.dialogue import Dialogues
from bot.handover import Handover
from bot.rereading import Rereading


def pages(parts: Parts) -> Sequence[Page]:
    """Return the pages."""
    assistant, database = parts.assistant, parts.database
    handover = Handover(database, assistant.records, assistant.tickets, assistant.settings)
    dialogues, conversations, underway = Dialogues(database), Conversations(database), Underway()
    asking = Asking(assistant, dialogues, underway)
    threads = Threads(assistant.records, assistant.tickets)
    rereading = Rereading(assistant.library, assistant.surroundings)
    prompts = Prompts(assistant.library, assistant.today)
    ask = AskPages(asking, conversations, prompts, Streaming())
    dialogue = DialoguePages(ask, threads, rereading, parts.now)
    return (*ask.pages(), *dialogue.pages(), *Deeds(dialogue, handover).pages())


def kinds(_parts: Parts) -> Mapping[str, Kind]:
    """Return no kinds of jobs: answers come at once."""
    return {}
