"""What the providers' kits raise, as our ModelFailed. Pure.

The kits share no class of error but agree on what theirs are called and carry, so that is looked
at. Their texts are never shown: they quote keys, addresses, questions and clauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from bot.errors import ModelFailed
from bot.writing import Outcome

_BAD_REQUEST = "The model's endpoint doesn't take what it is asked{how}; see POLICYDESK_MODEL_FORM."
_KEY = "The model's endpoint refuses the key, or this model to it{how}; see POLICYDESK_MODEL_KEY."
_NOT_FOUND = (
    "The model's endpoint knows no such model, or isn't at that address{how};"
    " see POLICYDESK_MODEL and POLICYDESK_MODEL_URL."
)
_BUSY = "The model's endpoint has too much to do{how}."
_TROUBLE = "The model's endpoint has trouble of its own{how}."
_SLOW = "The model's endpoint takes too long{how}; see POLICYDESK_MODEL_TIMEOUT."
_UNREACHABLE = (
    "The model's endpoint can't be reached, or breaks off{how}; see POLICYDESK_MODEL_URL."
)
_GARBLED = "What the model's endpoint sends can't be read{how}; see POLICYDESK_MODEL_URL."
_QUOTA = "The account at the model's endpoint has nothing left{how}."
_FILTERED = "The model's endpoint lets its content filter decide, which stopped this{how}."

_ERRORS, _SERVERS = 400, 500  # RFC 9110, 15.5 and 15.6
_STATUSES: Final = (
    ({401, 403}, Outcome.REFUSED, _KEY),
    ({402}, Outcome.BUSY, _QUOTA),
    ({404, 405}, Outcome.REFUSED, _NOT_FOUND),
    ({408, 504}, Outcome.SLOW, _SLOW),
    # 529 is Anthropic's: overloaded.
    ({409, 429, 503, 529}, Outcome.BUSY, _BUSY),
)
# What says more than the status it comes with: OpenAI's, Azure's and Google's, in lower case.
_CODES: Final = (
    ("insufficient_quota", Outcome.BUSY, _QUOTA),
    ("content_filter", Outcome.DECLINED, _FILTERED),
    ("api_key_invalid", Outcome.REFUSED, _KEY),
)
# By what an error's class, or a base of it, is called; the first that fits counts.
_KINDS: Final = (
    ("ConnectTimeout", Outcome.UNREACHABLE, _UNREACHABLE),
    ("Timeout", Outcome.SLOW, _SLOW),
    ("DeadlineExceeded", Outcome.SLOW, _SLOW),
    ("NoCredentials", Outcome.REFUSED, _KEY),
    ("PartialCredentials", Outcome.REFUSED, _KEY),
    ("DefaultCredentials", Outcome.REFUSED, _KEY),
    ("NoRegion", Outcome.REFUSED, "No region says where Bedrock is{how}; set AWS_REGION."),
    (
        "InvalidEndpointConfiguration",
        Outcome.REFUSED,
        "Bedrock's keys are sent over https:// alone{how}; see POLICYDESK_MODEL_URL.",
    ),
    ("Connection", Outcome.UNREACHABLE, _UNREACHABLE),
    ("Transport", Outcome.UNREACHABLE, _UNREACHABLE),
    ("Protocol", Outcome.UNREACHABLE, _UNREACHABLE),
    ("OSError", Outcome.UNREACHABLE, _UNREACHABLE),
    ("StopIteration", Outcome.UNREACHABLE, _UNREACHABLE),  # Google's, of a reply that breaks off
    ("APIError", Outcome.UNREACHABLE, _TROUBLE),
    ("EventStreamError", Outcome.UNREACHABLE, _TROUBLE),
)
# What an endpoint writes instead of a status, once it has begun to answer; in lower case.
_WORDS: Final = {
    "throttl": 429,
    "rate_limit": 429,
    "overloaded": 503,
    "unavailable": 503,
    "internal": 500,
    "server_error": 500,
    "api_error": 500,
    "modelstreamerror": 500,
    "validation": 400,
    "invalid_request": 400,
}
_PASSING: Final = (Outcome.SLOW, Outcome.BUSY, Outcome.UNREACHABLE)


def failure(error: Exception, now: datetime) -> ModelFailed:
    """Return what went wrong, in our words; the status and the kind of error are all it quotes."""
    chain = tuple(_chain(error))
    status = next((found for one in chain if (found := _status(one))), 0)
    codes = " ".join(_codes(one) for one in chain).lower()
    if status < _ERRORS:
        status = next((known for word, known in _WORDS.items() if word in codes), 0)
    # The innermost error tells most: a name not found, a connection or a certificate refused.
    how = f" ({f'HTTP {status}' if status else type(chain[-1]).__name__})"
    outcome, said = _by_status(status, codes) if status else _by_kind(chain)
    # An account without money has none a moment later; a credential doesn't appear either.
    passing = outcome in _PASSING and said is not _QUOTA
    wait = max(_wait(one, now) for one in chain)
    return ModelFailed(said.format(how=how), outcome, passing=passing, wait=wait)


def refuses(error: Exception, names: tuple[str, ...], asked: str) -> str:
    """Return which of these parameters the endpoint or its kit doesn't take, "" for none.

    A name that stands in what was asked may be quoted from there: then only the error's own field
    for it tells.
    """
    status = next((found for one in _chain(error) if (found := _status(one))), 0)
    if status not in (0, 400, 422):
        return ""
    said = " ".join(str(one) for one in _chain(error))
    own = {_parameter(one) for one in _chain(error)}
    named = (name for name in names if name in own or (name in said and name not in asked))
    return next(named, "")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and what it was made of, the newest first; kits wrap each other's."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _status(error: BaseException) -> int:
    """Return the HTTP status: OpenAI's and Anthropic's, Google's, or Amazon's; 0 for none."""
    meta = _amazon(error).get("ResponseMetadata") or {}
    found = (
        getattr(error, "status_code", None),
        getattr(error, "code", None),
        meta.get("HTTPStatusCode"),
    )
    return next((int(one) for one in found if isinstance(one, int)), 0)


def _codes(error: BaseException) -> str:
    """Return the endpoint's own words for the kind of fault."""
    body = _mapping(getattr(error, "body", None))
    inner = _mapping(body.get("error")) or body
    amazon = _amazon(error).get("Error") or {}
    google = getattr(error, "reason", None)
    return f"{inner.get('type')} {inner.get('code')} {amazon.get('Code')} {google}"


