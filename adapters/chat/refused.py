"""What is turned away at the door, and with which answer."""

from __future__ import annotations


class Refused(Exception):
    """A request that isn't the platform's, isn't for us, or can't be read.

    `status` is the answer over HTTP; `why` is for the log and never holds what was sent.
    """

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
