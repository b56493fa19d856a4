"""The real assistant on a small library with restricted documents, at the fake Slack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.assistant import Assistant
from bot.language.model import Writer
from bot.settings import Settings
from bot.wiring import build
from tests.adapters.slack.asking.talk import Clock, Starts, Talk
from tests.fakes.slack import Slack

DOCUMENTS = {
    "social-media.md": """---
id: social-media
title: Social Media Policy
version: "3.0"
effective_from: 2025-03-01
source: https://intranet.example.gov/social-media
questions_answered:
  "4.2": ["May I post pictures of a crime scene?"]
---
# Social Media Policy

## 4 Pictures

4.1 Employees may post pictures of themselves in uniform on a personal account, provided that
the picture is taken off duty and shows no confidential material.

4.2 Employees must not post pictures of crime scenes or of people in custody.

## 5 Comments

5.1 Moderators may hide comments that contain threats or personal data of others. They must
not delete comments because they criticize the agency.

5.2 A comment that was hidden under 5.1 is kept as a public record for three years.

## 6 Approval

6.1 Posts on a personal account about working conditions need no approval.

6.2 Posts on an official account need the approval of the Office of Communications.
""",
    "hr.md": """---
id: hr-files
title: Personnel Files
groups: [hr]
questions_answered:
  "1.1": ["How long are medical certificates kept?"]
---
# Personnel Files

1.1 Medical certificates are kept in the sealed part of the personnel file for ten years.
""",
    "legal.md": """---
id: legal-holds
title: Legal Holds
groups: [legal, hr]
---
# Legal Holds

2.1 Drafts of a settlement are locked in the vault of the counsel until the court has ruled.
""",
}
GROUPS = '[groups]\nhr = ["U50", "u51@x.example"]\nlegal = ["U60"]\n'


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("documents")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, "utf-8")
    made = build(Settings(data=tmp_path_factory.mktemp("data")))
    with made.library:
        report = made.library.add([folder], publish=True)
        assert not report.failed
        yield made


@pytest.fixture
def people(fake: Slack) -> Slack:
    """The fake Slack with people: U50 and U51 are of hr, U60 of legal, U70 is a guest."""
    for user in ("U1", "U2", "U50", "U51", "U60"):
        fake.person(user, name=f"Person {user}", email=f"{user.lower()}@x.example")
    fake.person("U70", name="A Guest", guest=True)
    fake.person("U71", name="A Neighbour", team="T2")
    fake.person("U80", name="A Bot", bot=True)
    fake.recover()
    fake.token()
    return fake


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def start(assistant: Assistant, people: Slack, clock: Clock, tmp_path: Path) -> Starts:
    """Return what starts a talk with these settings, and with a language model's `writer`."""
    groups = tmp_path / "groups.toml"
    groups.write_text(GROUPS, "utf-8")

    def started(writer: Writer | None = None, **settings: object) -> Talk:
        given = {
            "data": assistant.settings.data,
            "office": "the press office",
            "slack_bot_token": "xoxb-1",
            "slack_signing_secret": "s3cret",
            "slack_api_url": people.url,
            "slack_office_channel": "C0FFICE",
            "groups_file": groups,
        }
        written = replace(assistant, writer=writer)
        made = Talk(written, Settings(**(given | settings)), clock)  # type: ignore[arg-type]
        people.channel(made.channel, bot=True)
        return made

    return started


@pytest.fixture
def talk(start: Starts) -> Talk:
    return start()
