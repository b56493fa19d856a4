"""Where the pages are: their own address, and which requests may have come from them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.web_addresses import is_loopback

# What every answer says. Nothing is loaded from elsewhere, and no script or style stands in a page.
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; form-action 'self'; frame-src 'self'; frame-ancestors 'self';"
    " base-uri 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_A_YEAR: Final = "max-age=31536000"


@dataclass(frozen=True, slots=True)
class Door:
    """The pages' address: `url` as the settings say it, "" for plain HTTP on this machine."""

    url: str = ""

    @property
    def secure(self) -> bool:
        """Whether cookies travel encrypted alone."""
        return self.url.startswith("https://")

    @property
    def cookie(self) -> str:
        """The cookie's name; by this one browsers hold it to our host, encrypted, for all paths."""
        return "__Host-policydesk" if self.secure else "policydesk"

    def knows(self, request: Request) -> bool:
        """Whether the request names a host that is ours: another one's page may have sent it."""
        try:
            asked = urlsplit(f"//{request.headers.get('host', '')}")
            host, port = asked.hostname or "", asked.port
        except ValueError:
            return False
        if not self.url:
            return is_loopback(host)
        ours = urlsplit(self.url)
        return (host, port) == (ours.hostname, ours.port)

    def ours(self, request: Request) -> bool:
        """Whether a POST comes from our own pages, as far as browsers tell."""
        origin = request.headers.get("origin", "")
        site = request.headers.get("sec-fetch-site", "same-origin")
        return origin in ("", self.origin(request)) and site in ("same-origin", "none")

    def origin(self, request: Request) -> str:
        """Return the scheme and host of our own pages, as this request reached them."""
        if not self.url:
            return f"http://{request.headers.get('host', '')}"
        ours = urlsplit(self.url)
        return f"{ours.scheme}://{ours.netloc}"

    def token(self, request: Request) -> str:
        """Return what the cookie holds, "" for none."""
        return request.cookies.get(self.cookie, "")

    def give(self, response: Response, token: str) -> None:
        """Put the token into the browser, until it is closed."""
        response.set_cookie(
            self.cookie, token, path="/", httponly=True, samesite="lax", secure=self.secure
        )

    def take(self, response: Response) -> None:
        """Take the cookie out of the browser."""
        response.delete_cookie(
            self.cookie, path="/", httponly=True, samesite="lax", secure=self.secure
        )

    def protect(self, response: Response) -> None:
        """Add the headers that every answer has, where it hasn't stricter ones of its own."""
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if self.secure:
            response.headers["Strict-Transport-Security"] = _A_YEAR
