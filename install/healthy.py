"""Whether what runs in the container is well; the exit code says so.

The service tells it itself at /healthz; where none listens, `policydesk doctor` looks.
"""

import http.client
import sys

from adapters.terminal.main import main
from bot.settings import load

_PATIENCE = 10  # seconds

try:
    service = http.client.HTTPConnection("127.0.0.1", load().port, timeout=_PATIENCE)
    service.request("GET", "/healthz")
    answered = service.getresponse()
    sys.exit(0 if answered.status == http.client.OK else answered.read().decode())
except ConnectionRefusedError:
    sys.argv[1:] = ["doctor"]
    main()
except OSError as fault:
    sys.exit(f"The service doesn't answer: {fault}")
