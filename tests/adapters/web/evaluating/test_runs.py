from __future__ import annotations

import pytest

from adapters.web.roles import Role
from evals.runs.files import FACTS
from tests.adapters.web.evaluating.made import KEY, data, play, run
from tests.adapters.web.harness import Client, Served
from tests.evals.compare.made import NASTY, answer, escalation


def test_a_set_is_played_in_the_console_and_its_run_shows_what_came(
    served: Served, eva: Client
) -> None:
    to = play(eva, served)
    assert to.startswith("/evaluations/runs/office-")
    shown = eva.get(to)
    assert shown.status_code == 200
    assert "50\N{NO-BREAK SPACE}% of the cases came out right" in shown.text
    assert "How long are hidden comments kept?" in shown.text
    assert "May I post a picture of my uniform" not in shown.text, "only what went wrong at first"
    assert "uniform" in eva.get(to, params={"which": "all"}).text
    assert "No case is like that" in eva.get(to, params={"q": "zeppelin"}).text
    listed = eva.get("/evaluations").text
    assert to in listed
    assert "finished" in listed


def test_nothing_is_recorded_by_playing_but_who_began_it(served: Served, eva: Client) -> None:
    play(eva, served)
    assert served.assistant.tickets.list() == ()
    (begun,) = served.parts.audit.lines(most=10, what="began an evaluation")
    assert (begun.outcome, begun.detail["set"]) == ("begun", KEY)


def test_a_case_is_shown_with_what_is_right_and_what_came(served: Served, eva: Client) -> None:
    to = play(eva, served)
    case = eva.get(f"{to}/cases/1").text
    assert "4.2 of social.md" in case
    assert "Hidden comments are kept for three years." in case
    assert "doesn&#39;t cite 4.2" in case
    assert eva.get(f"{to}/cases/99").status_code == 404


def test_what_a_group_was_shown_is_for_those_who_may_read_it(served: Served, eva: Client) -> None:
    to = play(eva, served)
    quoted = "sealed part of the personnel file"
    assert "for members of hr alone" in eva.get(f"{to}/cases/3").text
    assert quoted not in eva.get(f"{to}/cases/3").text
    assert eva.get(f"{to}/report").status_code == 403
    with served.client(Role.EVALUATOR, name="hr", groups=("hr",)) as member:
        assert quoted in member.get(f"{to}/cases/3").text
        assert member.get(f"{to}/report").status_code == 200
    with served.client(Role.OFFICER) as officer:
        assert quoted in officer.get(f"{to}/cases/3").text
        assert officer.get("/evaluations").status_code == 403


def test_the_report_stands_alone_under_a_policy_of_its_own(served: Served) -> None:
    with served.client(Role.EVALUATOR, Role.OFFICER) as client:
        to = play(client, served)
        shown = client.get(f"{to}/report")
        policy = shown.headers["content-security-policy"]
        assert "sandbox" in policy
        assert "script-src" not in policy
        assert "<style>" in shown.text
        sent = client.get(f"{to}/report", params={"file": "1"})
        assert sent.headers["content-disposition"].startswith("attachment; filename*=UTF-8''office")


def test_a_run_without_a_report_gets_one_where_somebody_asks(served: Served, eva: Client) -> None:
    run(served, "older", {"one": answer(), "two": escalation()})
    to = "/evaluations/runs/older"
    assert eva.get(f"{to}/report").status_code == 303
    assert "Make the report" in eva.get(to).text
    assert eva.press(f"{to}/report").status_code == 303
    served.finish()
    assert "Open the report" in eva.get(to).text
    assert eva.get(f"{to}/report").status_code == 200


def test_a_run_that_was_stopped_goes_on_when_it_is_begun_again(
    served: Served, eva: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nobody's commit in between makes them runs of different code.
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    to = play(eva, served)
    folder = data(served) / "evaluations" / to.rsplit("/", 1)[1]
    facts = (folder / FACTS).read_text("utf-8")
    finished = facts[facts.index('"finished":') :]
    (folder / FACTS).write_text(facts.replace(finished, '"finished": null\n}\n'), "utf-8")
    results = (folder / "results.jsonl").read_bytes().splitlines(keepends=True)
    (folder / "results.jsonl").write_bytes(b"".join(results[:2]))
    assert "isn’t finished" in eva.get(to).text
    assert "It hasn’t been asked yet" in eva.get(f"{to}/cases/3").text
    assert play(eva, served) == to
    again = (folder / "results.jsonl").read_bytes().splitlines(keepends=True)
    assert again[:2] == results[:2]
    assert len(again) == 4


@pytest.mark.parametrize(
    ("field", "said", "told"),
    [
        ("repeat", "0", "Write a whole number from 1 to 10."),
        ("repeat", "many", "Write a whole number from 1 to 10."),
        ("revision", "7", "That revision isn’t there any more."),
    ],
)
def test_what_cannot_be_played_says_so_on_the_form(
    eva: Client, served: Served, field: str, said: str, told: str
) -> None:
    asked = {"set": KEY, "revision": str(served.assistant.library.live()), "repeat": "1"}
    refused = eva.press("/evaluations/start", asked | {field: said})
    assert refused.status_code == 422
    assert told in refused.text


def test_a_damaged_run_is_listed_and_breaks_nothing(served: Served, eva: Client) -> None:
    run(served, "good", {"one": answer()})
    (data(served) / "evaluations" / "bad").mkdir()
    (data(served) / "evaluations" / "bad" / FACTS).write_text("{", "utf-8")
    listed = eva.get("/evaluations")
    assert listed.status_code == 200
    assert "damaged" in listed.text
    assert eva.get("/evaluations/runs/bad").status_code == 422
    assert eva.get("/evaluations/runs/gone").status_code == 404


def test_what_a_run_holds_is_text_wherever_it_is_shown(served: Served, eva: Client) -> None:
    run(served, "nasty", {"one": answer("1.2", text=NASTY)}, set_name=NASTY)
    for path in ("", "?which=all", "/cases/0"):
        shown = eva.get(f"/evaluations/runs/nasty{path}")
        assert shown.status_code == 200
        assert "<script>alert" not in shown.text


def test_the_list_pages_through(served: Served, eva: Client) -> None:
    for number in range(27):
        run(served, f"run-{number}", {"one": answer()})
    first = eva.get("/evaluations").text
    second = eva.get("/evaluations", params={"start": "25"}).text
    assert first.count("/evaluations/runs/") == 25
    assert second.count("/evaluations/runs/") == 2
    assert "27 runs" in second
