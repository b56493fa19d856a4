"""What people sign in to the console with: an OpenID provider's settings, checked. Pure.

Entries of roles and groups are "ours=the provider's": a role or a group of the policies, and the
value that the provider's claim has for those who are in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, SecretStr
from pydantic_settings import NoDecode

from bot.setting_kinds import Names
from bot.web_addresses import safe_address

EMPLOYEE = "employee"
ROLES = (EMPLOYEE, "officer", "evaluator", "records", "administrator")
_ISSUER, _CLIENT, _SECRET = (
    f"POLICYDESK_OIDC_{name}" for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
)
_OPENID = "openid"


def issuer(given: str) -> str:
    """Return an issuer as it was given, for it is compared by the letter; or "".

    Raises ValueError with a remedy where what is said could be read on the way.
    """
    safe_address(given)
    if "?" in given or "#" in given:
        raise ValueError(f"“{given}” is no issuer; it is an address without ? and #")
    return given


def scopes(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return what the provider is asked for. Raises ValueError where that is no sign-in."""
    if _OPENID not in given:
        raise ValueError(f"without {_OPENID} nobody is signed in; begin with {_OPENID}")
    return given


def roles(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return roles, each "role=value". Raises ValueError that names all that are none."""
    wrong = [entry for entry in given if not (_pair(entry)[1] and _pair(entry)[0] in ROLES)]
    if wrong:
        raise ValueError(
            f"{_quoted(wrong)} can't be used; write officer=Communications, the role and what the"
            f" provider's claim says for it; roles are {', '.join(ROLES)}"
        )
    return given


def groups(given: tuple[str, ...]) -> tuple[str, ...]:
    """Return groups, each "name=value". Raises ValueError that names all that are none."""
    wrong = [entry for entry in given if not all(_pair(entry))]
    if wrong:
        raise ValueError(
            f"{_quoted(wrong)} can't be used; write hr=Human Resources, the group's name in the"
            " policies and what the provider's claim says for it"
        )
    return given


def named(entries: tuple[str, ...], values: frozenset[str]) -> frozenset[str]:
    """Return ours of those entries whose value a claim has."""
    return frozenset(ours for ours, value in map(_pair, entries) if value in values)


def client_secret(given: SecretStr, read: Mapping[str, Any]) -> SecretStr:
    """Return the client's secret, or none where nobody signs in by a provider.

    `read` are the settings read before. Raises ValueError with all that they lack.
    """
    parts = {_ISSUER: read.get("oidc_issuer", "?"), _CLIENT: read.get("oidc_client_id", "?")}
    parts[_SECRET] = given.get_secret_value()
    missing = [name for name, value in parts.items() if not value]
    if missing and len(missing) < len(parts):
        raise ValueError(f"to sign in by a provider {' and '.join(missing)} must be given too")
    return given


def _split(given: object) -> object:
    """Take scopes apart, which the provider's own pages write with spaces between them."""
    return tuple(given.replace(",", " ").split()) if isinstance(given, str) else given


def _pair(entry: str) -> tuple[str, str]:
    ours, _, value = entry.partition("=")
    return ours.strip(), value.strip()


def _quoted(entries: list[str]) -> str:
    return ", ".join(f"“{entry}”" for entry in entries)


Issuer = Annotated[str, AfterValidator(issuer)]
Scopes = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split), AfterValidator(scopes)]
Roles = Annotated[Names, AfterValidator(roles)]
Groups = Annotated[Names, AfterValidator(groups)]
