"""What online geocoders answered, kept on disk so that the same question is asked once.

What a stranger gets wrong: the file is a cache and nothing more. It can be deleted at any time, holds no question in
plain text, and no stored coordinate of a record is ever changed from it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from components.errors import PointError
from components.model import Point
from components.model.codes import Scale

log = logging.getLogger(__name__)

MOST_ROWS = 20_000
#: How long an answer is kept, and how long "there is no such place" is.
KEPT_S, KEPT_EMPTY_S = 90 * 86_400.0, 7 * 86_400.0
_BUSY_S = 1.0
_MOST_BYTES = 100_000
_TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answered_s REAL NOT NULL, body TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS answers_age ON answers (answered_s)",
    "CREATE TABLE IF NOT EXISTS paces (geocoder TEXT PRIMARY KEY, free_s REAL NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that an online geocoder named.

    Attributes:
        address: as the service writes it; text of a stranger.
        lat: latitude, WGS 84, checked.
        lon: longitude, checked.
        country: ISO 3166-1 alpha-2 code in capitals; empty when the service does not say.
        scale: how precisely the service knows it.
        radius_km: radius of the circle to draw; 0 for a point.
    """

    address: str
    lat: float
    lon: float
    country: str
    scale: Scale
    radius_km: float

    @property
    def point(self) -> Point:
        """The same coordinates as a point."""
        return Point(self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer and when it was given.

    Attributes:
        spots: the places, as the service ordered them; empty for "there is no such place".
        answered_s: seconds since 1970, UTC.
    """

    spots: tuple[Spot, ...]
    answered_s: float


class Answers:
    """The cache; two processes may share one file, several threads one object.

    Args:
        path: the file; made when missing. When it cannot be used, answers are kept in memory and a line is logged.
        clock: gives seconds since 1970.
        most_rows: how many answers are kept.
    """

    def __init__(self, path: Path | None, clock: Callable[[], float] = time.time, most_rows: int = MOST_ROWS) -> None:
        self._clock, self._most_rows = clock, most_rows
        self._lock = threading.Lock()
        self._file = self._opened(path)

    def get(self, question: str) -> Kept | None:
        """The kept answer, None when there is none or it is too old."""
        rows = self._run("SELECT answered_s, body FROM answers WHERE question = ?", (question,))
        if not rows:
            return None
        answered_s, spots = float(rows[0][0]), _spots(rows[0][1])
        age_s = self._clock() - answered_s
        is_fresh = spots is not None and 0 <= age_s < (KEPT_S if spots else KEPT_EMPTY_S)
        return Kept(spots, answered_s) if is_fresh and spots is not None else None

    def put(self, question: str, spots: Sequence[Spot]) -> Kept:
        """Keeps an answer; the oldest ones beyond the bound are dropped."""
        kept = Kept(tuple(spots), self._clock())
        body = json.dumps([asdict(spot) for spot in spots], ensure_ascii=False)
        if len(body) <= _MOST_BYTES:
            self._run("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (question, kept.answered_s, body))
            self._run(
                "DELETE FROM answers WHERE question IN "
                "(SELECT question FROM answers ORDER BY answered_s DESC, question LIMIT -1 OFFSET ?)",
                (self._most_rows,),
            )
        return kept

    def reserve(self, geocoder: str, every_s: float, most_wait_s: float) -> float | None:
        """Takes the next free moment to ask a service, in turn with every process that shares the file.

        Returns:
            Seconds to wait until then; None, and nothing taken, when that is longer than `most_wait_s`.
        """
        if every_s <= 0:
            return 0.0
        with self._lock:
            try:
                return self._reserved(geocoder, every_s, most_wait_s)
            except sqlite3.Error:
                log.warning("the cache of geocoders' answers is busy; %s is not asked", geocoder)
                return None

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._file.close()

    def _reserved(self, geocoder: str, every_s: float, most_wait_s: float) -> float | None:
        now_s = self._clock()
        with self._file:
            self._file.execute("BEGIN IMMEDIATE")
            row = self._file.execute("SELECT free_s FROM paces WHERE geocoder = ?", (geocoder,)).fetchone()
            # A clock that was set back must not lock a service out.
            free_s = row[0] if row and row[0] <= now_s + 60 * every_s else now_s
            wait_s = max(0.0, free_s - now_s)
            if wait_s > most_wait_s:
                return None
            self._file.execute("INSERT OR REPLACE INTO paces VALUES (?, ?)", (geocoder, now_s + wait_s + every_s))
            return wait_s

    def _run(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        with self._lock:
            try:
                with self._file:
                    return self._file.execute(sql, values).fetchall()
            except sqlite3.Error:
                log.warning("the cache of geocoders' answers could not be used this time")
                return []

    def _opened(self, path: Path | None) -> sqlite3.Connection:
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return _database(str(path))
            except (OSError, sqlite3.Error):
                log.warning("the cache of geocoders' answers cannot be opened; answers are kept until the program ends")
        return _database(":memory:")


def _database(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(address, timeout=_BUSY_S, check_same_thread=False, isolation_level=None)
    try:
        # In WAL mode a full disk ends the process; with a journal it is an error.
        connection.execute("PRAGMA journal_mode = DELETE")
        for statement in _TABLES:
            connection.execute(statement)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def question(geocoder: str, address: str, query: str, parameters: Mapping[str, Any]) -> str:
    """Name under which an answer is kept: a hash of everything that decides it.

    Args:
        geocoder: "nominatim".
        address: domain that is asked.
        query: the name.
        parameters: countries, language and the like.
    """
    parts = [geocoder, address, " ".join(query.split()).casefold(), sorted(parameters.items())]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _spots(body: str) -> tuple[Spot, ...] | None:
    """Places out of the cache, None when they cannot be read or are off the globe."""
    try:
        found = [Spot(**{**item, "scale": Scale(item["scale"])}) for item in json.loads(body)]
        for spot in found:
            Point(spot.lat, spot.lon)
    except (ValueError, TypeError, KeyError, PointError, AttributeError):
        return None
    return tuple(found)
