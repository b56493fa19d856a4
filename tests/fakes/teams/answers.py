"""What a bot answers to an invoke, and what Teams makes of it for whoever pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.fakes.teams import card_rules, cards
from tests.fakes.teams.world import CannotBeDone, Dialog, Json, Post, Refused, World

_TOAST = "application/vnd.microsoft.activity.message"
_CARD = cards.CONTENT_TYPE
_ERROR = "application/vnd.microsoft.error"
_SIZES = ("small", "medium", "large")


@dataclass
class Answers:
    """Raises CannotBeDone where Teams would only say that something went wrong."""

    world: World

    def executed(self, user: str, post: Post, reply: Any) -> None:
        """Take the answer to Action.Execute: a toast, or another card for who pressed."""
        said = _mapping(reply, "adaptiveCard/action")
        if not isinstance(said.get("statusCode"), int):
            raise CannotBeDone(f"an answer without statusCode: {said}")
        match said.get("type"):
            case kind if kind == _TOAST and isinstance(said.get("value"), str):
                self.world.toasts[user].append(said["value"])
            case kind if kind == _CARD:
                _checked(said.get("value"))
                post.instead[user] = said["value"]
            case kind if kind == _ERROR:
                self.world.toasts[user].append(said["value"]["message"])
            case unknown:
                raise CannotBeDone(f"an answer of type {unknown}")

    def opened(self, dialog: Dialog, reply: Any) -> None:
        """Take the answer to task/fetch: a form, or a word."""
        said = _mapping(reply, "task/fetch")
        if not isinstance(said.get("task"), dict):
            raise CannotBeDone(f"an answer without a task: {said}")
        self._task(dialog, said["task"], before=None)

    def form_sent(self, dialog: Dialog, reply: Any) -> None:
        """Take the answer to a form: nothing closes it."""
        said = reply or {}
        if said.get("task"):
            return self._task(dialog, said["task"], before=dialog)
        self.world.dialogs[dialog.user].remove(dialog)
        return None if not said else self.extended(dialog, said)

    def extended(self, dialog: Dialog, reply: Any) -> None:
        """Take the answer to a command on a message: a form, a word, or results."""
        said = reply or {}
        if said.get("task"):
            return self._task(dialog, said["task"], before=None)
        return None if not said else self.searched(said)

    def searched(self, reply: Any) -> None:
        """Check what a search found."""
        said = _mapping(reply, "composeExtension").get("composeExtension") or {}
        if said.get("type") not in ("result", "message", "botMessagePreview"):
            raise CannotBeDone(f"a search's answer of type {said.get('type')}")
        for found in said.get("attachments") or ():
            if found.get("contentType") == _CARD:
                _checked(found.get("content"))
            if not (found.get("preview") or found).get("content"):
                raise CannotBeDone("a result without content")

    def _task(self, dialog: Dialog, task: Json, *, before: Dialog | None) -> None:
        stack = self.world.dialogs[dialog.user]
        if task.get("type") == "message" and isinstance(task.get("value"), str):
            self.world.toasts[dialog.user].append(task["value"])
            if before:
                stack.remove(before)
            return
        if task.get("type") != "continue":
            raise CannotBeDone(f"a task of type {task.get('type')}")
        view = _view(task.get("value"))
        if before:
            before.view = view
        else:
            dialog.view = view
            stack.append(dialog)


def _view(view: Any) -> Json:
    if not isinstance(view, dict) or not view.get("title"):
        raise CannotBeDone("a form without a title")
    for name in ("height", "width"):
        if not (isinstance(view.get(name), int) or view.get(name) in (None, *_SIZES)):
            raise CannotBeDone(f"a form's {name} is a number or small, medium, large")
    card = view.get("card") or {}
    if card.get("contentType") != _CARD:
        raise CannotBeDone("a form is an attachment with an Adaptive Card")
    _checked(card.get("content"))
    if any(action["type"] == "Action.Execute" for action in cards.actions(card["content"])):
        raise CannotBeDone("forms don't know Action.Execute")
    return view


def _checked(card: Any) -> None:
    try:
        card_rules.check(card)
    except Refused as refused:
        raise CannotBeDone(str(refused)) from refused


def _mapping(reply: Any, what: str) -> Json:
    if not isinstance(reply, dict):
        raise CannotBeDone(f"{what} was answered with {reply!r}")
    return reply
