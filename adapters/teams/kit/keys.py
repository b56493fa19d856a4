"""The keys that the connector signs its tokens with, as it publishes them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import httpx
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import InvalidKeyError
from jwt.algorithms import RSAAlgorithm
from pydantic import BaseModel, ConfigDict

from adapters.chat.refused import Refused

# Seconds. The documentation of the Bot Connector wants its keys to be read again every day.
_DAY = 86_400.0
_OLDEST = 7 * _DAY
# Between two readings for a key that isn't among them, and after one that failed: whoever sends
# made-up tokens doesn't make us a burden to Microsoft.
_APART, _AGAIN = 60.0, 5.0
_PATIENCE = 3.0
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Key:
    """A public key, and the channels whose tokens it may sign."""

    public_key: RSAPublicKey
    endorsements: list[str]


class _Metadata(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    jwks_uri: str


class _Published(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    keys: list[dict[str, Any]]


class Keys:
    """The keys of one address of OpenID metadata, read when they are needed.

    A key that is unknown is looked for once more, but not more than once a minute. Of one event
    loop; `now` is a clock in seconds.
    """

    def __init__(self, url: str, now: Callable[[], float]) -> None:
        self._url = url
        self._now = now
        self._reading = asyncio.Lock()
        self._known: Mapping[str, Key] = {}
        self._read = self._not_before = -inf
        self._failed = False

    async def get(self, key_id: str | None) -> Key:
        """Return the key of that name.

        Raises Refused: 401 where there is none, 503 where that can't be found out.
        """
        if not key_id:
            raise Refused(401, "token without a key's name")
        async with self._reading:
            if self._is_due(key_id) and self._now() >= self._not_before:
                await self._read_again()
        key = self._known.get(key_id)
        if self._now() - self._read > _OLDEST or (key is None and self._failed):
            raise Refused(503, "the connector's keys can't be read")
        if key is None:
            raise Refused(401, "token of an unknown key")
        return key

    def _is_due(self, key_id: str) -> bool:
        return key_id not in self._known or self._now() - self._read > _DAY

    async def _read_again(self) -> None:
        # A key may be new right after the first reading.
        apart = _APART if self._known else 0.0
        try:
            async with asyncio.timeout(_PATIENCE), httpx.AsyncClient(timeout=_PATIENCE) as web:
                self._known = dict(await _published(web, self._url))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TimeoutError) as fault:
            _log.warning("the connector's keys can't be read", fault=type(fault).__name__)
            self._failed, self._not_before = True, self._now() + _AGAIN
        else:
            self._failed, self._read = False, self._now()
            self._not_before = self._read + apart


async def _published(web: httpx.AsyncClient, url: str) -> Iterator[tuple[str, Key]]:
    """Return the keys by their names. Raises httpx.HTTPError, ValueError for what is no keys."""
    described = (await web.get(url)).raise_for_status()
    address = _Metadata.model_validate_json(described.content).jwks_uri
    listed = (await web.get(address)).raise_for_status()
    return _usable(_Published.model_validate_json(listed.content))


def _usable(published: _Published) -> Iterator[tuple[str, Key]]:
    """Yield the keys that a token can be checked with; others are published beside them."""
    for given in published.keys:
        name, endorsements = given.get("kid"), given.get("endorsements", [])
        try:
            key = RSAAlgorithm.from_jwk(json.dumps(given))
        except (InvalidKeyError, ValueError, TypeError):
            continue
        if isinstance(name, str) and isinstance(key, RSAPublicKey):
            yield name, Key(key, [one for one in endorsements if isinstance(one, str)])
