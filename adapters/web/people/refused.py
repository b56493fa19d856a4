"""Why somebody isn't signed in."""

from __future__ import annotations

from adapters.web.errors import WebError


class SignInRefused(WebError):
    """Somebody isn't signed in; the message is for them, and tells nobody who has an account."""

    status = 403
    title = "You weren't signed in"


class ProviderUnusable(SignInRefused):
    """The provider can't be reached, or isn't what the settings say; `why` is for the log."""

    status = 503

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            "Your organisation's sign-in can't be reached right now. Try again in a moment; if it"
            " goes on, tell whoever looks after PolicyDesk."
        )
