"""The file that an administrator uploads to Teams: the manifest and two icons."""

from __future__ import annotations

import io
import json
from importlib import metadata, resources
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from adapters.teams.setup.manifest import App, address, manifest, version
from bot import teams_names
from bot.settings import Settings

_ICONS = ("color.png", "outline.png")
# The first day that a zip can name: the same app gives the same bytes, whenever it is packed.
_THEN = (1980, 1, 1, 0, 0, 0)
_UNIX, _READABLE = 3, 0o100644 << 16


def described(  # noqa: PLR0913  # what an administrator may choose, in one place
    settings: Settings,
    service: str,
    *,
    app_id: str,
    about: str,
    number: str,
    hears: bool,
) -> App:
    """Return the app of a service at an address; what is "" is chosen here.

    `about` is the page that Teams links to, else the service itself; `number` the app's version,
    else PolicyDesk's. Raises ValueError with a remedy for what can't be used.
    """
    registered = teams_names.guid(app_id.strip()) or settings.teams_app_id
    if not registered:
        raise ValueError(
            "The app's id is missing: set POLICYDESK_TEAMS_APP_ID or give --app-id, the Application"
            " (client) ID of the bot's registration."
        )
    served = address(service)
    return App(
        app_id=registered,
        service=served,
        about=address(about) if about else served,
        version=version(number or metadata.version("policydesk")),
        agency=settings.agency,
        office=settings.office,
        hears=hears,
    )


def package(app: App) -> bytes:
    """Return the package as a zip; the same app gives the same bytes."""
    here = resources.files("adapters.teams.setup")
    said = json.dumps(manifest(app), indent=2, ensure_ascii=False) + "\n"
    files = {"manifest.json": said.encode()}
    files |= {name: here.joinpath(name).read_bytes() for name in _ICONS}
    written = io.BytesIO()
    with ZipFile(written, "w") as packed:
        for name, content in files.items():
            packed.writestr(_entry(name), content)
    return written.getvalue()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _THEN)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry
