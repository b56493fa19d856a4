"""One small agency with the real model, put together once for all conversations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.settings import Settings
from bot.wiring import build

DOCUMENTS = {
    "social-media.md": """---
title: Social Media Policy
version: "3.2"
effective_from: 2026-01-01
---
# Social Media Policy

## 1. Personal accounts

**1.1** Employees may post pictures in which they wear a civilian uniform on a personal account,
provided that:

(a) the picture shows lawful and respectful conduct;

(b) no identification card can be read in it.

**1.2** Posts on a personal account about working conditions need no approval.

**1.3** Employees must not use their official title on a personal account in support of a
candidate.

## 2. Official accounts

**2.1** Posts on an official account need the approval of the Office of Communications.

**2.2** Comments on an official account must not be deleted. They may be hidden if they contain
threats, see 2.3.

**2.3** Hidden comments are kept in the moderation log for five years.

**2.4** Whoever suspects that an official account has been taken over must call the service desk
at once, and in any case within 15 minutes.

**2.5** Reporters who call are passed on to the media desk. Employees must not answer questions
of the press themselves.
""",
    "it.md": """---
title: IT Policy
effective_from: 2026-01-01
---
# IT Policy

## 4. Equipment

**4.1** Employees may use agency telephones to make short private calls.

**4.2** Passwords must be at least fourteen characters long and are changed every year.
""",
    "vehicles.md": """---
title: Facilities Order
effective_from: 2026-01-01
---
# Facilities Order

## 7. Telephones

**7.3** Employees must not use agency telephones to make short private calls.
""",
    "patrol.md": """---
title: Patrol Order
effective_from: 2026-01-01
audience: [law-enforcement]
---
# Patrol Order

## 1. Body cameras

**1.1** Officers must not copy body camera footage to a personal device.
""",
    "records-2026.md": """---
id: REC
title: Records Policy
version: "1"
effective_from: 2026-01-01
effective_to: 2026-06-30
---
# Records Policy

## 5. Retention

**5.1** Direct messages of residents are kept for three years.
""",
    "records-2027.md": """---
id: REC
title: Records Policy
version: "2"
effective_from: 2026-07-01
---
# Records Policy

## 5. Retention

**5.1** Direct messages of residents are kept for seven years.
""",
    "hr.md": """---
title: Disciplinary Handbook
effective_from: 2026-01-01
groups: [hr]
---
# Disciplinary Handbook

## 3. Penalties

**3.1** A first breach of the social media policy is answered with a written warning.
""",
}


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("documents")
    for name, text in DOCUMENTS.items():
        Path(folder, name).write_text(text, "utf-8")
    made = build(Settings(data=tmp_path_factory.mktemp("data"), office="the press office"))
    report = made.library.add([folder], publish=True)
    assert [one.path for one in report.documents if one.error] == []
    yield made
    made.library.close()
