"""The platforms of the scenarios, at the fakes in their own processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from adapters.chat.outgoing import ref
from adapters.delivery.model import Outgoing
from adapters.delivery.outbox import Outbox
from evals.bench.chat.load import in_threads
from evals.bench.chat.platform import Line, Start
from evals.bench.chat.slack import Slack, slack
from evals.bench.chat.teams import Teams, teams
from knowledge.catalog.database import Database, open_catalog
from tests.bot.conftest import Clock
from tests.fakes.slack import until

CHAT = "a:00000000-0000-4000-9000-000000000007"
NOBODY = "http://127.0.0.1:1"
# How deliveries are made without the pauses between attempts.
AT_ONCE: dict[str, dict[str, object]] = {
    "Slack": {"secret": "s3cret", "patience": 0.0, "limit": 1.0},
    "Teams": {"signed": True, "hears_all": False, "patience": 0.0, "limit": 1.0},
}


@pytest.fixture(params=[slack, teams], ids=["slack", "teams"])
def one(request: pytest.FixtureRequest) -> Iterator[Slack | Teams]:
    start: Start = request.param
    with start() as begun:
        assert isinstance(begun, Slack | Teams)
        yield begun


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Database]:
    opened = open_catalog(tmp_path, "")
    yield opened
    opened.close()


@pytest.fixture
def unsigned() -> Iterator[Teams]:
    """A Teams that tells nobody of anything, and takes calls without a token."""
    with teams() as begun:
        begun.do("app", url="", patience=0, limit=1, signed=False, hears_all=False)
        yield begun


@pytest.mark.usefixtures("catalog")
def test_what_cannot_be_delivered_is_tried_four_times_and_given_up(
    one: Slack | Teams, tmp_path: Path
) -> None:
    one.do("app", url=NOBODY, **AT_ONCE[one.name])
    one.says(Line(7, "May I?"))
    until(lambda: [asked for asked in one.seen(tmp_path).asked if asked.given_up])
    seen = one.seen(tmp_path)
    assert (len(seen.asked), seen.missed, seen.lost, seen.refused) == (1, 1, 0, 4)


def test_those_who_go_on_asking_do_so_below_what_they_asked_first(one: Slack | Teams) -> None:
    one.do("app", url=NOBODY, **AT_ONCE[one.name])
    turns = in_threads(one, threads=2, each=3)
    assert [line.person for line in turns] == [1000, 1001, 1000, 1001]
    threads = {line.thread for line in turns if line.person == 1000}
    assert len(threads) == 1
    assert (threads == {""}) == (one.name == "Teams")


def test_a_message_of_teams_is_known_by_its_reference_in_the_outbox(
    unsigned: Teams, catalog: Database, tmp_path: Path
) -> None:
    unsigned.says(Line(7, "May I?"))
    until(lambda: unsigned.seen(tmp_path).asked)
    sent, stray = _posted(unsigned), _posted(unsigned)
    _keep(catalog, "event post x 1", ref(CHAT, sent))
    assert [said.key for said in unsigned.seen(tmp_path).said] == ["event post x 1", ""]
    assert sent != stray


def test_calls_tell_their_conversation_and_status(unsigned: Teams) -> None:
    unsigned.begins(Line(7, "May I?"))
    _posted(unsigned)
    unsigned.fail(1, 502)
    assert _post(unsigned).status_code == 502
    called = [(call.channel, call.status) for call in unsigned.calls()]
    assert called == [(CHAT, 201), (CHAT, 502)]


def test_a_chat_that_moved_is_not_where_it_was(unsigned: Teams) -> None:
    unsigned.begins(Line(7, "May I?"))
    unsigned.move([7])
    assert _post(unsigned).status_code == 404
    assert _post(unsigned, "amer").status_code == 201


@pytest.mark.usefixtures("catalog")
def test_a_post_may_be_done_though_it_is_answered_otherwise(
    unsigned: Teams, tmp_path: Path
) -> None:
    unsigned.begins(Line(7, "May I?"))
    unsigned.fail(1, 504, done=True)
    assert _post(unsigned).status_code == 504
    assert unsigned.seen(tmp_path).twice == 1


def _post(one: Teams, service: str = "emea") -> httpx.Response:
    base = one.settings["TEAMS_OPENID_METADATA_URL"].partition("/v1/")[0]
    url = f"{base}/{service}/v3/conversations/{CHAT}/activities"
    return httpx.post(url, json={"type": "message", "text": "Yes."}, trust_env=False)


def _posted(one: Teams) -> str:
    return str(_post(one).raise_for_status().json()["id"])


def _keep(catalog: Database, key: str, name: str) -> None:
    outbox = Outbox(catalog, Clock())
    with catalog.write() as connection:
        outbox.put(connection, Outgoing("teams", key, CHAT, "", {}))
    (taken,) = outbox.take(["teams"])
    assert taken is not None
    with catalog.write() as connection:
        outbox.sent(connection, taken.number, name)
