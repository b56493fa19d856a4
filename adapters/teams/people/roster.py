"""Who is in a conversation of Teams, asked of the Bot Connector.

It tells this of the conversations that the bot is in, without a permission of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from adapters.chat.people.somebody import DirectoryUnreachable
from adapters.teams.addresses import Address, Addresses, Contact
from adapters.teams.people.calls import NotThere, Service

# The most that one page holds (learn.microsoft.com, "Get Teams specific context": pageSize).
_PAGE = "500"
# A team has 25,000 members at most; what goes on for much longer than their pages never ends.
_MOST_PAGES = 100


class Roster:
    """The members of conversations. Thread-safe; blocking.

    `token` gives the token for calls of the connector, "" where nothing is signed; `office` is the
    office's channel, "" where there is none.
    """

    def __init__(self, known: Addresses, token: Callable[[], str], office: str = "") -> None:
        self._known = known
        self._connector = Service(token)
        self._office = office

    def member(self, user: str) -> Mapping[str, Any]:
        """Return somebody, by their object id, as Teams shows them where they were last heard.

        Who was never heard, or is nowhere there any more, is looked for in the office's channel.
        Raises DirectoryUnreachable, also of who isn't there either.
        """
        contact = self._known.person(user)
        account = (contact and contact.account) or user
        gone = DirectoryUnreachable("heard nowhere" if contact else "never heard")
        for members in dict.fromkeys(self._rosters(contact)):
            try:
                return self._connector.get(f"{members}/{quote(account, safe='')}")
            except NotThere as error:
                gone = error
        raise gone

    def members(self, conversation: str) -> frozenset[str]:
        """Return the object ids of all in a conversation. Raises DirectoryUnreachable."""
        address = self._reached(conversation)
        if address is None:
            raise DirectoryUnreachable("nothing was heard from Teams yet")
        pages = self._pages(f"{_at(address.service_url, conversation)}/pagedmembers")
        return frozenset(object_id(member) for page in pages for member in page) - {""}

    def _rosters(self, contact: Contact | None) -> Iterator[str]:
        """Yield where somebody may be found, the likeliest first."""
        if contact:
            known = filter(None, (contact.seen, contact.personal))
            yield from (f"{_at(contact.service_url, one)}/members" for one in known)
        if self._office and (address := self._reached(self._office)):
            yield f"{_at(address.service_url, self._office)}/members"

    def _reached(self, conversation: str) -> Address | None:
        return self._known.of(conversation) or self._known.newest()

    def _pages(self, url: str) -> Iterator[list[Mapping[str, Any]]]:
        rest: dict[str, str] = {}
        for _ in range(_MOST_PAGES):
            page = self._connector.get(url, pageSize=_PAGE, **rest)
            yield [one for one in page.get("members") or [] if isinstance(one, dict)]
            if not page.get("continuationToken"):
                return
            rest = {"continuationToken": str(page["continuationToken"])}
        raise DirectoryUnreachable("the members never end")


def object_id(member: Mapping[str, Any]) -> str:
    """Return a member's object id in Entra ID, "" of who has none."""
    return str(member.get("aadObjectId") or member.get("objectId") or "").lower()


def _at(service_url: str, conversation: str) -> str:
    return f"{service_url.rstrip('/')}/v3/conversations/{quote(conversation, safe='')}"
