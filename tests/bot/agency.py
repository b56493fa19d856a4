"""A small agency whose assistant needs no model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from bot.assistant import Assistant
from bot.calibrations import InUse
from bot.confidence import packaged
from bot.model import Reason
from bot.records import Records
from bot.rulings.reading import Doubtful, RulingReading
from bot.settings import Settings
from bot.surroundings import Surroundings
from bot.switch import Switch
from bot.tickets import Manner, Tickets
from knowledge.library import Library
from tests.fakes.embedder import WordEmbedder

DOCUMENTS = {
    "social.md": """---
title: Social Media Policy
---
# Social Media Policy

4.1 Employees may post pictures of their uniform on a personal account.

4.2 Employees must not post pictures of crime scenes.

4.3 Hidden comments are kept for three years.
""",
    "gifts.md": """---
title: Gift Rules
audience: [purchasing]
---
# Gift Rules

1.1 Gifts of contractors must not be accepted.

1.2 A calendar may be kept.
""",
    "files.md": """---
title: Personnel Files
groups: [hr, board]
---
# Personnel Files

2.1 Medical certificates are kept in the sealed part of the personnel file.

2.2 Nobody takes a file home.
""",
    "cases.md": """---
title: Legal Cases
groups: [legal, board]
---
# Legal Cases

3.1 Names of parties in a pending case must not be published.

3.2 Hearings are announced by the court alone.
""",
    "audits.md": """---
title: Audits
groups: [audit]
---
# Audits

5.1 Findings of an audit are confidential until the report is out.

5.2 Auditors answer no reporters.
""",
}


def fill(folder: Path, url: str, now: Callable[[], datetime]) -> None:
    """Write the documents, and publish them."""
    papers = folder / "documents"
    papers.mkdir()
    for name, text in DOCUMENTS.items():
        (papers / name).write_text(text, "utf-8")
    with agency(folder, url, now).library as library:
        library.add([papers], publish=True)


def agency(folder: Path, url: str, now: Callable[[], datetime]) -> Assistant:
    """Open the agency of a folder; the caller closes its library."""
    settings = Settings(data=folder / "data")

    def today() -> date:
        return now().astimezone(settings.zone).date()

    library = Library.open(settings.data, database_url=url, embedder=WordEmbedder(), today=today)
    database = library.database
    return Assistant(
        library=library,
        purpose_of=lambda text: Reason.URGENT if "hacked" in text else None,
        confidence=lambda: InUse(packaged()),
        settings=settings,
        today=today,
        records=Records(database, now),
        tickets=Tickets(database, now, Manner(settings.office, settings.name_officers)),
        surroundings=Surroundings(database),
        switched_off=Switch(database, now).reason,
        doubtful=Doubtful(RulingReading(library)),
    )
