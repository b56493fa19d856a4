"""The message extension: clauses for the compose box, and commands on a message."""

from __future__ import annotations

from adapters.chat.intake import Intake
from adapters.chat.model import How
from adapters.teams import wording
from adapters.teams.entering import replies, translate
from adapters.teams.entering.activities import Activities, invoke
from adapters.teams.entering.clauses import Clauses
from adapters.teams.entering.dialogs import Dialogs
from adapters.teams.entering.payload import Activity
from adapters.teams.entering.plain_text import plain
from adapters.teams.entering.replies import Reply
from adapters.teams.entering.values import HandedOn, Query
from adapters.teams.names import SEARCH
from adapters.teams.showing.clauses import result

# Nobody types more there; what is longer was pasted, and its beginning says what it is about.
_LONGEST = 1_000
_NOTHING_YET = "initialRun"


class Extension:
    """Answers the message extension."""

    def __init__(
        self, intake: Intake, clauses: Clauses, dialogs: Dialogs, activities: Activities
    ) -> None:
        self._intake = intake
        self._clauses = clauses
        self._dialogs = dialogs
        self._activities = activities

    async def query(self, said: Activity) -> Reply:
        """Return the clauses that fit what was typed, or why there are none."""
        query = Query.model_validate(said.value)
        text = _typed(query)
        if query.command_id != SEARCH:
            return replies.UNKNOWN
        if query.query_options.skip:
            # All of them came at once.
            return replies.found(())
        who = translate.asker(said)
        await self._activities.heard(said)
        if closed := await self._intake.look_up(lambda: self._clauses.closed_to(who, said.tenant)):
            return replies.found_nothing(closed)
        if not text:
            return replies.found_nothing(wording.WHAT_TO_SEARCH)
        found = await self._intake.look_up(lambda: self._clauses.search(text))
        if not found:
            return replies.found_nothing(wording.NO_CLAUSE_FOUND)
        return replies.found([result(one) for one in found])

    async def fetch(self, said: Activity) -> Reply:
        """Ask about a message, or open the form that hands it to the office."""
        asked = translate.handed_on(said, HandedOn.model_validate(said.value))
        await self._activities.heard(said)
        if asked.how is How.FOR_OFFICE:
            opened = await self._dialogs.open(translate.for_office(asked))
            return opened or replies.told(wording.NOT_DONE)
        await self._activities.keep(said, asked, invoke(said))
        return replies.told(wording.ASKED)

    async def submit(self, said: Activity) -> Reply:
        """Take in a form that a command opened, or a command that opens none."""
        command = HandedOn.model_validate(said.value)
        if command.data is not None and command.data.mark is not None:
            await self._activities.heard(said)
            return await self._dialogs.submit(said, command.data)
        return await self.fetch(said)


def _typed(query: Query) -> str:
    """Return what was typed; before anything was, Teams may send a parameter of its own."""
    given = next((one.value for one in query.parameters if one.name != _NOTHING_YET), "")
    return plain(given)[:_LONGEST] if isinstance(given, str) else ""
