"""Scores a reader of place names: how many names it finds, and how many it puts within 161 km."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).with_name("corpus.jsonl")
NEAR_ENOUGH_KM = 161.0
Found = Sequence[tuple[int, int, float | None, float | None]]


@dataclass(frozen=True)
class Score:
    """F of names found (any overlap) and F of names found and put within 161 km."""

    overlap_f: float
    placed_f: float


def documents(path: Path = CORPUS) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    north, south = radians(lat), radians(other_lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other_lon - lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(half)))


def score(texts: Iterable[dict[str, Any]], read: Callable[[str], Found]) -> Score:
    """Every mention found serves one name of the corpus; names without a point only count as found."""
    found = placed = said = wanted = placeable = unplaceable = 0
    for document in texts:
        left = sorted(read(document["text"]))
        said += len(left)
        for name in document["toponyms"]:
            wanted += 1
            placeable += name["lat"] is not None
            overlapping = [one for one in left if one[0] < name["end"] and name["start"] < one[1]]
            if not overlapping:
                continue
            best = max(overlapping, key=lambda one: min(one[1], name["end"]) - max(one[0], name["start"]))
            left.remove(best)
            found += 1
            unplaceable += name["lat"] is None
            placed += _is_there(name, best)
    return Score(_f(found, said, wanted), _f(placed, said - unplaceable, placeable))


def _is_there(name: dict[str, Any], one: tuple[int, int, float | None, float | None]) -> bool:
    if name["lat"] is None or one[2] is None or one[3] is None:
        return False
    return km(name["lat"], name["lon"], one[2], one[3]) <= NEAR_ENOUGH_KM


def _f(hits: int, said: int, wanted: int) -> float:
    return 2 * hits / (said + wanted) if said + wanted else 0.0
