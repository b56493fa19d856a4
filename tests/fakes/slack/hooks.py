"""response_url: five answers to an interaction within half an hour."""

from __future__ import annotations

from aiohttp import web

from tests.fakes.slack.api import Api, hung_up
from tests.fakes.slack.blocks import check_message, completed
from tests.fakes.slack.world import (
    BOT_USER,
    HOOK_LIFE,
    HOOK_USES,
    Hook,
    Json,
    Post,
    Refused,
    World,
)


async def answer(api: Api, request: web.Request) -> web.StreamResponse:
    world, body = api.world, await request.json()
    record: Json = {"method": "response_url", "body": body, "headers": dict(request.headers)}
    record |= {"hook": request.match_info["name"], "at": world.now(), "answer": None}
    world.calls.append(record)
    if api.absent():
        return hung_up(request)
    try:
        _use(world, request.match_info["name"], body)
    except Refused as refused:
        record["answer"] = refused.answer
        return web.json_response(refused.answer, status=404)
    record["answer"] = {"ok": True}
    return web.json_response({"ok": True})


def ephemeral(world: World, hook: Hook, body: Json) -> None:
    """Show something to who pressed or asked, and to nobody else."""
    world.posts.append(_made(world, hook, body, hook.user))


def _use(world: World, name: str, body: Json) -> None:
    hook = world.hooks.get(name)
    if hook is None:
        raise Refused("no_such_hook")
    if world.now() - hook.made > HOOK_LIFE:
        raise Refused("expired_url")
    if hook.uses >= HOOK_USES:
        raise Refused("used_url")
    hook.uses += 1
    if body.get("delete_original"):
        return _delete(world, hook)
    check_message(body)
    if body.get("replace_original") and _replaced(world, hook, body):
        return None
    public = body.get("response_type") == "in_channel"
    world.posts.append(_made(world, hook, body, "" if public else hook.user))
    return None


def _original(world: World, hook: Hook) -> Post | None:
    return world.post(hook.channel, hook.ts) if hook.ts else None


def _delete(world: World, hook: Hook) -> None:
    if original := _original(world, hook):
        original.deleted = True


def _replaced(world: World, hook: Hook, body: Json) -> bool:
    original = _original(world, hook)
    if original is None:
        return False
    original.text = str(body.get("text") or "")
    original.blocks = completed(body.get("blocks") or [], world.name)
    original.edits += 1
    return True


def _made(world: World, hook: Hook, body: Json, to: str) -> Post:
    return Post(
        channel=hook.channel,
        ts=world.stamp(),
        user=BOT_USER,
        text=str(body.get("text") or ""),
        blocks=completed(body.get("blocks") or [], world.name),
        thread_ts=str(body.get("thread_ts") or ""),
        to=to,
        at=world.now(),
    )
