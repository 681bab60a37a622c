"""Grid references: MGRS and UTM.

What a stranger gets wrong: the letter behind a UTM zone is a latitude band to some and a hemisphere to others, and
"S" is both: band S lies in the north. Where both readings are on the globe, the reader is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from components.model import Point
from components.places.notations import Ambiguous, Found, Notation, Outcome, Refused

_MGRS = re.compile(
    r"(?<![\w.,])(?P<zone>\d{1,2})\s?(?P<band>[C-HJ-NP-X])\s?(?P<square>[A-HJ-NP-Z]{2})"
    r"(?:\s?(?P<east>\d{1,5})\s(?P<north>\d{1,5})|\s?(?P<both>\d{2,10}))(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_UTM = re.compile(
    r"(?<![\w.,])(?:UTM:?\s{1,2})?(?:zone\s)?(?P<zone>\d{1,2})\s?(?P<band>[C-HJ-NP-X])[\s,]{1,2}"
    r"E?:?\s?(?P<east>\d{6})(?:\.\d{1,4})?\s?m?E?[\s,]{1,2}N?:?\s?(?P<north>\d{5,8})(?:\.\d{1,4})?\s?m?N?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_ZONES = 60
#: A reference in prose with a one-digit zone must be this long: "5G NR 20 30" is no place.
_SURE_DIGITS = 8
#: How far a grid may reach beyond its zone, in degrees of longitude; the zones of Norway are wider.
_OVERLAP_DEG = 9.0
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_BAND_DEG, _BAND_SOUTH_DEG, _MARGIN_DEG = 8, -80, 0.2


def grid_references(text: str, *, is_whole: bool) -> Iterator[Outcome]:
    """Every grid reference of a text.

    Args:
        text: as given.
        is_whole: whether the text is nothing but coordinates, as in an input field.
    """
    for match in _MGRS.finditer(text):
        found = _square(match)
        if is_whole or (_is_sure(match) and isinstance(found, Found)):
            yield found
    for match in _UTM.finditer(text):
        yield _metres(match)


def _is_sure(match: re.Match[str]) -> bool:
    digits = len(match["both"] or match["east"] + match["north"])
    is_upper = match["band"].isupper() and match["square"].isupper()
    return is_upper and (digits >= _SURE_DIGITS or (digits >= 4 and len(match["zone"]) == 2))


def _square(match: re.Match[str]) -> Outcome:
    both = match["both"]
    if both and len(both) % 2:
        return _refused(match, "A grid reference has as many digits to the east as to the north; one is missing.")
    half = len(both) // 2 if both else 0
    east, north = (both[:half], both[half:]) if both else (match["east"], match["north"])
    if len(east) != len(north):
        return _refused(match, "The two numbers of a grid reference have the same number of digits; write them so.")
    size_m = 10.0 ** (5 - len(east))
    zone = f"{int(match['zone'])}{match['band']}{match['square']}".upper()
    point = _middle(zone, east, north)
    if point is None:
        return _refused(match, f"There is no grid square {zone}; check zone, letters and digits.")
    return Found(point, match[0], Notation.MGRS, size_m, match.start(), match.end())


def _middle(zone: str, east: str, north: str) -> Point | None:
    """The middle of a grid square, None when there is no such square."""
    import mgrs
    from mgrs.core import MGRSError

    # One more digit, 5, is the middle of the square; at the last digit the corner is as good.
    more = "5" if len(east) < 5 else ""
    try:
        lat, lon = mgrs.MGRS().toLatLon(f"{zone}{east}{more}{north}{more}")
    except MGRSError:
        return None
    number, band = int(zone[:-3]), zone[-3]
    is_near = _is_on_globe(lat, lon) and _zone_offset(number, lon) <= _OVERLAP_DEG and _is_in_band(band, lat, 1.0)
    return Point(lat, lon) if is_near else None


def _metres(match: re.Match[str]) -> Outcome:
    zone, band = int(match["zone"]), match["band"].upper()
    east, north = int(match["east"]), int(match["north"])
    if not (1 <= zone <= _ZONES and 100_000 <= east <= 900_000 and north <= 10_000_000):
        return _refused(match, "A UTM zone is 1 to 60, east 100,000 to 900,000 m, north at most 10,000,000 m.")
    northern = _at(zone, east, north, is_northern=True)
    southern = _at(zone, east, north, is_northern=False)
    by_band = northern if band >= "N" else southern
    fits = [by_band] if by_band is not None and _is_in_band(band, by_band.lat, _MARGIN_DEG) else []
    if band == "S" and southern is not None:
        fits.append(southern)
    elif band == "N" and not fits and northern is not None:
        fits.append(northern)
    found = [Found(point, match[0], Notation.UTM, 1.0, match.start(), match.end()) for point in fits]
    if len(found) > 1:
        question = "Is S the latitude band S, north of the equator, or the southern hemisphere?"
        return Ambiguous(tuple(found), question, match[0], match.start(), match.end())
    if not found:
        return _refused(match, f"These metres do not lie in band {band} of zone {zone}; check the letter.")
    return found[0]


def _at(zone: int, east: int, north: int, *, is_northern: bool) -> Point | None:
    import utm

    lat, lon = utm.to_latlon(east, north, zone, northern=is_northern, strict=False)
    lat, lon = float(lat), float(lon)
    # UTM reaches from 80 S to 84 N.
    is_there = _is_on_globe(lat, lon) and (0 <= lat <= 84.5 if is_northern else -80.5 <= lat < 0)
    return Point(lat, lon) if is_there else None


def _is_on_globe(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


def _zone_offset(zone: int, lon: float) -> float:
    away = abs(lon - (zone * 6 - 183)) % 360
    return min(away, 360 - away)


def _is_in_band(band: str, lat: float, margin_deg: float) -> bool:
    south = _BAND_SOUTH_DEG + _BANDS.index(band) * _BAND_DEG
    north = south + (12 if band == "X" else _BAND_DEG)
    return south - margin_deg <= lat <= north + margin_deg


def _refused(match: re.Match[str], reason: str) -> Refused:
    return Refused(reason, match[0], match.start(), match.end())
