"""Streams of text: in personal chats, one at a time, each chunk longer than the last."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.fakes.teams.limits import bad, entities
from tests.fakes.teams.world import Json, Place, Refused, World

# A stream must end within two minutes; what it says at first is at most 1,000 characters
# (learn.microsoft.com, "Stream bot messages").
LIFE, _INFORMATIVE = 120.0, 1000
_CHUNKS = ("informative", "streaming")


@dataclass
class Stream:
    """`text` is what was streamed so far, `informative` what is being done."""

    id: str
    channel: str
    made: float
    sequence: int = 0
    text: str = ""
    informative: str = ""
    ended: str = ""
    chunks: int = 0


@dataclass
class Streams:
    world: World
    made: dict[str, Stream] = field(default_factory=dict)

    def open(self, channel: str) -> Stream | None:
        """Return the stream that is going on in a chat."""
        return next(
            (s for s in self.made.values() if s.channel == channel and not self._over(s)), None
        )

    def chunk(self, place: Place, activity: Json) -> tuple[int, Json]:
        """Take a typing activity of a stream; the first one's answer has the stream's id."""
        said = entities(activity, "streaminfo")[0]
        if said.get("streamType") not in _CHUNKS:
            raise bad(
                "Only start streaming and continue streaming types are allowed as a typing activity"
            )
        if not activity.get("text"):
            raise bad("Start streaming activities should include text")
        if not isinstance(said.get("streamSequence"), int) or said["streamSequence"] < 1:
            raise bad("A chunk needs its streamSequence")
        stream = self._going_on(said) if said.get("streamId") else self._begin(place)
        if stream.channel != place.id:
            raise _not_allowed("Content stream is not allowed")
        began = not stream.sequence
        if not self._in_order(stream, said):
            return 202, Refused(202, "ContentStreamSequenceOrderPreConditionFailed").answer
        self._keep(stream, said["streamType"], activity["text"])
        return (201, {"id": stream.id}) if began else (202, {})

    def final(self, place: Place, activity: Json) -> Stream:
        """End a stream by the message that takes its place. Raises Refused."""
        said = entities(activity, "streaminfo")[0]
        if said.get("streamType") != "final":
            raise bad("A message ends its stream: streamType is final")
        stream = self._going_on(said)
        if stream.channel != place.id:
            raise _not_allowed("Content stream is not allowed")
        stream.ended = "Content stream is not allowed on an already completed streamed message"
        return stream

    def end(self, channel: str, why: str) -> None:
        """End what is going on in a chat, as its user or the time does."""
        stream = self.open(channel)
        if stream:
            stream.ended = why

    def _begin(self, place: Place) -> Stream:
        if place.kind != "personal" or self.open(place.id):
            raise _not_allowed("Content stream is not allowed")
        stream = Stream(self.world.stamp(), place.id, self.world.now())
        self.made[stream.id] = stream
        return stream

    def _going_on(self, said: Json) -> Stream:
        stream = self.made.get(str(said.get("streamId")))
        if stream is None:
            raise bad("There is no such stream")
        if self._over(stream):
            raise _not_allowed(stream.ended)
        return stream

    def _in_order(self, stream: Stream, said: Json) -> bool:
        if said["streamSequence"] <= stream.sequence:
            return False
        stream.sequence = said["streamSequence"]
        return True

    def _keep(self, stream: Stream, kind: str, text: str) -> None:
        stream.chunks += 1
        if kind == "informative":
            if len(text) > _INFORMATIVE or stream.text:
                raise bad("Informative updates are short, and come before the text")
            stream.informative = text
            return
        if not text.startswith(stream.text):
            raise bad("Streamed text must contain what was streamed before")
        stream.text = text

    def _over(self, stream: Stream) -> bool:
        if not stream.ended and self.world.now() - stream.made > LIFE:
            stream.ended = "Content stream finished due to exceeded streaming time."
        return bool(stream.ended)


def _not_allowed(why: str) -> Refused:
    return Refused(403, "ContentStreamNotAllowed", why)
