"""The one way to every page: tried with all roles on all pages that there are."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from starlette.responses import Response

from adapters.web import table
from adapters.web.door import Door
from adapters.web.jobs.pages import JobPages
from adapters.web.links import local
from adapters.web.page import Page
from adapters.web.roles import Role
from tests.adapters.web.harness import Client, Served, serving
from tests.bot.conftest import Clock

_PART = re.compile(r"\{\w+(:\w+)?\}")


def pages(served: Served) -> tuple[Page, ...]:
    kinds = table.kinds(served.parts)
    return (*table.pages(served.parts), *JobPages(served.parts.jobs, kinds).pages())


def address(page: Page) -> str:
    """Return an address of the page; of what it names nothing need be there."""
    return _PART.sub(lambda part: "999999" if part[1] == ":int" else "nothing", page.path)


def may(page: Page, role: Role) -> bool:
    # Everybody who signs in is an employee, too.
    return page.open or bool(page.roles & {role, Role.EMPLOYEE})


def turned_away(answer: httpx.Response) -> bool:
    to_sign_in = answer.headers.get("location", "").startswith("/sign-in")
    return answer.status_code == 403 or (answer.status_code == 303 and to_sign_in)


def test_every_page_lets_in_the_roles_it_names_and_nobody_else(served: Served) -> None:
    for role in Role:
        with served.client(role) as client:
            for page in pages(served):
                if page.get is None:
                    continue
                answer = client.get(address(page))
                assert turned_away(answer) != may(page, role), (role, page.path, answer)
                assert answer.status_code < 500, (role, page.path)


def test_nothing_is_done_for_who_lacks_the_role(served: Served) -> None:
    for role in Role:
        with served.client(role) as client:
            for page in pages(served):
                if page.post is not None and not may(page, role):
                    answer = client.press(address(page))
                    assert answer.status_code == 403, (role, page.path)
                    assert "do that" in answer.text


def test_nothing_is_done_for_a_form_that_is_not_ours(served: Served) -> None:
    with served.client(*Role) as client:
        for page in pages(served):
            if page.post is not None:
                for wrong in ({}, {"csrf": "0" * 64}):
                    answer = client.post(address(page), data=wrong)
                    assert answer.status_code == 403, page.path


def test_a_stranger_sees_nothing_but_signing_in(served: Served) -> None:
    with served.client() as nobody:
        for page in pages(served):
            if page.get is not None and not page.open:
                answer = nobody.get(address(page))
                assert answer.headers["location"].startswith("/sign-in"), page.path
            if page.post is not None and not page.open:
                assert nobody.press(address(page)).status_code == 403, page.path


def test_strangers_who_may_ask_get_to_the_pages_for_guests_alone(
    tmp_path: Path, clock: Clock, filled: Path
) -> None:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock, web_strangers="public") as served, served.client() as nobody:
        for page in pages(served):
            if page.get is not None:
                answer = nobody.get(address(page))
                assert turned_away(answer) != (page.open or page.guests), page.path


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_what_another_page_sends_is_refused_though_it_has_the_cookie(
    served: Served, headers: dict[str, str]
) -> None:
    with served.client(Role.OFFICER) as client:
        answer = client.press("/jobs/1/cancel", headers=headers)
    assert answer.status_code == 403
    assert "come from these pages" in answer.text


def test_another_host_s_name_for_this_machine_is_not_served(served: Served) -> None:
    with served.client(Role.OFFICER) as client:
        for host in ("elsewhere.example", "127.0.0.1.elsewhere.example", "x:y", "[", ""):
            answer = client.get("/jobs/1", headers={"host": host})
            assert answer.status_code in (400, 421)


def test_a_session_ends_when_nobody_does_anything(served: Served, clock: Clock) -> None:
    with served.client(Role.OFFICER) as client:
        for _ in range(3):
            clock.pass_minutes(50)
            assert client.get("/jobs/1").status_code == 404
        clock.pass_minutes(61)
        assert turned_away(client.get("/jobs/1"))


def test_a_page_that_renews_itself_keeps_nobody_signed_in(served: Served, clock: Clock) -> None:
    with served.client(Role.OFFICER) as client:
        for _ in range(7):
            clock.pass_minutes(10)
            last = client.get("/jobs/1", headers={"x-live": "1"})
        assert turned_away(last)


def test_a_session_ends_after_its_longest_time_whatever_is_done(
    served: Served, clock: Clock
) -> None:
    with served.client(Role.OFFICER) as client:
        for _ in range(23):
            clock.pass_minutes(30)
            assert client.get("/jobs/1").status_code == 404
        clock.pass_minutes(31)
        assert turned_away(client.get("/jobs/1"))


def test_what_somebody_wrote_is_shown_to_them_when_they_were_signed_out(
    served: Served, clock: Clock
) -> None:
    text = "A long reply <b>that took</b> half an hour to write."
    with served.client(Role.OFFICER) as client:
        clock.pass_minutes(120)
        answer = client.press("/jobs/1/cancel", {"text": text, "password": "x" * 40})
    assert answer.status_code == 403
    assert "A long reply &lt;b&gt;that took&lt;/b&gt; half an hour" in answer.text
    assert "x" * 40 not in answer.text


def test_a_press_goes_into_the_audit_log_also_one_that_was_refused(served: Served) -> None:
    with served.client(Role.OFFICER) as client:
        client.press("/jobs/7/cancel")
    (line,) = served.parts.audit.lines(10)
    assert (line.who, line.what, line.about) == ("Officer", "cancelled a job", "/jobs/7/cancel")
    assert line.outcome == "refused: NotHere"


def test_who_was_signed_out_while_typing_does_not_ask_as_a_stranger(
    tmp_path: Path, clock: Clock, filled: Path
) -> None:
    copytree(filled, tmp_path, dirs_exist_ok=True)
    question = {"question": "May I post a picture of my uniform, please?"}
    with (
        serving(tmp_path, clock, web_strangers="public") as served,
        served.client(Role.EMPLOYEE) as client,
    ):
        clock.pass_minutes(120)
        answer = client.press("/", question)
        assert answer.status_code == 403
        assert question["question"] in answer.text
        # From the next page on they are a stranger, and may ask as one.
        assert client.get("/").status_code == 200
        assert client.press("/", question).status_code == 303


def test_who_presses_what_they_may_not_is_in_the_audit_log_too(served: Served) -> None:
    with served.client(Role.OFFICER) as client:
        client.press("/jobs/7/cancel", headers={"origin": "https://elsewhere.example"})
        client.post("/jobs/7/cancel")
        client.press("/settings/service/off")
    with served.client() as nobody:
        nobody.press("/settings/service/off")
    outcomes = [line.outcome for line in served.parts.audit.lines(10)]
    assert outcomes == ["refused: NotAllowed"] * 3


def test_what_has_not_changed_is_not_sent_again(served: Served) -> None:
    with served.client(Role.OFFICER) as client:
        first = client.get("/account")
        again = client.get("/account", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_every_answer_forbids_scripts_in_pages_and_frames_elsewhere(served: Served) -> None:
    with served.client(Role.OFFICER) as client:
        for path in ("/sign-in", "/jobs/1", "/no/such/page"):
            policy = client.get(path).headers.get("content-security-policy", "")
            assert "unsafe" not in policy
        policy = client.get("/jobs/1").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy


def test_what_is_refused_before_anybody_is_known_is_a_page_too(served: Served) -> None:
    with served.client() as nobody:
        answers = {
            404: nobody.get("/static/none.css"),
            405: nobody.put("/sign-in"),
            413: nobody.post("/sign-in", content=b"x" * 1_500_000),
            414: nobody.get(f"/{'9' * 5000}"),
        }
    for status, answer in answers.items():
        assert answer.status_code == status
        assert "<h1>" in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_on_an_encrypted_address_the_cookie_never_travels_open() -> None:
    response, door = Response(), Door("https://desk.example.gov")
    door.give(response, "token")
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-policydesk=token;")
    for said in ("Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert said in cookie
    door.protect(response)
    assert "max-age" in response.headers["strict-transport-security"]


ELSEWHERE = (
    "//elsewhere.example",
    "/\\elsewhere.example",
    "https://elsewhere.example",
    "/\t/elsewhere.example",
    "javascript:alert(1)",
    "elsewhere",
    "/a\r\nb",
    "",
)


@pytest.mark.parametrize("given", ELSEWHERE)
def test_nobody_is_led_to_another_site(given: str) -> None:
    assert local(given, "/here") == "/here"


def test_a_page_of_ours_is_led_to() -> None:
    assert local("/tickets?state=open#3") == "/tickets?state=open#3"


def test_a_client_whose_cookie_is_made_up_is_nobody(served: Served) -> None:
    for token in (b"x", b"a" * 43, "ä".encode(), b'"'):
        with Client(served.url) as client:
            answer = client.get("/jobs/1", headers=[(b"cookie", b"policydesk=" + token)])
            assert turned_away(answer), token
