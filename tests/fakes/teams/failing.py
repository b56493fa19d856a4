"""What goes wrong at Microsoft. `method` is a call as `calls` names it, "" all the connector's."""

from __future__ import annotations

from tests.fakes.teams.line import Line


class Failing(Line):
    def forget(self) -> None:
        """Forget what was said, called and told to go wrong; people and channels stay."""
        self._do("forget")

    def recover(self) -> None:
        """End everything that goes wrong with calls, and let those go on that are held."""
        self._do("recover")

    def limit(self, calls: int, *, after: float | None = 1.0, method: str = "") -> None:
        """Answer the next calls with 429, and Retry-After unless that is None."""
        self._do("fault", status=429, left=calls, method=method, after=after)

    def break_down(
        self, calls: int, status: int = 500, *, code: str = "", method: str = ""
    ) -> None:
        """Answer the next calls with a status: 412, 413, 500, 502, 503, 504 …; 0 cuts them off."""
        self._do("fault", status=status, left=calls, method=method, code=code)

    def swallow(self, calls: int, status: int = 0, *, method: str = "") -> None:
        """Do what the next calls ask for, and then cut them off, or answer with a status (504)."""
        self._do("fault", status=status, left=calls, method=method, done=True)

    def away(self, seconds: float, status: int = 0, *, method: str | None = None) -> None:
        """For so long drop every connection, or answer 503 or what is named; 0 ends it.

        Without a `method` that is all of Microsoft; "" is the connector alone.
        """
        name = {None: "", "": "connector"}.get(method, method)
        self._do("away", seconds=seconds, status=status, method=name)

    def shut(self) -> None:
        """Close the ports; nobody answers until `reopen`."""
        self._do("shut", shut=True)

    def reopen(self) -> None:
        self._do("shut", shut=False)

    def refuse(self, channel: str, code: str, status: int = 403) -> None:
        """Answer every call about a conversation (or person) with an error, "" to end it."""
        self._do("refuse", channel=channel, code=code, status=status)

    def slow(self, seconds: float, *, method: str = "") -> None:
        """Take so long for every call."""
        self._do("slow", seconds=seconds, method=method)

    def hold(self, method: str = "") -> None:
        """Answer no such call until `release`."""
        self._do("hold", method=method)

    def release(self) -> None:
        self._do("release")

    def pace(self, burst: int = 7) -> None:
        """Hold the bot to Teams's rates per conversation and in all (429); 0 takes all."""
        self._do("pace", burst=burst)

    def secret(self, value: str = "s3cret", *, revoke: bool = True) -> None:
        """Change the app's secret; `revoke` ends the tokens that were given out."""
        self._do("secret", value=value, revoke=revoke)

    def granted(self, *permissions: str) -> None:
        """Say which application permissions the app has at Graph."""
        self._do("granted", permissions=permissions)

    def cloud(self, name: str) -> None:
        """Sign what is delivered as the "public" cloud or as "gov"."""
        self._do("cloud", name=name)

    def rotate(self, *, keep: bool = True) -> str:
        """Sign with a new key from now on; `keep` goes on publishing the old one."""
        return self._do("rotate", keep=keep)

    def forward(self, seconds: float) -> None:
        """Put this Teams's clock forward, on which streams and given tokens expire."""
        self._do("forward", seconds=seconds)
