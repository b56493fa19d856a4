"""What a provider says of somebody, read from its claims. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.web.roles import Role
from bot import oidc_names
from bot.settings import Settings

_LONGEST = 200
_NAMES = ("name", "preferred_username", "email")


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the console takes from a provider's claims; `subject` names somebody there for good."""

    issuer: str
    subject: str
    name: str
    email: str = ""
    roles: frozenset[Role] = frozenset()
    groups: frozenset[str] = frozenset()


def claimed(settings: Settings, issuer: str, subject: str, said: Mapping[str, Any]) -> Claimed:
    """Return what a provider's claims stand for."""
    called = name(said) or subject
    return Claimed(
        issuer, subject, called, email(said), roles(settings, said), groups(settings, said)
    )


def found(claims: Mapping[str, Any], where: str) -> Any:
    """Return a claim by its name, or by a path with dots into what is nested; None for none.

    A name may hold dots itself, as those that are addresses do.
    """
    if where in claims:
        return claims[where]
    inside: Any = claims
    for part in where.split("."):
        inside = inside.get(part) if isinstance(inside, Mapping) else None
    return inside


def values(claims: Mapping[str, Any], where: str) -> frozenset[str]:
    """Return the texts that a claim has: a list of them, or one alone."""
    claim = found(claims, where)
    several = claim if isinstance(claim, list) else [claim]
    return frozenset(one for one in several if isinstance(one, str) and one)


def name(claims: Mapping[str, Any]) -> str:
    """Return what somebody is called, "" where the provider doesn't say."""
    return next(filter(None, (_text(claims, claim) for claim in _NAMES)), "")


def email(claims: Mapping[str, Any]) -> str:
    """Return somebody's address, "" where none is told, or the provider doubts that it's theirs.

    By it the groups' file knows in which groups they are.
    """
    return "" if claims.get("email_verified") is False else _text(claims, "email")


def roles(settings: Settings, claims: Mapping[str, Any]) -> frozenset[Role]:
    """Return the roles that somebody's claims stand for."""
    said = values(claims, settings.oidc_roles_claim)
    return frozenset(map(Role, oidc_names.named(settings.oidc_roles, said)))


def groups(settings: Settings, claims: Mapping[str, Any]) -> frozenset[str]:
    """Return the groups of the policies that somebody's claims stand for."""
    return oidc_names.named(settings.oidc_groups, values(claims, settings.oidc_groups_claim))


def admitted(settings: Settings, claims: Mapping[str, Any]) -> bool:
    """Whether somebody may come in: everybody, unless the settings say who is an employee."""
    named = any(entry.partition("=")[0].strip() == Role.EMPLOYEE for entry in settings.oidc_roles)
    return not named or bool(roles(settings, claims))


def _text(claims: Mapping[str, Any], claim: str) -> str:
    given = claims.get(claim)
    text = "".join(filter(str.isprintable, given)) if isinstance(given, str) else ""
    return " ".join(text.split())[:_LONGEST]
