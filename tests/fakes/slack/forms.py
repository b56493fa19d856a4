"""views.* and assistant.threads.*: forms, and what an agent shows while it works."""

from __future__ import annotations

from tests.fakes.slack.blocks import check_view, completed
from tests.fakes.slack.world import TRIGGER_LIFE, Json, Refused, View, World

_STACK, _PROMPTS, _LOADING = 3, 4, 10


def open_(world: World, body: Json) -> Json:
    user = _exchange(world, body)
    check_view(body.get("view"))
    world.views[user] = [made(world, user, body["view"])]
    return {"view": as_seen(world.views[user][-1])}


def push(world: World, body: Json) -> Json:
    user = _exchange(world, body)
    check_view(body.get("view"))
    push_onto(world, user, body["view"])
    return {"view": as_seen(world.views[user][-1])}


def update(world: World, body: Json) -> Json:
    found = next((v for stack in world.views.values() for v in stack if _meant(v, body)), None)
    if found is None:
        raise Refused("not_found")
    if body.get("hash") and body["hash"] != found.hash:
        raise Refused("hash_conflict")
    check_view(body.get("view"))
    replace(world, found, body["view"])
    return {"view": as_seen(found)}


def publish(world: World, body: Json) -> Json:
    del world
    if not isinstance(body.get("view"), dict) or body["view"].get("type") != "home":
        raise Refused("invalid_arguments")
    return {"view": body["view"]}


def made(world: World, user: str, view: Json) -> View:
    with_ids = view | {"blocks": completed(view["blocks"], world.name)}
    return View(world.name("V"), user, with_ids, world.name("hash."))


def push_onto(world: World, user: str, view: Json) -> None:
    if len(world.views[user]) >= _STACK:
        raise Refused("push_limit_reached")
    world.views[user].append(made(world, user, view))


def replace(world: World, view: View, new: Json) -> None:
    view.view = new | {"blocks": completed(new["blocks"], world.name)}
    view.hash, view.errors = world.name("hash."), {}


def as_seen(view: View) -> Json:
    """Return a form as Slack hands it to apps."""
    absent: Json = {"private_metadata": "", "callback_id": "", "external_id": ""}
    fixed: Json = {"id": view.id, "hash": view.hash, "app_id": "A1", "bot_id": "BBOT"}
    return {"state": {"values": {}}, "team_id": "T1"} | absent | view.view | fixed


def set_status(world: World, body: Json) -> Json:
    if len(body.get("loading_messages") or ()) > _LOADING:
        raise Refused("invalid_arguments")
    place, ts = str(body.get("channel_id") or ""), str(body.get("thread_ts") or "")
    if place not in world.channels:
        raise Refused("channel_not_found")
    if not world.post(place, ts):
        raise Refused("invalid_thread_ts")
    if body.get("status"):
        world.statuses[f"{place} {ts}"] = body
    else:
        world.statuses.pop(f"{place} {ts}", None)
    return {}


def set_prompts(world: World, body: Json) -> Json:
    prompts = body.get("prompts") or []
    whole = all(isinstance(p, dict) and p.get("title") and p.get("message") for p in prompts)
    if not whole or not 0 < len(prompts) <= _PROMPTS:
        raise Refused("invalid_arguments")
    # An agent's prompts belong to the conversation; with a thread they never show.
    if body.get("thread_ts"):
        raise Refused("invalid_arguments")
    place = str(body.get("channel_id") or "")
    if place not in world.channels:
        raise Refused("channel_not_found")
    world.prompts[place] = body
    return {}


def _exchange(world: World, body: Json) -> str:
    trigger = world.triggers.get(str(body.get("trigger_id") or ""))
    if trigger is None:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if world.now() - trigger.made > TRIGGER_LIFE:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger.user


def _meant(view: View, body: Json) -> bool:
    external = body.get("external_id")
    by_name = external and view.view.get("external_id") == external
    return view.id == body.get("view_id") or bool(by_name)
