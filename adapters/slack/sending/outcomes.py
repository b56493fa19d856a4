"""What Slack's errors come to: tried again, or told to people with the remedy. Pure."""

from __future__ import annotations

from adapters.delivery.model import Later, Undeliverable
from adapters.slack.sending.calling import CUT_OFF, NOT_SLACK, RATE_LIMITED, UNREACHABLE, CallFailed

# Seconds that a message waits for an operator to mend the token.
FOR_A_TOKEN = 300.0
# How often what nobody knows is tried.
_TRIES = 5

_AGAIN = frozenset({"service_unavailable", "team_added_to_org", "request_timeout"}) | {
    RATE_LIMITED,
    "rate_limited",
    "message_limit_exceeded",
    UNREACHABLE,
    CUT_OFF,
    NOT_SLACK,
}
# Slack says of these that some of it may have succeeded.
_UNSURE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
_TOKEN = frozenset(
    {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
)
_INVITE = "invite the app there with /invite"
_OURS = "this is a fault of PolicyDesk: please report it"
_NO_DIRECT = "this person takes no direct messages of the app"
_REMEDIES = {
    "channel_not_found": f"the channel isn't there or the app isn't in it; {_INVITE}",
    "not_in_channel": f"the app isn't in the channel; {_INVITE}",
    "user_not_in_channel": "the person isn't in the channel",
    "is_archived": "the channel is archived; unarchive it or choose another",
    "restricted_action": "the workspace doesn't let the app post there; ask its administrator",
    "restricted_action_read_only_channel": "the channel is read-only; ask its administrator",
    "restricted_action_thread_only_channel": "only replies in threads are allowed there",
    "restricted_action_non_threadable_channel": "threads are switched off in the channel",
    "thread_not_found": "what it replies to has been deleted",
    "missing_scope": "the app lacks a permission; run `policydesk slack check`",
    "no_permission": "the app lacks a permission; run `policydesk slack check`",
    "not_allowed_token_type": "the token is of another kind; use the bot token, xoxb-…",
    "access_denied": "the workspace doesn't let the app do this; ask its administrator",
    "team_access_not_granted": "the app isn't approved for the workspace; ask its administrator",
    "ekm_access_denied": "the workspace's own keys (EKM) forbid it; ask its administrator",
    "org_login_required": "the workspace is being moved; ask its administrator",
    "user_not_found": "this person isn't in the workspace any more",
    "users_not_found": "this person isn't in the workspace any more",
    "user_disabled": "this person's account is switched off",
    "cannot_dm_bot": "this is a bot, and bots get no direct messages",
    "messages_tab_disabled": f"{_NO_DIRECT}; switch on its Messages tab (see the manifest)",
    "user_not_visible": _NO_DIRECT,
    "msg_too_long": _OURS,
    "msg_blocks_too_long": _OURS,
    "invalid_blocks": _OURS,
    "invalid_blocks_format": _OURS,
    "invalid_arguments": _OURS,
    "invalid_metadata_format": _OURS,
    "metadata_too_large": _OURS,
    "no_text": _OURS,
    "as_user_not_supported": _OURS,
}
# Others may get there all the same: of a message by itself, or a person who has left.
_ONE_ONLY = frozenset(error for error, remedy in _REMEDIES.items() if remedy == _OURS) | {
    "thread_not_found",
    "user_not_in_channel",
    "user_not_found",
    "users_not_found",
    "user_disabled",
    "user_not_visible",
    "cannot_dm_bot",
}
# Of somebody who can't be reached where they are, but by a direct message.
ELSEWHERE = frozenset(
    {
        "user_not_in_channel",
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "restricted_action",
        "thread_not_found",
        "method_not_supported_for_channel_type",
    }
)
# Nothing is left that could be changed.
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


def outcome(said: CallFailed, attempt: int) -> Later | Undeliverable:
    """Return whether a message waits, and how long, or never gets there, and what would help.

    A token that Slack doesn't take costs no message: all wait, tried every few minutes, until an
    operator, told by an alarm, has mended it.
    """
    error = said.error
    if error in _TOKEN:
        why = f"{error}: Slack doesn't take the bot token; set a new one and restart the service"
        return Later(why, FOR_A_TOKEN, unsure=said.unsure, whole_lane=True, until_mended=True)
    if error in _REMEDIES:
        return Undeliverable(f"{error}: {_REMEDIES[error]}", whole_lane=error not in _ONE_ONLY)
    unsure = said.unsure or error in _UNSURE
    if error in _AGAIN | _UNSURE or error.startswith("http_5") or attempt < _TRIES:
        limited = error in {RATE_LIMITED, "rate_limited"}
        return Later(error, said.after, unsure=unsure, whole_lane=limited)
    return Undeliverable(f"{error}: Slack refuses it; run `policydesk slack check`")
