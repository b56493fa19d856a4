from __future__ import annotations

from hypothesis import given as sample
from hypothesis import strategies as st
from starlette.datastructures import FormData
from starlette.requests import Request

from adapters.web.documents.fields import given, named, readable, typed
from adapters.web.people.account import Account
from adapters.web.site import Site
from adapters.web.visit import Visit
from knowledge.model import Viewer


def form(**fields: str) -> Visit:
    request = Request({"type": "http", "method": "POST", "path": "/", "headers": []})
    return Visit(request, Site(), "", Account(), Viewer(), "", "", form=FormData(fields))


def test_a_form_is_header_data() -> None:
    told = given(
        form(
            title=" Gift \t rules ",
            groups="hr; board,hr board",
            effective_from="2026-01-02",
            questions_answered="1.1 | May I?\n1.1 | Must I?\nOn time | When?",
        )
    )
    assert told.faults == {}
    assert told.data["title"] == "Gift rules"
    assert told.data["groups"] == ["hr", "board", "hr board"]
    assert told.data["questions_answered"] == [
        {"clause": "1.1", "questions": ["May I?", "Must I?"]},
        {"clause": "On time", "questions": ["When?"]},
    ]


def test_every_field_that_is_wrong_has_a_sentence() -> None:
    told = given(
        form(
            effective_from="2026-02-30",
            source="javascript:alert(1)",
            questions_answered="May I?",
        )
    )
    assert told.faults.keys() == {"effective_from", "source", "questions_answered"}
    assert told.faults["effective_from"].startswith("In force from is '2026-02-30'")
    assert told.typed["questions_answered"] == "May I?"


_WORD = st.text("abc 1.", min_size=1).map(lambda t: " ".join(t.split())).filter(bool)


@sample(
    st.fixed_dictionaries(
        {
            "title": _WORD,
            "groups": st.lists(_WORD, unique=True),
            "questions_answered": st.dictionaries(
                _WORD, st.lists(_WORD, min_size=1), max_size=3
            ).map(lambda d: [{"clause": c, "questions": q} for c, q in d.items()]),
        }
    )
)
def test_what_a_form_shows_it_says(data: dict[str, object]) -> None:
    told = given(form(**typed(data)))
    assert {key: told.data[key] for key in data} == data


def test_faults_of_files_speak_of_fields_as_people_do() -> None:
    fault = "effective_from is 'soon'; it must be a day; groups names nothing"
    assert readable(fault) == "In force from is 'soon'; it must be a day; Read by names nothing"
    assert readable("Name another day (effective_from).") == "Name another day (In force from)."
    assert readable("'effective' isn't a key; write effective_from") == (
        "'effective' isn't a key; write effective_from"
    )
    assert readable("") == ""
    assert named("something_else") == "Something else"
