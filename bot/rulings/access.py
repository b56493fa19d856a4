"""Who may read a ruling: whoever may read all that it draws on. Pure."""

from __future__ import annotations

from collections.abc import Collection

from bot.errors import RulingRefused
from bot.rulings.page import listed


def strictest(sources: Collection[tuple[str, frozenset[str]]]) -> frozenset[str]:
    """Return the groups that may read a ruling; its sources have a name and groups each.

    A source without groups is open to everybody. One group in common with a document is enough to
    read it, so the ruling's are those that all restricted sources name.

    Raises RulingRefused where they name none together: no membership would be enough.
    """
    closed = dict.fromkeys((name, groups) for name, groups in sources if groups)
    if not closed:
        return frozenset()
    common = frozenset.intersection(*(groups for _, groups in closed))
    if not common:
        told = "; ".join(f"{name}: {listed(sorted(groups))}" for name, groups in closed)
        raise RulingRefused(
            f"The ruling draws on what no group may read altogether ({told}). Let it interpret"
            " clauses of one document only, or give the documents a group in common."
        )
    return common
