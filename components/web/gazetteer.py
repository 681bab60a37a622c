"""The gazetteer beside the pages: opened when it is there, built in the background when it is not.

What a stranger gets wrong: nobody waits for it. While it is built the pages work without it and the search box says so;
a build that fails is logged once, and a gazetteer that an operator builds by hand is found without a restart.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from enum import StrEnum

from components.errors import ConflictMapError
from components.places.index import Index
from components.places.suggest import warm

log = logging.getLogger(__name__)

#: How often a gazetteer that another process may have made is looked for.
_LOOK_EVERY_S = 5.0


class State(StrEnum):
    """Whether names can be looked up."""

    READY = "ready"
    PREPARING = "preparing"  #: it is being built
    MISSING = "missing"  #: there is none, and nobody here is building one


class Gazetteer:
    """Holds the index of this process.

    Args:
        ready: gives the index that is there, None when there is none; never builds.
        build: builds one and gives it; raises `ConflictMapError` or `OSError` when it cannot.
        clock: gives seconds that never go back.
    """

    def __init__(
        self,
        ready: Callable[[], Index | None],
        build: Callable[[], Index | None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ready, self._build, self._clock = ready, build, clock
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._builder: threading.Thread | None = None
        self._looked_s = float("-inf")

    def start(self) -> None:
        """Opens the gazetteer, or begins to build it in a thread of its own; calling it again changes nothing."""
        with self._lock:
            if self._builder is None:
                self._builder = threading.Thread(target=self._prepare, name="gazetteer", daemon=True)
                self._builder.start()

    def join(self, timeout_s: float) -> None:
        """Waits until what `start` began has ended, or the time is over."""
        if self._builder is not None:
            self._builder.join(timeout_s)

    def index(self) -> Index | None:
        """The index, None while there is none."""
        if self._index is None and not self._is_preparing() and self._is_time_to_look():
            self._take(self._ready)
        return self._index

    def state(self) -> State:
        """Whether names can be looked up now."""
        if self.index() is not None:
            return State.READY
        return State.PREPARING if self._is_preparing() else State.MISSING

    def _prepare(self) -> None:
        if not self._take(self._ready):
            self._take(self._build)

    def _take(self, source: Callable[[], Index | None]) -> bool:
        try:
            index = source()
        except (ConflictMapError, OSError):
            log.exception("the gazetteer could not be opened or built; the pages work without it")
            return False
        if index is not None:
            warm(index)
            self._index = index
        return index is not None

    def _is_preparing(self) -> bool:
        return self._builder is not None and self._builder.is_alive()

    def _is_time_to_look(self) -> bool:
        with self._lock:
            now_s = self._clock()
            is_time = now_s - self._looked_s >= _LOOK_EVERY_S
            self._looked_s = now_s if is_time else self._looked_s
        return is_time
