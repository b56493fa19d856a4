"""`policydesk off` and `policydesk on`: whether askers are answered, on every platform at once."""

from __future__ import annotations

import click

from adapters.terminal.desk import Desk, person
from adapters.terminal.printable import one_line, whole

_WHY = 'Say why; everybody who asks reads it: policydesk off "We are moving, back at noon."'


@click.command()
@click.argument("reason", nargs=-1)
@click.pass_obj
def off(desk: Desk, reason: tuple[str, ...]) -> None:
    """Answer nobody until `on`; askers read the REASON.

    It holds from the next question on, also where the service is running. What was passed to the
    office goes on.
    """
    said = one_line(whole(" ".join(reason)))
    if not said:
        raise click.UsageError(_WHY)
    with desk.switch() as switch:
        switch.off(said, person())
    click.echo(f"Switched off. Whoever asks reads: {said}\n`policydesk on` switches it on again.")


@click.command()
@click.pass_obj
def on(desk: Desk) -> None:
    """Answer again after `off`."""
    with desk.switch() as switch:
        was = switch.reason()
        if was:
            switch.on(person())
    click.echo("Switched on; whoever asks is answered." if was else "It was on already.")
