"""The address that the service listens on."""

from __future__ import annotations

import errno
import socket
from typing import Final

from bot.errors import BotError

_WAITING: Final = 512  # connections that may wait to be accepted; Slack comes in bursts
_WHY = {
    errno.EADDRINUSE: "another program listens there; stop it, or choose another POLICYDESK_PORT",
    errno.EACCES: "this account may not; choose a POLICYDESK_PORT from 1024 on",
    errno.EADDRNOTAVAIL: "this machine has no such address; mend POLICYDESK_HOST",
}


class CannotListen(BotError):
    """The address of the settings can't be listened on."""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that connections can already wait at. Raises CannotListen."""
    try:
        family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        opened = socket.socket(family, socket.SOCK_STREAM)
    except OSError as fault:
        raise CannotListen(
            f"{host} is no address to listen on ({fault.strerror}); mend POLICYDESK_HOST."
        ) from fault
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        # At once, for two that are only bound don't know of each other.
        opened.listen(_WAITING)
    except OSError as fault:
        opened.close()
        why = _WHY.get(fault.errno or 0, str(fault.strerror))
        raise CannotListen(f"Can't listen on {host}, port {port}: {why}.") from fault
    return opened
