"""`policydesk eval new`: cases drafted for a person to finish."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adapters.terminal.desk import Desk
from adapters.terminal.evaluation.revision import revision_option
from adapters.terminal.paths import Place
from adapters.terminal.printable import whole

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from evals.drafting import Draft

_MOST = 10_000
_HEADING = (
    "Drafted by `policydesk eval new`. Finish each case, or delete it; while one is unfinished,"
    " `policydesk eval run` says which. Lines that begin with # are remarks for you."
)
_RESTRICTED = (
    "Take care: it may hold the text of documents that only these groups may read: {}. So the"
    " file can be opened by you alone; see who can read where you keep it."
)


@click.command("new")
@click.argument("file", type=Place(dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "source",
    type=click.Choice(["clauses", "tickets", "turns"]),
    default="clauses",
    show_default=True,
    help="Clauses to ask about; what the office was asked; answers found :bad in a chat.",
)
@click.option("--document", "documents", multiple=True, help="Only its clauses; may be repeated.")
@click.option(
    "--count",
    type=click.IntRange(1, _MOST),
    default=20,
    show_default=True,
    help="How many cases at most.",
)
@revision_option
@click.pass_obj
def command(  # noqa: PLR0913  # a command's parameters are its options
    desk: Desk,
    file: Path,
    *,
    source: str,
    documents: tuple[str, ...],
    count: int,
    revision: int | str | None,
) -> None:
    """Draft a test set for you to finish, as a YAML file.

    From clauses you write the question; from tickets and turns you say what is right. A ticket
    whose reply has become a clause is expected to be answered by it; a message that was turned
    away for its personal data is left out. A file that is there already is never overwritten.
    """
    from evals.drafting import write
    from evals.errors import FileThere

    if documents and source != "clauses":
        raise click.UsageError("--document goes with --from clauses.")
    if file.suffix.lower() not in {".yaml", ".yml"}:
        raise click.UsageError(f"Cases are drafted as YAML: name the file {file.stem}.yaml.")
    if file.exists():
        raise FileThere(file)
    with desk.open() as assistant:
        drafts = _drafted(assistant, source, list(map(whole, documents)), count, revision)
    write(drafts, file, _HEADING)
    _tell(file, drafts)


def _drafted(
    assistant: Assistant,
    source: str,
    documents: Sequence[str],
    count: int,
    revision: int | str | None,
) -> tuple[Draft, ...]:
    from evals.drafting import from_clauses, from_tickets, from_turns
    from evals.drafting.tickets import Rulings
    from knowledge.revision_number import number_of

    if source == "turns":
        return from_turns(assistant.records, count)
    library, today = assistant.library, assistant.today()
    number = number_of(library, revision)
    if source == "clauses":
        return from_clauses(library, number, today, documents, count)
    rulings, region = Rulings(library, number, today), assistant.settings.phone_region
    return from_tickets(assistant.tickets, assistant.records, rulings, region, count)


def _tell(file: Path, drafts: Sequence[Draft]) -> None:
    from adapters.terminal.printable import one_line
    from adapters.terminal.screen import screen
    from evals.drafting import restricted_to

    unfinished = sum(not draft.case.question or not draft.case.expect for draft in drafts)
    cases = "1 case" if len(drafts) == 1 else f"{len(drafts)} cases"
    name = one_line(str(file))
    console = screen()
    if groups := restricted_to(drafts):
        console.print(_RESTRICTED.format(", ".join(map(one_line, sorted(groups)))))
    console.print(f"{cases} drafted into {name}, {unfinished} of them for you to finish. Then:")
    console.print(f"policydesk eval run {name}", soft_wrap=True)
