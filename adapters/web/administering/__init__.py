"""The area of administrators: people, channels, the service, its health, and the audit log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.web.administering.audit_pages import AuditPages
from adapters.web.administering.health_pages import HealthPages
from adapters.web.administering.one_person import OnePerson
from adapters.web.administering.people_pages import PeoplePages
from adapters.web.administering.service_pages import ServicePages
from adapters.web.jobs.model import Kind
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.people.accounts import Accounts
from adapters.web.people.oidc import OpenIDClient
from adapters.web.people.one_time_links import OneTimeLinks
from bot.switch import Switch


def pages(parts: Parts) -> Sequence[Page]:
    """Return the pages."""
    accounts = Accounts(parts.database, parts.now)
    links = OneTimeLinks(parts.database, parts.now)
    switch = Switch(parts.database, parts.now)
    provider = OpenIDClient(parts.settings) if parts.settings.oidc_issuer else None
    return (
        *PeoplePages(accounts, links, parts.settings).pages(),
        *OnePerson(accounts, links, parts.sessions, parts.settings).pages(),
        *ServicePages(parts.settings, switch, provider, parts.now).pages(),
        *HealthPages(parts, switch).pages(),
        *AuditPages(parts.audit, parts.settings.zone).pages(),
    )


def kinds(_parts: Parts) -> Mapping[str, Kind]:
    """Return no kinds of jobs: all of it is quick."""
    return {}
