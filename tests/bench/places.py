"""How fast and how right places are read, beside geotext on the same documents in the same run.

    python tests/bench/places.py [--corpus FOLDER_OR_FILE] [--repeat N]

What a stranger gets wrong: only ratios taken in one run mean anything on a shared machine. The corpus is a file of
documents with marked names (``toponyms``), or a folder with one; it may be named by CONFLICT_MAP_PLACES_CORPUS too.
Without either our own small corpus is read, and the output says so. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from components.places.build import build  # noqa: E402  the path above comes first
from components.places.entities import Kind  # noqa: E402
from components.places.index import Index, index_bytes  # noqa: E402
from components.places.inputs import Inputs  # noqa: E402
from components.places.keys import key  # noqa: E402
from components.places.resolver import Resolver  # noqa: E402
from components.settings import bundled_folder  # noqa: E402
from tests.places.scorer import CORPUS, Found, documents, score  # noqa: E402

VARIABLE = "CONFLICT_MAP_PLACES_CORPUS"
#: A report of our own of a usual length, for the race against a bare pattern.
REPORT = (
    "Russian forces shelled Pokrovsk and two villages near Toretsk on Monday, officials in Kyiv said. "
    "In the Kursk region, Ukraine’s army lost a crossing; North Korean troops were seen east of Sudzha. "
    "Moscow said that Washington was to blame. General Austin Miller spoke in Brussels, Belgium. "
) * 16
CAPITALISED = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)*")
#: What a fresh process does; prints seconds to the first reading and, after all documents, its largest memory in KiB.
FRESH = """
import time; began = time.perf_counter()
import sys, json
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from components.places.index import Index
from components.places.resolver import Resolver
resolver = Resolver(Index.open(Path(sys.argv[2])))
resolver.read(sys.argv[3])
first = time.perf_counter() - began
for line in open(sys.argv[4], encoding="utf-8"):
    resolver.read(json.loads(line)["text"])
# The kernel hands the parent's peak to a child in ru_maxrss; VmHWM begins anew.
print(first, open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
"""


def say(text: str) -> None:
    """Write one line."""
    sys.stdout.write(text + "\n")


def corpus(given: str | None) -> Path:
    """The file with the documents."""
    path = Path(given or os.environ.get(VARIABLE) or CORPUS)
    return next(iter(sorted(path.glob("*.jsonl")))) if path.is_dir() else path


def built(folder: Path) -> float:
    """Compiles the gazetteer that ships; the seconds that it took."""
    began = time.perf_counter()
    build(folder, Inputs(bundled_folder(), folder / "nothing added"), lambda _share, _sentence: None)
    return time.perf_counter() - began


def seconds(act: Callable[[], Any], repeat: int) -> float:
    """The quickest of some runs."""
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times)


def geotext_reader(index: Index, *, with_countries: bool) -> Callable[[str], Found]:
    """Geotext's names, each at the most populous settlement of that name.

    Args:
        index: the gazetteer that gives the coordinates, which geotext has not.
        with_countries: whether countries get our own table's point; the settlements alone are the plain way.
    """
    from geotext import GeoText

    def spans(text: str) -> Iterator[tuple[int, int, float | None, float | None]]:
        found = GeoText(text)
        for name in dict.fromkeys([*found.countries, *found.cities]):
            point = _most_populous(index, name, with_countries)
            for match in re.finditer(rf"\b{re.escape(name)}\b", text):
                yield match.start(), match.end(), *point

    return lambda text: _longest(sorted(set(spans(text)), key=lambda one: (one[0], -one[1])))


def _longest(found: list[tuple[int, int, float | None, float | None]]) -> Found:
    kept: list[tuple[int, int, float | None, float | None]] = []
    for one in found:
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _most_populous(index: Index, name: str, with_countries: bool) -> tuple[float | None, float | None]:
    kinds = (Kind.SETTLEMENT, Kind.COUNTRY) if with_countries else (Kind.SETTLEMENT,)
    entities = [one for hit in index.find(key(name)) if (one := index.entity(hit.id)).kind in kinds]
    best = max(entities, key=lambda one: (one.kind is Kind.COUNTRY, one.population), default=None)
    return (best.lat, best.lon) if best else (None, None)


def fresh(folder: Path, path: Path) -> tuple[float, float]:
    """Seconds to the first reading of a new process, and its largest memory in megabytes."""
    command = [sys.executable, "-c", FRESH, str(ROOT), str(folder), REPORT, str(path)]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(3)]
    return min(float(run[0]) for run in runs), max(float(run[1]) for run in runs) * 1024 / 1e6


def main() -> None:
    """Measures, prints lines for a reader, and last one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--corpus", help=f"documents with marked names; else {VARIABLE}, else our own")
    parser.add_argument("--repeat", type=int, default=9)
    given = parser.parse_args()
    path = corpus(given.corpus)
    texts = documents(path)
    say(f"corpus: {'our own' if path == CORPUS else path.name}, {len(texts)} documents")
    with tempfile.TemporaryDirectory() as name:
        result = measure(Path(name), path, texts, given.repeat)
    say(json.dumps({"corpus": "own" if path == CORPUS else path.stem, "documents": len(texts), **result}))


def measure(folder: Path, path: Path, texts: list[dict[str, Any]], repeat: int) -> dict[str, float]:
    """Every number of this bench."""
    from geotext import GeoText

    build_s = built(folder)
    cold_start_s, rss_mb = fresh(folder, path)
    index = Index.open(folder)
    resolver = Resolver(index)
    ours = score(texts, lambda text: [(m.start, m.end, m.lat, m.lon) for m in resolver.read(text).mentions])
    theirs = score(texts, geotext_reader(index, with_countries=False))
    helped = score(texts, geotext_reader(index, with_countries=True))
    ours_s = seconds(lambda: [resolver.read(one["text"]) for one in texts], repeat)
    theirs_s = seconds(lambda: [GeoText(one["text"]) for one in texts], repeat)
    pattern_s = seconds(lambda: [CAPITALISED.findall(REPORT) for _ in range(50)], repeat) / 50
    seed_s = seconds(lambda: resolver.read(REPORT), repeat * 3)
    say(f"found / placed F: ours {ours.overlap_f:.3f} / {ours.placed_f:.3f}, geotext and most populous "
        f"{theirs.overlap_f:.3f} / {theirs.placed_f:.3f}")  # fmt: skip
    say(f"documents a second: ours {len(texts) / ours_s:.0f}, geotext {len(texts) / theirs_s:.0f}")
    say(f"one report of {len(REPORT)} characters: {seed_s / pattern_s:.0f} times a bare pattern")
    return {
        "docs_per_s_vs_geotext": round(theirs_s / ours_s, 4),
        "e2e_f_vs_geotext": round(ours.placed_f / theirs.placed_f, 3) if theirs.placed_f else 0.0,
        "index_mb": round(index_bytes(folder) / 1e6, 2),
        "rss_mb": round(rss_mb, 1),
        "cold_start_s": round(cold_start_s, 3),
        "build_s": round(build_s, 1),
        "seed_vs_regex": round(seed_s / pattern_s, 1),
        "overlap_f": round(ours.overlap_f, 4),
        "e2e_f": round(ours.placed_f, 4),
        "e2e_f_vs_geotext_with_our_countries": round(ours.placed_f / helped.placed_f, 3) if helped.placed_f else 0.0,
        "geotext_overlap_f": round(theirs.overlap_f, 4),
        "geotext_e2e_f": round(theirs.placed_f, 4),
        "docs_per_s": round(len(texts) / ours_s, 1),
    }


if __name__ == "__main__":
    main()
