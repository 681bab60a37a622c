"""Recompute the size and hash of every file that datapackage.json lists.

Run it after any change to a file of this folder::

    python data/kursk-2024/seal.py            # writes datapackage.json
    python data/kursk-2024/seal.py --check    # writes nothing, exit code 1 when out of date

A hash covers the bytes as they lie on disk: an editor that changes line ends changes the hash.
The derived file ground.geojson is listed while it exists and left out while it does not.
"""

import copy
import json
import sys
from pathlib import Path
from typing import Any

from components.export.seal import rendered, sealed

PACKAGE = Path(__file__).resolve().parent / "datapackage.json"

# The one resource that is computed from another (control.csv) and may be absent.
GROUND: dict[str, Any] = {
    "name": "ground",
    "title": "Ground",
    "description": (
        "Held areas and front line on three dates, derived from control.csv; approximate, from settlements."
    ),
    "path": "ground.geojson",
    "format": "geojson",
    "mediatype": "application/geo+json",
    "encoding": "utf-8",
}


def with_ground(resources: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Return the resources with ground.geojson listed exactly when the file is there."""
    others = [resource for resource in resources if resource["name"] != GROUND["name"]]
    listed = [resource for resource in resources if resource["name"] == GROUND["name"]]
    if not (folder / GROUND["path"]).is_file():
        return others
    return others + (listed or [copy.deepcopy(GROUND)])


def main(arguments: list[str]) -> int:
    """Seal the package, or with ``--check`` only say whether it is sealed. Returns the exit code."""
    stored = PACKAGE.read_text(encoding="utf-8")
    parsed, folder = json.loads(stored), PACKAGE.parent
    package = sealed({**parsed, "resources": with_ground(parsed["resources"], folder)}, folder)
    is_current = rendered(package) == stored
    if "--check" in arguments:
        sys.stdout.write("sealed\n" if is_current else "out of date: run seal.py\n")
        return 0 if is_current else 1
    PACKAGE.write_text(rendered(package), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(package['resources'])} files sealed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
