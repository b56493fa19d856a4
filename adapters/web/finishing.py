"""What a page needs to be asked for again cheaply: a digest, and "it hasn't changed"."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

_OK, _NOT_MODIFIED = 200, 304


def finished(request: Request, response: Response) -> Response:
    """Return the answer to a GET; nothing but 304 where the browser has that very page."""
    if not isinstance(response, HTMLResponse) or response.status_code != _OK:
        return response
    tag = f'W/"{hashlib.sha256(response.body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=_NOT_MODIFIED, headers=headers)
    response.headers.update(headers)
    return response
