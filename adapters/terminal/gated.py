"""What stands between a draft and going live: the gate, if the settings name one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from adapters.terminal.printable import one_line
from adapters.terminal.progress import Report
from knowledge.errors import PublishRefused

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from knowledge.publishing import Check

_REFUSED = 1


def _reason(context: click.Context, _option: click.Parameter, text: str | None) -> str:
    if text is not None and not one_line(text):
        raise click.BadParameter("say why, in a few words; it goes on record.")
    if text is not None and context.params.get("at_once") is False:
        raise click.UsageError("--override goes with --publish.")
    return one_line(text or "")


override_option = click.option(
    "--override",
    metavar="REASON",
    callback=_reason,
    help="Go live whatever the gate says; the reason and its objections go on record.",
)


def checks(assistant: Assistant, report: Report) -> tuple[Check, ...]:
    """Return what a draft must pass before it goes live: the gate, if one is set.

    Whether it is set is told on stderr; without one not for the first revision of all, for who
    begins has no test set yet.
    """
    rules = assistant.settings.gate
    if rules is None:
        return (_untested,) if assistant.library.live() is not None else ()
    from evals.gate.drafts import DraftGate

    gate = DraftGate(assistant, rules, report)

    def told(revision: int) -> Sequence[str]:
        objections = gate(revision)
        if not objections:
            click.echo(one_line(f"Revision {revision} meets every rule of {rules}."), err=True)
        return objections

    return (told,)


def service_checks(assistant: Assistant, report: Report) -> Sequence[Check]:
    """Return what a draft or a ruling must pass in a service: the gate, if one is set."""
    rules = assistant.settings.gate
    if rules is None:
        return ()
    from evals.gate.drafts import DraftGate

    return (DraftGate(assistant, rules, report),)


def _untested(_revision: int) -> Sequence[str]:
    """Let a draft pass, and say that nobody looked at it."""
    click.echo("No gate is set: what goes live wasn't tested first.", err=True)
    return ()


@contextmanager
def refusals() -> Iterator[None]:
    """End the command with a line for each objection where the gate refuses a draft."""
    try:
        yield
    except PublishRefused as refused:
        if not refused.objections:
            raise
        click.echo("The draft stays a draft; what is live hasn't changed.", err=True)
        for objection in refused.objections:
            click.echo(f"- {one_line(objection)}", err=True)
        click.echo('To publish it nevertheless: --override "why".', err=True)
        raise click.exceptions.Exit(_REFUSED) from None
