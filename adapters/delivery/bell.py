"""What wakes threads that wait for something to do."""

from __future__ import annotations

from threading import Condition


class Bell:
    """Rings for all that wait. Who notes `rings` before looking for work never misses one."""

    def __init__(self) -> None:
        self._condition = Condition()
        self.rings = 0

    def ring(self) -> None:
        """Wake everybody, also who will have begun to wait by then."""
        with self._condition:
            self.rings += 1
            self._condition.notify_all()

    def wait(self, heard: int, seconds: float) -> None:
        """Wait until it has rung since it had rung `heard` times, or the seconds are over."""
        with self._condition:
            self._condition.wait_for(lambda: self.rings != heard, seconds)
