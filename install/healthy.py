"""Whether what runs in the container is well; the exit code says so.

The service tells it itself at /healthz; where none listens, `policydesk doctor` looks, but not at
the language model: without it everybody is answered in the policy's own words.
"""

import http.client
import sys

from adapters.terminal.main import main
from bot.errors import BadSettings
from bot.settings import Settings, load

_PATIENCE = 10  # seconds
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - it is asked here, not served


def healthz(settings: Settings) -> str:
    """Return what the service misses, "" where it is well. Raises OSError, HTTPException."""
    host = _EVERYWHERE.get(settings.host, settings.host)
    service = http.client.HTTPConnection(host, settings.port, timeout=_PATIENCE)
    service.request("GET", "/healthz")
    answered = service.getresponse()
    said = answered.read().decode(errors="replace")
    return "" if answered.status == http.client.OK else f"The service isn't well: {said}"


try:
    sys.exit(healthz(load()) or 0)
except ConnectionRefusedError:
    # Trying the model costs money, outside the day's budget, and this is run every minute.
    sys.argv[1:] = ["doctor", "--without-model"]
    main()
except BadSettings as faults:
    sys.exit(str(faults))
except (OSError, http.client.HTTPException) as fault:
    sys.exit(f"The service doesn't answer: {fault}")
