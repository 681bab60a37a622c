"""Asks the gazetteer first, then the online geocoders that the operator turned on, and says who answered.

What a stranger gets wrong: with an online geocoder on, the names in reports leave this machine. None is on by default.
A service that fails changes nothing: the reply says "not answered", and whoever holds a coordinate keeps it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from geopy.exc import GeocoderRateLimited, GeocoderTimedOut, GeopyError

from components.model import Point
from components.model.codes import POINT_SCALES, Scale
from components.places.answers import Answers, Kept, Spot, question
from components.places.breaker import Breaker
from components.places.coordinates import parse_coordinates
from components.places.index import Index
from components.places.lookup import MOST_CHARS, Answer, look_up
from components.places.nearest import distance_km, lies_in
from components.places.notations import Ambiguous, Found, Refused
from components.places.services import Service, services
from components.settings import Geocoders

GAZETTEER, TYPED = "gazetteer", "coordinates"
PRIVACY = "Names that the gazetteer does not know are sent to {hosts}; they leave this machine."
#: Two spots of one answer that lie further apart are two places.
_APART_KM = 25.0
_LEAST_S = 0.05


class Outcome(StrEnum):
    """What became of a question."""

    FOUND = "found"  #: one place
    AMBIGUOUS = "ambiguous"  #: several are about as likely; nobody has chosen
    UNKNOWN = "unknown"  #: whoever was asked knows no such place
    REFUSED = "refused"  #: coordinates that are no place on the globe
    NOT_ANSWERED = "not_answered"  #: the gazetteer does not know it and no online geocoder answered


@dataclass(frozen=True, slots=True)
class Attempt:
    """One geocoder that was turned to.

    Attributes:
        geocoder: its name.
        result: one sentence: what it said or why it was not asked.
        is_failure: whether it did not answer.
    """

    geocoder: str
    result: str
    is_failure: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What the chain says of a name; it writes nothing and changes no record.

    Attributes:
        query: as asked.
        outcome: found, ambiguous, unknown, refused or not answered.
        address: the place in words; text of a stranger when a service answered.
        point: its point, None unless found. Draw it as a pin only when `scale` has a point.
        scale: how precisely it is known.
        radius_km: radius of the circle to draw.
        country: ISO 3166-1 alpha-2 code; may be empty.
        answered_by: "gazetteer", "coordinates", or the service; empty when nobody answered.
        answered_at: when that was; of a kept answer, when the service gave it.
        is_kept: whether a service's answer came out of the cache.
        rivals: other places that it may be.
        sentence: one sentence for the reader.
        attempts: everyone who was turned to, in order.
        local: the gazetteer's own answer, None for coordinates.
    """

    query: str
    outcome: Outcome
    address: str
    point: Point | None
    scale: Scale
    radius_km: float
    country: str
    answered_by: str
    answered_at: datetime
    is_kept: bool
    rivals: tuple[Spot, ...]
    sentence: str
    attempts: tuple[Attempt, ...]
    local: Answer | None


