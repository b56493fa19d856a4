"""`policydesk serve`: the service for chat platforms and browsers, one process on one port."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk, expect

if TYPE_CHECKING:
    from knowledge.library import Library


@click.command()
@click.option("--demo", is_flag=True, help="Load the sample agency first where nothing is yet.")
@click.pass_obj
def serve(desk: Desk, *, demo: bool) -> None:
    """Answer in chats and browsers until Ctrl-C or SIGTERM ends it.

    What is asked while it isn't running is answered when it is again. /healthz, /readyz and
    /metrics on the same port tell how it is.
    """
    from adapters.service.stopping import while_starting

    # Before what follows takes its time.
    while_starting()

    from adapters.server import serve as run
    from adapters.terminal.demo import DATA
    from adapters.terminal.gated import service_checks
    from adapters.terminal.logs import configure_service
    from adapters.wiring import Manner

    configure_service(verbose=desk.verbose)
    settings = (desk.otherwise(DATA) if demo else desk).settings()
    if not demo:
        expect(settings)
    run(settings, Manner(_sample if demo else _nothing, service_checks))


def _nothing(_library: Library) -> None:
    """Leave the knowledge base as it is."""


def _sample(library: Library) -> None:
    import structlog

    from adapters.terminal.demo import load_sample, unfilled

    if unfilled(library):
        structlog.get_logger(__name__).info("loading the sample agency; this takes a minute, once")
        load_sample(library)
