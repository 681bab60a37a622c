"""The reader of reports of this process: rules, what the operator added to them, the gazetteer once it is ready.

What a stranger gets wrong: a report is read when it is brought or described anew, never to show it. A report that came
before the gazetteer was ready has no places; describing it anew reads them too.
"""

from __future__ import annotations

import threading

from components.backends.desk import ReadingDesk, make_desk
from components.errors import BackendError
from components.model import Report
from components.places.index import Index
from components.places.resolver import Resolver
from components.reading.proposals import Reading
from components.reading.read import no_places
from components.settings import Backends
from components.web.gazetteer import Gazetteer, State

_WAITING = {
    State.READY: "",
    State.PREPARING: "The gazetteer is being prepared, about half a minute. What is read before has no places.",
    State.MISSING: "There is no gazetteer here, so no place is found: “conflict-map gazetteer build” makes one.",
}


class ReportReader:
    """Reads reports; what is needed for it is made once for a state of the gazetteer.

    Args:
        gazetteer: names and where they lie; there or not.
        backends: optional readers that the operator turned on.
    """

    def __init__(self, gazetteer: Gazetteer, backends: Backends) -> None:
        self._gazetteer, self._backends = gazetteer, backends
        self._lock = threading.Lock()
        self._made: tuple[Index | None, ReadingDesk] | None = None

    def __call__(self, report: Report) -> Reading:
        """Everything that is proposed for a report; what a backend could not do is in the log.

        Raises:
            BackendError: a backend that the operator named cannot be made.
        """
        return self._desk().read(report).reading

    def waiting(self) -> str:
        """What is still missing for places, in one sentence; empty when nothing is."""
        return _WAITING[self._gazetteer.state()]

    def notice(self) -> str:
        """What a person is told before a report is read when its text would leave this machine; empty when not."""
        try:
            hosts = self._desk().destinations
        except BackendError as error:
            return str(error)
        return f"The whole text of a report is sent to {' and to '.join(hosts)}." if hosts else ""

    def _desk(self) -> ReadingDesk:
        index, named = self._gazetteer.index(), self._backends
        with self._lock:
            if self._made is None or self._made[0] is not index:
                places = Resolver(index).read if index is not None else no_places
                self._made = (index, make_desk(places, named.reader, named.spans, named.environ))
            return self._made[1]
