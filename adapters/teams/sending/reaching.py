"""Where a message goes: to a conversation as last heard of, or to somebody's chat with the bot."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, replace

from adapters.teams.addresses import Address, Addresses
from adapters.teams.kit.client import Connector
from adapters.teams.sending.calling import NO_ADDRESS, CallFailed

# People are named by their Entra object ids, which no conversation is named like.
_PERSON = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_CHANNELS = ("@thread.tacv2", "@thread.skype")


@dataclass(frozen=True, slots=True)
class Where:
    """A conversation with its connector; in a channel perhaps the `thread` below a message."""

    service_url: str
    channel: str
    thread: str = ""

    @property
    def conversation(self) -> str:
        """What the connector calls it."""
        return f"{self.channel};messageid={self.thread}" if self.thread else self.channel

    def below(self, name: str) -> Where:
        """Return where what goes on from a message is said: below it, where that begins a thread.

        Chats have no threads.
        """
        begins = not self.thread and self.channel.endswith(_CHANNELS)
        return replace(self, thread=name) if begins else self


class Reaching:
    """Finds where conversations and people are reached."""

    def __init__(self, connector: Connector, addresses: Addresses) -> None:
        self._connector = connector
        self._addresses = addresses

    async def where(self, channel: str, thread: str = "") -> Where:
        """Return where a conversation is, or for an object id that person's chat with the bot.

        The chat is begun if there is none. Raises CallFailed, CatalogBusy, CatalogUnusable.
        """
        if _PERSON.fullmatch(channel):
            return await self._personal(channel)
        address = await asyncio.to_thread(self._address, channel)
        return Where(address.service_url, channel, thread)

    async def _personal(self, user: str) -> Where:
        contact = await asyncio.to_thread(self._addresses.person, user)
        if contact and contact.personal:
            return await self.where(contact.personal)
        if contact:
            url, tenant, name = contact.service_url, contact.tenant, contact.account or user
        else:
            newest = await asyncio.to_thread(self._address, user)
            url, tenant, name = newest.service_url, newest.tenant, user
        chat = await self._connector.create_personal(url, tenant, name)
        await asyncio.to_thread(self._addresses.keep_personal, user, chat, url, tenant)
        return Where(url, chat)

    def _address(self, name: str) -> Address:
        """Return where something is, as far as nobody knows where the rest of its tenant is."""
        found = self._addresses.of(name) or self._addresses.newest()
        if found is None:
            raise CallFailed(0, NO_ADDRESS)
        return found