def _parameter(error: BaseException) -> str:
    """Return which parameter the endpoint finds fault with, as OpenAI's tells it, "" for none."""
    body = _mapping(getattr(error, "body", None))
    return str((_mapping(body.get("error")) or body).get("param") or "")


def _amazon(error: BaseException) -> Mapping[str, Any]:
    return _mapping(getattr(error, "response", None))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _by_status(status: int, codes: str) -> tuple[Outcome, str]:
    for word, outcome, said in _CODES:
        if word in codes:
            return outcome, said
    for statuses, outcome, said in _STATUSES:
        if status in statuses:
            return outcome, said
    return (
        (Outcome.UNREACHABLE, _TROUBLE) if status >= _SERVERS else (Outcome.REFUSED, _BAD_REQUEST)
    )


def _by_kind(chain: tuple[BaseException, ...]) -> tuple[Outcome, str]:
    called = [base.__name__ for one in chain for base in type(one).__mro__]
    for word, outcome, said in _KINDS:
        if any(word in name for name in called):
            return outcome, said
    return Outcome.GARBLED, _GARBLED


def _wait(error: BaseException, now: datetime) -> float:
    """Return how many seconds the endpoint asks to wait (RFC 9110, 10.2.3), 0 where it doesn't."""
    response = getattr(error, "response", None)
    headers = getattr(response, "headers", None)
    if headers is None:
        headers = (_amazon(error).get("ResponseMetadata") or {}).get("HTTPHeaders") or {}
    given = str(headers.get("retry-after", ""))
    try:
        return max(0.0, float(given))
    except ValueError:
        return _until(given, now)


def _until(given: str, now: datetime) -> float:
    try:
        named = parsedate_to_datetime(given)
    except ValueError:
        return 0.0
    return max(0.0, (named.replace(tzinfo=named.tzinfo or UTC) - now).total_seconds())
