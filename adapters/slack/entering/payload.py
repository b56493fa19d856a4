"""What Slack sends, as far as anything is made of it; the rest of a payload is passed over."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,40}$")]
# Of a message; "" where there is none.
Stamp = Annotated[str, Field(pattern=r"^(\d{1,20}\.\d{1,10})?$")]
# What opens a form; it also tells one press, command or shortcut from the next.
Trigger = Annotated[str, Field(pattern=r"^[\w.-]{1,120}$")]
Url = Annotated[str, Field(pattern=r"^(https?://[!-~]{1,2000})?$")]
_Text = Annotated[str, Field(max_length=100_000)]


class Part(BaseModel):
    """A part of a payload; strings stay as they are, and a number is none."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class Thing(Part):
    """Anything with an id."""

    id: Id


class User(Thing):
    """Who did it, with their own workspace."""

    team_id: Id | None = None


class Authorization(Part):
    """A workspace in which the app may see an event."""

    team_id: Id | None = None


class _View(Part):
    app_installed_team_id: Id | None = None


class _Message(Part):
    team: Id | None = None


class _Event(Part):
    type: str
    user: str | dict[str, Any] | None = None
    channel: str | dict[str, Any] | None = None


class Envelope(Part):
    """What every payload says of itself: what it is, of which workspace and which app."""

    type: str = ""
    command: str = ""
    api_app_id: str | None = None
    team_id: str | None = None
    team: Thing | None = None
    authorizations: list[Authorization] | None = None
    event: _Event | None = None
    view: _View | None = None
    message: _Message | None = None
    user: User | None = None
    channel: dict[str, Any] | None = None
    actions: Annotated[list[dict[str, Any]], Field(min_length=1)] | None = None
    callback_id: str | None = None

    @property
    def teams(self) -> frozenset[str]:
        """The workspaces that a payload is meant for.

        In a channel that is shared with another workspace the outer team may be theirs; who may
        see an event, where a form was opened and whose message a button is on tells whose it is.
        """
        if self.authorizations:
            return frozenset(one.team_id for one in self.authorizations if one.team_id)
        named = (
            self.team_id,
            self.team.id if self.team else None,
            self.view.app_installed_team_id if self.view else None,
            self.message.team if self.message else None,
        )
        return frozenset(filter(None, named))


class Post(Part):
    """A message that somebody posted, or that mentions the app."""

    type: str
    channel: Id
    ts: Annotated[Stamp, Field(min_length=1)]
    user: Id | None = None
    text: _Text | None = None
    thread_ts: Stamp = ""
    channel_type: str = ""
    subtype: str | None = None
    bot_id: str | None = None
    user_team: Id | None = None
    source_team: Id | None = None
    team: Id | None = None
    files: list[Any] = []


class Opened(Part):
    """Somebody looks at the app."""

    channel: Id
    tab: str = ""


class Command(Part):
    """A slash command, as the fields of a form."""

    team_id: Id
    channel_id: Id
    user_id: Id
    trigger_id: Trigger
    text: _Text = ""
    response_url: Url = ""


class _Quoted(Part):
    ts: Stamp = ""
    thread_ts: Stamp = ""
    text: _Text | None = None
    files: list[Any] = []


class Shortcut(Part):
    """A shortcut on a message."""

    callback_id: str
    trigger_id: Trigger
    user: User
    channel: Thing
    message: _Quoted
    response_url: Url = ""


class _Chosen(Part):
    value: Annotated[str, Field(max_length=2000)]


class _Action(Part):
    action_id: Annotated[str, Field(max_length=255)]
    value: Annotated[str, Field(max_length=2000)] | None = None
    selected_option: _Chosen | None = None


class _Container(Part):
    message_ts: Stamp = ""
    thread_ts: Stamp = ""
    channel_id: Id | None = None
    is_ephemeral: bool = False


class Press(Part):
    """A button, or another choice within a message or a form."""

    user: User
    trigger_id: Trigger
    actions: Annotated[list[_Action], Field(min_length=1)]
    channel: Thing | None = None
    container: _Container = _Container()
    message: _Quoted | None = None
    response_url: Url = ""


class _State(Part):
    values: dict[str, dict[str, dict[str, Any]]] = {}


class _Form(Part):
    id: Id
    callback_id: Annotated[str, Field(max_length=255)]
    private_metadata: Annotated[str, Field(max_length=3000)] = ""
    state: _State = _State()


class Submission(Part):
    """A form that was sent."""

    user: User
    view: _Form
