"""What the commands that set Teams up are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.chat.checked import Checked
from adapters.teams.addresses import Addresses
from adapters.teams.setup.checking import check
from adapters.teams.setup.package import described, package
from bot.settings import Settings
from bot.web_addresses import safe_address
from bot.wiring import catalog


def teams_package(  # noqa: PLR0913  # what an administrator may choose, in one place
    settings: Settings, service: str, *, app_id: str, about: str, version: str, hears: bool
) -> tuple[bytes, str]:
    """Return the package of the app, and where its bot's messages have to be sent.

    What is "" is chosen here. Raises ValueError with a remedy for what can't be used.
    """
    app = described(settings, service, app_id=app_id, about=about, number=version, hears=hears)
    return package(app), app.endpoint


def check_teams(settings: Settings, service: str) -> tuple[Checked, ...]:
    """Return what Microsoft says of the settings, with what to mend.

    `service` is the service's own web address, "" where it isn't to be tried. Raises ValueError
    with a remedy where it is none, CatalogUnusable.
    """
    address = safe_address(service)
    there = settings.data.is_dir() or settings.database_url.get_secret_value()
    with TemporaryDirectory() as scratch:
        # Looking makes no data folder.
        kept = settings if there else settings.model_copy(update={"data": Path(scratch)})
        with catalog(kept) as database:
            return tuple(check(settings, address, Addresses(database, _now), _now))


def _now() -> datetime:
    return datetime.now(UTC)
