from __future__ import annotations

import pytest

from tests.adapters.web.evaluating.made import KEY, OFFICE, data, ended, play
from tests.adapters.web.harness import Client, Served

CSV = b"id,question,expect,gold_document,gold_number\n1,Is a calendar a gift?,answer,gifts.md,1.2\n"
ADD = "/evaluations/sets/add"


def sent(served: Served, client: Client, name: str, content: bytes, **fields: str) -> str:
    """Send a file, wait until it was read, and return where that leads."""
    pressed = client.press(ADD, fields, files={"file": (name, content)})
    assert pressed.status_code == 303, pressed.text
    served.finish()
    job = served.parts.jobs.show(int(pressed.headers["location"].rsplit("/", 1)[1]))
    assert job.result is not None, job.fault
    return str(job.result["to"])


def test_all_sets_are_listed_with_where_they_are_from(eva: Client) -> None:
    listed = eva.get("/evaluations/sets").text
    for told in ("your own", "the gate’s", "comes with PolicyDesk", "held", "office"):
        assert told in listed


def test_a_set_shows_its_cases_and_its_runs_and_can_be_downloaded(
    served: Served, eva: Client
) -> None:
    run = play(eva, served)
    shown = eva.get(f"/evaluations/sets/{KEY}").text
    assert "How long are hidden comments kept?" in shown
    assert run in shown
    file = eva.get(f"/evaluations/sets/{KEY}/file")
    assert file.text == OFFICE
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["content-disposition"].startswith("attachment")


def test_a_large_set_is_shown_page_by_page(eva: Client) -> None:
    first = eva.get("/evaluations/sets/shipped-fit").text
    second = eva.get("/evaluations/sets/shipped-fit", params={"start": "50"}).text
    assert "fit-001" in first
    assert "fit-001" not in second
    assert first.count("<tr>") == second.count("<tr>") == 51


def test_a_spreadsheet_is_taken_in_and_can_be_played(served: Served, eva: Client) -> None:
    to = sent(served, eva, "C:\\Users\\Ann\\Gift questions.csv", CSV)
    assert to == "/evaluations/sets/own-Gift%20questions.csv"
    assert "Is a calendar a gift?" in eva.get(to).text
    key = {"set": "own-Gift questions.csv", "revision": "1", "repeat": "1"}
    assert "100\N{NO-BREAK SPACE}%" in eva.get("/evaluations").text or ended(
        served, eva, "/evaluations/start", key
    ).startswith("/evaluations/runs/Gift-questions")


def test_a_set_with_faults_is_sent_back_with_all_of_them_and_not_kept(
    served: Served, eva: Client
) -> None:
    to = sent(served, eva, "bad.csv", b"id,question,expect\n1,,answer\n2,Why?,perhaps\n")
    shown = eva.get(to).text
    assert "bad.csv has not been added" in shown
    assert "bad.csv, line 2" in shown
    assert "“perhaps” is no decision" in shown
    assert str(data(served)) not in shown
    assert sorted(path.name for path in (data(served) / "sets").iterdir()) == [
        ".sent",
        "office.yaml",
    ]
    assert list((data(served) / "sets" / ".sent").iterdir()) == []


def test_a_set_of_the_same_name_is_replaced_only_where_that_is_ticked(
    served: Served, eva: Client
) -> None:
    again = OFFICE.replace("hacked", "broken")
    shown = eva.get(sent(served, eva, "office.yaml", again.encode())).text
    assert "There is a set office.yaml already." in shown
    to = sent(served, eva, "office.yaml", again.encode(), replace="yes")
    assert "broken" in eva.get(to).text


@pytest.mark.parametrize("name", ["table.xlsx", "page.html", ".yaml", "none"])
def test_what_is_no_set_is_refused_at_once(eva: Client, name: str) -> None:
    refused = eva.press(ADD, files={"file": (name, b"PK\x03\x04")})
    assert refused.status_code == 422
    assert "A test set is a file of one of these kinds" in refused.text
    assert eva.press(ADD).status_code == 422


def test_what_only_looks_like_a_set_is_sent_back(served: Served, eva: Client) -> None:
    shown = eva.get(sent(served, eva, "table.csv", b"PK\x03\x04\x00\xff" * 100)).text
    assert "table.csv has not been added" in shown


def test_a_name_leads_nowhere_but_into_the_folder(served: Served, eva: Client) -> None:
    sent(served, eva, "../../../evil<b>.csv", CSV)
    found = list(data(served).parent.rglob("*evil*"))
    assert [path.parent for path in found] == [data(served) / "sets"]
    assert found[0].name == "evil-b.csv"


def test_ones_own_set_can_be_removed_and_no_other(served: Served, eva: Client) -> None:
    assert eva.press(f"/evaluations/sets/{KEY}/remove").status_code == 303
    assert eva.get(f"/evaluations/sets/{KEY}").status_code == 404
    assert eva.press("/evaluations/sets/shipped-fit/remove").status_code == 422
    assert eva.get("/evaluations/sets/shipped-fit").status_code == 200
    does = [one.what for one in served.parts.audit.lines(most=10)]
    assert does == ["removed a test set", "removed a test set"]
