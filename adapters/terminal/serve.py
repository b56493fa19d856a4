"""`policydesk serve`: the service for chat platforms, one process on one port."""

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
    """Answer in Slack, until Ctrl-C or SIGTERM ends it.

    What is asked while it isn't running is answered when it is again. /healthz, /readyz and
    /metrics on the same port tell how it is.
    """
    from adapters.server import serve as run
    from adapters.terminal.demo import DATA
    from adapters.terminal.logs import configure_service

    configure_service(verbose=desk.verbose)
    settings = (desk.otherwise(DATA) if demo else desk).settings()
    if demo:
        run(settings, _load_sample)
    else:
        expect(settings)
        run(settings)


def _load_sample(library: Library) -> None:
    import structlog

    from adapters.terminal.demo import load_sample, unfilled

    if unfilled(library):
        structlog.get_logger(__name__).info("loading the sample agency; this takes a minute, once")
        load_sample(library)
