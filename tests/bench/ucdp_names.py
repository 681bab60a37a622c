"""Looks up the place names of UCDP GED rows and says how many are found, and how many pins are wrong.

What a stranger gets wrong: the rows are a test set. Half of them (by a hash of their id) was looked at while the rules
were written, the other half was not; believe the second number.

Run: python -m tests.bench.ucdp_names ROWS.csv [INDEX_FOLDER]; or CONFLICT_MAP_BENCH_UCDP, CONFLICT_MAP_BENCH_INDEX.
"""

import csv
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geopy.distance import geodesic

from components.places.entities import Kind
from components.places.index import Index
from components.places.keys import key
from components.places.lookup import Answer, look_up
from components.settings import read_settings

WRONG_KM = 25.0
NAMED = ("1", "2")


@dataclass(frozen=True, slots=True)
class Row:
    """One name of the rows: how precise UCDP calls it, and where it says that it lies."""

    id: str
    name: str
    nation: str
    country: str
    admin: str
    precision: str
    lat: float
    lon: float

    @property
    def is_seen(self) -> bool:
        """Whether the row belongs to the half that was looked at."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a row."""

    row: Row
    answer: Answer

    @property
    def km(self) -> float:
        entity = self.answer.entity
        return geodesic((entity.lat, entity.lon), (self.row.lat, self.row.lon)).km if entity else 0.0

    @property
    def is_wrong_pin(self) -> bool:
        return self.answer.is_pin and self.km > WRONG_KM


def country_code(index: Index, nation: str) -> str:
    """ISO code of a country as UCDP writes it, "Yemen (North Yemen)"; empty when no country has the name."""
    brackets = nation.partition("(")
    tries = (
        nation,
        brackets[0].strip(),
        brackets[2].rstrip(")"),
        nation.replace("-", " and "),
        nation.partition(",")[0],
    )
    for name in tries:
        for hit in index.find(key(name)):
            entity = index.entity(hit.id)
            if entity.kind is Kind.COUNTRY:
                return entity.country
    return ""


def rows(index: Index, path: Path) -> Iterator[Row]:
    codes: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            nation = line["country"]
            code = codes.setdefault(nation, country_code(index, nation))
            if line["where_coordinates"]:
                lat, lon = float(line["latitude"]), float(line["longitude"])
                yield Row(
                    line["id"], line["where_coordinates"], nation, code, line["adm_1"], line["where_prec"], lat, lon
                )


def asked(index: Index, row: Row, *, with_admin: bool) -> Result:
    countries = (row.country,) if row.country else ()
    return Result(row, look_up(index, row.name, countries=countries, admin=row.admin if with_admin else ""))


def shares(results: list[Result]) -> dict[str, float]:
    found = [result for result in results if result.answer.entity]
    pins = [result for result in results if result.answer.is_pin]
    wrong = [result for result in pins if result.is_wrong_pin]
    near = [result for result in pins if not result.is_wrong_pin]
    return {
        "names": len(results),
        "found": round(len(found) / len(results), 3),
        "pins": round(len(pins) / len(results), 3),
        "right_pins": round(len(near) / len(results), 3),
        "wrong_of_pins": round(len(wrong) / max(len(pins), 1), 4),
    }


def report(title: str, results: list[Result]) -> dict[str, float]:
    numbers = shares(results)
    sys.stdout.write(f"{title:44} " + "  ".join(f"{name} {value}" for name, value in numbers.items()) + "\n")
    return numbers


def measure(index: Index, every: list[Row], *, with_admin: bool) -> dict[str, dict[str, float]]:
    label = "country + adm_1" if with_admin else "country only"
    results = [asked(index, row, with_admin=with_admin) for row in every]
    named = [result for result in results if result.row.precision in NAMED]
    numbers = {
        "all": report(f"{label}, precision 1-2", named),
        "seen": report(f"{label}, the half looked at", [result for result in named if result.row.is_seen]),
        "unseen": report(f"{label}, the half not looked at", [result for result in named if not result.row.is_seen]),
    }
    distinct = {(result.row.name, result.row.nation): result for result in named}
    numbers["distinct"] = report(f"{label}, every name once", list(distinct.values()))
    for precision in "1234":
        numbers[f"precision_{precision}"] = report(
            f"{label}, precision {precision}", [result for result in results if result.row.precision == precision]
        )
    for text, count in Counter(_line(result) for result in named if result.is_wrong_pin and result.row.is_seen).items():
        sys.stdout.write(f"  wrong pin x{count}: {text}\n")
    return numbers


def _line(result: Result) -> str:
    entity = result.answer.entity
    named = f"{entity.name}, {entity.population}" if entity else ""
    return f"{result.row.name} ({result.row.nation}) -> {named}, {result.km:.0f} km, {result.answer.score}"


def main() -> None:
    given = sys.argv[1:]
    path = Path(given[0] if given else os.environ["CONFLICT_MAP_BENCH_UCDP"])
    folder = given[1] if len(given) > 1 else os.environ.get("CONFLICT_MAP_BENCH_INDEX")
    index = Index.open(Path(folder)) if folder else _own_index()
    every = list(rows(index, path))
    start = time.perf_counter()
    numbers = {"country": measure(index, every, with_admin=False), "admin": measure(index, every, with_admin=True)}
    took_s = time.perf_counter() - start
    sys.stdout.write(json.dumps({**numbers, "lookups_per_s": round(2 * len(every) / took_s)}) + "\n")


def _own_index() -> Index:
    from components.places.cache import open_index

    return open_index(read_settings())


if __name__ == "__main__":
    main()
