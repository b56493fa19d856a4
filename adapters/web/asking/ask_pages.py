"""The page that people ask on, and the list of what they asked."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from adapters.chat.asking.prompts import Prompts
from adapters.web.asking import words
from adapters.web.asking.asking import Asked, Asking
from adapters.web.asking.naming import address, conversation, new_token, token_of
from adapters.web.asking.streaming import Streaming
from adapters.web.errors import BadForm
from adapters.web.page import Page
from adapters.web.rendering import back, render
from adapters.web.visit import Visit
from bot.conversations import Conversation, Conversations
from bot.hearing import LONGEST

# Conversations on one page of the list, and below the question on the first page.
_A_PAGE, _A_FEW = 50, 5


@dataclass(frozen=True, slots=True)
class AskPages:
    """Takes questions, and shows where earlier ones are. Thread-safe."""

    asking: Asking
    conversations: Conversations
    prompts: Prompts
    streaming: Streaming

    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        return (
            Page("/", get=self._ask, post=self._asked, guests=True),
            Page("/conversations", get=self._list, guests=True),
        )

    def answered(self, visit: Visit, asked: Asked) -> Response:
        """Answer a question and lead to the answer; a script sees how it comes about.

        Raises what `Asking.ask` does.
        """
        if visit.scripted:
            return self.streaming.response(
                lambda says: address(asked.conversation, self.asking.ask(asked, says))
            )
        return back(visit, address(asked.conversation, self.asking.ask(asked)))

    def off(self) -> str:
        """Return why nobody is answered at the moment, "" where everybody is."""
        assistant = self.asking.assistant
        reason = assistant.switched_off()
        return assistant.off(reason) if reason else ""

    def _ask(self, visit: Visit, typed: str = "", fault: str = "") -> Response:
        who = visit.person.id
        return render(
            visit,
            "asking/ask.html",
            422 if fault else 200,
            token=new_token(),
            typed=typed,
            fault=fault,
            longest=LONGEST,
            off=self.off(),
            unfilled=self.asking.assistant.library.live() is None,
            prompts=self.prompts.newest(),
            news=_shown(self.conversations.with_news(who, _A_FEW)) if who else (),
            latest=_shown(self.conversations.of(who, _A_FEW)) if who else (),
        )

    def _asked(self, visit: Visit) -> Response:
        text = visit.said_in("suggested") or visit.said_in("question")
        if not text:
            if visit.scripted:
                raise BadForm({"question": words.EMPTY})
            return self._ask(visit, fault=words.EMPTY)
        name = conversation(visit.person, visit.said_in("token") or new_token())
        asked = Asked(
            text,
            visit.person,
            visit.viewer,
            name,
            for_office=bool(visit.said_in("for_office")),
        )
        return self.answered(visit, self._begun(asked))

    def _begun(self, asked: Asked) -> Asked:
        """Return the question in a conversation of its own, unless it was asked there before.

        A browser that goes back shows the form with the conversation that it has begun already.
        """
        if not self.asking.dialogues.latest(asked.conversation) or self.asking.answered(asked):
            return asked
        name = conversation(asked.who, new_token())
        return Asked(asked.text, asked.who, asked.viewer, name, for_office=asked.for_office)

    def _list(self, visit: Visit) -> Response:
        who, after = visit.person, visit.query("after")
        name = conversation(who, after) if after else ""
        found = self.conversations.of(who.id, _A_PAGE + 1, name) if who.id else ()
        shown = _shown(found[:_A_PAGE])
        older = f"/conversations?after={shown[-1][0]}" if len(found) > _A_PAGE else ""
        newer = "/conversations" if after else ""
        return render(visit, "asking/conversations.html", latest=shown, older=older, newer=newer)


def _shown(found: tuple[Conversation, ...]) -> list[tuple[str, Conversation, str]]:
    """Return the conversations with what they are called in addresses, and how they stand."""
    return [(token_of(c.name), c, words.state(c.state) if c.state else "") for c in found]
