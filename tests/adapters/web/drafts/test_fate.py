"""Two officers at one draft: the second reads what the first did, and loses nothing."""

from __future__ import annotations

from html import unescape

import httpx

from adapters.web.roles import Role
from knowledge.intake.uploads import Uploads
from tests.adapters.web.documents.test_documents import done, send, take_in
from tests.adapters.web.drafts.made import BOATS, SOCIAL, draft
from tests.adapters.web.drafts.test_publishing import live, outcome, publish
from tests.adapters.web.harness import Client, Served

NOTE = "Short."


def second(client: Client, number: int, seen: int) -> str:
    """Press Publish too late; return the page that tells of it."""
    answer = publish(client, number, seen, note=NOTE)
    return refused(answer)


def refused(answer: httpx.Response) -> str:
    assert answer.status_code == 409
    return unescape(answer.text)


def test_a_draft_that_a_colleague_published(served: Served) -> None:
    number, seen = draft(served, social=SOCIAL), live(served)
    with served.client(Role.OFFICER, name="bo") as bo, served.client(Role.OFFICER) as client:
        outcome(served, publish(bo, number, seen, note="Posts"))
        shown = second(client, number, seen)
        assert "Bo published it, with the note “Posts” (" in shown
        assert f'href="/revisions/{number}"' in shown
        assert f">{NOTE}</pre>" in shown
        assert client.get(f"/drafts/{number}").status_code == 404
        assert "Bo published it" in unescape(client.get(f"/drafts/{number}").text)


def test_a_draft_that_a_colleague_published_on_top_of_another_revision(served: Served) -> None:
    number, seen = draft(served, social=SOCIAL), live(served)
    served.assistant.library.publish(draft(served, boats=BOATS))
    with served.client(Role.OFFICER, name="bo") as bo, served.client(Role.OFFICER) as client:
        outcome(served, publish(bo, number, live(served)))
        shown = second(client, number, seen)
    assert f"Bo published it as revision {live(served)} (" in shown
    assert f'href="/revisions/{live(served)}"' in shown


def test_a_draft_that_a_colleague_discarded(served: Served) -> None:
    number, seen = draft(served, social=SOCIAL), live(served)
    with served.client(Role.OFFICER, name="bo") as bo, served.client(Role.OFFICER) as client:
        bo.press(f"/drafts/{number}/discard")
        shown = second(client, number, seen)
        again = refused(client.press(f"/drafts/{number}/discard"))
    assert "Bo discarded it (" in shown
    assert f">{NOTE}</pre>" in shown
    assert "Bo discarded it (" in again


def test_a_draft_that_grew_on(served: Served) -> None:
    number, seen = draft(served, social=SOCIAL), live(served)
    with served.client(Role.OFFICER, name="bo") as bo, served.client(Role.OFFICER) as client:
        grown = take_in(served, bo, send(bo, {"boats.md": BOATS}), draft=str(number))["draft"]
        shown = second(client, number, seen)
    assert f"Bo went on with it: what was added is in draft {grown} (" in shown
    assert f'href="/drafts/{grown}"' in shown
    assert Uploads(served.parts.settings.data / "uploads").batches() == ()


def test_a_draft_that_grew_and_went_live_by_the_terminal(served: Served) -> None:
    library, number, seen = served.assistant.library, draft(served, social=SOCIAL), live(served)
    grown = library.remove("gifts.md", onto=number)
    library.publish(grown, who="Cy Moe")
    with served.client(Role.OFFICER) as client:
        assert f"Cy Moe made revision {grown} live (" in second(client, number, seen)


def test_a_draft_of_which_nothing_is_known(served: Served) -> None:
    number, seen = draft(served, social=SOCIAL), live(served)
    served.assistant.library.discard(number)
    with served.client(Role.OFFICER) as client:
        assert "Somebody published or discarded it, or added" in second(client, number, seen)


def test_a_job_that_comes_second_tells_so_with_the_note(served: Served) -> None:
    number, seen = draft(served, social=SOCIAL), live(served)
    about = {"draft": number, "note": NOTE, "override": ""}
    with served.client(Role.OFFICER, name="bo") as bo:
        answer = publish(bo, number, seen)
        job = served.parts.jobs.begin("drafts.publish", about, served.parts.jobs.show(1).who)
        outcome(served, answer)
    fault = served.parts.jobs.show(job).fault
    assert "Bo published it, with the note “Spring rules”" in fault
    assert f"Your note was: “{NOTE}”" in fault


def test_a_press_upon_another_ones_press_keeps_its_note(served: Served) -> None:
    number, seen = draft(served, social=SOCIAL), live(served)
    with served.client(Role.OFFICER, name="bo") as bo, served.client(Role.OFFICER) as client:
        first = publish(bo, number, seen)
        shown = second(client, number, seen)
        done(served, first)
    assert "Bo" in shown
    assert f">{NOTE}</pre>" in shown
