"""Reads what GeoNames offers for download: a country dump, and a table of alternate names.

What a stranger gets wrong: a country dump is mostly hotels, wells and farms. Only features that a report may name are
kept; every other row is refused with the reason, so that rows in are rows kept and rows refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.places.entities import Form, Kind
from components.places.ingredients import Draft, is_name
from components.places.sheets import RowFault

DUMP_COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature class", "feature code",
    "country code", "cc2", "admin1 code", "admin2 code", "admin3 code", "admin4 code", "population", "elevation", "dem",
    "timezone", "modification date",
)  # fmt: skip
ALTERNATE_COLUMNS = (
    "alternateNameId", "geonameid", "isolanguage", "alternate name", "isPreferredName", "isShortName", "isColloquial",
    "isHistoric",
)  # fmt: skip
_WHOLE = re.compile(r"\d{1,10}", re.ASCII)
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,12})?", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MAX_NAME_CHARS = 400
#: Names of an alternate-name table that nobody says.
_NO_LANGUAGES = frozenset(
    {"link", "post", "iata", "icao", "faac", "wkdt", "unlc", "phon", "piny", "tcid", "fr_1793", "nuts"}
)
_FACILITIES = frozenset(
    "AIRP AIRB AIRF AIRH AIRQ AIRS AIRT MILB INSM NVB PS PSN PSH PST DAM BDG PRT PIER HBR CSTM CSTMS OILR OILT OILP "
    "OILJ MN MNC MFG MFGN MFGM PRN PRISON SCHM DCKY DCKB RSTN RSRT FT CSTL CMPRF CMP CTRS BRKS ATMI LNDF PPQ "
    "MSTY CVNT CRNT TOWR OBPT UNIV HSP GOVL PAL SPNG STNM STNB STNS STNF STNI STNC".split()
)
_SEAS = frozenset("OCN SEA GULF BAY BAYS STRT SD CHNM INLT FJD FJDS BGHT LGN".split())
_AREAS = frozenset("RGN RGNE RGNH RGNL AREA CST COLF CONT OAS PRK RES RESN RESF RESW TRB CONS SNOW".split())
#: First-order codes of GeoNames' class A that are a district of some depth.
_DISTRICTS = frozenset("ADM2 ADM3 ADM4 ADM5 ADMD".split())
#: What GeoNames does not say: how large an area is. A guess of its order, for the circle that is drawn.
RADII_KM = {
    Kind.ADM1: 100.0, Kind.ADM2: 25.0, Kind.REGION: 25.0, Kind.SEA: 100.0, Kind.WATER: 20.0, Kind.ISLAND: 10.0,
    Kind.MOUNTAIN: 10.0, Kind.COUNTRY: 300.0,
}  # fmt: skip


def kind_of(feature_class: str, code: str) -> Kind | None:
    """The kind of a feature; None when reports do not name such things.

    >>> kind_of("P", "PPLA"), kind_of("S", "AIRB"), kind_of("S", "HTL")
    (<Kind.SETTLEMENT: 'settlement'>, <Kind.FACILITY: 'facility'>, None)
    """
    if feature_class == "P":
        return Kind.SETTLEMENT
    if code in _FACILITIES and feature_class in "SLRH":
        return Kind.FACILITY
    return _AREA_KINDS[feature_class](code) if feature_class in _AREA_KINDS else None


def _division(code: str) -> Kind | None:
    if code.startswith("PCL") and not code.endswith("H"):
        return Kind.COUNTRY
    if code == "ADM1":
        return Kind.ADM1
    if code in _DISTRICTS:
        return Kind.ADM2
    return Kind.REGION if code in ("TERR", "ZN", "ZNB", "LTER") else None


def _water(code: str) -> Kind:
    return Kind.SEA if code in _SEAS else Kind.WATER


def _terrain(code: str) -> Kind:
    return Kind.ISLAND if code.startswith(("ISL", "ATOL")) else Kind.MOUNTAIN


_AREA_KINDS = {
    "A": _division,
    "H": _water,
    "T": _terrain,
    "L": lambda code: Kind.REGION if code in _AREAS else None,
    "R": lambda code: Kind.FACILITY if code in ("TNL", "RJCT", "RDJCT") else None,
    "V": lambda code: Kind.REGION if code in ("FRST", "FRSTF") else None,
}


def dump_draft(cells: Sequence[str], source: str) -> Draft:
    """One row of a country dump.

    Raises:
        RowFault: it is not one, or its feature is of no use here.
    """
    if len(cells) != len(DUMP_COLUMNS):
        raise RowFault("", "", f"It has {len(cells)} cells where a country dump has 19, separated by tabs.")
    row = dict(zip(DUMP_COLUMNS, cells, strict=True))
    kind = kind_of(row["feature class"], row["feature code"])
    number = _whole(row, "geonameid")
    lat, lon = _degrees(row, "latitude", 90), _degrees(row, "longitude", 180)
    country = row["country code"]
    if country and not _COUNTRY.fullmatch(country):
        raise RowFault("country code", country, "It must be two capital letters.")
    if kind is None:
        code = f"{row['feature class']}.{row['feature code']}"
        raise RowFault("feature code", code, "Features of this kind are not kept: reports hardly name them.")
    others = {row["asciiname"], *row["alternatenames"].split(",")} - {row["name"], ""}
    return Draft(
        name=_name(row, "name"),
        kind=kind,
        lat=lat,
        lon=lon,
        country=country,
        admin1="" if row["admin1 code"] == "00" else row["admin1 code"],
        population=_whole(row, "population") if row["population"] else 0,
        radius_km=RADII_KM.get(kind, 0.0),
        source=source,
        names=[(other, Form.COMMON) for other in sorted(others) if is_name(other)],
        geonameid=number,
    )


def alternate_draft(cells: Sequence[str], source: str) -> Draft:
    """One row of a table of alternate names: a further name of what has its number.

    Raises:
        RowFault: it is not one, or nobody says that name.
    """
    if not 4 <= len(cells) <= 10:
        raise RowFault("", "", f"It has {len(cells)} cells where the table has 4 to 10, separated by tabs.")
    row = dict(zip(ALTERNATE_COLUMNS, [*cells, "", "", "", ""], strict=False))
    if row["isolanguage"] in _NO_LANGUAGES:
        raise RowFault("isolanguage", row["isolanguage"], "Links, codes and romanisations are no names.")
    is_rare = "1" in (row["isShortName"], row["isColloquial"], row["isHistoric"])
    form = Form.CODE if row["isolanguage"] == "abbr" else Form.RARE if is_rare else Form.COMMON
    draft = Draft("", Kind.SETTLEMENT, 0, 0, "", source, names=[(_name(row, "alternate name"), form)])
    draft.geonameid, draft.only_names = _whole(row, "geonameid"), True
    return draft


def _whole(row: dict[str, str], column: str) -> int:
    if not _WHOLE.fullmatch(row[column]) or not 0 <= int(row[column]) < 2**32:
        raise RowFault(column, row[column], "It must be a whole number.")
    return int(row[column])


def _degrees(row: dict[str, str], column: str, most: float) -> float:
    text = row[column]
    if not _DEGREES.fullmatch(text) or abs(float(text)) > most:
        raise RowFault(column, text, f"It must be a number from -{most:g} to {most:g}.")
    return float(text)


def _name(row: dict[str, str], column: str) -> str:
    name = row[column].strip()
    if not name or len(name) > _MAX_NAME_CHARS or _CONTROL.search(name):
        raise RowFault(column, ascii(name)[:200], f"It must be 1 to {_MAX_NAME_CHARS} printable characters.")
    return name
