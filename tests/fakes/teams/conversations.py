"""Conversations: made, looked into, and found by their ids."""

from __future__ import annotations

from tests.fakes.teams.limits import bad
from tests.fakes.teams.world import BOT, Json, Person, Place, Refused, World, direct

NOT_IN_ROSTER, BLOCKED = "BotNotInConversationRoster", "ConversationBlockedByUser"


def found(world: World, name: str, service: str) -> tuple[Place, str]:
    """Return a conversation and the thread in it by their id in an address. Raises Refused."""
    channel, _, root = name.partition(";messageid=")
    place = world.places.get(channel)
    if place is None or place.service != service:
        raise Refused(404, "ConversationNotFound", "Conversation not found.")
    if not place.bot:
        raise Refused(403, NOT_IN_ROSTER, "The bot is not part of the conversation roster.")
    if place.kind == "personal":
        _reachable(world.person(place.members[0]))
    return place, root if place.kind == "channel" else ""


def create(world: World, body: Json) -> tuple[Place, Json | None]:
    """Return the personal chat, or the channel, that a request makes, and its first activity."""
    data = body.get("channelData") or {}
    if (body.get("channelData") or {}).get("channel"):
        place = world.places.get(str(data["channel"].get("id")))
        if place is None or not place.bot:
            raise Refused(403, NOT_IN_ROSTER)
        return place, body.get("activity")
    tenant = body.get("tenantId") or (data.get("tenant") or {}).get("id")
    members = body.get("members") or []
    if not tenant or len(members) != 1 or body.get("isGroup"):
        raise bad("A personal chat has one member, and a tenant")
    if (body.get("bot") or {}).get("id", BOT) != BOT:
        raise bad("The bot is another one")
    person = world.known(str(members[0].get("id")))
    if person is None or person.tenant != tenant:
        raise Refused(404, "UserNotFound", "Unknown user.")
    _reachable(person)
    return world.place(direct(person.id)), body.get("activity")


def members(world: World, place: Place) -> list[Json]:
    return [account(world.person(user)) for user in place.members]


def member(world: World, place: Place, name: str) -> Json:
    person = world.known(name)
    if person is None or person.id not in place.members:
        raise Refused(404, "MemberNotFoundInConversation", "Member not found in conversation.")
    return account(person)


def account(person: Person) -> Json:
    """Return somebody as a conversation's roster shows them."""
    given, _, family = person.name.partition(" ")
    upn = f"{person.email.replace('@', '_')}#EXT#@agency.example" if person.guest else person.email
    return {
        "id": person.account,
        "name": person.name,
        "objectId": person.id,
        "aadObjectId": person.id,
        "givenName": given,
        "surname": family,
        "email": person.email,
        "userPrincipalName": upn,
        "tenantId": person.tenant,
        "userRole": "guest" if person.guest else "user",
    }


def _reachable(person: Person) -> None:
    if person.blocked:
        raise Refused(403, BLOCKED, "User blocked the conversation with the bot.")
    if not person.app:
        raise Refused(403, NOT_IN_ROSTER, "The bot is not part of the conversation roster.")
