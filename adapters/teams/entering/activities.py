"""What is done with what isn't asked for an answer: messages, cards' plain buttons, a new place."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from pydantic import ValidationError
from sqlalchemy import Connection

from adapters.chat import lanes
from adapters.chat.intake import Intake
from adapters.chat.model import Asked, Happening, How
from adapters.chat.views import Views
from adapters.teams.addresses import Addresses
from adapters.teams.entering import pressing, translate
from adapters.teams.entering.payload import Activity
from adapters.teams.entering.values import Data

# What the names of invokes of the message extension begin with.
_COMMANDS = "composeExtension/"
# Both come when the app is added.
_PLACES = ("conversationUpdate", "installationUpdate")


class Typing(Protocol):
    """Shows at once that something is being looked up."""

    def show(self, asked: Asked) -> None:
        """Show it in the background; called on the event loop."""
        ...


class Activities:
    """Takes in what Teams tells of. Whatever these raise makes the connector come again."""

    def __init__(self, intake: Intake, views: Views, typing: Typing, addresses: Addresses) -> None:
        self._intake = intake
        self._views = views
        self._typing = typing
        self._addresses = addresses

    async def take(self, said: Activity) -> None:
        """Keep what is for the bot; edits, deletions, reactions and other bots are left alone.

        Raises Refused.
        """
        if said.type == "message":
            await self._posted(said)
        elif said.type in _PLACES and (opened := translate.opened(said)):
            await self.keep(said, opened, f"opened {opened.place.channel}")

    async def keep(self, said: Activity, happened: Happening, name: str) -> bool:
        """Commit what happened, and where it came from; False where it is there already."""
        user = happened.who.user

        def heard(connection: Connection) -> None:
            self._addresses.heard(*_place(said), user, _account(said), connection=connection)

        event = lanes.event(happened, name)
        return await self._intake.commit(event, None if _anywhere(said) else heard)

    async def heard(self, said: Activity) -> None:
        """Keep who did something, and where, before they are looked up, which is done there.

        Raises Refused for nobody.
        """
        user, account = translate.asker(said).user, _account(said)
        told = self._addresses.met if _anywhere(said) else self._addresses.heard
        await self._intake.look_up(lambda: told(*_place(said), user, account))

    async def _posted(self, said: Activity) -> None:
        if (data := _pressed(said)) is not None:
            pressed = pressing.pressed(said, data.mark)
            await self.keep(said, pressed, _post(said))
            return
        posted = translate.post(said)
        if posted is None or not await self._concerns(posted):
            return
        asked = await self._by_object_ids(posted)
        if await self.keep(said, asked, _post(said)) and asked.how is not How.THREAD:
            self._typing.show(asked)

    async def _by_object_ids(self, asked: Asked) -> Asked:
        """Return a message with those whom it mentions by the names that tickets know them by."""
        if not asked.others:
            return asked
        known = await self._intake.look_up(lambda: self._addresses.whose(asked.others))
        return replace(asked, others=tuple(known.get(one, one) for one in asked.others))

    async def _concerns(self, asked: Asked) -> bool:
        if asked.how is not How.THREAD:
            return True
        return await self._intake.look_up(lambda: self._views.concerns(asked.place, asked.who))


def invoke(said: Activity) -> str:
    """Return what an invoke is called in the inbox."""
    return f"invoke {said.conversation.channel} {translate.named(said)}"


def _place(said: Activity) -> tuple[str, str, str, str]:
    where = said.conversation
    return where.channel, said.service_url, where.kind, said.tenant


def _account(said: Activity) -> str:
    return said.sender.id if said.sender else ""


def _anywhere(said: Activity) -> bool:
    """Whether the bot may not be in the conversation: commands and searches come from all."""
    return (said.name or "").startswith(_COMMANDS)


def _post(said: Activity) -> str:
    return f"post {said.conversation.channel} {translate.named(said)}"


def _pressed(said: Activity) -> Data | None:
    """Return what a plain button of ours sent as a message, None for a message of words."""
    try:
        data = Data.model_validate(said.value)
    except ValidationError:
        return None
    return data if data.mark else None
