"""What comes with an invoke or a press: what Teams calls an activity's value."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from adapters.teams.entering.payload import Attachment, Id, Name, Part, Short, Text


class Mark(Part):
    """What we wrote on a button or a form: the name, and what it is about."""

    action: Short | None = None
    value: Annotated[str, Field(max_length=2_000)] = ""
    form: Short | None = None
    about: Annotated[str, Field(max_length=2_000)] = ""


class Data(Part):
    """What comes back of a card: our mark, beside the fields of a form."""

    model_config = ConfigDict(extra="allow")
    mark: Mark | None = Field(None, alias="policydesk")

    @property
    def fields(self) -> dict[str, Any]:
        """What was entered, by the name of each field."""
        return {name: one for name, one in (self.model_extra or {}).items() if name != "msteams"}


class _Executed(Part):
    data: Data


class Executed(Part):
    """The value of an Action.Execute."""

    action: _Executed


class Sent(Part):
    """The value of a dialog that is to open, or of its form that was sent."""

    data: Data


class _Judged(Part):
    reaction: Short
    feedback: Text | None = None


class Feedback(Part):
    """The value of the thumbs below an answer."""

    action_name: Short
    action_value: _Judged


class Comment(Part):
    """What was written beside a thumb, which comes as JSON in a text."""

    feedback_text: Text = ""


class _Application(Part):
    id: Short | None = None


class _MentionedBy(Part):
    application: _Application | None = None


class _Mention(Part):
    mention_text: Name | None = None
    mentioned: _MentionedBy | None = None

    @property
    def app(self) -> str:
        """The app that is mentioned, "" for a person."""
        found = self.mentioned.application if self.mentioned else None
        return (found.id if found else None) or ""


class _Body(Part):
    content: Text | None = None


class Quoted(Part):
    """A message that somebody hands on."""

    id: Id
    reply_to_id: Id | None = None
    body: _Body = _Body()
    attachments: list[Attachment] | None = None
    mentions: list[_Mention] | None = None


class HandedOn(Part):
    """The value of a command on a message, or of the form that it opened."""

    command_id: Short
    message_payload: Quoted | None = None
    data: Data | None = None


class _Parameter(Part):
    name: Short
    value: Any = None


class _Options(Part):
    skip: int = 0


class Query(Part):
    """The value of a search from the compose box."""

    command_id: Short
    parameters: list[_Parameter] = Field(default_factory=list)
    query_options: _Options = _Options()
