"""Slack as the service runs it: its platform, what follows the catalog, and its way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.intake import Intake
from adapters.chat.parts import Common, Parts, parts
from adapters.delivery.delivery import Delivery
from adapters.slack.asking.progress import Progress
from adapters.slack.entering.entrance import Entrance, entrance
from adapters.slack.parts import surface
from adapters.slack.sending import calling


@dataclass(frozen=True, slots=True)
class Slack:
    """Slack, put together but for the way in, which leads to what delivers."""

    client: AsyncWebClient
    progress: Progress
    parts: Parts

    def entrance(
        self, delivery: Delivery, refused: Callable[[str], None], acked: Callable[[float], None]
    ) -> Entrance:
        """Return the way in; `refused` and `acked` are those of `entrance`."""
        intake = Intake(delivery.put_all, delivery.nudge)
        settings, views = self.parts.platform.settings, self.parts.views
        return entrance(settings, self.client, intake, views, self.progress, refused, acked=acked)


def build(common: Common) -> Slack:
    """Put Slack together. Raises BadSettings for a groups' file with faults."""
    settings = common.assistant.settings
    client = calling.web_client(settings)
    progress = Progress(client)
    made = parts(common, surface(settings, client, progress, common.now))
    return Slack(client, progress, made)
