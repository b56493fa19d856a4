"""The names of buttons, forms and shortcuts; each button's value is an id, never a state."""

from __future__ import annotations

# On an answer. The value is the turn; with ":" and a rank or an index where that is said.
FEEDBACK = "feedback"  # "TURN:up" or "TURN:down"
ASK_OFFICE = "ask_office"
WHOLE_CLAUSE = "whole_clause"  # "TURN:RANK", of the citations, from 1
SHARE = "share"
OPTION = "option"  # "TURN:INDEX", of the ready replies, from 0

# On the office's reply. The value is the ticket.
SETTLE = "settle"
WRITE_BACK = "write_back"

# On a ticket's card. The value is the ticket.
CLAIM = "claim"
TAKE_OVER = "take_over"
RELEASE = "release"
REPLY = "reply"
PICK = "pick"
NOT_FOR_US = "not_for_us"
REOPEN = "reopen"
RULE = "rule"
# On what a claimant wrote below a card: "TICKET:EVENT", of the ticket's log.
SEND_PROPOSED = "send_proposed"
KEEP_BACK = "keep_back"

# Forms; their private metadata is the id that the button had.
WHY_FORM = "why_form"
WRITE_BACK_FORM = "write_back_form"
REPLY_FORM = "reply_form"
PREVIEW_FORM = "preview_form"
PICK_FORM = "pick_form"
NOT_FOR_US_FORM = "not_for_us_form"
RULE_FORM = "rule_form"
FOR_OFFICE_FORM = "for_office_form"
CLAUSE_VIEW = "clause_view"

# Shortcuts on a message.
ASK_SHORTCUT = "ask_policy"
OFFICE_SHORTCUT = "send_to_office"
COMMAND = "/policy"

# Pressing these opens a form at once, as far as it may; all others go to the inbox.
OPENS_FORM = frozenset({WHOLE_CLAUSE, WRITE_BACK, REPLY, PICK, NOT_FOR_US, RULE})
