"""Slack's parts, put together in one place; the service wires them to what delivers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from adapters.delivery.outbox import Outbox
from adapters.slack.asking.answering import Answering
from adapters.slack.asking.asker_views import AskerViews
from adapters.slack.asking.clause import ClauseViews
from adapters.slack.asking.drafting import Drafting
from adapters.slack.asking.feedback import Feedback
from adapters.slack.asking.messages import Asking
from adapters.slack.asking.overhearing import Overhearing
from adapters.slack.asking.presses import Presses
from adapters.slack.asking.progress import Progress
from adapters.slack.asking.prompts import Prompts
from adapters.slack.asking.settling import Settling
from adapters.slack.asking.sharing import Sharing
from adapters.slack.asking.threads import Threads
from adapters.slack.asking.writing_back import WritingBack
from adapters.slack.office.cards import Cards
from adapters.slack.office.desk import Desk
from adapters.slack.office.forms import OfficeViews
from adapters.slack.office.found import Finds
from adapters.slack.office.proposals import Proposals
from adapters.slack.office.rulings import Publish, RuleForm
from adapters.slack.office.steps import Office
from adapters.slack.people import profiles as people
from adapters.slack.people.channels import Channels
from adapters.slack.people.groups import directory
from adapters.slack.people.membership import Membership
from adapters.slack.people.profiles import People
from adapters.slack.people.readers import Readers
from adapters.slack.platform import SlackPlatform
from adapters.slack.sending.drafts import Drafts
from adapters.slack.sending.lost import Lost
from adapters.slack.sending.sender import Sender
from adapters.slack.views import SlackViews
from bot.assistant import Assistant
from bot.handover import Handover

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Parts:
    """The platform, what opens at once, and what the followers work with."""

    platform: SlackPlatform
    views: SlackViews
    desk: Desk
    cards: Cards
    progress: Progress


def parts(
    assistant: Assistant,
    client: AsyncWebClient,
    outbox: Outbox,
    publish: Publish,
    now: Callable[[], datetime],
) -> Parts:
    """Put Slack's parts together. Raises BadSettings for a groups' file with faults."""
    settings, database = assistant.settings, assistant.library.database
    slack = people.client(settings)
    readers = Readers(People(slack, now), directory(settings, slack, now), settings)
    threads, cards, progress = Threads(database), Cards(database), Progress(client)
    handover = Handover(database, assistant.records, assistant.tickets, settings)
    drafts = Drafts(slack)
    drafting = Drafting(drafts, threads, on=assistant.writer is not None)
    answering, feedback = Answering(assistant, threads, drafting), Feedback(assistant)
    desk = _desk(assistant, readers, slack, now)
    rule_form = RuleForm(desk, cards, outbox, database, publish)
    platform = SlackPlatform(
        asking=Asking(
            answering, Overhearing(answering), WritingBack(handover, threads), readers, threads
        ),
        presses=Presses(
            answering, handover, readers, feedback, Sharing(assistant), Channels(slack)
        ),
        office=Office(desk, Proposals(desk, cards), rule_form, database),
        sender=Sender(client, drafts.end),
        cards=cards,
        lost=Lost(database),
        threads=threads,
        settling=Settling(handover, threads, readers),
        progress=progress,
        drafting=drafting,
        settings=settings,
    )
    views = SlackViews(
        askers=AskerViews(ClauseViews(assistant, readers), feedback),
        office=OfficeViews(desk, assistant.today),
        threads=threads,
        suggested=Prompts(assistant.library, assistant.today),
    )
    return Parts(platform, views, desk, cards, progress)


def _desk(
    assistant: Assistant, readers: Readers, slack: WebClient, now: Callable[[], datetime]
) -> Desk:
    channel = assistant.settings.slack_office_channel
    return Desk(
        tickets=assistant.tickets,
        finds=Finds(assistant.library, assistant.today),
        surroundings=assistant.surroundings,
        membership=Membership(
            channel, lambda name: set(_members(slack, name)), now, readers.people.own
        ),
        settings=assistant.settings,
        name_of=readers.name_of,
        viewer_of=readers.viewer_of,
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
