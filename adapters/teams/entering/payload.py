"""What Teams sends, as far as anything is made of it; the rest of an activity is passed over."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel


def _whole(given: object) -> object:
    """Return a text with a mark for each half of a character, which is none."""
    return given.encode("utf-8", "replace").decode() if isinstance(given, str) else given


Guid = Annotated[
    str,
    Field(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
    AfterValidator(str.lower),
]
# Of conversations, accounts and activities: whatever the connector calls them.
Id = Annotated[str, Field(pattern=r"^[!-~]{1,500}$")]
Url = Annotated[str, Field(pattern=r"^https?://[!-~]{1,2000}$")]
Text = Annotated[str, Field(max_length=100_000), BeforeValidator(_whole)]
Short = Annotated[str, Field(max_length=255)]
Name = Annotated[str, Field(max_length=1_000)]

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
    conversation_type: Short | None = None
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
    id: Name | None = None
    aad_object_id: Short | None = None
    name: Name | None = None


class Entity(Part):
    """What is attached to words; of those, mentions are read."""

    type: str | None = None
    text: Name | None = None
    mentioned: _Mentioned | None = None


class Attachment(Part):
    """Something beside the words; it isn't read."""

    content_type: str | None = None


class Activity(Part):
    """What all that happens in Teams says of itself."""

    type: Short
    service_url: Url
    conversation: Conversation
    recipient: Account
    sender: Account | None = Field(None, alias="from")
    id: Id | None = None
    name: Short | None = None
    reply_to_id: Id | None = None
    text: Text | None = None
    entities: list[Entity] | None = None
    attachments: list[Attachment] | None = None
    members_added: list[Account] | None = None
    action: Short | None = None
    channel_data: _ChannelData | None = None
    value: Any = None

    @property
    def tenant(self) -> str:
        """The tenant where it happened, "" where nobody says."""
        told = self.channel_data.tenant if self.channel_data else None
        return self.conversation.tenant_id or (told.id if told else None) or ""
