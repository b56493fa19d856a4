"""Other people's documents are handled in a child process: what one of them breaks, breaks there.

The child is started once and reused. It has a limit on memory; a document that
takes too long, eats the memory or crashes the library that handles it costs that
child its life, and the next document gets a new one.
"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from knowledge.errors import KnowledgeError, UnreadableDocument

MEMORY = 2_000_000_000  # bytes of address space

# What was made, or the fields of the fault: an exception wouldn't survive the pickling.
_Answer = tuple[Any, tuple[str, str, str, str] | None]
_START = "from knowledge.isolation import serve; serve({work!r}, {channel}, {seconds}, {memory})"
_NO_START = (
    "The process that reads documents doesn't start. Free some memory and try again; "
    "if that doesn't help, install the program anew."
)
_SPLIT = "Split it into smaller documents, or save it in another format."


class Child:
    """Does one kind of work in a child process; a context manager that ends the child.

    Not for several threads at once: give each its own.
    """

    def __init__(self, work: str, doing: str, *, seconds: float, memory: int = MEMORY) -> None:
        """Name the function that does it, as "package.module:function", and what it does.

        The function takes a document's path and what else `ask` is given, and may raise
        UnreadableDocument; all that it takes and returns can be pickled. `doing` begins the
        sentences about what went wrong: "reading it".
        """
        self._work = work
        self._doing = doing
        self._seconds = seconds
        self._memory = memory
        self._child: subprocess.Popen[bytes] | None = None
        self._channel: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def ask(self, path: str, *given: object) -> Any:
        """Return what the function makes of a document, within the limits.

        Raises UnreadableDocument, or KnowledgeError where no child can be started.
        """
        channel = self._ready()
        try:
            channel.send((path, given))
            answer: _Answer | None = channel.recv() if channel.poll(self._seconds) else None
        except (EOFError, OSError):
            self.close()
            reason = f"{self._doing} crashed the parser or took too much memory"
            raise UnreadableDocument(path, reason, _SPLIT) from None
        except BaseException:
            self.close()  # else the answer that is still due would be taken for the next one's
            raise
        if answer is None:
            self.close()
            reason = f"{self._doing} took longer than {self._seconds:.0f} seconds"
            raise UnreadableDocument(path, reason, _SPLIT)
        made, fault = answer
        if fault is not None:
            raise UnreadableDocument(*fault)
        return made

    def close(self) -> None:
        """End the child, whatever it is doing; the next document starts another."""
        if self._channel is not None:
            self._channel.close()
            self._channel = None
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            self._child = None

    def _ready(self) -> Connection:
        if self._child is not None and self._child.poll() is not None:
            self.close()  # it died between documents: no fault of the next one
        return self._channel or self._start()

    def _start(self) -> Connection:
        ours, theirs = Pipe()
        code = _START.format(
            work=self._work, channel=theirs.fileno(), seconds=self._seconds, memory=self._memory
        )
        try:
            # A plain child, not multiprocessing's: that would run the caller's main module again.
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
                [sys.executable, "-c", code],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # the caller's standard output may carry JSON alone
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            theirs.close()
            ours.recv()  # it is ready: the time to start is not the first document's
        except (EOFError, OSError) as error:
            self.close()
            raise KnowledgeError(_NO_START) from error
        self._channel = ours
        return ours


def serve(work: str, channel: int, seconds: float, memory: int) -> None:
    """Run as the child: work on what the channel brings until its other end is closed."""
    with suppress(ValueError):  # macOS refuses this limit; the one on time holds there too
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    module, _, name = work.partition(":")
    function = getattr(import_module(module), name)
    with Connection(channel) as connection:
        connection.send("ready")
        while True:
            try:
                path, given = connection.recv()
            except EOFError:
                return
            # If the parent is killed while a document hangs, nobody else ends this process.
            signal.setitimer(signal.ITIMER_REAL, 2 * seconds)
            connection.send(_answer(function, path, given))
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(function: Callable[..., object], path: str, given: tuple[object, ...]) -> _Answer:
    try:
        return function(path, *given), None
    except UnreadableDocument as fault:
        return None, (fault.path, fault.reason, fault.remedy, fault.place)
    except MemoryError:
        return None, (path, "it took too much memory", _SPLIT, "")
