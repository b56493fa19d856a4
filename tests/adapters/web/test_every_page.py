"""Every sort of page that links lead to, with something on it: seen by axe, and on a phone."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from adapters.web.roles import Role
from bot.model import Origin, Person, Question
from tests.adapters.web.harness import Served, serving
from tests.bot.conftest import Clock
from tests.browser import violations

PHONE = {"width": 390, "height": 800}
# Files that are downloaded, and what signs out.
PASSED = re.compile(r"/file$|/pages/\d+$|/sign-out|export|/report$")
NAMES = re.compile(r"[0-9a-f]{16,}|\d+|(?<=/of/).+|(?<=/history/).+|(?<=/conversations/)[^/]+")
# What Chromium advises, and what axe itself says to the cage that originals are shown in.
NOT_OURS = ("username fields", "postMessage")
ASKED = (
    "May I post a picture of my uniform?",
    "Our account was hacked",
    "May I keep a calendar that a contractor gave me?",
    "Is there a rule on boats and lighthouses?",
)
REVISED = """---
title: Gift Rules
audience: [purchasing]
---
# Gift Rules

1.1 Gifts of contractors must never be accepted.

1.3 A calendar worth less than a dollar may be kept.
"""


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory, filled: Path) -> Iterator[Served]:
    """Serve an agency where something has happened in every area."""
    folder = tmp_path_factory.mktemp("busy")
    copytree(filled, folder, dirs_exist_ok=True)
    with serving(folder, Clock()) as served:
        happened(served, folder)
        yield served


def happened(served: Served, folder: Path) -> None:
    """Ask questions, answer one, and revise a document."""
    assistant = served.assistant
    everything = Person(f"web:{served.account(*Role)}", "Everything")
    for number, text in enumerate(ASKED):
        origin = Origin("web", everything, {}, f"asked {number}")
        name = f"{everything.id}:{'c' * 21}{number}"
        question = Question(text, conversation=name, origin=origin)
        decision = assistant.reply(question, record=True)
        if decision.turn is not None:
            assistant.rate(decision.turn, helpful=number == 0, comment="It was <b>so</b>.")
    first = assistant.tickets.list()[0]
    assistant.tickets.reply(first.id, "Change the password, then call us.", everything)
    papers = folder / "documents"
    (papers / "gifts.md").write_text(REVISED, "utf-8")
    assistant.library.add([papers], note="Gifts are stricter")


def sorts_of_pages(served: Served, page: Page) -> Iterator[str]:
    """Open a page of every sort that links lead to, and yield its address."""
    waiting, known, sorts = deque(["/"]), {"/"}, set[str]()
    while waiting:
        path = waiting.popleft()
        place, _, query = path.partition("?")
        keys = sorted(part.partition("=")[0] for part in query.split("&") if part)
        sort = f"{NAMES.sub('*', place)}?{keys}"
        if sort in sorts:
            continue
        sorts.add(sort)
        answer = page.goto(served.url + path)
        assert answer is not None
        assert answer.status < 400, f"{path} answers {answer.status}"
        yield path
        links = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        for link in links:
            parts = urlsplit(link)
            ours = link.startswith(served.url) and not PASSED.search(parts.path)
            there = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if ours and there not in known:
                known.add(there)
                waiting.append(there)


def test_axe_finds_nothing_on_any_page_and_nothing_is_wider_than_a_phone(
    busy: Served, page: Page
) -> None:
    busy.sign_in(page, *Role)
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    wrong, wide, seen = [], [], []
    for path in sorts_of_pages(busy, page):
        seen.append(path)
        wrong += [f"{path}: {one}" for one in violations(page)]
        desktop = page.viewport_size
        page.set_viewport_size(PHONE)
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(path)
        page.set_viewport_size(desktop)
    assert (wrong, wide) == ([], [])
    assert [one for one in said if not any(known in one for known in NOT_OURS)] == []
    areas = ("tickets", "documents", "drafts", "questions", "evaluations", "records", "settings")
    for area in (*areas, "read", "conversations", "revisions", "history"):
        assert any(path.startswith(f"/{area}") for path in seen), area


def test_in_the_dark_contrast_is_enough(busy: Served, page: Page) -> None:
    busy.sign_in(page, *Role)
    page.emulate_media(color_scheme="dark")
    wrong = [
        f"{path}: {one}"
        for path in sorts_of_pages(busy, page)
        for one in violations(page)
        if one.startswith("color-contrast")
    ]
    assert wrong == []
