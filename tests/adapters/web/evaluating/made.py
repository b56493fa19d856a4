"""Sets, rules and runs of known content for the small agency."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.model import Decision
from evals.model import Case
from evals.runs import Run
from tests.adapters.web.harness import Client, Served
from tests.evals.calibration.made import examples
from tests.evals.compare.made import answer, played, wants

OFFICE = """\
- id: uniform
  question: May I post a picture of my uniform on my personal account?
  expect: answer
  gold: [{document: social.md, number: "4.1"}]
- id: comments
  question: How long are hidden comments kept?
  expect: answer
  gold: [{document: social.md, number: "4.2"}]
  tags: [records]
- id: hacked
  question: Our Facebook account was hacked!
  expect: escalate
  reason: urgent
- id: certificate
  question: Where in the personnel file are medical certificates kept?
  groups: [hr]
  expect: answer
  gold: [{document: files.md, number: "2.2"}]
"""
KEY = "own-office.yaml"
GATE = 'sets = ["office.yaml"]\n[at_least]\npassed = 0.9\n[at_most]\nleaks = 0\n'


def data(served: Served) -> Path:
    return served.parts.settings.data


def office_set(served: Served) -> None:
    """Put the office's own set where sets are kept."""
    (data(served) / "sets").mkdir()
    (data(served) / "sets" / "office.yaml").write_text(OFFICE, "utf-8")


def play(client: Client, served: Served, **fields: str) -> str:
    """Play the office's set to its end, and return the address of its run."""
    asked = {"set": KEY, "revision": str(served.assistant.library.live()), "repeat": "1"} | fields
    return ended(served, client, "/evaluations/start", asked)


def ended(served: Served, client: Client, path: str, fields: dict[str, object]) -> str:
    """Press what begins a job, wait for its end, and return where it leads on."""
    pressed = client.press(path, fields)
    assert pressed.status_code == 303, pressed.text
    served.finish()
    job = served.parts.jobs.show(int(pressed.headers["location"].rsplit("/", 1)[1]))
    assert job.result is not None, job.fault
    return str(job.result["to"])


def run(served: Served, name: str, replies: dict[str, Decision], **more: object) -> Run:
    """Put a run on file in which the bot gave these replies to cases that want 1.1."""
    cases = [wants(id_) for id_ in replies]
    model = served.assistant.library.model
    return played(data(served) / "evaluations" / name, cases, replies, model=model, **more)


def fitting(served: Served, count: int = 400) -> Run:
    """Put a run on file that a confidence can be fitted on."""
    cases: list[Case] = []
    replies: dict[str, Decision] = {}
    for number, one in enumerate(examples(count)):
        case = wants(f"case-{number}", "1.1" if one.right else "1.2")
        cases.append(case)
        replies[case.id] = replace(answer(), features=tuple(one.features.items()))
    folder = data(served) / "evaluations" / "many"
    return played(folder, cases, replies, model=served.assistant.library.model)
