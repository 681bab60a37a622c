"""Settlements with their holder on one date, read from a situation's table of control.

What a stranger gets wrong: a row without coordinates is real, it only has no point. It is left out here, never placed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from components.model.codes import Holder
from components.model.point import Point

HOLDER_COLUMN = "holder_"


@dataclass(frozen=True, slots=True)
class SettlementOn:
    """A settlement on one date.

    Attributes:
        name: in English.
        lat: WGS 84, degrees.
        lon: WGS 84, degrees.
        holder: who holds it; contested and unknown fix nothing.
        country: ISO 3166 two letters: whose recognised territory it lies in, whoever holds it.
    """

    name: str
    lat: float
    lon: float
    holder: Holder
    country: str

    def __post_init__(self) -> None:
        Point(self.lat, self.lon)

    @property
    def is_fixed(self) -> bool:
        """Whether one side holds it."""
        return self.holder in (Holder.UA, Holder.RU)

    @property
    def is_taken(self) -> bool:
        """Whether the other side holds it: not the country in which it lies."""
        return self.is_fixed and self.holder.value != self.country


def control_dates(columns: Iterable[str]) -> list[date]:
    """Return the dates of a control table, oldest first, from its column names (holder_2024_10_30)."""
    stamps = [c.removeprefix(HOLDER_COLUMN) for c in columns if c.startswith(HOLDER_COLUMN)]
    return sorted(date.fromisoformat(s.replace("_", "-")) for s in stamps)


def read_control(path: Path) -> dict[date, Sequence[SettlementOn]]:
    """Return the located settlements of a control table for each of its dates.

    Args:
        path: CSV with the columns settlement, country, lat, lon and one holder_YYYY_MM_DD per date.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["lat"] and row["lon"]]
    dates = control_dates(rows[0]) if rows else []
    return {on: [_settlement(row, on) for row in rows] for on in dates}


def _settlement(row: dict[str, str], on: date) -> SettlementOn:
    holder = Holder(row[f"{HOLDER_COLUMN}{on:%Y_%m_%d}"])
    return SettlementOn(row["settlement"], float(row["lat"]), float(row["lon"]), holder, row["country"])
