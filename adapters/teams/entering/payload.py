"""What Teams sends, as far as anything is made of it; the rest of an activity is passed over."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

Guid = Annotated[
    str,
    Field(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
    AfterValidator(str.lower),
]
# Of conversations, accounts and activities: whatever the connector calls them.
Id = Annotated[str, Field(pattern=r"^[!-~]{1,500}$")]
Url = Annotated[str, Field(pattern=r"^https?://[!-~]{1,2000}$")]
Text = Annotated[str, Field(max_length=100_000)]
_Short = Annotated[str, Field(max_length=255)]
_Name = Annotated[str, Field(max_length=1_000)]

DIRECT, CHANNEL = "personal", "channel"
_PERSONAL, _ROOT, _BOT = "a:", ";messageid=", "28:"


class Part(BaseModel):
    """A part of an activity; strings stay as they are, and a number is none."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True, alias_generator=to_camel)


class Account(Part):
    """Who did it, or is there: an account of the connector's, and the person's object id."""

    id: Id
    aad_object_id: Guid | None = None
    tenant_id: Guid | None = None
    role: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether it is somebody whom the directory knows."""
        machine = self.role in ("bot", "skill") or self.id.startswith(_BOT)
        return self.aad_object_id is not None and not machine


class Conversation(Part):
    """Where it happened; in channels the id names the first message of the thread too."""

    id: Id
    conversation_type: _Short | None = None
    tenant_id: Guid | None = None

    @property
    def channel(self) -> str:
        """The conversation's id without a thread."""
        return self.id.partition(_ROOT)[0]

    @property
    def root(self) -> str:
        """The first message of the thread, "" where there is none."""
        return self.id.partition(_ROOT)[2]

    @property
    def kind(self) -> str:
        """The connector's word for it: personal, groupChat or channel.

        Only what has the id of a chat with the bot is taken for one: two people's chat with each
        other, to which the bot's app may be brought, is called personal too.
        """
        if self.id.startswith(_PERSONAL):
            return DIRECT
        told = self.conversation_type or ""
        return "groupChat" if told == DIRECT else told


class _Tenant(Part):
    id: Guid | None = None


class _ChannelData(Part):
    tenant: _Tenant | None = None


class _Mentioned(Part):
    id: _Name | None = None
    aad_object_id: _Short | None = None
    name: _Name | None = None


class Entity(Part):
    """What is attached to words; of those, mentions are read."""

    type: str | None = None
    text: _Name | None = None
    mentioned: _Mentioned | None = None


class Attachment(Part):
    """Something beside the words; it isn't read."""

    content_type: str | None = None


class Activity(Part):
    """What all that happens in Teams says of itself."""

    type: _Short
    service_url: Url
    conversation: Conversation
    recipient: Account
    sender: Account | None = Field(None, alias="from")
    id: Id | None = None
    name: _Short | None = None
    reply_to_id: Id | None = None
    text: Text | None = None
    entities: list[Entity] | None = None
    attachments: list[Attachment] | None = None
    members_added: list[Account] | None = None
    action: _Short | None = None
    channel_data: _ChannelData | None = None
    value: Any = None

    @property
    def tenant(self) -> str:
        """The tenant where it happened, "" where nobody says."""
        told = self.channel_data.tenant if self.channel_data else None
        return self.conversation.tenant_id or (told.id if told else None) or ""


class Mark(Part):
    """What we wrote on a button or a form: the name, and what it is about."""

    action: _Short | None = None
    value: Annotated[str, Field(max_length=2_000)] = ""
    form: _Short | None = None
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
    reaction: _Short
    feedback: Text | None = None


class Feedback(Part):
    """The value of the thumbs below an answer."""

    action_name: _Short
    action_value: _Judged


class Comment(Part):
    """What was written beside a thumb, which comes as JSON in a text."""

    feedback_text: Text = ""


class _Application(Part):
    id: _Short | None = None


class _MentionedBy(Part):
    application: _Application | None = None


class _Mention(Part):
    mention_text: _Name | None = None
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

    command_id: _Short
    message_payload: Quoted | None = None
    data: Data | None = None


class _Parameter(Part):
    name: _Short
    value: Any = None


class _Options(Part):
    skip: int = 0


class Query(Part):
    """The value of a search from the compose box."""

    command_id: _Short
    parameters: list[_Parameter] = []
    query_options: _Options = _Options()
