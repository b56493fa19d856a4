"""Somebody who asks, in a browser without scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.adapters.web.harness import Client

SCRIPT = {"x-script": "1"}


@dataclass
class Asker:
    """A client with what its person does on the pages; `at` is the conversation's address."""

    client: Client
    at: str = ""

    def ask(self, question: str, **fields: str) -> str:
        """Begin a conversation with a question, and return its page."""
        return self._led_to("/", {"token": self.token(), "question": question, **fields})

    def go_on(self, question: str, seen: str = "") -> str:
        """Ask something more, and return the page."""
        form = self.form()
        return self._led_to(self.at, {**form, "question": question, "seen": seen or form["seen"]})

    def press(self, what: str, **fields: str) -> str:
        """Press a button that leads below the conversation ("turns/1/office")."""
        return self._led_to(f"{self.at}/{what}", {**self.form(), **fields})

    def look(self) -> str:
        """Return the conversation's page."""
        return self.read(self.at)

    def read(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.text

    def token(self) -> str:
        return hidden(self.read("/"), "token")

    def form(self) -> dict[str, str]:
        """Return what the conversation's form carries."""
        page = self.look()
        return {name: hidden(page, name) for name in ("seen", "state")}

    def _led_to(self, address: str, fields: dict[str, str]) -> str:
        answer = self.client.press(address, fields)
        assert answer.status_code == 303, (address, answer.status_code, answer.text)
        to = answer.headers["location"]
        self.at = re.split(r"[?#]|/turns/", to)[0]
        return self.read(to)


def hidden(page: str, name: str) -> str:
    """Return a hidden field of a page's last form that has it."""
    found = re.findall(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return str(found[-1])
