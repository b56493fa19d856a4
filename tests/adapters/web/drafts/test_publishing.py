from __future__ import annotations

import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from shutil import copytree

import httpx
import pytest

from adapters.web.roles import Role
from tests.adapters.web.drafts.made import BOATS, SOCIAL, draft
from tests.adapters.web.harness import Client, Served, serving
from tests.bot.agency import DOCUMENTS
from tests.bot.conftest import Clock

OTHER = DOCUMENTS["social.md"].replace("three years", "nine years")
OBJECTIONS = ("two cases of the set fail", "The report is /srv/evaluations/one/report.html")


@pytest.fixture
def gated(tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Served]:
    """Return a console whose gate objects to every draft."""
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock, checks=lambda _: (lambda _revision: OBJECTIONS,)) as one:
        yield one


def live(served: Served) -> int:
    found = served.assistant.library.live()
    assert found is not None
    return found


def publish(client: Client, number: int, seen: int, **fields: str) -> httpx.Response:
    path = fields.pop("path", f"/drafts/{number}/publish")
    return client.press(path, {"note": "Spring rules", "seen": str(seen)} | fields)


def outcome(served: Served, answer: httpx.Response) -> str:
    """Return where the job that an answer leads to leads on, or why it failed."""
    assert answer.status_code == 303, answer.text
    served.finish()
    job = served.parts.jobs.show(int(answer.headers["location"].rsplit("/", 1)[1]))
    return job.result["to"] if job.result else job.fault


