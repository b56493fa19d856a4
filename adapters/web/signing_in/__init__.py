"""The area that people sign in at: by a password, at a provider, or with a link; and their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.web.jobs.model import Kind
from adapters.web.page import Page
from adapters.web.parts import Parts
from adapters.web.signing_in.by_link import ByLink
from adapters.web.signing_in.by_password import ByPassword
from adapters.web.signing_in.by_provider import ByProvider
from adapters.web.signing_in.own_account import OwnAccount
from adapters.web.signing_in.ways import Ways


def pages(parts: Parts) -> Sequence[Page]:
    """Return the pages."""
    ways = Ways.of(parts)
    provider = ByProvider(ways).pages() if ways.provider else ()
    links = ByLink(ways).pages() if ways.passwords else ()
    return (*ByPassword(ways).pages(), *provider, *links, *OwnAccount(ways).pages())


def kinds(_parts: Parts) -> Mapping[str, Kind]:
    """Return no kinds of jobs: nobody waits long to be signed in."""
    return {}
