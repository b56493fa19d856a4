"""The one way to every page."""

from __future__ import annotations

from tests.adapters.web.harness import Served


def test_a_page_sends_people_who_are_not_signed_in_to_sign_in(served: Served) -> None:
    with served.client() as nobody:
        answer = nobody.get("/jobs/1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fjobs%2F1")
