"""What is refused before anybody looks at who asks, as a page that stands by itself."""

from __future__ import annotations

from typing import Final

from starlette.responses import HTMLResponse, Response

from adapters.web.door import Door
from adapters.web.rendering import environment

_TOO_LARGE: Final = (
    "More was sent than can be taken at once, and nothing of it was kept. Files may have 50 MB"
    " each: send fewer at once, or split the one that is larger."
)
_TOLD: Final = {
    404: ("There is nothing here", "This address leads nowhere. It may be mistyped."),
    405: ("That can't be done here", "This address isn't made for that. Nothing was done."),
    413: ("That is too large", _TOO_LARGE),
    421: ("These pages are elsewhere", "This isn't the address that they are served under."),
    414: ("There is nothing here", "An address as long as this leads nowhere."),
}
_OTHER: Final = ("That didn't work", "Nothing was done. Go back and try again.")


def refusal(status: int) -> Response:
    """Return the page of an HTTP status."""
    title, text = _TOLD.get(status, _OTHER)
    template = environment().get_template("refused.html")
    page = HTMLResponse(template.render(title=title, text=text), status)
    Door().protect(page)
    return page
