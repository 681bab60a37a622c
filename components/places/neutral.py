"""Rows of any other file, in columns of our own: name, admin, country, lat, lon, precision, provenance.

What a stranger gets wrong: the precision decides what a row may become. A name coded to a province's centre is a
province's name at best, so only rows with a point of their own are entries that can be pinned.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from components.model.codes import Scale
from components.places.entities import Kind
from components.places.ingredients import Draft
from components.places.sheets import RowFault, Sheet, Tally, read_sheet

COLUMNS = ("name", "admin", "country", "lat", "lon", "precision", "provenance")
_KINDS = {
    Scale.EXACT: Kind.FACILITY,
    Scale.VICINITY: Kind.FACILITY,
    Scale.LOCALITY: Kind.FACILITY,
    Scale.SETTLEMENT: Kind.SETTLEMENT,
    Scale.ADM2: Kind.ADM2,
    Scale.ADM1: Kind.REGION,
    Scale.FEATURE: Kind.REGION,
}


def row_drafts(path: Path, tally: Tally) -> Iterator[Draft]:
    """The entries of a file; it is read whole first, because a table is small beside a dump.

    Args:
        path: CSV, UTF-8, with a header that has `COLUMNS`; `admin` is a GeoNames code, "41" or "RU.41", or blank.
        tally: counts, and the rows that are refused.
    """
    drafts: list[Draft] = []
    read_sheet(path, COLUMNS, lambda row: drafts.append(_draft(path.name, row)), tally)
    yield from drafts


def _draft(file: str, row: Sheet) -> Draft:
    kind = _KINDS.get(Scale(row["precision"])) if row["precision"] in set(Scale) else None
    if kind is None:
        allowed = ", ".join(_KINDS)
        raise RowFault("precision", row["precision"], f"Only a place with a point can be added; use one of {allowed}.")
    return Draft(
        name=row.needed("name"),
        kind=kind,
        lat=row.number("lat", -90, 90),
        lon=row.number("lon", -180, 180),
        country=row.country(),
        source=file,
        admin1=row["admin"].rpartition(".")[2],
        source_id=row.needed("provenance")[:200],
    )
