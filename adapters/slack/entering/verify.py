"""Whether a request comes from Slack: its signature, looked at before anything is parsed. Pure."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from adapters.chat.refused import Refused

TIMESTAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
# Seconds that Slack's clock and ours may differ; whoever caught a request can't use it later.
WINDOW = 300
_LONGEST_NUMBER = 15


def verify(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> None:
    """Check the signature over a body as it came; header names are in small letters.

    `now` is in seconds since 1970. Raises Refused.
    """
    stamp, signature = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
    if not stamp or not signature:
        raise Refused(401, "no signature")
    if not stamp.isascii() or not stamp.isdigit() or len(stamp) > _LONGEST_NUMBER:
        raise Refused(401, "no timestamp")
    if abs(now - int(stamp)) > WINDOW:
        raise Refused(401, "stale timestamp")
    if not hmac.compare_digest(sign(stamp, body, secret).encode(), signature.encode()):
        raise Refused(401, "bad signature")


def sign(stamp: str, body: bytes, secret: str) -> str:
    """Return the signature that Slack gives a body sent at a second since 1970."""
    signed = b"v0:" + stamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
