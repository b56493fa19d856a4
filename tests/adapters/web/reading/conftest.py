"""A library of several formats, read over HTTP and in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import update

from adapters.web.links import clause_link
from knowledge.catalog.database import open_content
from knowledge.catalog.tables import original
from knowledge.model import Clause, Version
from tests.adapters.web.harness import Served, serving
from tests.bot.conftest import Clock
from tests.knowledge.rendering.conftest import pdf

__all__ = ["pdf"]  # pytest finds fixtures by their names

POLICY = """---
id: policy
title: Posting Rules
version: {version}
owner: Office of Communications
effective_from: {since}
source: https://agency.example/posting
---
# Posting Rules

## 1. Pictures

1.1 {first}

1.2 Pictures of the harbor may be posted.<script>alert(1)</script> [More](https://law.example/)

## 2. Comments

2.1 Comments stay, except:

(a) threats;

(b) slurs.
"""
CLOSED = """---
id: files
title: Personnel Files
groups: [hr]
---
# Personnel Files

1.1 Nobody takes a file home.

1.2 Files are locked away.
"""


@dataclass
class Shelf:
    """What was added, and where it is read."""

    served: Served
    papers: Path

    def add(self, name: str, data: bytes, *, publish: bool = True) -> int:
        """Add a document and return the revision."""
        file = self.papers / name
        file.write_bytes(data)
        report = self.served.assistant.library.add([file], publish=publish)
        return report.revision or 0

    def add_policy(self, version: str, since: str, first: str, *, publish: bool = True) -> int:
        text = POLICY.format(version=version, since=since, first=first)
        return self.add("policy.md", text.encode(), publish=publish)

    def version(self, document: str, revision: int | None = None) -> Version:
        return self.served.assistant.library.show(document, revision).version

    def clause(self, document: str, number: str, revision: int | None = None) -> Clause:
        clauses = self.served.assistant.library.show(document, revision).clauses
        return next(one for one in clauses if one.number == number)

    def damage(self, version: Version) -> None:
        """Put other bytes in the place of a version's original."""
        parts = self.served.parts
        row = original.c.digest == bytes.fromhex(version.digest)
        with open_content(parts.settings.data, parts.database).write() as connection:
            connection.execute(update(original).where(row).values(data=b"PK damaged"))

    def link(self, document: str, number: str, revision: int | None = None) -> str:
        """Return where a clause is read, without the fragment."""
        clause = self.clause(document, number, revision)
        return clause_link(self.version(document, revision).id, clause.id).partition("#")[0]


@pytest.fixture
def shelf(tmp_path: Path, clock: Clock, pdf: bytes) -> Iterator[Shelf]:
    papers = tmp_path / "papers"
    papers.mkdir()
    with serving(tmp_path, clock) as served:
        made = Shelf(served, papers)
        made.add_policy("1.0", "2025-01-01", "No pictures of crime scenes.")
        made.add("files.md", CLOSED.encode())
        made.add("records.pdf", pdf)
        yield made
