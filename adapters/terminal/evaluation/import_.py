"""`policydesk eval import`: other people's test sets as ours."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adapters.terminal.paths import Place
from adapters.terminal.printable import one_line, whole

if TYPE_CHECKING:
    from evals.importing import Document
    from evals.model import Case

_path = Place(path_type=Path)


@click.command("import")
@click.argument("file", type=_path)
@click.argument("out", type=Place(dir_okay=False, path_type=Path))
@click.option(
    "--document-name",
    default="{id}.md",
    show_default=True,
    help="A document's path or id in the knowledge base; {id} stands for its DocumentID.",
)
@click.option(
    "--documents",
    type=_path,
    nargs=2,
    metavar="SOURCE FOLDER",
    help="Also write the documents of SOURCE (its JSON files) into FOLDER as Markdown.",
)
def command(
    file: Path, out: Path, *, document_name: str, documents: tuple[Path, Path] | None
) -> None:
    """Turn a set like ObliQA into a test set of JSON Lines.

    FILE is a JSON list of {QuestionID, Question, Passages: [{DocumentID, PassageID, Passage}]}.
    An answer must cite a clause of every passage; passages are known by their words. A file
    that is there already is never overwritten.
    """
    from evals.cases.faults import Faults
    from evals.importing import read_documents, read_questions

    name = whole(document_name)
    if out.suffix.lower() != ".jsonl":
        raise click.UsageError(f"Cases are written as JSON Lines: name the file {out.stem}.jsonl.")
    if documents and not name.lower().endswith(".md"):
        raise click.UsageError("--documents writes Markdown: let --document-name end in .md.")
    faults = Faults()
    cases = read_questions(file, name, faults)
    found = read_documents(documents[0], faults) if documents else ()
    faults.check()
    files = {documents[1] / name.replace("{id}", one.id): one for one in found} if documents else {}
    _write(cases, out, files)
    _tell(cases, out, documents[1] if documents else None, len(files))


def _write(cases: Sequence[Case], out: Path, files: dict[Path, Document]) -> None:
    from evals.cases import jsonl_line
    from evals.errors import FileThere
    from evals.new_file import write_new

    for path in (out, *files):
        if path.exists():
            raise FileThere(path)
    for path, document in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, document.markdown)
    write_new(out, "".join(map(jsonl_line, cases)))


def _tell(cases: Sequence[Case], out: Path, folder: Path | None, documents: int) -> None:
    from adapters.terminal.screen import screen

    console = screen()
    count = "1 case is" if len(cases) == 1 else f"{len(cases):,} cases are"
    written = f"{count} in {one_line(str(out))}"
    if folder:
        others = "1 document" if documents == 1 else f"{documents:,} documents"
        written = f"{written}, {others} in {one_line(str(folder))}"
    console.print(f"{written}. Then:")
    if folder:
        console.print(f"policydesk knowledge add {one_line(str(folder))} --publish", soft_wrap=True)
    console.print(f"policydesk eval run {one_line(str(out))}", soft_wrap=True)
