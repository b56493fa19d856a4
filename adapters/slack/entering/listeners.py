"""What is done with each kind of request: translated, committed, and only then acknowledged."""

from __future__ import annotations

import re
from typing import Any, Protocol

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat import actions, lanes
from adapters.chat.intake import Intake
from adapters.chat.model import Asked, How, Pressed
from adapters.chat.showing.splitting import shortened
from adapters.chat.views import Views
from adapters.slack.asking import asker_wording
from adapters.slack.asking.progress import Progress
from adapters.slack.entering import pressing, translate
from adapters.slack.entering.payload import Command, Opened, Post, Press, Shortcut, Submission
from adapters.slack.entering.workspace import Workspace
from adapters.slack.sending.calling import answered
from adapters.slack.showing.blocks import escape
from adapters.slack.showing.render import view
from bot import chat_wording

_Body = dict[str, Any]
_ANY = re.compile("")
_HELP = ("", "help", "?")
# Enough of a question to know it again.
_REMINDED = 300


class _Ack(Protocol):
    async def __call__(self, text_or_whole_response: str = "", **answer: Any) -> object: ...


class Listeners:
    """Hears what Slack sends. `agency` is its name in sentences.

    Whatever these raise keeps Slack from getting its acknowledgement, so that it comes again.
    """

    def __init__(
        self,
        agency: str,
        client: AsyncWebClient,
        intake: Intake,
        views: Views,
        progress: Progress,
    ) -> None:
        self._agency = agency
        self._client = client
        self._intake = intake
        self._views = views
        self._progress = progress

    def listen(self, app: AsyncApp) -> None:
        """Be called for each kind of request; what comes first goes first."""
        app.event("message")(self._posted)
        app.event("app_mention")(self._posted)
        app.event("app_home_opened")(self._opened)
        # Joins, the bot's own included, and whatever else the app was subscribed to.
        app.event(_ANY)(self._left_alone)
        app.command(actions.COMMAND)(self._commanded)
        app.shortcut(_ANY)(self._handed_on)
        app.action(_ANY)(self._pressed)
        app.view(_ANY)(self._submitted)

    async def _posted(self, body: _Body, context: AsyncBoltContext) -> None:
        asked = translate.post(Post.model_validate(body["event"]), _ours(context))
        if asked is None or not await self._concerns(asked):
            return
        # A message and the mention in it are two events of one post.
        post = lanes.event(asked, f"post {asked.place.channel} {asked.ts}")
        if await self._intake.commit(post) and asked.how is not How.THREAD:
            self._progress.show(asked)

    async def _concerns(self, asked: Asked) -> bool:
        if asked.how is not How.THREAD:
            return True
        return await self._intake.look_up(lambda: self._views.concerns(asked.place, asked.who))

    async def _opened(self, body: _Body) -> None:
        opened = Opened.model_validate(body["event"])
        if opened.tab == "messages":
            self._progress.suggest(opened.channel, await self._intake.look_up(self._views.prompts))

    async def _left_alone(self, body: _Body) -> None:
        pass

    async def _commanded(self, body: _Body, ack: _Ack) -> None:
        given = Command.model_validate(body)
        asked = translate.command(given)
        if asked.text.lower() in _HELP:
            await ack(asker_wording.how_to_use(self._agency))
            return
        await self._intake.commit(lanes.event(asked, f"command {given.trigger_id}"))
        # Slack shows nobody what was typed, and lets nobody take this back: it must stay true.
        await ack(escape(chat_wording.you_asked(shortened(asked.text, _REMINDED))))

    async def _handed_on(self, body: _Body, ack: _Ack, context: AsyncBoltContext) -> None:
        used = Shortcut.model_validate(body)
        asked = translate.shortcut(used, _ours(context))
        if asked.how is How.FOR_OFFICE:
            await self._open(translate.for_office(asked), used.trigger_id)
        else:
            await self._intake.commit(lanes.event(asked, used.trigger_id))
        await ack()

    async def _pressed(self, body: _Body, ack: _Ack, context: AsyncBoltContext) -> None:
        press = Press.model_validate(body)
        pressed = pressing.pressed(press, _ours(context))
        if not await self._open(pressed, press.trigger_id):
            await self._intake.commit(lanes.event(pressed, press.trigger_id))
        await ack()

    async def _open(self, pressed: Pressed, trigger: str) -> bool:
        """Open the form that a press leads to, while Slack still lets us; False if it has none."""
        form = await self._intake.look_up(lambda: self._views.open_for(pressed))
        if form is not None:
            await answered(self._client.views_open(trigger_id=trigger, view=view(form)))
        return form is not None

    async def _submitted(self, body: _Body, ack: _Ack, context: AsyncBoltContext) -> None:
        sent = Submission.model_validate(body)
        submitted = pressing.submitted(sent, _ours(context))
        faults = await self._intake.look_up(lambda: self._views.check(submitted))
        if faults:
            await ack(response_action="errors", errors=pressing.by_block(sent, faults))
            return
        further = await self._intake.look_up(lambda: self._views.preview(submitted))
        if further is not None:
            await ack(response_action="push", view=view(further))
            return
        # One form is sent once, however often Slack comes with it.
        await self._intake.commit(lanes.event(submitted, f"form {sent.view.id}"))
        await ack(response_action="clear")


def _ours(context: AsyncBoltContext) -> Workspace:
    found: Workspace = context["workspace"]
    return found
