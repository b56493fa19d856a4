"""What the office wrote, told to its asker once."""

from __future__ import annotations

from rich.console import Console

from adapters.terminal.inset import Inset
from adapters.terminal.printable import printable
from bot.records import Records


def tell_news(records: Records, conversation: str, console: Console) -> None:
    """Print what the office wrote and the asker hasn't read, then keep that it was shown."""
    news = records.news(conversation)
    for reply in news:
        console.print(f"The office has replied to ticket {reply.ticket}:", style="bold green")
        console.print(Inset(printable(reply.content)))
        console.print()
    if news:
        records.told(news)
