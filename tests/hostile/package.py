"""A copy of the bundled package with a hostile string in every text of it, and a tree of the program that opens it.

What a stranger gets wrong: the rows stay related and the codes stay codes, so that intake accepts the package. It is
the texts that attack, and a few ids that are names of members of every JavaScript object.
"""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from tests.browser.server import ROOT

from .payloads import SHORT

NAME = "kursk-2024"
#: Columns of free text by table; what is not named here is an id, a code, a number, a day or an address.
TEXTS = {
    "sources": ("publisher", "agency", "title", "note"),
    "speakers": ("name", "person", "role"),
    "places": ("name", "local_name", "anchor", "coord_source", "note"),
    "topics": ("title", "short", "sub", "phrase"),
    "claims": ("via", "title", "summary", "period_text", "value_text", "counts", "quote", "note"),
    "relations": ("note",),
    "deployments": ("title", "route", "note"),
    "control": ("settlement", "basis", "coord_source", "source_date"),
    "story": ("title", "sentence"),
}
#: May be blank; some rows get a text of their own.
OPTIONAL = {"agency", "note", "local_name", "via", "quote", "sub"}
#: Ids that every JavaScript object answers to.
RENAMED = {"kazan": "constructor", "ryder": "valueOf", "the-national-2024-10-29": "toString"}
KEPT_CHARS = 32

Rows = list[dict[str, str]]


def read(folder: Path, table: str) -> Rows:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def write(folder: Path, table: str, rows: Rows) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def seal(folder: Path) -> None:
    """Runs the package's own seal."""
    subprocess.run([sys.executable, str(folder / "seal.py")], check=True, capture_output=True)


def tree(target: Path) -> Path:
    """A copy of everything that runs, without what tools leave behind; returns the folder of its package."""
    ignore = shutil.ignore_patterns("__pycache__", ".*_cache")
    for name in ("components", "data", ".streamlit"):
        shutil.copytree(ROOT / name, target / name, ignore=ignore)
    shutil.copy(ROOT / "app.py", target / "app.py")
    return target / "data" / NAME


def poison(folder: Path, strings: Sequence[str]) -> None:
    """Puts the strings, in turn, at the end of every text of a package, and seals it again."""
    taken = count()
    for table, columns in TEXTS.items():
        rows = read(folder, table)
        for number, row in enumerate(rows):
            for column in columns:
                if row[column] or (column in OPTIONAL and number % 3 == 0):
                    row[column] = f"{row[column][:KEPT_CHARS]} {strings[next(taken) % len(strings)]}".strip()
            if table == "speakers":
                row["short"] = SHORT[number % len(SHORT)]
        write(folder, table, rows)
    rename(folder)
    describe(folder, lambda text: f"{text} {strings[next(taken) % len(strings)]}")
    seal(folder)


def rename(folder: Path) -> None:
    """Gives a few records the ids of `RENAMED`, wherever they are named."""
    for table in TEXTS:
        rows = read(folder, table)
        for row in rows:
            for column, cell in row.items():
                if column not in TEXTS[table]:
                    row[column] = ";".join(RENAMED.get(item, item) for item in cell.split(";"))
        write(folder, table, rows)


def describe(folder: Path, attack: Callable[[str], str]) -> None:
    """Attacks the texts of the descriptor and of the ground; loosens the lengths that the schema asks for."""
    path = folder / "datapackage.json"
    package: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    own = package["conflict-map"]
    for key in ("title", "description"):
        package[key] = attack(package[key])
    own["headline"] = attack(own["headline"])
    for licence in package["licenses"]:
        licence["title"] = attack(licence["title"])
    own["sides"] = [{"id": side, "name": attack(side.upper())} for side in ("ua", "us", "kr", "ru", "nk", "ot")]
    for field in _fields(package):
        field.get("constraints", {}).pop("maxLength", None)
    path.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    ground_path = folder / "ground.geojson"
    ground: dict[str, Any] = json.loads(ground_path.read_text(encoding="utf-8"))
    ground["measured"] = attack("measured")
    ground_path.write_text(json.dumps(ground, ensure_ascii=False), encoding="utf-8")


def _fields(package: dict[str, Any]) -> Iterable[dict[str, Any]]:
    for resource in package["resources"]:
        yield from resource.get("schema", {}).get("fields", ())
