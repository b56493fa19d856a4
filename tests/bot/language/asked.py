"""How the tests ask a model: a real client, over HTTP, of a server that does as it is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.language import prompts
from bot.language.model import LanguageModel
from bot.settings import Settings
from bot.writer import chat_model
from tests.fakes.model_server import ModelServer

CLAUSES = {
    "k3fd": "Employees may post from a work phone for 14 days. They need no permission to do so.",
    "c4gg": "Employees must not:\n(a) speak for the Department;\n(b) name a client.",
}
WRITING = prompts.writing("May I post from my phone?", CLAUSES)
READING = prompts.reading("and at home?", ["Can I post from work?"], ["Freedom to speak"])
KEY = "sk-s3cret"


@dataclass
class Seconds:
    """A clock that goes on only when somebody sleeps."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def model(server: ModelServer | str, name: str, **settings: object) -> LanguageModel:
    """Return the client of a model; a test's patience is shorter than its timeout."""
    url = server if isinstance(server, str) else server.url
    given = {"model_key": KEY, "model_timeout": 60} | settings
    return chat_model(Settings(model=f"openai:{name}", model_url=url, **given))  # type: ignore[arg-type]
