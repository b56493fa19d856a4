from __future__ import annotations

from adapters.web.roles import Role
from tests.adapters.web.drafts.made import SOCIAL, draft
from tests.adapters.web.harness import Served


def test_who_goes_back_twice_hears_that_it_is_done(served: Served) -> None:
    library = served.assistant.library
    first, number = library.live(), draft(served, social=SOCIAL)
    library.publish(number)
    with served.client(Role.OFFICER) as client:
        for _ in range(2):
            pressed = client.press(f"/revisions/{first}/live", {"seen": str(number)})
            assert pressed.status_code == 303
            served.finish()
        assert pressed.headers["location"] == "/revisions"
        assert f"Revision {first} is live again" in client.get("/revisions").text
    assert library.live() == first
