"""Names that the app package and the service share."""

from __future__ import annotations

PATH = "/api/messages"
# Of the search of clauses from the compose box; the commands on a message are in
# `adapters.chat.actions`.
SEARCH = "search_clauses"
# The parameter of the search that holds what was typed.
SEARCH_TEXT = "text"
