"""Whether the service and the connector's keys can be reached, asked over HTTP."""

from __future__ import annotations

import ssl
from typing import Any

import httpx

from adapters.chat.checked import Checked
from adapters.teams.names import PATH

_PATIENCE = 10.0
# An activity that nobody signed and that says nothing; the service has to refuse it.
_UNSIGNED = {
    "type": "event",
    "name": "check",
    "channelId": "msteams",
    "serviceUrl": "https://smba.trafficmanager.net/teams/",
}
_PASSED_ON = f"Let the reverse proxy pass on {PATH} to the service as it is."
_CERTIFICATE = (
    "Give it a certificate of a public authority, with its whole chain; Microsoft takes no other."
)


def endpoint(service: str) -> Checked:
    """Return whether a service at a web address answers the connector, and nobody else."""
    url = service + PATH
    try:
        answer = httpx.post(url, json=_UNSIGNED, timeout=_PATIENCE)
    except httpx.HTTPError as fault:
        return _unreachable(url, fault)
    match answer.status_code:
        case 401:
            what = f"{url} answers from here, and refuses whom it doesn't know"
            return Checked("Endpoint", "ok", what)
        case 200:
            what = f"{url} takes what nobody signed"
            remedy = "Unset POLICYDESK_TEAMS_UNAUTHENTICATED, or see what answers there instead."
            return Checked("Endpoint", "fail", what, remedy)
        case status if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            what = f"{url} answers {status}"
            remedy = f"Is the service running (`policydesk serve`)? {_PASSED_ON}"
            return Checked("Endpoint", "fail", what, remedy)
        case status:
            return Checked("Endpoint", "fail", f"{url} answers {status} instead of 401", _PASSED_ON)


def signing_keys(metadata: str) -> Checked:
    """Return whether the keys that requests are signed with can be read."""
    remedy = "See that this machine may open connections to it; without the keys nobody gets in."
    try:
        described = _read(metadata)
        listed = _read(described["jwks_uri"])
        count = sum("msteams" in key.get("endorsements", ()) for key in listed["keys"])
    except httpx.HTTPError as fault:
        what = f"{metadata} can't be reached ({_why(fault)})"
        return Checked("Signing keys", "fail", what, remedy)
    except (ValueError, KeyError, TypeError, AttributeError, httpx.InvalidURL):
        remedy = "Mend POLICYDESK_TEAMS_OPENID_METADATA_URL, or see what answers in its place."
        return Checked("Signing keys", "fail", f"{metadata} holds no keys", remedy)
    if not count:
        what = f"of the keys at {metadata} none is for Teams"
        return Checked("Signing keys", "fail", what, "Mend POLICYDESK_TEAMS_CLOUD.")
    return Checked("Signing keys", "ok", f"{count} can be read")


def _read(url: str) -> Any:
    answer = httpx.get(url, timeout=_PATIENCE, follow_redirects=True)
    return answer.raise_for_status().json()


def _unreachable(url: str, fault: httpx.HTTPError) -> Checked:
    what = f"{url} can't be reached from here ({_why(fault)})"
    if _certificate(fault):
        return Checked("Endpoint", "fail", what, _CERTIFICATE)
    remedy = "See its name, the reverse proxy and the firewall; Microsoft's cloud has to reach it."
    return Checked("Endpoint", "fail", what, remedy)


def _why(fault: httpx.HTTPError) -> str:
    if isinstance(fault, httpx.HTTPStatusError):
        return f"it answers {fault.response.status_code}"
    if _certificate(fault):
        return "its certificate isn't trusted"
    return "no answer in time" if isinstance(fault, httpx.TimeoutException) else "no connection"


def _certificate(fault: BaseException | None) -> bool:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return True
    return fault is not None and _certificate(fault.__cause__ or fault.__context__)
