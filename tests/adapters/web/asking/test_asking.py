"""Questions, answers, and conversations, over HTTP and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from html import escape
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import func, select, update

from adapters.web.roles import Role
from bot.switch import Switch
from knowledge.catalog.tables import account, turn
from tests.adapters.web.asking.asker import SCRIPT, Asker
from tests.adapters.web.harness import Client, Served, serving
from tests.bot.conftest import Clock

PICTURES = "may I post pictures of crime scenes?"
QUOTE = "Employees must not post pictures of crime scenes."
FILES = "where are medical certificates kept?"


@pytest.fixture
def cleo(served: Served) -> Asker:
    return Asker(served.client(Role.EMPLOYEE, name="cleo"))


@pytest.fixture
def public(tmp_path: Path, clock: Clock, filled: Path) -> Iterator[Served]:
    """Return a console whose page to ask on is open to strangers."""
    copytree(filled, tmp_path, dirs_exist_ok=True)
    with serving(tmp_path, clock, web_strangers="public") as one:
        yield one


def turns(served: Served) -> int:
    with served.parts.database.read() as connection:
        return connection.execute(select(func.count()).select_from(turn)).scalar_one()


def test_a_question_is_answered_with_the_clause_and_a_link_to_it(
    served: Served, cleo: Asker
) -> None:
    page = cleo.ask(PICTURES)
    assert QUOTE in page
    kept = served.assistant.records.turn(1)
    cited = kept.decision["citations"][0]
    link = f'href="/read/{cited["version"]}?clause={cited["clause"]}#clause"'
    assert f"{link}>4.2 · Social Media Policy</a>" in page
    assert "Sure: the clauses quoted answer this." in page
    assert kept.asker == f"web:{served.accounts['cleo']}"
    assert kept.conversation.startswith(f"{kept.asker}:")


def test_a_conversation_goes_on(served: Served, cleo: Asker) -> None:
    cleo.ask(PICTURES)
    page = cleo.go_on("for how long?")
    assert page.index(PICTURES) < page.index("for how long?")
    second = served.assistant.records.turn(2)
    assert second.stand_alone == f"{PICTURES} (for how long)"
    assert second.conversation == served.assistant.records.turn(1).conversation


def test_nobody_reads_a_conversation_of_somebody_else_or_does_anything_in_it(
    served: Served, cleo: Asker
) -> None:
    cleo.ask("we were hacked")
    cleo.ask(PICTURES)
    form = cleo.form()
    own = Asker(served.client(Role.OFFICER, name="dan"))
    own.ask(PICTURES)
    for at in (cleo.at, own.at):
        for what in ("turns/2/why", "turns/1/why"):
            assert own.client.get(f"{at}/{what}").status_code == 404
        for what in ("turns/2/office", "turns/2/helped", "turns/2/unhelpful", "turns/2/why"):
            assert own.client.press(f"{at}/{what}", form).status_code == 404
        for what in ("tickets/1/settle", "tickets/1/write", "turns/2/choose"):
            fields = {"question": "Me, too!", "option": "0"}
            assert own.client.press(f"{at}/{what}", fields).status_code == 404
    assert own.client.get(cleo.at).status_code == 404
    assert own.client.press(cleo.at, {"question": PICTURES, "seen": "0"}).status_code == 404
    assert turns(served) == 3
    ticket = served.assistant.tickets.show(1)
    assert [event.what for event in ticket.events] == ["opened"]
    assert own.at in own.read("/conversations")
    assert cleo.at not in own.read("/conversations")


def test_what_is_named_by_nothing_isnt_there(cleo: Asker) -> None:
    for address in ("/conversations/nothing", "/conversations/a:b", f"/conversations/{'a' * 99}"):
        assert cleo.client.get(address).status_code == 404
    cleo.ask(PICTURES)
    for number in ("99", str(2**63)):
        assert cleo.client.get(f"{cleo.at}/turns/{number}/why").status_code == 404
    for chosen in ("0", "7", "-1", "x", "9" * 5_000):
        answer = cleo.client.press(f"{cleo.at}/turns/1/choose", {"option": chosen, "seen": "1"})
        assert answer.status_code == 404
    answer = cleo.client.press(cleo.at, {"question": PICTURES, "seen": "9" * 5_000})
    assert answer.status_code == 303


def test_a_form_that_is_sent_again_is_one_question(served: Served, cleo: Asker) -> None:
    token = cleo.token()
    sent = {"token": token, "question": "we were hacked"}
    first, second = (cleo.client.press("/", sent) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    cleo.at = f"/conversations/{token}"
    seen = cleo.form()["seen"]
    for _ in range(2):
        cleo.go_on(PICTURES, seen)
    assert turns(served) == 2
    assert len(served.assistant.tickets.list()) == 1
    cleo.go_on(PICTURES)
    assert turns(served) == 3


def test_a_form_that_is_sent_several_times_at_once_is_one_question(
    served: Served, cleo: Asker
) -> None:
    sent = {"token": cleo.token(), "question": "we were hacked"}
    clients = [Client(served.url, cleo.client.token) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda one: one.press("/", sent), clients))
    assert {answer.status_code for answer in answers} == {303}
    assert turns(served) == 1


def test_who_goes_back_in_the_browser_begins_a_conversation_of_its_own(
    served: Served, cleo: Asker
) -> None:
    token = cleo.token()
    cleo.ask(PICTURES, token=token)
    first = cleo.at
    cleo.ask("what of gifts by contractors?", token=token)
    assert cleo.at != first
    one, other = (served.assistant.records.turn(number) for number in (1, 2))
    assert one.conversation != other.conversation


def test_an_empty_question_isnt_asked(served: Served, cleo: Asker) -> None:
    answer = cleo.client.press("/", {"token": cleo.token(), "question": " \r\n "})
    assert answer.status_code == 422
    assert "Write your question first." in answer.text
    cleo.ask(PICTURES)
    for headers in ({}, SCRIPT):
        answer = cleo.client.press(cleo.at, {"question": "", "seen": "1"}, headers=headers)
        assert answer.status_code == 422
        assert "Write your question first." in answer.text
    assert turns(served) == 1


def test_a_suggested_question_is_asked_as_it_stands(cleo: Asker) -> None:
    page = cleo.read("/")
    assert 'name="suggested" value="How long are comments kept?"' in page
    answer = cleo.ask("", suggested="How long are comments kept?")
    assert "Hidden comments are kept for three years." in answer


def test_what_people_write_is_shown_letter_by_letter(cleo: Asker) -> None:
    nasty = '<script>alert(1)</script> <img src=x onerror="alert(1)"> {{ 7 * 7 }} crime pictures'
    page = cleo.ask(nasty)
    assert escape(nasty) in page.replace("&#39;", "&#x27;").replace("&#34;", "&quot;")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<script>alert" not in cleo.read("/conversations")
    page = cleo.press("turns/1/why", why=nasty)
    assert "<script>alert" not in page


def test_what_held_personal_data_is_turned_away_and_not_shown_again(cleo: Asker) -> None:
    page = cleo.ask("may Jo, call 202-456-1111, post pictures of crime scenes?")
    assert "202-456-1111" not in page
    assert "seems to contain a phone number" in page


def test_a_restricted_answer_is_for_whom_it_is_open_to(served: Served, cleo: Asker) -> None:
    assert "sealed part" not in cleo.ask(FILES)
    hana = Asker(served.client(Role.EMPLOYEE, name="hana", groups=("hr",)))
    page = hana.ask(FILES)
    assert "sealed part" in page
    assert "Not open to everybody" in page


def test_who_has_left_a_group_reads_its_answers_no_more(served: Served) -> None:
    hana = Asker(served.client(Role.EMPLOYEE, name="hana", groups=("hr",)))
    hana.ask(FILES)
    with served.parts.database.write() as connection:
        mine = account.c.id == served.accounts["hana"]
        connection.execute(update(account).where(mine).values(groups=[]))
    page = hana.look()
    assert "sealed part" not in page
    assert "isn&#39;t open to you any more" in page


def test_an_answer_keeps_the_words_of_the_version_that_it_cited(
    served: Served, cleo: Asker
) -> None:
    cleo.ask(PICTURES)
    before = cleo.look()
    papers = served.assistant.settings.data.parent / "documents"
    social = papers / "social.md"
    social.write_text(social.read_text("utf-8").replace("crime scenes", "fires"), "utf-8")
    served.assistant.library.add([papers], publish=True)
    assert cleo.look() == before


def test_while_switched_off_the_page_says_why_and_the_office_can_be_asked(
    served: Served, cleo: Asker
) -> None:
    Switch(served.parts.database, served.clock).off("We are moving house.", "Ann")
    assert "We are moving house." in cleo.read("/")
    assert "We are moving house." in cleo.ask(PICTURES)
    assert QUOTE not in cleo.look()
    page = cleo.ask(PICTURES, for_office="yes")
    assert "ticket 1" in page
    assert len(served.assistant.tickets.list()) == 1


def test_the_latest_conversations_come_first_page_by_page(served: Served, cleo: Asker) -> None:
    for number in range(53):
        cleo.ask(f"may I post picture {number} of crime scenes?")
        served.clock.now += timedelta(minutes=1)
    front = cleo.read("/")
    assert front.count("/conversations/") == 5
    assert "picture 52 " in front
    page = cleo.read("/conversations")
    assert page.count("of crime scenes?") == 50
    after = page.split("/conversations?after=")[1].split('"')[0]
    rest = cleo.read(f"/conversations?after={after}")
    assert [number for number in range(53) if f"picture {number} " in rest] == [0, 1, 2]
    assert "after=" not in rest.split("<main")[1]


def test_a_long_conversation_is_read_page_by_page(served: Served, cleo: Asker) -> None:
    cleo.ask("may I post picture 0 of crime scenes?")
    for number in range(1, 25):
        cleo.go_on(f"may I post picture {number} of crime scenes?")
        served.clock.now += timedelta(seconds=1)
    page = cleo.look()
    shown = [number for number in range(25) if f"picture {number} " in page]
    assert shown == list(range(5, 25))
    earlier = page.split("?before=")[1].split('"')[0]
    rest = cleo.read(f"{cleo.at}?before={earlier}")
    assert [number for number in range(25) if f"picture {number} " in rest] == list(range(5))
    assert "Back to the latest" in rest
    assert 'name="question"' not in rest
    assert len(page) < 100_000


def test_a_stranger_asks_where_the_agency_lets_them(public: Served) -> None:
    ann, ben = Asker(public.client()), Asker(public.client())
    page = ann.ask(PICTURES)
    assert QUOTE in page
    assert "sealed part" not in ann.go_on(FILES)
    kept = public.assistant.records.turn(1)
    assert kept.asker.startswith("web:guest:")
    assert ann.at in ann.read("/conversations")
    ben.ask(PICTURES)
    assert ben.client.get(ann.at).status_code == 404
    assert ann.at not in ben.read("/conversations")
    assert "ticket 1" in ann.press("turns/1/office")


def test_a_stranger_who_hasnt_asked_has_no_conversations(public: Served) -> None:
    with public.client() as client:
        assert client.get("/conversations").status_code == 200
        assert client.get("/conversations/nothing").status_code == 404


def test_where_strangers_may_not_ask_they_are_led_to_sign_in(served: Served) -> None:
    with served.client() as client:
        assert client.get("/").headers["location"] == "/sign-in"
        answer = client.press("/", {"question": PICTURES, "token": "abc"})
        assert answer.status_code == 403
    assert turns(served) == 0
