"""The fake Teams logs apps in as Entra ID does, and knows people as Microsoft Graph does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import msal
import pytest
import requests

from tests.fakes.teams import APP, OTHER_TENANT, SECRET, TENANT, Teams, object_id, teams

HANNA, STRANGER, HR, IT = (object_id(number) for number in (7, 8, 50, 51))
GRAPH = "https://graph.microsoft.com"


@pytest.fixture(scope="module")
def started() -> Iterator[Teams]:
    with teams() as one:
        one.person(HANNA, name="Hanna Example", email="hanna@x.example")
        one.person(STRANGER, tenant=OTHER_TENANT)
        one.group(HR, "Human Resources", HANNA)
        one.group(IT, "IT")
        yield one


@pytest.fixture
def fake(started: Teams) -> Teams:
    started.forget()
    started.granted("User.Read.All", "GroupMember.Read.All")
    return started


@pytest.fixture
def session(fake: Teams, monkeypatch: pytest.MonkeyPatch) -> requests.Session:
    one = requests.Session()
    one.verify, one.trust_env = fake.ca, False
    for name, value in fake.identity().items():
        monkeypatch.setenv(name, value)
    return one


def signed_in(fake: Teams, session: requests.Session, secret: str = SECRET) -> dict[str, Any]:
    app = msal.ConfidentialClientApplication(
        APP,
        client_credential=secret,
        authority=f"{fake.login_tls_url}/{TENANT}",
        instance_discovery=False,
        http_client=session,
    )
    return dict(app.acquire_token_for_client([f"{GRAPH}/.default"]))


def graph(fake: Teams, session: requests.Session) -> httpx.Client:
    headers = {"Authorization": f"Bearer {signed_in(fake, session)['access_token']}"}
    return httpx.Client(base_url=f"{fake.graph_url}/v1.0/", headers=headers, trust_env=False)


def test_msal_gets_a_token_over_tls_and_none_by_a_wrong_secret(
    fake: Teams, session: requests.Session
) -> None:
    assert signed_in(fake, session)["access_token"]
    assert signed_in(fake, session, "wrong")["error"] == "invalid_client"


def test_a_machine_gets_a_token_by_its_managed_identity(
    fake: Teams, session: requests.Session
) -> None:
    whose = msal.UserAssignedManagedIdentity(client_id=APP)
    client = msal.ManagedIdentityClient(whose, http_client=session)
    found = client.acquire_token_for_client(resource=GRAPH)
    headers = {"Authorization": f"Bearer {found['access_token']}"}
    url = f"{fake.graph_url}/v1.0/users/{HANNA}"
    assert httpx.get(url, headers=headers, trust_env=False).status_code == 200


def test_graph_knows_the_people_of_its_own_tenant(fake: Teams, session: requests.Session) -> None:
    with graph(fake, session) as one:
        hanna = one.get(f"users/{HANNA}").json()
        assert (hanna["displayName"], hanna["mail"]) == ("Hanna Example", "hanna@x.example")
        assert (hanna["userType"], hanna["accountEnabled"]) == ("Member", True)
        assert one.get(f"users/{STRANGER}").status_code == 404
        assert one.get(f"groups/{HR}").json()["displayName"] == "Human Resources"


def test_graph_tells_of_up_to_twenty_groups_which_somebody_is_in(
    fake: Teams, session: requests.Session
) -> None:
    with graph(fake, session) as one:
        url = f"users/{HANNA}/checkMemberGroups"
        assert one.post(url, json={"groupIds": [HR, IT]}).json() == {"value": [HR]}
        assert one.post(url, json={"groupIds": [HR] * 21}).status_code == 400
        assert one.post(url, json={"groupIds": [object_id(99)]}).status_code == 404


def test_graph_answers_nobody_without_permission_or_when_it_is_told_not_to(
    fake: Teams, session: requests.Session
) -> None:
    with graph(fake, session) as one:
        fake.granted("User.Read.All")
        refused = one.post(f"users/{HANNA}/checkMemberGroups", json={"groupIds": [HR]})
        assert refused.json()["error"]["code"] == "Authorization_RequestDenied"
        fake.limit(1, after=3, method="graph")
        assert one.get(f"users/{HANNA}").headers["Retry-After"] == "3"
        fake.away(60, 503, method="graph")
        assert one.get(f"users/{HANNA}").status_code == 503
    without = httpx.get(f"{fake.graph_url}/v1.0/users/{HANNA}", trust_env=False)
    assert without.status_code == 503
    fake.recover()
    assert httpx.get(without.url, trust_env=False).status_code == 401
