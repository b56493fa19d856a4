"""Forms in dialogs: opened at once, checked, and taken in."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.chat.content import Form
from adapters.chat.intake import Intake
from adapters.chat.model import Pressed, Submitted
from adapters.chat.views import Views
from adapters.teams.entering import pressing, replies
from adapters.teams.entering.activities import Activities, invoke
from adapters.teams.entering.payload import Activity
from adapters.teams.entering.replies import Reply
from adapters.teams.entering.values import Data
from adapters.teams.showing.forms import task


class Dialogs:
    """Opens forms, and takes in what was entered in them."""

    def __init__(self, intake: Intake, views: Views, activities: Activities) -> None:
        self._intake = intake
        self._views = views
        self._activities = activities

    async def open(self, pressed: Pressed) -> Reply | None:
        """Return the dialog that a press opens, None for one that goes to the inbox."""
        form = await self._form(pressed)
        return None if form is None else replies.dialog(task(form))

    async def submit(self, said: Activity, data: Data) -> Reply:
        """Show what is wrong, or what the form leads to; else keep it, and close the dialog."""
        sent = pressing.submitted(said, data)
        faults = await self._intake.look_up(lambda: self._views.check(sent))
        if faults:
            return await self._again(said, sent, faults)
        further = await self._intake.look_up(lambda: self._views.preview(sent))
        if further is not None:
            return replies.dialog(task(further))
        await self._activities.keep(said, sent, invoke(said))
        return replies.CLOSED

    async def _again(self, said: Activity, sent: Submitted, faults: Mapping[str, str]) -> Reply:
        pressed = pressing.opening(said, sent)
        form = await self._form(pressed) if pressed else None
        if form is None:
            return replies.told("\n".join(faults.values()))
        return replies.dialog(task(form, faults, sent.values))

    async def _form(self, pressed: Pressed) -> Form | None:
        return await self._intake.look_up(lambda: self._views.open_for(pressed))
