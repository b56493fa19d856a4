"""`policydesk knowledge list|show|diff|revisions`: reading what is known."""

from __future__ import annotations

from datetime import date

import click

from adapters.terminal.desk import Desk
from adapters.terminal.options import NUMBER, json_option, on_option
from knowledge.revision_number import DRAFT, number_of

_revision = click.option("--revision", type=NUMBER, help="Look there; default: what is live.")


@click.command("list")
@_revision
@on_option
@json_option
@click.pass_obj
def list_(desk: Desk, revision: int | None, on: date | None, *, as_json: bool) -> None:
    """List the documents, with their versions, dates and groups."""
    from adapters.terminal.listings import documents
    from adapters.terminal.screen import tell

    with desk.library() as library:
        tell(library.documents(revision, on), documents, as_json=as_json)


@click.command()
@click.argument("document")
@_revision
@on_option
@json_option
@click.pass_obj
def show(
    desk: Desk, document: str, revision: int | None, on: date | None, *, as_json: bool
) -> None:
    """Show a document, named by its id or path, clause by clause."""
    from adapters.terminal.listings import clauses
    from adapters.terminal.screen import tell

    with desk.library() as library:
        tell(library.show(document, revision, on), clauses, as_json=as_json)


@click.command()
@click.argument("revision", type=NUMBER, required=False)
@click.option("--against", type=NUMBER, help="Compare with this one; default: what is live.")
@json_option
@click.pass_obj
def diff(desk: Desk, revision: int | None, against: int | None, *, as_json: bool) -> None:
    """Show what a revision changes.

    Without a number: what the newest draft would change.
    """
    from adapters.terminal.listings import changes
    from adapters.terminal.screen import tell

    with desk.library() as library:
        new = number_of(library, DRAFT) if revision is None else revision
        old = library.live() if against is None else against
        tell(library.diff(old, new), changes, as_json=as_json)


@click.command()
@json_option
@click.pass_obj
def revisions(desk: Desk, *, as_json: bool) -> None:
    """List the revisions: drafts, what is live, and what was."""
    from adapters.terminal.listings import history
    from adapters.terminal.screen import tell

    zone = desk.settings().zone
    with desk.library() as library:
        tell(library.revisions(), lambda found: history(found, zone), as_json=as_json)
