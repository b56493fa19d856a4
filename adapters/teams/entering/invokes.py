"""What Teams wants an answer to at once: buttons, dialogs, thumbs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from adapters.chat.intake import Intake
from adapters.chat.outgoing import ref
from adapters.teams import wording
from adapters.teams.answers import Answers
from adapters.teams.entering import pressing, replies
from adapters.teams.entering.activities import Activities, invoke
from adapters.teams.entering.dialogs import Dialogs
from adapters.teams.entering.extension import Extension
from adapters.teams.entering.payload import Activity
from adapters.teams.entering.replies import Reply
from adapters.teams.entering.values import Executed, Feedback, Sent

_FEEDBACK = "feedback"


class Invokes:
    """Answers what Teams invokes, by its name."""

    def __init__(
        self,
        intake: Intake,
        activities: Activities,
        dialogs: Dialogs,
        extension: Extension,
        answers: Answers,
    ) -> None:
        self._intake = intake
        self._activities = activities
        self._dialogs = dialogs
        self._answers = answers
        self._by_name: Mapping[str, Callable[[Activity], Awaitable[Reply]]] = {
            "adaptiveCard/action": self._executed,
            "task/fetch": self._opened,
            "task/submit": self._submitted,
            "message/submitAction": self._judged,
            "composeExtension/query": extension.query,
            "composeExtension/fetchTask": extension.fetch,
            "composeExtension/submitAction": extension.submit,
        }

    async def answer(self, said: Activity) -> Reply:
        """Return what Teams is answered. Raises Refused for what we never wrote."""
        answers = self._by_name.get(said.name or "")
        return replies.UNKNOWN if answers is None else await answers(said)

    async def _executed(self, said: Activity) -> Reply:
        mark = Executed.model_validate(said.value).action.data.mark
        await self._activities.keep(said, pressing.pressed(said, mark), invoke(said))
        return replies.card(wording.HEARD)

    async def _opened(self, said: Activity) -> Reply:
        pressed = pressing.pressed(said, Sent.model_validate(said.value).data.mark)
        await self._activities.heard(said)
        if (opened := await self._dialogs.open(pressed)) is not None:
            return opened
        await self._activities.keep(said, pressed, invoke(said))
        return replies.told(wording.HEARD)

    async def _submitted(self, said: Activity) -> Reply:
        data = Sent.model_validate(said.value).data
        await self._activities.heard(said)
        return await self._dialogs.submit(said, data)

    async def _judged(self, said: Activity) -> Reply:
        feedback = Feedback.model_validate(said.value)
        message = ref(said.conversation.channel, said.reply_to_id or "")
        turn = await self._intake.look_up(lambda: self._answers.turn(message))
        # What has expired, and buttons of Teams's that we don't put below anything, are nobody's.
        if turn is not None and feedback.action_name == _FEEDBACK:
            happened = pressing.judged(said, feedback, turn)
            await self._activities.keep(said, happened, invoke(said))
        return replies.CLOSED
