from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from adapters.web.people.attempts import BY_BOTH
from tests.adapters.web.harness import serving
from tests.bot.conftest import Clock

TRY = {"name": "ann", "password": "wrong"}


@pytest.mark.parametrize(
    ("url", "spoken", "tried_again"),
    [
        # Without a proxy nobody is believed who says that they come from elsewhere.
        ("", "198.51.100.{}", 429),
        # What the proxy says stands last; before it anybody may have written anything.
        ("http://127.0.0.1", "198.51.100.{}, 192.0.2.1", 429),
        ("http://127.0.0.1", "192.0.2.1, 198.51.100.{}", 403),
        # Whoever has one address of IPv6 has very many beside it.
        ("http://127.0.0.1", "2001:db8::{}", 429),
        ("http://127.0.0.1", "2001:db8:0:{}::1", 403),
        ("http://127.0.0.1", "nonsense{}", 403),
    ],
)
def test_tries_are_counted_by_where_they_come_from(  # noqa: PLR0913, PLR0917
    tmp_path: Path, clock: Clock, filled: Path, url: str, spoken: str, tried_again: int
) -> None:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock, web_url=url) as served, served.client() as client:
        # The address of the settings has no port, as an agency's wouldn't.
        headers = {"host": "127.0.0.1"} if url else {}
        client.headers.update(headers)
        client.get("/sign-in")
        for number in range(BY_BOTH):
            said = {"x-forwarded-for": spoken.format(number + 1)}
            assert client.press("/sign-in", TRY, headers=said).status_code == 403
        said = {"x-forwarded-for": spoken.format(99)}
        assert client.press("/sign-in", TRY, headers=said).status_code == tried_again
