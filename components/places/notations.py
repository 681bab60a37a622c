"""What became of a text that may be coordinates, and how a point is written in each notation.

What a stranger gets wrong: the digits say how finely a point was written, not how well it is known. "51, 35" is a
square of a hundred kilometres, and a grid square is meant as a square: its point here is the middle of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from components.model import Point
from components.model.codes import Scale

DEGREE_M = 111_320.0
_SCALES = ((10.0, Scale.EXACT), (100.0, Scale.VICINITY), (1_000.0, Scale.LOCALITY), (25_000.0, Scale.NEAR))


class Notation(StrEnum):
    """How coordinates are written."""

    DECIMAL = "decimal"  #: 51.7304, 36.1926
    MINUTES = "minutes"  #: 51°43.82′ N, 36°11.56′ E
    SECONDS = "seconds"  #: 51°43′49″ N, 36°11′33″ E
    MGRS = "mgrs"  #: 37U CT 06 34
    UTM = "utm"  #: 37U 305000 5730000


@dataclass(frozen=True, slots=True)
class Found:
    """Coordinates that can be read in one way.

    Attributes:
        point: WGS 84; of a grid square its middle.
        written_as: the characters they were read from.
        notation: how they are written.
        precision_m: size of the last digit, in metres.
        start: offset of the first character in the text as given.
        end: offset behind the last one.
    """

    point: Point
    written_as: str
    notation: Notation
    precision_m: float
    start: int
    end: int

    @property
    def scale(self) -> Scale:
        """The precision on the unified scale; `FEATURE` for whole degrees, which are no place."""
        return next((scale for limit_m, scale in _SCALES if self.radius_m <= limit_m), Scale.FEATURE)

    @property
    def radius_m(self) -> float:
        """How far the meant point may lie from this one: half of the last digit, in metres."""
        return self.precision_m / 2

    @property
    def echo(self) -> str:
        """The point read back to whoever wrote it, in words that show a swapped order."""
        digits = _decimals(self.precision_m)
        lat, lon = self.point.latlon
        north, east = ("N" if lat >= 0 else "S"), ("E" if lon >= 0 else "W")
        return f"{abs(lat):.{digits}f}° {north}, {abs(lon):.{digits}f}° {east} (written to {_length(self.precision_m)})"


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Coordinates that can be read in more than one way; nobody has chosen.

    Attributes:
        readings: the ways, the more usual first.
        question: what to ask whoever wrote them.
        written_as: the characters they were read from.
        start: offset of the first character in the text as given.
        end: offset behind the last one.
    """

    readings: tuple[Found, ...]
    question: str
    written_as: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Something written like coordinates that is no place on the globe.

    Attributes:
        reason: what is wrong and what to write instead.
        written_as: the characters that were looked at.
        start: offset of the first character in the text as given.
        end: offset behind the last one.
    """

    reason: str
    written_as: str
    start: int
    end: int


Outcome = Found | Ambiguous | Refused


def written(point: Point, notation: Notation, digits: int = 4) -> str:
    """A point in a notation, with letters, so that it can be read in one way.

    Args:
        point: WGS 84.
        notation: how to write it.
        digits: decimals of the last unit; for MGRS the digits of each coordinate (0 to 5), for UTM without meaning.

    >>> written(Point(51.7304, 36.1926), Notation.SECONDS, 0), written(Point(-33.5, -70.25), Notation.DECIMAL, 2)
    ('51°43′49″ N, 36°11′33″ E', '33.50° S, 70.25° W')
    """
    return _WRITERS[notation](point, digits)


def _decimal(point: Point, digits: int) -> str:
    return _lettered(point, lambda degrees: f"{degrees:.{digits}f}°")


def _minutes(point: Point, digits: int) -> str:
    def angle(degrees: float) -> str:
        units = round(degrees * 60 * 10**digits)
        whole, rest = divmod(units, 60 * 10**digits)
        return f"{whole}°{rest / 10**digits:.{digits}f}′"

    return _lettered(point, angle)


def _seconds(point: Point, digits: int) -> str:
    def angle(degrees: float) -> str:
        units = round(degrees * 3600 * 10**digits)
        whole, rest = divmod(units, 3600 * 10**digits)
        minutes, rest = divmod(rest, 60 * 10**digits)
        return f"{whole}°{minutes:02d}′{rest / 10**digits:.{digits}f}″"

    return _lettered(point, angle)


def _lettered(point: Point, angle: Callable[[float], str]) -> str:
    north, east = ("N" if point.lat >= 0 else "S"), ("E" if point.lon >= 0 else "W")
    return f"{angle(abs(point.lat))} {north}, {angle(abs(point.lon))} {east}"


def _mgrs(point: Point, digits: int) -> str:
    import mgrs

    text: str = mgrs.MGRS().toMGRS(*point.latlon, MGRSPrecision=digits)
    zone, numbers = text[: len(text) - 2 * digits], text[len(text) - 2 * digits :]
    return " ".join(part for part in (zone[:-2], zone[-2:], numbers[:digits], numbers[digits:]) if part)


def _utm(point: Point, digits: int) -> str:
    import utm

    east, north, zone, band = utm.from_latlon(*point.latlon)
    return f"{zone}{band} {float(east):.0f} {float(north):.0f}"


_WRITERS: dict[Notation, Callable[[Point, int], str]] = {
    Notation.DECIMAL: _decimal,
    Notation.MINUTES: _minutes,
    Notation.SECONDS: _seconds,
    Notation.MGRS: _mgrs,
    Notation.UTM: _utm,
}


def _decimals(precision_m: float) -> int:
    """Decimals of a degree that are as fine as a length."""
    digits = 0
    while digits < 6 and DEGREE_M / 10**digits > precision_m * 1.5:
        digits += 1
    return digits


def _length(length_m: float) -> str:
    if length_m >= 950:
        km = length_m / 1000
        return f"about {km:.0f} km" if km >= 1.95 else "about 1 km"
    return f"about {max(length_m, 1):.0f} m"
