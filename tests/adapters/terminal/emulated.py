"""What a terminal shows after what was written to it, of as much as rich writes."""

from __future__ import annotations

import re

_PART = re.compile(r"\x1b\[(\?25[lh]|\d*A|2K|[\d;]*m)|(\r|\n)|([^\x1b\r\n]+)")


def lines(written: str, height: int) -> list[str]:
    """Return the lines with anything on them; what has scrolled away can't be taken back."""
    shown, line, scrolled = [""], 0, 0
    for part in _PART.finditer(written):
        command, moved, text = part.groups()
        if text:
            shown[line] += text
        elif moved == "\n":
            line += 1
            shown += [""] * (line == len(shown))
            scrolled = max(scrolled, len(shown) - height)
        elif command == "2K":
            shown[line] = ""
        elif command and command.endswith("A"):
            line = max(scrolled, line - int(command[:-1] or 1))
    return [one.rstrip() for one in shown if one.strip()]
