"""The parts that deal with questions and tickets on one platform, put together in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.chat.asking.answering import Answering
from adapters.chat.asking.asker_views import AskerViews
from adapters.chat.asking.clause import ClauseViews
from adapters.chat.asking.drafting import Drafting, Drafts
from adapters.chat.asking.feedback import Feedback
from adapters.chat.asking.messages import Asking
from adapters.chat.asking.overhearing import Overhearing
from adapters.chat.asking.presses import Presses
from adapters.chat.asking.prompts import Prompts
from adapters.chat.asking.settling import Settling
from adapters.chat.asking.sharing import Sharing
from adapters.chat.asking.threads import Threads
from adapters.chat.asking.welcoming import Welcoming
from adapters.chat.asking.writing_back import WritingBack
from adapters.chat.chat_views import ChatViews
from adapters.chat.lost import Lost
from adapters.chat.office.alarming import AlarmFollower
from adapters.chat.office.calls import CallFollower
from adapters.chat.office.cards import Cards
from adapters.chat.office.desk import Desk
from adapters.chat.office.digest import DigestFollower
from adapters.chat.office.following import CardFollower, NewsFollower
from adapters.chat.office.forms import OfficeViews
from adapters.chat.office.found import Finds
from adapters.chat.office.home import Home
from adapters.chat.office.proposals import Proposals
from adapters.chat.office.rulings import Publish, RuleForm
from adapters.chat.office.steps import Office
from adapters.chat.outgoing import Messenger
from adapters.chat.people.membership import Membership
from adapters.chat.people.readers import Readers
from adapters.chat.platform import ChatPlatform, Keep, Progress, Sender
from adapters.delivery.alarms import Alarms
from adapters.delivery.inbox import Inbox
from adapters.delivery.model import Follower
from adapters.delivery.outbox import Outbox
from bot.assistant import Assistant
from bot.handover import Handover
from bot.rulings import Ruling
from bot.service_level import ServiceLevel


@dataclass(frozen=True, slots=True)
class Surface:
    """What a platform brings of its own.

    `open_to_us` returns whether the bot may write in a channel, `link` the address of a message
    by its reference ("" for none); `how_to_use` tells how to ask there. `keep` is told of every
    message that is there.
    """

    messenger: Messenger
    home: Home
    readers: Readers
    membership: Membership
    drafts: Drafts
    sender: Sender
    progress: Progress
    open_to_us: Callable[[str], bool]
    link: Callable[[str], str]
    how_to_use: str
    keep: Keep = lambda _connection, _outgoing, _ref: None


@dataclass(frozen=True, slots=True)
class Common:
    """What all platforms work with.

    `publish` makes a ruling of a reply, `rulings` returns all there are; `now` is an aware clock.
    """

    assistant: Assistant
    publish: Publish
    rulings: Callable[[], Sequence[Ruling]]
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Parts:
    """The platform, what opens at once, and what makes it show what the catalog says."""

    platform: ChatPlatform
    views: ChatViews
    followers: tuple[Follower, ...]


def parts(common: Common, surface: Surface) -> Parts:
    """Put a platform's parts together."""
    assistant, database = common.assistant, common.assistant.library.database
    threads = Threads(surface.messenger.platform, database)
    cards, suggested = Cards(surface.messenger.platform, database), _prompts(assistant)
    handover = Handover(database, assistant.records, assistant.tickets, assistant.settings)
    on = assistant.writer is not None
    drafting = Drafting(surface.drafts, surface.messenger, threads, on=on)
    answering, feedback = Answering(assistant, threads, drafting), Feedback(assistant)
    desk = _desk(assistant, surface)
    platform = ChatPlatform(
        messenger=surface.messenger,
        asking=_asking(answering, handover, surface),
        presses=_presses(answering, handover, feedback, surface),
        office=_office(common, desk, cards),
        sender=surface.sender,
        cards=cards,
        lost=Lost(surface.messenger, database, surface.readers.name_of),
        threads=threads,
        settling=Settling(handover, threads, surface.readers, surface.messenger),
        welcoming=Welcoming(
            surface.messenger, surface.readers, suggested, surface.how_to_use, database
        ),
        progress=surface.progress,
        drafting=drafting,
        settings=assistant.settings,
        keep=surface.keep,
    )
    clauses = ClauseViews(assistant, surface.readers, threads)
    office = OfficeViews(desk, assistant.today)
    views = ChatViews(AskerViews(clauses, feedback), office, threads, suggested)
    return Parts(platform, views, _followers(common, surface, desk, cards))


def _prompts(assistant: Assistant) -> Prompts:
    return Prompts(assistant.library, assistant.today)


def _asking(answering: Answering, handover: Handover, surface: Surface) -> Asking:
    return Asking(
        answering,
        Overhearing(answering),
        WritingBack(handover, answering.threads),
        surface.readers,
        answering.threads,
        surface.messenger,
        surface.how_to_use,
    )


def _presses(
    answering: Answering, handover: Handover, feedback: Feedback, surface: Surface
) -> Presses:
    return Presses(
        answering,
        handover,
        surface.readers,
        feedback,
        Sharing(answering.assistant),
        surface.messenger,
        surface.open_to_us,
    )


def _desk(assistant: Assistant, surface: Surface) -> Desk:
    return Desk(
        tickets=assistant.tickets,
        finds=Finds(assistant.library, assistant.today),
        surroundings=assistant.surroundings,
        membership=surface.membership,
        settings=assistant.settings,
        name_of=surface.readers.name_of,
        viewer_of=surface.readers.viewer_of,
        home=surface.home,
        messenger=surface.messenger,
    )


def _office(common: Common, desk: Desk, cards: Cards) -> Office:
    database = common.assistant.library.database
    rule_form = RuleForm(desk, cards, Outbox(database, common.now), database, common.publish)
    return Office(desk, Proposals(desk, cards), rule_form, database)


def _followers(common: Common, surface: Surface, desk: Desk, cards: Cards) -> tuple[Follower, ...]:
    """Return who shows news to askers, and where the office is, tickets and calls to it."""
    assistant, now = common.assistant, common.now
    database, level = assistant.library.database, ServiceLevel.of(assistant.settings)
    outbox, alarms, inbox = Outbox(database, now), Alarms(database, now), Inbox(database, now)
    news = NewsFollower(desk, assistant.records, outbox, database)
    if surface.home == Home():
        return (news,)
    return (
        news,
        CardFollower(desk, cards, outbox, alarms, database, now),
        CallFollower(desk, cards, outbox, alarms, database, level, surface.link, now),
        AlarmFollower(surface.home, surface.messenger, outbox, database, now),
        DigestFollower(
            desk,
            cards,
            inbox,
            outbox,
            alarms,
            database,
            level,
            common.rulings,
            surface.link,
            now,
        ),
    )
