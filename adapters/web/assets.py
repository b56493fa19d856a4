"""The style sheet, scripts and pictures of the pages, read once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_KINDS: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_FOREVER: Final = "public, max-age=31536000, immutable"
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """A file with its kind and the digest that its address carries."""

    data: bytes
    kind: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Return all of them by name."""
    folder = files("adapters.web").joinpath("static")
    return {
        one.name: _asset(one.name, one.read_bytes())
        for one in folder.iterdir()
        if PurePosixPath(one.name).suffix in _KINDS
    }


def address(name: str) -> str:
    """Return where a browser gets one; another address whenever its content is another."""
    return f"/static/{name}?{assets()[name].digest}"


def route() -> Route:
    """Return the route of all of them; nobody has to be signed in for them."""

    def give(request: Request) -> Response:
        found = assets().get(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        lasting = request.url.query == found.digest
        headers = {
            "Cache-Control": _FOREVER if lasting else "no-cache",
            "X-Content-Type-Options": "nosniff",
            # A picture that is opened by itself runs nothing either.
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        }
        return Response(found.data, media_type=found.kind, headers=headers)

    return Route("/static/{name}", give)


def _asset(name: str, data: bytes) -> Asset:
    digest = hashlib.sha256(data).hexdigest()[:_DIGITS]
    return Asset(data, _KINDS[PurePosixPath(name).suffix], digest)
