"""What an asker does about an answer or a reply: rate it, bring in the office, write, settle."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from adapters.web.asking import words
from adapters.web.asking.asking import request
from adapters.web.asking.dialogue_pages import DialoguePages
from adapters.web.asking.naming import PLATFORM, address, said_at
from adapters.web.errors import BadForm
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.visit import Visit
from bot import chat_wording
from bot.handover import Handover
from bot.hearing import hear
from bot.model import Origin
from bot.tickets import TicketState
from bot.wording import data_removed

_LONGEST_COMMENT = 1_000
_TURN = "/conversations/{token}/turns/{turn:int}"
_TICKET = "/conversations/{token}/tickets/{ticket:int}"


@dataclass(frozen=True, slots=True)
class Deeds:
    """Does what buttons ask for, in conversations of the visitor's own. Thread-safe."""

    dialogues: DialoguePages
    handover: Handover

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page(f"{_TURN}/helped", post=self._helped, guests=True),
            Page(f"{_TURN}/why", get=self._why, post=self._why_said, guests=True),
            Page(f"{_TURN}/unhelpful", post=self._unhelpful, guests=True),
            Page(
                f"{_TURN}/office",
                post=self._pass_on,
                guests=True,
                does="passed a question to the office",
            ),
            Page(f"{_TICKET}/write", post=self._write, guests=True, does="wrote to the office"),
            Page(f"{_TICKET}/settle", post=self._settle, guests=True, does="settled a ticket"),
        )

    def _helped(self, visit: Visit) -> Response:
        kept = self.dialogues.threads.turn(visit)
        self.dialogues.assistant.rate(kept.turn, helpful=True)
        return back(visit, address(kept.conversation, kept.turn))

    def _unhelpful(self, visit: Visit) -> Response:
        """Keep that an answer didn't help, which counts whether or not more is said."""
        kept = self.dialogues.threads.turn(visit)
        self.dialogues.assistant.rate(kept.turn, helpful=False)
        return back(visit, f"{address(kept.conversation)}/turns/{kept.turn}/why")

    def _why(self, visit: Visit) -> Response:
        kept = self.dialogues.threads.turn(visit)
        to = address(kept.conversation, kept.turn)
        return render(visit, "asking/why.html", kept=kept, to=to, longest=_LONGEST_COMMENT)

    def _why_said(self, visit: Visit) -> Response:
        kept = self.dialogues.threads.turn(visit)
        comment = visit.said_in("why")[:_LONGEST_COMMENT]
        self.dialogues.assistant.rate(kept.turn, helpful=False, comment=comment)
        return back(visit, address(kept.conversation, kept.turn))

    def _pass_on(self, visit: Visit) -> Response:
        """Give a question to the office, with the answer that its asker got."""
        kept = self.dialogues.threads.turn(visit)
        passed = self.handover.pass_on(kept.turn, Origin(PLATFORM, visit.person))
        return back(visit, said_at(kept.conversation), passed.text)

    def _write(self, visit: Visit) -> Response:
        """Tell the office more; the ticket waits for it again."""
        ticket, text = self.dialogues.threads.ticket(visit), visit.said_in("question")
        if not text:
            if visit.scripted:
                raise BadForm({"question": words.EMPTY_MESSAGE})
            return self.dialogues.show(visit, fault=words.EMPTY_MESSAGE)
        settings = self.handover.settings
        # The same form sent twice is one message: it was made from the same state of the ticket.
        asked_by = request(ticket.conversation, visit.said_in("state"), text)
        self.handover.answer_back(ticket.id, text, visit.person, asked_by)
        told = [chat_wording.written_back(settings.office)]
        if removed := hear(text, settings.phone_region).removed:
            told.append(data_removed(removed))
        return back(visit, said_at(ticket.conversation), " ".join(told))

    def _settle(self, visit: Visit) -> Response:
        """Close a ticket whose asker has what they need."""
        ticket = self.dialogues.threads.ticket(visit)
        said = words.SETTLED_BEFORE
        if ticket.state is not TicketState.CLOSED:
            self.handover.tickets.settle(ticket.id, visit.person)
            said = words.SETTLED
        return back(visit, said_at(ticket.conversation), said)
