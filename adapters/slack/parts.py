"""What Slack brings of its own to questions and tickets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.office.home import Home
from adapters.chat.outgoing import Messenger
from adapters.chat.parts import Surface
from adapters.chat.people.membership import Membership
from adapters.chat.people.readers import Readers
from adapters.chat.places import SLACK
from adapters.slack.asking import asker_wording
from adapters.slack.asking.progress import Progress
from adapters.slack.people import profiles as people
from adapters.slack.people.channels import Channels
from adapters.slack.people.groups import directory
from adapters.slack.people.profiles import SlackPeople
from adapters.slack.sending.drafts import Drafts
from adapters.slack.sending.sender import Sender
from adapters.slack.showing.links import Links
from adapters.slack.showing.render import render
from bot.settings import Settings

_PAGE = 200


def surface(
    settings: Settings, client: AsyncWebClient, progress: Progress, now: Callable[[], datetime]
) -> Surface:
    """Return Slack's own parts. Raises BadSettings for a groups' file with faults."""
    slack = people.client(settings)
    known, drafts = SlackPeople(slack, now), Drafts(slack)
    strangers = settings.slack_strangers == "public"
    channel = settings.slack_office_channel
    return Surface(
        messenger=Messenger(SLACK, render, in_place=True),
        home=Home(channel, settings.slack_on_call, settings.slack_on_call_second),
        readers=Readers(known, directory(settings, slack, now), settings.agency, strangers),
        membership=Membership(channel, lambda name: set(_members(slack, name)), now, known.own),
        drafts=drafts,
        sender=Sender(client, drafts.end),
        progress=progress,
        open_to_us=Channels(slack).open_to_us,
        link=Links(slack).of,
        how_to_use=asker_wording.how_to_use(settings.agency),
    )


def _members(slack: WebClient, channel: str) -> Iterator[str]:
    """Yield who is in a channel. Raises DirectoryUnreachable."""
    cursor = ""
    while True:
        call = partial(slack.conversations_members, channel=channel, limit=_PAGE, cursor=cursor)
        page = people.asked(call)
        yield from page.get("members") or ()
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
