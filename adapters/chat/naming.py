"""Names made of several parts, whatever stands in them. Pure."""

from __future__ import annotations

from urllib.parse import quote, unquote

_BETWEEN = ":"
# What may stand in a part as it is: all but what stands between two, and what begins an escape.
_PLAIN = " !#$&'()*+,/;=?@[]"


def joined(*parts: str) -> str:
    """Return the parts as one name, with colons between them: "C1:17.1"."""
    return _BETWEEN.join(quote(part, safe=_PLAIN) for part in parts)


def parted(name: str) -> list[str]:
    """Return the parts of a name."""
    return [unquote(part) for part in name.split(_BETWEEN)]
