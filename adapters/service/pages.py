"""What those who watch the service may ask it: is it alive, is it ready, and its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.service.guard import BodyLimit, Refused, plainly
from adapters.service.metrics import Metrics
from adapters.service.readiness import Readiness
from adapters.service.stopwatch import Stopwatch

_UNAVAILABLE = 503


@dataclass(frozen=True, slots=True)
class Routes:
    """Where platforms send to, and the console's pages.

    `longer` is how much some may be sent; `refused` makes what people read of a status of HTTP.
    """

    platforms: tuple[BaseRoute, ...] = ()
    console: tuple[BaseRoute, ...] = ()
    longer: Mapping[str, int] = field(default_factory=dict)
    refused: Refused = plainly


def app(
    dead: Callable[[], Sequence[str]],
    readiness: Readiness,
    metrics: Metrics,
    routes: Routes,
) -> Starlette:
    """Return the application: these pages beside the platforms' routes and the console's.

    `dead` returns what has ended in the process that should be at work.
    """

    async def healthz(_request: Request) -> Response:
        ended = dead()
        said = f"ended: {', '.join(ended)}" if ended else "ok"
        return PlainTextResponse(said, _UNAVAILABLE if ended else 200)

    # Plain functions run in worker threads: they may have to wait for the catalog.
    def readyz(_request: Request) -> Response:
        seen = readiness.look()
        return JSONResponse(asdict(seen), 200 if seen.ready else _UNAVAILABLE)

    def figures(_request: Request) -> Response:
        return Response(metrics.page(), media_type=CONTENT_TYPE_LATEST)

    pages = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", figures)]
    paths = frozenset(route.path for route in routes.platforms if isinstance(route, Route))
    timed = Middleware(Stopwatch, paths=paths, acked=metrics.acked)
    return guarded(pages, routes, timed)


def guarded(pages: Sequence[BaseRoute], routes: Routes, *first: Middleware) -> Starlette:
    """Return the application: these pages, then the routes, with limits on what strangers send."""
    limited = Middleware(BodyLimit, longer=routes.longer, refused=routes.refused)
    return Starlette(
        routes=[*pages, *routes.platforms, *routes.console],
        middleware=[*first, limited],
        exception_handlers={HTTPException: _refusing(routes.refused)},
    )


def _refusing(refused: Refused) -> Callable[[Request, Exception], Response]:
    """Return what answers where no page does."""

    def answer(_request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)  # noqa: S101 - it is registered for these
        said = refused(fault.status_code)
        said.headers.update(fault.headers or {})
        return said

    return answer
