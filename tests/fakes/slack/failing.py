"""What goes wrong at Slack."""

from __future__ import annotations

from tests.fakes.slack.line import Line


class Failing(Line):
    def forget(self) -> None:
        """Forget what was said, called and told to go wrong; people and channels stay."""
        self._do("forget")

    def recover(self) -> None:
        """End everything that goes wrong with calls."""
        self._do("recover")

    def limit(self, calls: int, *, after: float = 1.0, method: str = "") -> None:
        """Answer the next calls with 429 and Retry-After."""
        self._do("fault", kind="limit", left=calls, method=method, after=after)

    def break_down(self, calls: int, *, method: str = "") -> None:
        """Answer the next calls with 500."""
        self._do("fault", kind="broken", left=calls, method=method, after=0)

    def swallow(self, calls: int, *, method: str = "") -> None:
        """Do what the next calls ask for, and drop the connection before it is answered."""
        self._do("fault", kind="swallow", left=calls, method=method, after=0)

    def away(self, seconds: float) -> None:
        """Drop every connection for so long; 0 ends it."""
        self._do("away", seconds=seconds)

    def refuse(self, channel: str, error: str) -> None:
        """Answer every call about a channel (or user) with an error, "" to end it."""
        self._do("refuse", channel=channel, error=error)

    def slow(self, seconds: float, *, method: str = "") -> None:
        """Take so long for every call."""
        self._do("slow", seconds=seconds, method=method)

    def pace(self, burst: int = 4) -> None:
        """Take no more messages a second in one channel (429); 0 takes all."""
        self._do("pace", burst=burst)

    def token(self, *, revoked: bool = False, scopes: list[str] | None = None) -> None:
        """Revoke the bot's token, or change what it may do."""
        self._do("token", revoked=revoked, scopes=scopes)

    def forward(self, seconds: float) -> None:
        """Put this Slack's clock forward, on which triggers and response_urls expire."""
        self._do("forward", seconds=seconds)

    def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the app to connect anew."""
        self._do("disconnect", reason=reason)

    def drop(self, envelopes: int = 0) -> int:
        """Cut the sockets: now, or each time one of the next envelopes goes out."""
        return self._do("drop", envelopes=envelopes)
