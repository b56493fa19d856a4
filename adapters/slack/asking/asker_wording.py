"""What askers read about Slack itself."""

from __future__ import annotations

from adapters.chat.actions import COMMAND


def how_to_use(agency: str) -> str:
    """Return how to ask, for a mention or a command without a question."""
    return (
        f"I answer questions about {agency}'s policies, word for word and with their source. "
        f"Write your question after my name, send it to me directly, or type {COMMAND} and your "
        "question for an answer that only you see. I read text only, no files or pictures."
    )
