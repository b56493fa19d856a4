"""Addresses of services on the web, and which of them only this machine reaches. Pure."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator


def any_address(given: str) -> str:
    """Return a web address, or "". Raises ValueError with a remedy."""
    if given and not given.startswith(("http://", "https://")):
        raise ValueError(f"“{given}” is no web address; it begins with https:// or http://")
    return given


def safe_address(given: str) -> str:
    """Return an address without a slash at its end, or "".

    Raises ValueError with a remedy where what is said could be read on the way.
    """
    scheme, host = _parts(given)
    encrypted = scheme == "https" and bool(host)
    at_home = scheme == "http" and is_loopback(host)
    if given and not (encrypted or at_home):
        raise ValueError(
            f"“{given}” can't be used; it begins with https://, or with http:// on this machine"
            " alone"
        )
    return given.rstrip("/")


def encrypted_address(given: str) -> str:
    """Return an address that begins with https://, without a slash at its end, or "".

    Raises ValueError with a remedy.
    """
    scheme, host = _parts(given)
    if given and not (scheme == "https" and host):
        raise ValueError(f"“{given}” can't be used; it begins with https://")
    return given.rstrip("/")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host's name or address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _parts(given: str) -> tuple[str, str]:
    """Return the scheme and host of an address, "" where it has none."""
    try:
        parts = urlsplit(given)
    except ValueError:
        return "", ""
    return parts.scheme, parts.hostname or ""


AnyAddress = Annotated[str, AfterValidator(any_address)]
SafeAddress = Annotated[str, AfterValidator(safe_address)]
EncryptedAddress = Annotated[str, AfterValidator(encrypted_address)]
