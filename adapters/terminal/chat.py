"""`policydesk chat`: a conversation about the published policies."""

from __future__ import annotations

import click

from adapters.terminal.desk import Desk, thread
from adapters.terminal.options import audience_option, groups_option


@click.command()
@groups_option
@audience_option
@click.pass_obj
def chat(desk: Desk, *, groups: frozenset[str], audience: str) -> None:
    """Have a conversation about the published policies.

    It is recorded. What the policies don't settle goes to the office as a ticket, and its reply
    is shown here, also the next time.
    """
    from adapters.terminal.conversation import Conversation
    from adapters.terminal.screen import screen
    from adapters.terminal.talk import talk
    from bot.wiring import expire
    from knowledge.model import Viewer

    with desk.assistant() as assistant:
        expire(assistant.settings)
        console = screen()
        console.print(f"Ask about {assistant.settings.agency}'s policies. :help shows how.\n")
        talk(Conversation(assistant, thread(), Viewer(groups, audience)), console)
