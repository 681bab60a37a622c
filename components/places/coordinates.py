"""Coordinates that people type or print, found and read; what is ambiguous is asked, never guessed.

What a stranger gets wrong: two plain numbers do not say which of them is the latitude. They are read only when one
order is impossible or the story's countries leave one; everything else comes back as a question.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from components.errors import PointError
from components.model import Point
from components.places.angles import LAT, LON, Angle, Pair, pairs
from components.places.grids import grid_references
from components.places.notations import Ambiguous, Found, Notation, Outcome, Refused

#: Longest text of an input field that is looked at.
MOST_CHARS = 200
_CUE = re.compile(r"(?:coord|coörd|координат|geolocat|position|location|grid|точк|at\s\(?$|geo:|@)", re.IGNORECASE)
_CUE_CHARS = 40
_SURE_DECIMALS, _CUED_DECIMALS, _LETTERED_DECIMALS = 4, 2, 2
_MORE_BEFORE = re.compile(r"\d[,;]?\s?\Z")
_MORE_AFTER = re.compile(r"\s?[,;]?\s?\d|\s?(?:%|per\s?cent|°?C\b|[$€£₽₴])")
_BESIDE = " \t\r\n()[]{}<>.,;:"
_PREFIX = re.compile(
    r"(?:coordinates?|coords?|geo|координаты|координати|gps|mgrs|utm|wgs\s?84)\s?[:=]?\s*", re.IGNORECASE
)
_NUMERIC = re.compile(r"[\d\s.,;:/°'′″’”\"+\-−–NSEWnsewСЮВЗ]*\d[\d\s.,;:/°'′″’”\"+\-−–NSEWnsewСЮВЗ]*")
_ONE_OR_TWO = re.compile(r"[+\-−–]?\d+,\d+")
_HOW = "Write them like 51.7304 N, 36.1926 E."
Expected = Callable[[Point], bool]


def parse_coordinates(text: str, is_expected: Expected | None = None) -> Outcome | None:
    r"""Reads a text that is nothing but coordinates, such as an input field.

    Args:
        text: as typed.
        is_expected: whether a point lies where the story is; it decides the order of two plain numbers, and only when
            it accepts exactly one of them.

    Returns:
        None when the text is no attempt at coordinates, but a name for instance.

    >>> parse_coordinates("51°44'13\"N 36°11'13\"E").echo
    '51.7369° N, 36.1869° E (written to about 31 m)'
    >>> parse_coordinates("10, 200").reason
    '10 and 200 are no point in either order: latitude is -90 to 90, longitude -180 to 180. Check the digits.'
    """
    if len(text) > MOST_CHARS:
        return None
    start = len(text) - len(text.lstrip(_BESIDE))
    prefix = _PREFIX.match(text, start)
    start = prefix.end() if prefix else start
    end = len(text.rstrip(" \t\r\n()[]{}<>,;"))
    for found in _outcomes(text, is_expected, is_whole=True):
        if found.start <= start and not text[found.end : end].strip(_BESIDE):
            # RFC 5870: a geo address has the latitude first.
            is_geo = prefix is not None and prefix[0].lower() == "geo:"
            return found.readings[0] if is_geo and isinstance(found, Ambiguous) else found
    if _NUMERIC.fullmatch(text, start):
        return Refused(f"This is no pair of coordinates. {_HOW}", text[start:end], start, end)
    return None


def find_coordinates(text: str, is_expected: Expected | None = None) -> list[Outcome]:
    """Every pair of coordinates in a running text, in its order, none overlapping another.

    Plain numbers count only with four decimals, or with two behind a word like "coordinates": versions, scores,
    prices and ages are no places.

    Args:
        text: as printed.
        is_expected: as for `parse_coordinates`.
    """
    chosen: list[Outcome] = []
    for found in _outcomes(text, is_expected, is_whole=False):
        if not chosen or found.start >= chosen[-1].end:
            chosen.append(found)
    return chosen


def _outcomes(text: str, is_expected: Expected | None, *, is_whole: bool) -> list[Outcome]:
    """Candidates by their start, the longer first."""
    found: list[Outcome] = list(grid_references(text, is_whole=is_whole))
    found += [_read(pair, text, is_expected) for pair in pairs(text) if is_whole or _is_meant(pair, text)]
    return sorted(found, key=lambda outcome: (outcome.start, -outcome.end))


def _is_meant(pair: Pair, text: str) -> bool:
    """Whether a pair in running text is there to say a place."""
    both = pair.first, pair.second
    decimals = min(angle.decimals for angle in both)
    is_marked = all(angle.is_marked for angle in both)
    has_minutes = all(angle.notation is not Notation.DECIMAL for angle in both)
    if all(angle.axis for angle in both):
        is_weak = any(angle.is_cyrillic_letter for angle in both)
        if is_marked or (has_minutes and not is_weak):
            return True
        return decimals >= (_SURE_DECIMALS - 1 if is_weak else _LETTERED_DECIMALS)
    if _MORE_BEFORE.search(text, max(0, pair.start - 4), pair.start) or _MORE_AFTER.match(text, pair.end):
        return False
    if any(angle.side for angle in both):
        return is_marked or decimals > _LETTERED_DECIMALS
    is_cued = _CUE.search(text, max(0, pair.start - _CUE_CHARS), pair.start) is not None
    # Without marks of degrees minutes are a time of day.
    if has_minutes:
        return is_marked
    return decimals >= (_CUED_DECIMALS if is_cued or is_marked else _SURE_DECIMALS)


def _read(pair: Pair, text: str, is_expected: Expected | None) -> Outcome:
    first, second = pair.first, pair.second
    fault = first.fault or second.fault
    if fault:
        return _refused(pair, text, f"{fault} {_HOW}")
    if first.axis and first.axis == second.axis:
        return _refused(pair, text, f"Both numbers are called {_AXES[first.axis]}. {_HOW}")
    if not (first.axis or second.axis):
        return _unordered(pair, text, is_expected)
    lat, lon = (first, second) if first.axis == LAT or second.axis == LON else (second, first)
    return _sided(pair, text, lat, lon)


_AXES = {LAT: "latitude", LON: "longitude"}


def _sided(pair: Pair, text: str, lat: Angle, lon: Angle) -> Outcome:
    """Reads a pair whose order is known; a letter that only one of them has is asked for."""
    for angle, other in ((lat, lon), (lon, lat)):
        if not (angle.axis or angle.sign) and other.side and angle.degrees:
            signs = ((other.side, 1), (other.side, -1)) if angle is lon else ((1, other.side), (-1, other.side))
            ways = [way for n, e in signs if (way := _found(pair, text, lat, lon, n, e))]
            if len(ways) > 1:
                words = "east or west" if angle is lon else "north or south"
                return Ambiguous(
                    tuple(ways), f"Is {angle.degrees:g}° {words}?", _part(pair, text), pair.start, pair.end
                )
    found = _found(pair, text, lat, lon)
    return found or _refused(pair, text, _off_the_globe(lat, lon))


def _unordered(pair: Pair, text: str, is_expected: Expected | None) -> Outcome:
    first, second = pair.first, pair.second
    if _ONE_OR_TWO.fullmatch(text, pair.start, pair.end):
        return _refused(pair, text, "Is this one number or two? Put a space behind the comma of two numbers.")
    usual, swapped = _found(pair, text, first, second), _found(pair, text, second, first)
    if usual is None:
        return _refused(pair, text, _neither(first, second, swapped))
    if swapped is None or usual.point == swapped.point:
        return usual
    if is_expected is not None:
        fitting = [found for found in (usual, swapped) if is_expected(found.point)]
        if len(fitting) == 1:
            return fitting[0]
    question = f"Which number is the latitude: {_signed(first)} or {_signed(second)}?"
    return Ambiguous((usual, swapped), question, _part(pair, text), pair.start, pair.end)


def _found(pair: Pair, text: str, lat: Angle, lon: Angle, lat_sign: int = 0, lon_sign: int = 0) -> Found | None:
    """The reading with this latitude and longitude, None when it is not on the globe."""
    try:
        point = Point(
            lat.degrees * (lat_sign or lat.side or lat.sign or 1), lon.degrees * (lon_sign or lon.side or lon.sign or 1)
        )
    except PointError:
        return None
    precision_m = max(lat.precision_m, lon.precision_m * math.cos(math.radians(point.lat)))
    notation = max(lat.notation, lon.notation, key=_FINENESS.index)
    return Found(point, _part(pair, text), notation, precision_m, pair.start, pair.end)


_FINENESS = (Notation.DECIMAL, Notation.MINUTES, Notation.SECONDS)


def _neither(first: Angle, second: Angle, swapped: Found | None) -> str:
    one, other = _signed(first), _signed(second)
    if swapped is None:
        return (
            f"{one} and {other} are no point in either order: latitude is -90 to 90, longitude -180 to 180. "
            "Check the digits."
        )
    return f"Latitude comes first, and {one} is none. Were they swapped? Then write {other}, {one}."


def _off_the_globe(lat: Angle, lon: Angle) -> str:
    return (
        f"Latitude {lat.degrees:g}, longitude {lon.degrees:g} is not on the globe: they reach to 90 and 180. "
        "Check the digits."
    )


def _signed(angle: Angle) -> str:
    digits = angle.decimals if angle.notation is Notation.DECIMAL else 4
    return f"{angle.degrees * (angle.sign or 1):.{digits}f}"


def _part(pair: Pair, text: str) -> str:
    return text[pair.start : pair.end]


def _refused(pair: Pair, text: str, reason: str) -> Refused:
    return Refused(reason, _part(pair, text), pair.start, pair.end)
