"""datapackage.json of a situation: the way back of `intake.about`, with a Table Schema for every table.

What a stranger gets wrong: of a licence only its title is known here, so its name in the package is a number of ours.
Format: https://datapackage.org/standard/data-package/ (version 2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.model import About

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
GROUND_FILE = "ground.geojson"
_NUMBERS = {"lat", "lon", "anchor_lat", "anchor_lon", "radius_km", "low", "best", "high"}
_DATES = {
    "published_on", "said_from", "said_to", "happened_from", "happened_to", "period_from", "period_to", "dates_from",
    "dates_to", "clock",
}  # fmt: skip
_REQUIRED = {
    "sources": ("id", "publisher", "title", "published_precision", "language", "kind"),
    "speakers": ("id", "name", "side", "party"),
    "places": ("id", "name", "scale"),
    "topics": ("id", "title", "short", "form", "rank"),
    "claims": (
        "id", "statement", "kind", "speakers", "title", "summary", "said_precision", "place", "hedge", "sources",
    ),
    "relations": ("from", "kind", "to"),
    "deployments": ("id", "title", "from_place", "to_place", "mode", "dates_precision", "claim", "acts", "route"),
    "control": ("settlement", "oblast", "country"),
    "story": ("id", "n", "title", "sentence", "clock", "from", "to", "frame"),
}  # fmt: skip
_KEYS = {"relations": ["from", "kind", "to"], "control": ["settlement", "oblast", "country"]}


def descriptor(about: About, columns: Mapping[str, Sequence[str]], *, has_ground: bool) -> dict[str, Any]:
    """The descriptor, not yet sealed.

    Args:
        about: what the situation is.
        columns: of every table, by its name.
        has_ground: whether there is a file with held areas and front lines.
    """
    licences = [{"name": f"licence-{n}", "title": title} for n, title in enumerate(about.licences, 1)]
    resources = [_table(name, names) for name, names in columns.items()]
    return {
        "$schema": PROFILE,
        "name": about.id,
        "title": about.title,
        "description": about.description,
        **({"licenses": licences} if licences else {}),
        "conflict-map": _own(about),
        "resources": resources + ([_GROUND] if has_ground else []),
    }


_GROUND = {
    "name": "ground",
    "title": "Ground",
    "path": GROUND_FILE,
    "format": "geojson",
    "mediatype": "application/geo+json",
    "encoding": "utf-8",
}


def _own(about: About) -> dict[str, Any]:
    opening, theatre = about.opening, about.theatre
    return {
        "opens": {
            "clock": opening.clock_on.isoformat(),
            "from": opening.from_on.isoformat(),
            "to": opening.to_on.isoformat(),
        },
        "span": {"from": about.span_from_on.isoformat(), "to": about.span_to_on.isoformat()},
        "headline": about.headline,
        "lead_topics": list(about.lead_topics),
        "theatre": {"south": theatre.south, "west": theatre.west, "north": theatre.north, "east": theatre.east},
        "focus_area": about.focus_area,
        "sides": [{"id": side.id, "name": side.name} for side in about.sides],
    }


def _table(name: str, columns: Sequence[str]) -> dict[str, Any]:
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_field(name, column) for column in columns],
            "primaryKey": _KEYS.get(name, ["id"]),
            "missingValues": [""],
        },
    }


def _field(table: str, column: str) -> dict[str, Any]:
    kind = "string"
    if column in _NUMBERS:
        kind = "number"
    elif column in ("rank", "n"):
        kind = "integer"
    elif column in _DATES or (table == "story" and column in ("from", "to")):
        kind = "date"
    needed = {"constraints": {"required": True}} if column in _REQUIRED[table] else {}
    return {"name": column, "type": kind, **needed}
