"""A Microsoft Teams of our own, in a process of its own: strict where Teams is, told by tests.

    with teams() as one:
        hanna = object_id(7)
        one.person(hanna, name="Hanna Example", email="hanna@x.example")
        one.app("http://127.0.0.1:8080/api/messages")
        one.says(hanna, "19:hr@thread.tacv2", "@bot May I carry leave over?")
        answer = until(lambda: [m for m in one.messages("19:hr@thread.tacv2") if m["user"] == BOT])
        shown(answer[0]), buttons(answer[0]), cited(answer[0])
        one.presses(hanna, answer[0], "share")

`one` is a `Teams`: what people do there (`acting`, `using`), what they see and what the bot called
(`looking`), and what goes wrong (`failing`). It plays the Bot Connector under two service URLs
(`one.service_url("emea")`, "amer"), the Bot Framework's keys (`one.openid_url`), Entra ID
(`one.login_tls_url`; whoever asks there trusts the certificate in `one.ca`, a process by
REQUESTS_CA_BUNDLE; `one.login_url` is the same over http, which MSAL doesn't take), a machine's
managed identity (`one.identity()`) and Microsoft Graph (`one.graph_url`). People are object ids,
and `direct(user)` is somebody's personal chat; threads are root messages of channels and exist
nowhere else.
"""

from tests.fakes.slack import until
from tests.fakes.teams.client import Teams, teams
from tests.fakes.teams.line import RefusedByTeams
from tests.fakes.teams.seen import buttons, cited, fields, form, rung, shown
from tests.fakes.teams.world import APP, BOT, OTHER_TENANT, SECRET, TENANT, direct, object_id

__all__ = [
    "APP",
    "BOT",
    "OTHER_TENANT",
    "SECRET",
    "TENANT",
    "RefusedByTeams",
    "Teams",
    "buttons",
    "cited",
    "direct",
    "fields",
    "form",
    "object_id",
    "rung",
    "shown",
    "teams",
    "until",
]