def test_a_published_draft_is_live_with_its_note_in_the_history(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    with served.client(Role.OFFICER) as client:
        assert outcome(served, publish(client, number, live(served))) == "/revisions"
        shown = unescape(client.get("/revisions").text)
    assert live(served) == number
    assert "Spring rules" in shown
    (line,) = (one for one in served.parts.audit.lines(5) if one.what == "published a draft")
    assert line.detail == {"draft": number, "against_objections": False}


def test_a_note_is_asked_for(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    with served.client(Role.OFFICER) as client:
        answer = publish(client, number, live(served), note=" ")
    assert answer.status_code == 422
    assert "Say in a sentence what changes" in answer.text


def test_objections_keep_a_draft_a_draft_until_somebody_says_why(gated: Served) -> None:
    number, before = draft(gated, social=SOCIAL), live(gated)
    with gated.client(Role.OFFICER) as client:
        to = outcome(gated, publish(client, number, before))
        shown = unescape(client.get(to).text)
        assert "two cases of the set fail" in shown
        assert "/srv/" not in shown
        assert live(gated) == before

        refused = publish(client, number, before, path=to, against="yes")
        assert refused.status_code == 422
        assert "Say why it goes live" in refused.text

        last = publish(client, number, before, path=to, against="yes", override="A court says so.")
        assert outcome(gated, last) == "/revisions"
        history = unescape(client.get("/revisions").text)
    assert live(gated) == number
    assert "A court says so." in history
    assert "Published against 1 objection" in history


def test_who_looked_at_another_state_is_told_what_went_live(served: Served) -> None:
    number, seen = draft(served, social=SOCIAL), live(served)
    other = draft(served, boats=BOATS)
    served.assistant.library.publish(other, who="Bo Ray", note="Boats first")
    with served.client(Role.OFFICER) as client:
        answer = publish(client, number, seen, note="A long note that nobody wants to write again")
    assert answer.status_code == 409
    shown = unescape(answer.text)
    assert "Bo Ray: Boats first" in shown
    assert "A long note that nobody wants to write again" in shown
    assert live(served) == other


def test_a_draft_goes_on_top_of_what_went_live_meanwhile(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    served.assistant.library.publish(draft(served, boats=BOATS))
    with served.client(Role.OFFICER) as client:
        assert "are put on top of it" in client.get(f"/drafts/{number}/publish").text
        outcome(served, publish(client, number, live(served)))
    library = served.assistant.library
    titles = {one.title for one in library.documents()}
    assert "Boats" in titles
    assert "must never" in library.show("social.md").clauses[0].text


def test_of_two_drafts_of_a_document_the_second_cant_go_live(served: Served) -> None:
    number, other = draft(served, social=SOCIAL), draft(served, social=OTHER)
    served.assistant.library.publish(other)
    with served.client(Role.OFFICER) as client:
        shown = unescape(client.get(f"/drafts/{number}/publish").text)
        assert "can't be published as it is" in shown
        assert '<button type="submit">Publish' not in shown
        fault = outcome(served, publish(client, number, other))
    assert fault.startswith("It can't be published: since it was made, social.md went live")
    assert "policydesk" not in fault
    assert live(served) == other


def test_objections_to_a_draft_that_got_a_new_number_lead_to_that_one(gated: Served) -> None:
    number = draft(gated, social=SOCIAL)
    gated.assistant.library.publish(draft(gated, boats=BOATS))
    with gated.client(Role.OFFICER) as client:
        to = outcome(gated, publish(client, number, live(gated)))
        assert not to.startswith(f"/drafts/{number}/")
        assert client.get(to).status_code == 200


def test_one_press_goes_back_and_another_returns(served: Served) -> None:
    first, number = live(served), draft(served, social=SOCIAL)
    served.assistant.library.publish(number)
    with served.client(Role.OFFICER) as client:
        assert f"Go back to revision {first}" in client.get("/revisions").text
        back = client.press(f"/revisions/{first}/live", {"seen": str(number)})
        assert outcome(served, back) == "/revisions"
        assert live(served) == first
        assert "gone back to" in client.get("/revisions").text
        again = client.press(f"/revisions/{number}/live", {"seen": str(first)})
        outcome(served, again)
    assert live(served) == number


def test_who_goes_back_from_what_isnt_live_any_more_is_told(served: Served) -> None:
    first, number = live(served), draft(served, social=SOCIAL)
    served.assistant.library.publish(number)
    with served.client(Role.OFFICER) as client:
        answer = client.press(f"/revisions/{first}/live", {"seen": str(first)})
    assert answer.status_code == 409
    assert live(served) == number


def test_nobody_goes_back_to_a_draft(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    with served.client(Role.OFFICER) as client:
        pressed = client.press(f"/revisions/{number}/live", {"seen": str(live(served))})
        fault = outcome(served, pressed)
    assert "never was live" in fault


def test_what_going_back_changes_is_shown_first(served: Served) -> None:
    first, number = live(served), draft(served, social=SOCIAL)
    served.assistant.library.publish(number)
    with served.client(Role.OFFICER) as client:
        shown = unescape(client.get(f"/revisions/{first}?against={number}").text)
    assert f"What differs from revision {number}: 1 document" in shown
    assert "Social Media Policy" in shown


def test_evaluators_look_and_change_nothing(served: Served) -> None:
    number = draft(served, social=SOCIAL)
    with served.client(Role.EVALUATOR) as client:
        shown = client.get(f"/drafts/{number}").text
        assert "Discard" not in shown
        assert publish(client, number, live(served)).status_code == 403
        assert client.press(f"/drafts/{number}/discard").status_code == 403
        assert client.press(f"/revisions/{number}/live", {"seen": "1"}).status_code == 403
    assert live(served) != number


def test_a_publication_that_is_cancelled_while_the_gate_plays_does_not_go_live(
    tmp_path: Path, clock: Clock, filled: Path
) -> None:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    playing, goes_on = threading.Event(), threading.Event()

    def slow(_revision: int) -> tuple[str, ...]:
        playing.set()
        assert goes_on.wait(30)
        return ()

    with serving(tmp_path, clock, checks=lambda _: (slow,)) as served:
        number, before = draft(served, social=SOCIAL), live(served)
        with served.client(Role.OFFICER) as client:
            job = publish(client, number, before).headers["location"]
            assert playing.wait(30)
            client.press(f"{job}/cancel")
            assert "stops at its next step" in client.get(job).text
            goes_on.set()
            served.finish()
            assert "cancelled before it was done" in client.get(job).text
        assert live(served) == before
