"""Who takes part in the conversations: some in all of them, others in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count

# Their numbers on every platform. Who isn't listed is an employee without groups, a new one in
# every conversation.
HANNA = 50  # in the group hr
GUEST, STRANGER, ROBOT = 60, 61, 62
OFFICERS = (80, 81)
NEWCOMER = 82  # an officer who does nothing outside a table that is about it
ON_CALL, SECOND = 90, 91
EVERYWHERE: Mapping[str, int] = {
    "Hanna": HANNA,
    "Olga": OFFICERS[0],
    "Otto": OFFICERS[1],
    "Nora": NEWCOMER,
    "Gus": GUEST,
    "Sam": STRANGER,
    "Robot": ROBOT,
    "Rina": ON_CALL,
    "Rolf": SECOND,
}
_conversations = count(10)


@dataclass
class Cast:
    """The people of one conversation; `hire` makes somebody of a number and a name."""

    id_of: Callable[[int], str]
    hire: Callable[[str, str], None]
    number: int = field(default_factory=lambda: next(_conversations))
    users: dict[str, str] = field(default_factory=dict)

    def user(self, name: str) -> str:
        """Return somebody's id; who is named for the first time is hired."""
        if name in EVERYWHERE:
            return self.id_of(EVERYWHERE[name])
        if name not in self.users:
            self.users[name] = self.id_of(self.number * 100 + len(self.users))
            self.hire(self.users[name], full(name))
        return self.users[name]


def full(name: str) -> str:
    return f"{name} Example"
