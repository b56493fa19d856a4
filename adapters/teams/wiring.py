"""Teams as the service runs it: its platform, what follows the catalog, and its way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import structlog
from sqlalchemy import Connection

from adapters.chat.intake import Intake
from adapters.chat.office.home import Home
from adapters.chat.outgoing import Messenger
from adapters.chat.parts import Common, Parts, Surface, parts
from adapters.chat.people.membership import Membership
from adapters.chat.people.readers import Readers
from adapters.chat.people.somebody import DirectoryUnreachable
from adapters.chat.places import TEAMS
from adapters.delivery.delivery import Delivery
from adapters.delivery.model import Outgoing
from adapters.teams import wording
from adapters.teams.addresses import Addresses
from adapters.teams.answers import Answers
from adapters.teams.entering.clauses import Clauses
from adapters.teams.entering.entrance import Entrance, entrance
from adapters.teams.kit.authentication import gate
from adapters.teams.kit.client import Connector
from adapters.teams.kit.configuration import bot_framework, connector_token
from adapters.teams.people.calls import NotThere
from adapters.teams.people.groups import directory
from adapters.teams.people.people import TeamsPeople
from adapters.teams.people.roster import Roster
from adapters.teams.sending.sender import Sender
from adapters.teams.sending.streams import Streams
from adapters.teams.sending.typing import Typing
from adapters.teams.showing.activity import render
from adapters.teams.showing.links import link

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Teams:
    """Teams, put together but for the way in, which leads to what delivers."""

    parts: Parts
    connector: Connector
    typing: Typing
    addresses: Addresses
    answers: Answers
    clauses: Clauses

    def entrance(
        self, delivery: Delivery, refused: Callable[[str], None], _: Callable[[float], None]
    ) -> Entrance:
        """Return the way in; `refused` hears why a request was turned away."""
        intake = Intake(delivery.put_all, delivery.nudge)
        admits = gate(self.parts.platform.settings)
        views, typing = self.parts.views, self.typing
        way = entrance(
            admits, intake, views, typing, self.addresses, self.answers, self.clauses, refused
        )
        return replace(way, connections=(self.connector,))


def build(common: Common) -> Teams:
    """Put Teams together. Raises BadSettings for a groups' file with faults."""
    assistant = common.assistant
    database = assistant.library.database
    home = assistant.settings.teams_tenant_id.lower()
    addresses, answers = Addresses(database, common.now, home), Answers(database)
    connector = Connector(bot_framework(assistant.settings), assistant.settings.teams_app_id)
    typing = Typing(connector, addresses)
    surface = _surface(common, connector, addresses, answers, typing)
    clauses = Clauses(assistant, surface.readers)
    return Teams(parts(common, surface), connector, typing, addresses, answers, clauses)


def _surface(
    common: Common, connector: Connector, addresses: Addresses, answers: Answers, typing: Typing
) -> Surface:
    settings, now = common.assistant.settings, common.now
    channel = settings.teams_office_channel
    roster = Roster(addresses, connector_token(settings), channel)
    tenant, strangers = settings.teams_tenant_id.lower(), settings.teams_strangers == "public"
    people = TeamsPeople(roster.member, tenant, now)
    groups = directory(settings, now)
    streams = Streams(connector, addresses)
    return Surface(
        messenger=Messenger(TEAMS, render, in_place=False),
        home=Home(channel, settings.teams_on_call, settings.teams_on_call_second),
        readers=Readers(people, groups, settings.agency, strangers, tenant),
        membership=Membership(channel, roster.members, now, people.own),
        drafts=streams,
        sender=Sender(connector, addresses, streams.end),
        progress=typing,
        open_to_us=partial(_open_to_us, roster),
        link=partial(link, cloud=settings.teams_cloud, tenant=tenant),
        how_to_use=wording.how_to_use(settings.agency),
        keep=partial(_keep, answers),
    )


def _open_to_us(roster: Roster, conversation: str) -> bool:
    """Whether the bot is in a conversation; where the connector can't say, trying tells."""
    try:
        roster.members(conversation)
    except NotThere:
        return False
    except DirectoryUnreachable as error:
        _log.info("a conversation can't be looked up", why=str(error))
    return True


def _keep(answers: Answers, connection: Connection, outgoing: Outgoing, ref: str) -> None:
    """Keep which message has the thumbs of which answer."""
    if ref and (turn := outgoing.body.get("turn")) is not None:
        answers.keep(connection, ref, turn)
