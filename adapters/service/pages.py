"""What those who watch the service may ask it: is it alive, is it ready, and its figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from adapters.service.guard import BodyLimit
from adapters.service.metrics import Metrics
from adapters.service.readiness import Readiness
from adapters.service.stopwatch import Stopwatch

_UNAVAILABLE = 503


@dataclass(frozen=True, slots=True)
class Routes:
    """Where platforms send to, and the console's pages; `longer` is how much some may be sent."""

    platforms: tuple[BaseRoute, ...] = ()
    console: tuple[BaseRoute, ...] = ()
    longer: Mapping[str, int] = field(default_factory=dict)


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
    limited = Middleware(BodyLimit, longer=routes.longer)
    return Starlette(
        routes=[*pages, *routes.platforms, *routes.console], middleware=[timed, limited]
    )