class Chain:
    """The gazetteer and the services behind it.

    Args:
        index: the gazetteer; None while there is none.
        services: the online geocoders, in order; empty by default.
        answers: keeps their answers.
        deadline_s: seconds for one question, however many services are asked.
        sleep: waits for a service's turn.
        now: gives the time, UTC.
    """

    def __init__(
        self,
        index: Index | None,
        services: Iterable[Service] = (),
        answers: Answers | None = None,
        deadline_s: float = 5.0,
        *,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.index, self._services = index, tuple(services)
        self._answers = answers or Answers(None)
        self._deadline_s, self._sleep, self._now = deadline_s, sleep, now
        self._breakers = {service.name: Breaker() for service in self._services}

    @property
    def privacy(self) -> str:
        """One sentence about what leaves the machine; empty when nothing does."""
        hosts = " and ".join(service.domain for service in self._services)
        return PRIVACY.format(hosts=hosts) if hosts else ""

    def geocode(self, query: str, *, countries: Collection[str] = (), admin: str = "", language: str = "") -> Reply:
        """Looks for one place.

        Args:
            query: a name, or coordinates in any notation.
            countries: ISO 3166-1 alpha-2 codes; places elsewhere are not taken.
            admin: name or code of the first-order division; for the gazetteer only.
            language: in which a service should write.
        """
        codes = frozenset(code.upper() for code in countries)
        typed = parse_coordinates(query, lies_in(self.index, codes) if codes and self.index else None)
        if typed is not None:
            return self._typed(query, typed)
        local = look_up(self.index, query, countries=codes, admin=admin, language=language) if self.index else None
        if local is not None and local.is_placed:
            return self._local(query, local)
        attempts = [Attempt(GAZETTEER, _said(local))]
        if 0 < len(query.strip()) <= MOST_CHARS:
            reply = self._online(query, codes, language, attempts)
            if reply is not None:
                return replace(reply, local=local)
        return self._unplaced(query, local, attempts)

    def _online(self, query: str, codes: frozenset[str], language: str, attempts: list[Attempt]) -> Reply | None:
        end_s = time.monotonic() + self._deadline_s
        for service in self._services:
            kept, is_kept = self._asked(service, query, codes, language, end_s, attempts)
            if kept is not None and kept.spots:
                return self._told(query, service, kept, is_kept, tuple(attempts))
        return None

    def _asked(
        self, service: Service, query: str, codes: frozenset[str], language: str, end_s: float, attempts: list[Attempt]
    ) -> tuple[Kept | None, bool]:
        """A service's answer and whether it was kept; None when there is none, with the reason in `attempts`."""
        parameters = {"countries": sorted(codes), "language": language}
        name = question(service.name, service.domain, query, parameters)
        kept = self._answers.get(name)
        is_kept = kept is not None
        failure = ""
        if kept is None:
            kept, failure = self._fetched(service, query, codes, language, end_s, name)
        result = failure or ("gave an answer" if kept and kept.spots else "knows no such place there")
        attempts.append(Attempt(service.name, result, bool(failure)))
        return kept, is_kept

    def _fetched(
        self, service: Service, query: str, codes: frozenset[str], language: str, end_s: float, name: str
    ) -> tuple[Kept | None, str]:
        breaker = self._breakers[service.name]
        left_s = end_s - time.monotonic()
        if left_s < _LEAST_S:
            return None, "was not asked: the time for this question was over"
        if not breaker.may_ask():
            return None, "was not asked: it failed several times and is left alone for a minute"
        wait_s = self._answers.reserve(f"{service.name} {service.domain}", service.every_s, left_s - _LEAST_S)
        if wait_s is None:
            return None, "was not asked: its turn comes too late for this question"
        if wait_s:
            self._sleep(wait_s)
        try:
            spots = service.spots(query, codes, language, max(_LEAST_S, end_s - time.monotonic()))
        except (GeopyError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            breaker.failed()
            return None, _failure(error)
        breaker.succeeded()
        return self._answers.put(name, spots), ""

    def _told(self, query: str, service: Service, kept: Kept, is_kept: bool, attempts: tuple[Attempt, ...]) -> Reply:
        first, others = kept.spots[0], kept.spots[1:]
        rivals = tuple(spot for spot in others if distance_km(first.point, spot.point) > _APART_KM)
        answered_at = datetime.fromtimestamp(kept.answered_s, UTC)
        is_one = not any(spot.scale == first.scale for spot in rivals)
        day = f"{answered_at:%Y-%m-%d}"
        sentence = (
            f"{service.name.capitalize()} ({service.domain}) says: {first.address} ({day})."
            if is_one
            else f"{service.name.capitalize()} ({service.domain}) knows several places of that name; choose one."
        )
        return Reply(
            query,
            Outcome.FOUND if is_one else Outcome.AMBIGUOUS,
            first.address if is_one else "",
            first.point if is_one else None,
            first.scale if is_one else Scale.UNKNOWN,
            first.radius_km if is_one else 0.0,
            first.country,
            service.name,
            answered_at,
            is_kept,
            rivals if is_one else kept.spots,
            sentence,
            attempts,
            None,
        )

    def _local(self, query: str, answer: Answer) -> Reply:
        entity = answer.entity
        point = Point(entity.lat, entity.lon) if entity else None
        name = entity.name if entity else ""
        reply = self._blank(query, Outcome.FOUND, GAZETTEER, f"The gazetteer has {name}.")
        return replace(
            reply, address=name, point=point, scale=answer.scale, radius_km=answer.radius_km,
            country=entity.country if entity else "", attempts=(Attempt(GAZETTEER, "gave an answer"),), local=answer,
        )  # fmt: skip

    def _typed(self, query: str, typed: Found | Ambiguous | Refused) -> Reply:
        if isinstance(typed, Refused):
            return self._blank(query, Outcome.REFUSED, TYPED, typed.reason)
        if isinstance(typed, Ambiguous):
            reply = self._blank(query, Outcome.AMBIGUOUS, TYPED, typed.question)
            return replace(reply, rivals=tuple(_as_spot(reading) for reading in typed.readings))
        spot = _as_spot(typed)
        reply = self._blank(query, Outcome.FOUND, TYPED, f"Read as {typed.echo}.")
        return replace(reply, address=spot.address, point=typed.point, scale=typed.scale, radius_km=spot.radius_km)

    def _unplaced(self, query: str, local: Answer | None, attempts: list[Attempt]) -> Reply:
        failed = [attempt for attempt in attempts if attempt.is_failure]
        is_answered = any(not attempt.is_failure for attempt in attempts[1:])
        outcome, sentence = Outcome.UNKNOWN, "Nobody who was asked knows such a place; it stays unplaced."
        if local is not None and local.entity is not None:
            outcome, sentence = Outcome.AMBIGUOUS, f"{query!r} may be several places; choose one, or pin it by hand."
        elif failed and not is_answered:
            outcome = Outcome.NOT_ANSWERED
            sentence = "The gazetteer has no such place and no online geocoder answered."
        if failed:
            sentence += " " + " ".join(f"{attempt.geocoder.capitalize()} {attempt.result}." for attempt in failed)
        answered_by = GAZETTEER if outcome is Outcome.AMBIGUOUS else ""
        return replace(self._blank(query, outcome, answered_by, sentence), attempts=tuple(attempts), local=local)

    def _blank(self, query: str, outcome: Outcome, answered_by: str, sentence: str) -> Reply:
        return Reply(
            query, outcome, "", None, Scale.UNKNOWN, 0.0, "", answered_by, self._now(), False, (), sentence, (), None
        )


def make_chain(index: Index | None, settings: Geocoders, cache_dir: Path) -> Chain:
    """The chain of an operator's settings; without online geocoders it makes no file and opens no connection.

    Args:
        index: the gazetteer; None while there is none.
        settings: which geocoders are on.
        cache_dir: folder for their answers.
    """
    if not settings.names:
        return Chain(index)
    answers = Answers(cache_dir / "geocoders.sqlite3")
    return Chain(index, services(settings), answers, settings.deadline_s)


def _as_spot(found: Found) -> Spot:
    scale = found.scale if found.scale in POINT_SCALES else Scale.FEATURE
    return Spot(found.echo, found.point.lat, found.point.lon, "", scale, round(found.radius_m / 1000, 4))


def _said(local: Answer | None) -> str:
    if local is None:
        return "is not built yet"
    return "knows several places of that name" if local.entity else "knows no such place there"


def _failure(error: Exception) -> str:
    """Why a service did not answer, in our words; what it sent is never repeated."""
    if isinstance(error, GeocoderTimedOut):
        return "did not answer in time"
    if isinstance(error, GeocoderRateLimited):
        return "refused: too many questions"
    return "is unavailable"
