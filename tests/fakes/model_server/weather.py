"""How replies come, by the models' names: at once, late, in part, or not at all.

`slow-first-S` begins after S seconds, `slow-whole-S` pauses so long between two pieces,
`limited-N-S` turns N askings away, each for S seconds, before it lets one in. Whatever follows a
known name otherwise means nothing: `good-7` is another good model.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

from tests.fakes.model_server.asking import Asking
from tests.fakes.model_server.scripts import NO, WRITES, good
from tests.fakes.model_server.sending import Completion, Line

_FOR_EVER = 3600.0
_PING = 0.05


def answer(asking: Asking, line: Line, earlier: int, authorization: str) -> None:
    """Answer as the model's name says; `earlier` is how often this model was asked before."""
    name, given = _known(str(asking.body["model"]))
    if name == "no-key":
        _fail(line, 401, f"Incorrect API key provided: {authorization}")
    elif name == "limited":
        _limited(asking, line, earlier, given)
    elif name == "down":
        _fail(line, (503, 500)[earlier % 2], f"overloaded with {asking.body['messages']}")
    elif name in _COMES:
        _COMES[name](asking, line, given)
    elif name in WRITES:
        Completion(asking, line).send(WRITES[name](asking))
    else:
        _fail(line, 404, f"The model `{asking.body['model']}` does not exist")


def _known(model: str) -> tuple[str, list[float]]:
    fits = [one for one in _ALL if model == one or model.startswith(f"{one}-")]
    name = max(fits, key=len, default="")
    rest = model[len(name) + 1 :].split("-") if name else []
    return name, [float(one) for one in rest if one.replace(".", "", 1).isdigit()]


def _fail(line: Line, status: int, why: str, **headers: str) -> None:
    line.whole(status, {"error": {"message": why, "type": "error", "code": status}}, **headers)


def _limited(asking: Asking, line: Line, earlier: int, given: list[float]) -> None:
    times, seconds = [*given, *(1.0, 1.0)[len(given) :]][:2]
    if earlier % (times + 1) < times:
        _fail(line, 429, "Rate limit reached", Retry_After=f"{seconds:g}")
    else:
        Completion(asking, line).send(good(asking))


def _hangs(_asking: Asking, line: Line, _given: list[float]) -> None:
    line.hold(_FOR_EVER)


def _pings(_asking: Asking, line: Line, _given: list[float]) -> None:
    line.begin()
    for _ in itertools.count():
        line.comment()
        line.hold(_PING)


def _slow_first(asking: Asking, line: Line, given: list[float]) -> None:
    line.hold((given or [_FOR_EVER])[0])
    Completion(asking, line).send(good(asking))


def _slow_whole(asking: Asking, line: Line, given: list[float]) -> None:
    Completion(asking, line).send(good(asking), pause=(given or [1.0])[0])


def _cut(asking: Asking, line: Line, _given: list[float]) -> None:
    Completion(asking, line).cut(good(asking))


def _runs_out(asking: Asking, line: Line, _given: list[float]) -> None:
    text = good(asking)
    Completion(asking, line).send(text[: len(text) // 2], "length")


def _refuses(asking: Asking, line: Line, _given: list[float]) -> None:
    Completion(asking, line).refuse(NO)


def _huge(asking: Asking, line: Line, _given: list[float]) -> None:
    text, completion = good(asking)[:-1], Completion(asking, line)
    if not completion.streamed:
        completion.send(text + ", and so on" * 500_000)
        return
    completion.pieces(text)
    for _ in itertools.count():
        completion.piece(", and so on" * 100)


_COMES: dict[str, Callable[[Asking, Line, list[float]], None]] = {
    "hangs": _hangs,
    "pings": _pings,
    "slow-first": _slow_first,
    "slow-whole": _slow_whole,
    "cut": _cut,
    "runs-out": _runs_out,
    "refuses": _refuses,
    "huge": _huge,
}
_ALL = (*WRITES, *_COMES, "no-key", "limited", "down")
