"""What the connector's errors come to: tried again, or told to people with the remedy. Pure.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/build-conversational-capability
lists its status codes, and which to repeat.
"""

from __future__ import annotations

from adapters.delivery.model import Later, Undeliverable
from adapters.teams.sending.calling import (
    CUT_OFF,
    NO_ADDRESS,
    NO_LOGIN,
    NOT_TEAMS,
    TOO_LARGE,
    TOO_MANY,
    UNREACHABLE,
    CallFailed,
)

# Seconds that a message waits for an operator to mend the credentials.
FOR_CREDENTIALS = 300.0
# How often what nobody knows is tried.
_TRIES = 5

_MALFORMED, _UNAUTHORIZED, _NOT_FOUND, _TIMED_OUT, _COLLIDED, _FAULT = 400, 401, 404, 408, 412, 500
_AGAIN = frozenset({UNREACHABLE, CUT_OFF, NO_LOGIN, NOT_TEAMS})
_REFUSED = frozenset({"Unauthorized", "AuthenticationFailed", "AuthorizationFailed"})
_CREDENTIALS = (
    "Teams doesn't take the app's credentials; mend POLICYDESK_TEAMS_APP_ID, …_APP_PASSWORD or"
    " …_TENANT_ID with `policydesk teams check`, and restart the service"
)
_ADD = "add the app to that team or chat again"
_OURS = "this is a fault of PolicyDesk: please report it"
_REMEDIES = {
    NO_ADDRESS: "nobody in Teams has written to the app yet, so it doesn't know where to send;"
    " add it to the team and write to it once",
    "BotNotInConversationRoster": f"the app isn't there any more; {_ADD}",
    "ConversationNotFound": f"the conversation isn't there, or the app isn't in it; {_ADD}",
    "BotDisabledByAdmin": "an administrator has blocked the app; allow it in Teams's admin center",
    "MessageWritesBlocked": "nobody can write there at the moment; ask its owner",
    "NotEnoughPermissions": "the app may not do that there; ask the team's owner",
    "InvalidBotApiHost": "the tenant is in another of Microsoft's clouds; write to the app once"
    " from there, and set POLICYDESK_TEAMS_CLOUD",
    "ConversationBlockedByUser": "this person has blocked the app; they can unblock it in Teams",
    "ForbiddenOperationException": "this person doesn't have the app; have an administrator"
    " install it for everybody with a setup policy",
    "UserNotFound": "this person isn't in the tenant any more",
    "MemberNotFoundInConversation": "this person isn't there any more",
    "ActivityNotFoundInConversation": "what it replies to has been deleted",
    "MessageNotOwnedByBot": _OURS,
}
# Others may get there all the same: of a message by itself, or of one person.
_ONE_ONLY = frozenset(
    {
        "ConversationBlockedByUser",
        "ForbiddenOperationException",
        "UserNotFound",
        "MemberNotFoundInConversation",
        "ActivityNotFoundInConversation",
        "MessageNotOwnedByBot",
    }
)


def outcome(said: CallFailed, attempt: int) -> Later | Undeliverable:
    """Return whether a message waits, and how long, or never gets there, and what would help.

    Credentials that Teams doesn't take cost no message: all wait, tried every few minutes, until
    an operator, told by an alarm, has mended them.
    """
    status, error = said.status, said.error
    if status == _UNAUTHORIZED or error in _REFUSED:
        why = f"{error}: {_CREDENTIALS}"
        return Later(why, FOR_CREDENTIALS, whole_lane=True, until_mended=True)
    if error in _REMEDIES:
        return Undeliverable(f"{error}: {_REMEDIES[error]}", whole_lane=error not in _ONE_ONLY)
    if status in {_MALFORMED, TOO_LARGE}:
        return Undeliverable(f"{error}: {_OURS}", whole_lane=False)
    if error in _AGAIN or status in {_TIMED_OUT, _COLLIDED, TOO_MANY} or status >= _FAULT:
        busy = status in {_COLLIDED, TOO_MANY}
        return Later(error, said.after, unsure=said.unsure, whole_lane=busy)
    if attempt < _TRIES:
        return Later(error, said.after, unsure=said.unsure)
    return Undeliverable(f"{error}: Teams refuses it; run `policydesk teams check`")


def gone(said: CallFailed) -> bool:
    """Whether nothing is left that could be changed."""
    return said.status == _NOT_FOUND and said.error != "ConversationNotFound"
