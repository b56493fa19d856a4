"""`policydesk knowledge …`: the commands that change what is known; reading is in browsing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from adapters.terminal.browsing import diff, list_, revisions, show
from adapters.terminal.desk import Desk, person
from adapters.terminal.gated import checks, override_option, refusals
from adapters.terminal.options import NUMBER, json_option, note_option
from adapters.terminal.paths import Place
from adapters.terminal.progress import progress
from knowledge.revision_number import DRAFT, number_of

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from knowledge.report import AddReport

_paths = click.argument("paths", nargs=-1, required=True, type=Place(path_type=Path))
# Eager, so that --override knows of it wherever it stands.
_publish = click.option(
    "--publish", "at_once", is_flag=True, is_eager=True, help="Make it live at once."
)


@click.group()
def knowledge() -> None:
    """Add documents, look at them, and decide what is live.

    Documents become a draft first: look at its `diff`, then `publish` it. The
    revisions before stay, and `rollback` makes one of them live again.
    """


for reading in (list_, show, diff, revisions):
    knowledge.add_command(reading)


@knowledge.command()
@_paths
@_publish
@click.option("--mirror", is_flag=True, help="Retire documents that vanished from the folder.")
@note_option
@override_option
@json_option
@click.pass_obj
def add(  # noqa: PLR0913  # a command's parameters are its options
    desk: Desk,
    paths: tuple[Path, ...],
    *,
    at_once: bool,
    mirror: bool,
    note: str,
    override: str,
    as_json: bool,
) -> None:
    """Index files and folders as a draft, or --publish them at once.

    Exit codes: 0 all indexed, or nothing has changed; 3 some documents failed and the rest went
    on; 1 nothing was done, or the draft wasn't published; 2 the command can't be read.
    """
    with desk.open(new=True) as assistant, refusals(), progress() as report:
        made = assistant.library.add(
            paths,
            mirror=mirror,
            publish=at_once,
            checks=checks(assistant, report) if at_once else (),
            who=person(),
            note=note,
            override=override,
            progress=report,
        )
    _tell(made, as_json=as_json)


@knowledge.command()
@_paths
@json_option
@click.pass_obj
def check(desk: Desk, paths: tuple[Path, ...], *, as_json: bool) -> None:
    """Say what `add` would do.

    The report and the exit codes are those of `add`; nothing is kept.
    """
    from adapters.terminal.reports import check_lines, exit_code
    from adapters.terminal.screen import tell

    with desk.library_if_any() as library, progress() as report:
        made = library.check(paths, report)
    tell(made, check_lines, as_json=as_json)
    raise click.exceptions.Exit(exit_code(made))


@knowledge.command()
@click.argument("revision", type=NUMBER, required=False)
@note_option
@override_option
@json_option
@click.pass_obj
def publish(desk: Desk, revision: int | None, note: str, override: str, *, as_json: bool) -> None:
    """Make a draft live; default: the newest one.

    Where the settings name a gate (POLICYDESK_GATE), its test sets are played on the
    draft first, and it stays a draft when they fail.
    """
    with desk.open() as assistant, refusals():
        number = number_of(assistant.library, DRAFT) if revision is None else revision
        live = _published(assistant, number, note, override)
    _tell_revision(live, live=True, as_json=as_json)


@knowledge.command()
@click.argument("revision", type=NUMBER, required=False)
@note_option
@json_option
@click.pass_obj
def rollback(desk: Desk, revision: int | None, note: str, *, as_json: bool) -> None:
    """Make a revision live again that was; default: the one before. No gate is asked."""
    with desk.library() as library:
        live = library.rollback(revision, who=person(), note=note)
    _tell_revision(live, live=True, as_json=as_json)


@knowledge.command()
@click.argument("document")
@_publish
@note_option
@override_option
@json_option
@click.pass_obj
def remove(  # noqa: PLR0913  # a command's parameters are its options
    desk: Desk, document: str, *, at_once: bool, note: str, override: str, as_json: bool
) -> None:
    """Make a draft without a document, named by its id or path."""
    with desk.open() as assistant, refusals():
        number = assistant.library.remove(document, who=person(), note=note)
        if at_once:
            number = _published(assistant, number, note, override)
    _tell_revision(number, live=at_once, as_json=as_json)


def _published(assistant: Assistant, revision: int, note: str, override: str) -> int:
    with progress() as report:
        passed = checks(assistant, report)
        return assistant.library.publish(
            revision, passed, who=person(), note=note, override=override
        )


def _tell_revision(number: int, *, live: bool, as_json: bool) -> None:
    from adapters.terminal.reports import revision_line
    from adapters.terminal.screen import tell

    made = {"revision": number, "live": live}
    tell(made, lambda _: revision_line(number, live=live), as_json=as_json)


def _tell(made: AddReport, *, as_json: bool) -> None:
    from adapters.terminal.reports import exit_code, report_lines
    from adapters.terminal.screen import tell

    tell(made, report_lines, as_json=as_json)
    raise click.exceptions.Exit(exit_code(made))
