from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from adapters.chat import actions
from adapters.teams.names import PATH, SEARCH, SEARCH_TEXT
from adapters.teams.setup.manifest import SCHEMA, App, address, manifest, version

PUBLISHED = Path(__file__).parent / "schema" / "MicrosoftTeams.schema.json"
ID = "11111111-2222-3333-4444-555555555555"
HERE = "https://policydesk.agency.gov"
APP = App(ID, HERE, HERE, "0.1.0", "the agency", "the communications office")


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(PUBLISHED.read_text("utf-8"))
    return read


def faults(made: dict[str, Any], published: dict[str, Any]) -> list[str]:
    return [fault.message for fault in Draft4Validator(published).iter_errors(made)]


@pytest.mark.parametrize("hears", [False, True])
def test_it_is_valid_against_the_published_schema(
    published: dict[str, Any], *, hears: bool
) -> None:
    made = manifest(replace(APP, hears=hears))

    assert faults(made, published) == []
    # Draft 4 knows no "const", which the schema uses for its version.
    assert made["manifestVersion"] == published["properties"]["manifestVersion"]["const"] == SCHEMA
    assert f"/v{SCHEMA}/" in made["$schema"]


def test_a_fault_would_be_found(published: dict[str, Any]) -> None:
    made = manifest(APP)
    made["bots"][0]["scopes"] = ["everybody"]

    assert faults(made, published) != []


@given(name=st.text(min_size=1, max_size=6000), hears=st.booleans())
def test_whatever_an_agency_is_called_the_manifest_is_valid(name: str, *, hears: bool) -> None:
    published = json.loads(PUBLISHED.read_text("utf-8"))
    made = manifest(replace(APP, agency=name, office=name, hears=hears))

    assert faults(made, published) == []
    assert made["developer"]["name"].strip()


def test_names_are_the_agency_s_own_and_stay_values() -> None:
    odd = 'Bureau of "Fish", {"id": 1} {{ app }}'
    made = manifest(replace(APP, agency=odd, office="Press\nOffice"))

    assert odd in made["description"]["full"]
    assert "Press\nOffice" in made["description"]["full"]
    assert made["developer"]["name"].startswith('Bureau of "Fish"')
    assert made["id"] == made["bots"][0]["botId"] == ID


def test_what_people_can_do_is_what_the_service_answers() -> None:
    made = manifest(APP)

    (bot,) = made["bots"]
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    assert [one["scopes"] for one in bot["commandLists"]] == [[scope] for scope in bot["scopes"]]
    assert all(1 <= len(one["commands"]) <= 12 for one in bot["commandLists"])
    (extension,) = made["composeExtensions"]
    search, *on_messages = extension["commands"]
    assert (search["id"], search["type"]) == (SEARCH, "query")
    assert [one["name"] for one in search["parameters"]] == [SEARCH_TEXT]
    assert {one["id"] for one in on_messages} == {actions.ASK_SHORTCUT, actions.OFFICE_SHORTCUT}
    assert {(*one["context"], one["fetchTask"]) for one in on_messages} == {("message", True)}


def test_the_right_to_hear_everything_is_asked_for_only_when_it_is_wanted() -> None:
    deaf, hearing = manifest(APP), manifest(replace(APP, hears=True))

    assert "authorization" not in deaf
    assert "webApplicationInfo" not in deaf
    asked = hearing["authorization"]["permissions"]["resourceSpecific"]
    assert {one["name"] for one in asked} == {"ChannelMessage.Read.Group", "ChatMessage.Read.Chat"}
    assert hearing["webApplicationInfo"]["id"] == ID
    assert "only what mentions it" in deaf["description"]["full"]
    assert "every message" in hearing["description"]["full"]


def test_where_it_is_served_is_the_only_domain() -> None:
    made = manifest(replace(APP, service="https://desk.agency.gov:8443/bot"))

    assert made["validDomains"] == ["desk.agency.gov"]


@pytest.mark.parametrize(
    ("given_", "read"),
    [
        (HERE, HERE),
        (f" {HERE}/ ", HERE),
        (HERE + PATH, HERE),
        ("https://desk.agency.gov:8443/bot/", "https://desk.agency.gov:8443/bot"),
    ],
)
def test_an_address_is_read_with_or_without_what_stands_at_its_end(given_: str, read: str) -> None:
    assert address(given_) == read


@pytest.mark.parametrize(
    "wrong",
    [
        *("", "policydesk.agency.gov", "http://policydesk.agency.gov", "https://", "https:///x"),
        *("https://a b.gov", "https://x.gov?y=1", "https://x.gov#y", "https://me@x.gov"),
        *(
            "https://x.gov:port",
            "https://x.gov:0",
            "https://[::1",
            'https://x.gov/"}',
            "https://ü.gov",
        ),
        "https://x.gov/" + "a" * 2000,
    ],
)
def test_what_is_no_address_of_a_service_is_refused_with_a_remedy(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"https://"):
        address(wrong)


@given(st.text(max_size=60).map("https://x.gov/".__add__))
def test_an_address_that_is_taken_is_valid_in_the_manifest(text: str) -> None:
    try:
        service = address(text)
    except ValueError:
        return
    published = json.loads(PUBLISHED.read_text("utf-8"))
    assert faults(manifest(replace(APP, service=service, about=service)), published) == []


def test_versions_are_three_numbers() -> None:
    assert version(" 1.0.1 ") == "1.0.1"
    for wrong in ("", "1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.0-rc1"):
        with pytest.raises(ValueError, match="no version"):
            version(wrong)
