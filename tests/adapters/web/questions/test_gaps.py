from __future__ import annotations

import re

import pytest

from adapters.web.questions.gap_pages import trend
from adapters.web.roles import Role
from bot.gaps import Gap
from bot.retention import Schedule, expire
from knowledge.intake.uploads import Uploads
from tests.adapters.web.harness import Client, Served
from tests.adapters.web.records.made import keep

RULE = {
    "title": "Use of drones",
    "heading": "Drones at scenes",
    "text": "Drones must not fly over a crime scene.",
    "asked": ["may drones film crime scenes"],
    "groups": "hr, board",
    "since": "2026-06-01",
}


def look(served: Served, officer: Client) -> str:
    """Have gaps looked for, and return the address of the first."""
    begun = officer.press("/questions/gaps")
    assert re.fullmatch(r"/jobs/\d+", begun.headers["location"])
    served.finish()
    found = re.findall(r'href="(/questions/gaps/\d+/\d+)"', officer.get("/questions/gaps").text)
    return str(found[0])


@pytest.fixture
def drones(served: Served) -> list[int]:
    return keep(
        served,
        "may drones film crime scenes",
        "May drones film the crime scenes?",
        "parking permits",
    )


def test_gaps_are_looked_for_and_shown_with_what_is_near(served: Served, drones: list[int]) -> None:
    with served.client(Role.OFFICER) as officer:
        assert "Nobody has looked for gaps yet" in officer.get("/questions/gaps").text
        gap = look(served, officer)
        page = officer.get("/questions/gaps").text
        assert "3 questions in 2 groups" in page
        assert "4.2 · Social Media Policy" in page
        assert "New: 2 in the last 30 days" in page
        shown = officer.get(gap).text
        for number in drones[:2]:
            assert f"/records/turns/{number}" in shown
        assert f"/records/turns/{drones[2]}" not in shown


def test_gaps_are_searched_by_the_words_of_any_of_their_questions(
    served: Served, drones: list[int]
) -> None:
    with served.client(Role.OFFICER) as officer:
        look(served, officer)
        page = officer.get('/questions/gaps?q="the crime"').text
        assert f"gap-{drones[2]}" not in page
        assert "parking" not in page
        assert page.count("<article") == 1
        assert "No gap has these words" in officer.get("/questions/gaps?q=zebra").text


def test_what_expired_stands_in_no_gap_any_more(served: Served, drones: list[int]) -> None:
    assert drones
    with served.client(Role.OFFICER) as officer:
        gap = look(served, officer)
        served.clock.pass_days(40)
        expire(served.parts.database, Schedule(30, 30), served.clock())
    # By then the session has expired, too.
    with served.client(Role.OFFICER, name="other") as officer:
        page = officer.get("/questions/gaps").text
        assert "drones" not in page
        assert officer.get(gap).status_code == 404


def test_an_addition_is_downloaded_as_a_document(served: Served, drones: list[int]) -> None:
    assert drones
    with served.client(Role.OFFICER) as officer:
        gap = look(served, officer)
        form = officer.get(f"{gap}/addition").text
        assert "may drones film crime scenes" in form
        sent = officer.press(f"{gap}/addition", RULE | {"do": "download"})
    assert sent.headers["content-disposition"] == 'attachment; filename="use-of-drones.md"'
    for told in ("title: Use of drones", "groups:\n- hr\n- board", "# Use of drones", RULE["text"]):
        assert str(told) in sent.text


def test_an_addition_waits_in_documents_to_be_taken_in(served: Served, drones: list[int]) -> None:
    assert drones
    uploads = Uploads(served.parts.settings.data / "uploads")
    with served.client(Role.OFFICER) as officer:
        gap = look(served, officer)
        led = officer.press(f"{gap}/addition", RULE | {"do": "send"})
        (batch,) = uploads.batches()
        assert led.headers["location"] == f"/documents/add?batch={batch}"
        page = officer.get(led.headers["location"]).text
    assert "use-of-drones.md" in page
    assert [one.name for one in uploads.waiting(batch)] == ["use-of-drones.md"]
    (line, *_) = served.parts.audit.lines(most=1)
    assert line.what == "drafted an addition"


def test_what_is_missing_in_an_addition_is_told_and_what_was_typed_is_kept(
    served: Served, drones: list[int]
) -> None:
    assert drones
    wrong = RULE | {"title": " ", "since": "soon", "text": "<b>Kept & shown</b>", "do": "send"}
    with served.client(Role.OFFICER) as officer:
        answer = officer.press(f"{look(served, officer)}/addition", wrong)
    assert answer.status_code == 422
    for told in (
        "Give the document a title.",
        "This isn&#39;t a day that exists.",
        "&lt;b&gt;Kept &amp; shown&lt;/b&gt;",
        "hr, board",
    ):
        assert told in answer.text
    assert Uploads(served.parts.settings.data / "uploads").batches() == ()


def test_a_gap_that_isnt_there_is_told(served: Served, drones: list[int]) -> None:
    with served.client(Role.OFFICER) as officer:
        gap = look(served, officer)
        job = gap.split("/")[3]
        for path in (f"/questions/gaps/{job}/999", "/questions/gaps/99/1", f"{gap}9/addition"):
            assert officer.get(path).status_code == 404
    assert drones


@pytest.mark.parametrize(
    ("recent", "earlier", "told"),
    [(5, 2, "More often"), (2, 5, "Less often"), (3, 3, "As often"), (9, 0, "New")],
)
def test_a_trend_is_told_in_words(recent: int, earlier: int, told: str) -> None:
    gap = Gap(1, tuple(range(9)), {}, recent, earlier, None)
    assert trend(gap).startswith(told)
