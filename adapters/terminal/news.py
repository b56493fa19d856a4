"""What the office wrote or did, told to its asker once."""

from __future__ import annotations

from rich.console import Console

from adapters.terminal.inset import Inset
from adapters.terminal.printable import one_line, printable
from bot.records import Records


def tell_news(records: Records, conversation: str, console: Console) -> None:
    """Print what the office wrote or did and the asker hasn't read, then keep that it was shown."""
    news = records.news(conversation)
    for one in news:
        if one.role == "notice":
            console.print(one_line(one.content), style="green")
        else:
            who = one_line(one.author) or "The office"
            console.print(f"{who} has replied to ticket {one.ticket}:", style="bold green")
            console.print(Inset(printable(one.content)))
        console.print()
    if news:
        records.told(news)
