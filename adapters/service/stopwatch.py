"""How long a platform waits for its acknowledgement."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from starlette.types import ASGIApp, Receive, Scope, Send


class Stopwatch:
    """Tells `acked` how many seconds each request of these paths took, from its head on."""

    def __init__(
        self, app: ASGIApp, paths: Collection[str], acked: Callable[[float], None]
    ) -> None:
        self._app = app
        self._paths = paths
        self._acked = acked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        began = time.perf_counter()
        try:
            await self._app(scope, receive, send)
        finally:
            if scope["path"] in self._paths:
                self._acked(time.perf_counter() - began)
