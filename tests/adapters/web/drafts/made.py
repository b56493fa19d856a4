"""Drafts of the small agency, made from its papers."""

from __future__ import annotations

from pathlib import Path

from knowledge.reviewing import Reviewing
from tests.adapters.web.harness import Served
from tests.bot.agency import DOCUMENTS

BOATS = "---\ntitle: Boats\n---\n# Boats\n\n6.1 Kayaks are painted orange in the harbor.\n"
FILES = DOCUMENTS["files.md"].replace("sealed part", "open part")
SOCIAL = DOCUMENTS["social.md"].replace("may post", "must never post")


def papers(served: Served) -> Path:
    return served.assistant.settings.data.parent / "documents"


def draft(served: Served, note: str = "Spring", **changed: str) -> int:
    """Make a draft of what is live with these papers changed or new, whatever other drafts do."""
    library, folder = served.assistant.library, papers(served)
    for one in library.register():
        (folder / one.version.path).write_bytes(library.original(one.version.digest))
    for name, text in changed.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    made = library.add([folder], who="Ann Lee", note=note).revision
    assert made is not None
    for name in changed:
        (folder / f"{name}.md").unlink()
    return made


def version(served: Served, number: int, title: str) -> str:
    """Return the id of a version that a draft or revision brought or took out."""
    reviewing = Reviewing(served.parts.database)
    changes = reviewing.changes(reviewing.made(number).parent, number)
    return next(one.version.id for one in changes if one.version.header.title == title)
