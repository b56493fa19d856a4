"""A conversation: what was asked and answered, the office's replies, and how it goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response

from adapters.web.asking import words
from adapters.web.asking.ask_pages import AskPages
from adapters.web.asking.asking import Asked
from adapters.web.asking.naming import conversation
from adapters.web.asking.threads import Threads
from adapters.web.asking.view import Showing, View
from adapters.web.errors import BadForm, NotHere
from adapters.web.page import Page
from adapters.web.rendering import render
from adapters.web.visit import Visit
from bot.assistant import Assistant
from bot.hearing import LONGEST
from bot.rereading import Rereading

# Messages on a page; a question and its answer are two.
_A_PAGE = 40
_DIGITS = 18


@dataclass(frozen=True, slots=True)
class DialoguePages:
    """Shows conversations to those who had them, and takes their next questions. Thread-safe."""

    asks: AskPages
    threads: Threads
    rereading: Rereading
    now: Callable[[], datetime]

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page("/conversations/{token}", get=self.show, post=self._asked, guests=True),
            Page("/conversations/{token}/turns/{turn:int}/choose", post=self._chosen, guests=True),
        )

    @property
    def assistant(self) -> Assistant:
        """What answers."""
        return self.asks.asking.assistant

    def show(self, visit: Visit, typed: str = "", fault: str = "") -> Response:
        """Return the page of a conversation; what the office wrote has been told with it."""
        name, past = self._name(visit), bool(visit.count("before", 0))
        news = self.threads.records.news(name)
        view = self._view(visit, name)
        if news and not past:
            self.threads.records.told(news)
        return render(
            visit,
            "asking/conversation.html",
            422 if fault else 200,
            token=visit.path("token"),
            view=view,
            past=past,
            typed=typed,
            fault=fault,
            longest=LONGEST,
            off=self.asks.off(),
        )

    def _name(self, visit: Visit) -> str:
        """Return the conversation; also one whose first question is being answered."""
        name = conversation(visit.person, visit.path("token"))
        return name if self.asks.asking.underway.of(name) else self.threads.name(visit)

    def _view(self, visit: Visit, name: str) -> View:
        asking = self.asks.asking
        underway = asking.underway.of(name)
        said = asking.dialogues.said(name, _A_PAGE, visit.count("before", 0))
        tickets = self.threads.tickets.of(name, visit.person.id)
        showing = Showing(
            visit.viewer, self.assistant.settings, self.now(), self.rereading.decision
        )
        return showing.view(said, tickets, asking.dialogues.latest(name), underway)

    def _asked(self, visit: Visit) -> Response:
        text = visit.said_in("question")
        if text:
            return self._go_on(visit, self.threads.name(visit), text)
        if visit.scripted:
            raise BadForm({"question": words.EMPTY})
        return self.show(visit, fault=words.EMPTY)

    def _chosen(self, visit: Visit) -> Response:
        """Go on with a ready reply."""
        kept = self.threads.turn(visit)
        options, chosen = kept.decision["options"], _number(visit, "option")
        if not 0 <= chosen < len(options):
            raise NotHere(words.NO_OPTION)
        return self._go_on(visit, kept.conversation, options[chosen])

    def _go_on(self, visit: Visit, name: str, text: str) -> Response:
        """Ask something more in a conversation."""
        asked = Asked(text, visit.person, visit.viewer, name, _number(visit, "seen"))
        return self.asks.answered(visit, asked)


def _number(visit: Visit, field: str) -> int:
    """Return a number that a form of ours says, -1 for what none of ours does."""
    said = visit.said_in(field)
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _DIGITS else -1
