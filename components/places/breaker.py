"""Stops asking a service that does not answer, for a while.

What a stranger gets wrong: after the pause one question is let through, not all of them; it alone decides whether the
service is back.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES, PAUSE_S = 3, 60.0


class Breaker:
    """Counts the failures of one service; safe to use from several threads.

    Args:
        failures: so many in a row open it.
        pause_s: how long nobody is let through then.
        clock: gives seconds that never go back.
    """

    def __init__(
        self, failures: int = FAILURES, pause_s: float = PAUSE_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._pause_s, self._clock = failures, pause_s, clock
        self._lock = threading.Lock()
        self._failed, self._opened_s = 0, float("-inf")

    def may_ask(self) -> bool:
        """Whether the service may be asked now; after the pause this says yes once and begins a new pause."""
        with self._lock:
            if self._failed < self._most:
                return True
            now_s = self._clock()
            if now_s - self._opened_s < self._pause_s:
                return False
            self._opened_s = now_s
            return True

    def succeeded(self) -> None:
        """The service answered."""
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        """The service did not answer."""
        with self._lock:
            self._failed += 1
            if self._failed >= self._most:
                self._opened_s = self._clock()
