from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.refused import Refused
from adapters.slack.entering.verify import SIGNATURE, TIMESTAMP, sign, verify

SECRET, NOW = "8f742231b10e8888abcd99yyyzzz85a5", 1_531_420_618.0
# What Slack's own documentation has of a request and its signature.
BODY = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
    b"&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
    b"&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands"
    b"%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121"
    b".803a0bc887a14d10d2c447fce8b6703c"
)
SIGNED = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


def headers(stamp: str = "1531420618", signature: str = SIGNED) -> Mapping[str, str]:
    return {TIMESTAMP: stamp, SIGNATURE: signature}


@pytest.mark.parametrize("now", [NOW, NOW - 300, NOW + 300])
def test_what_slack_signed_within_five_minutes_is_let_in(now: float) -> None:
    verify(headers(), BODY, SECRET, now)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "no signature"),
        ({TIMESTAMP: "1531420618"}, "no signature"),
        ({SIGNATURE: SIGNED}, "no signature"),
        (headers("soon"), "no timestamp"),
        (headers("-1"), "no timestamp"),
        (headers("²"), "no timestamp"),
        (headers("9" * 5000), "no timestamp"),
        (headers("1531420317"), "stale timestamp"),
        (headers("1531420919"), "stale timestamp"),
        (headers("1531420619"), "bad signature"),
        (headers(signature=SIGNED.upper()), "bad signature"),
        (headers(signature=SIGNED[:-1]), "bad signature"),
        (headers(signature="v0=ünsigned"), "bad signature"),
    ],
)
def test_what_slack_did_not_sign_is_refused(sent: Mapping[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        verify(sent, BODY, SECRET, NOW)

    assert refused.value.status == 401


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_a_signature_is_good_for_one_body_and_one_secret(one: bytes, other: bytes) -> None:
    signed = headers(signature=sign("1531420618", one, SECRET))
    verify(signed, one, SECRET, NOW)

    for body, secret in ((other, SECRET), (one, SECRET + "x")):
        if (body, secret) != (one, SECRET):
            with pytest.raises(Refused, match="bad signature"):
                verify(signed, body, secret, NOW)
