"""How quick the page is, in ratios taken in one run.

    python tests/bench/interaction.py [--runs 10] [--out tests/bench/out]

Three apps run side by side on loopback and are measured in turns, the order changing from round to round, so that a
drift of the machine falls on all of them: the page itself; (a) an empty Streamlit app, one button and one text
(`empty.py`); (b) the plain way, the same data with the whole Folium map made anew in every run (`plain.py`).

The last line that is printed is JSON. Every time is a median, read in the page with ``performance.now()`` from the
moment before an event is dispatched, at a random moment of a frame, to the frame callback that draws its effect. For
the page that is the next rise of ``data-cm-painted`` on its root element; for the others the first frame in which the
page has changed.

- ``first_paint_vs_empty``: start of the navigation until ``html[data-cm-ready=true]``, over the empty app's until its
  text is there; each in a new browser context, so with an empty cache.
- ``filter_vs_rerun``: click on an actor's pill until the map is painted, over a rerun of the empty app (click on its
  button until its text has changed).
- ``click_vs_rerun``: click on a mark of the map until the map is painted, over the same.
- ``filter_vs_plain``: the same filter, over the plain way's (click on a pill until the new map has all its pins).
- ``hover_ms``: pointer over a row of the timeline until the map is painted, in milliseconds.
- ``clock_ms``: arrow key on the clock until the map is painted, in milliseconds.
- ``bytes_per_interaction``: websocket bytes both ways, over all filters, clicks, hovers and clock steps of the run,
  each waited for until the page has told Python and Python has answered; a mean.
- ``first_visit_kb``: encoded bytes of a first visit (10^3), without Streamlit's own files below ``/static/``, with the
  websocket's; a median.
- ``session_mb``: growth of the server's resident memory (10^6 bytes) for each of 10 further tabs that stay
  open.
- ``remounts``: how often the map's document was replaced or its map built anew during all those interactions (at least
  20); ``foreign_requests``: hosts other than our own that the page asked. Both should be 0.

Raw samples are written as JSON beside. This is no test and asserts no time.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.rig import Server, Visit, servers, session_mb, visit  # noqa: E402 - a script has no package
from tests.browser.chromium import chromium  # noqa: E402

SESSIONS = 10
ROUNDS_OF_FIRST_PAINT = 5
#: Name of a sample: whose page, and what is timed there; {n} is the number of the round.
ACTS: Mapping[str, tuple[str, str]] = {
    "rerun": ("empty", "() => __watch.empty.rerun()"),
    "filter": ("own", "() => __watch.paint(() => __watch.own.filter({n}))"),
    "click": ("own", "() => __watch.paint(() => __watch.own.click({n}))"),
    "hover": ("own", "() => __watch.paint(() => __watch.own.hover({n}))"),
    "clock": ("own", "() => __watch.paint(() => __watch.own.clock({n}))"),
    "plain_filter": ("plain", "() => __watch.plain.filter({n})"),
}
Samples = dict[str, list[float]]


def turned(names: Sequence[str], by: int) -> list[str]:
    """The names in another order for every round: turned, and every second time backwards."""
    at = by % len(names)
    order = [*names[at:], *names[:at]]
    return order[::-1] if by % 2 else order


def first_paints(browser: Browser, apps: Mapping[str, Server], rounds: int, samples: Samples) -> set[str]:
    """Opens each app anew in every round; returns the foreign hosts that ours asked."""
    foreign: set[str] = set()
    for n in range(rounds):
        for name in turned(["own", "empty", "plain"], n):
            made = visit(browser, apps[name])
            made.rest()
            samples[f"first_paint_{name}_ms"].append(made.first_paint_ms)
            samples[f"first_visit_{name}_kb"].append(made.wire.beside_streamlit() / 1e3)
            foreign |= foreign_hosts(made)
            made.context.close()
    return foreign


def foreign_hosts(made: Visit) -> set[str]:
    """Hosts besides our own that our page asked; the other apps are not judged."""
    own = made.server.name == "own"
    return {host for host in made.wire.hosts if host != f"127.0.0.1:{made.server.port}"} if own else set()


def interactions(browser: Browser, apps: Mapping[str, Server], rounds: int, samples: Samples) -> tuple[int, set[str]]:
    """Every act once a round; returns the number of remounts and the foreign hosts."""
    pages = {name: visit(browser, app) for name, app in apps.items()}
    own = pages["own"]
    for page in pages.values():
        page.rest()
    own.page.evaluate("() => __watch.stamp()")
    built, remounts = own.time("() => __watch.mounts()"), 0
    for n in range(rounds):
        for name in turned(list(ACTS), n):
            whose, code = ACTS[name]
            page = pages[whose]
            before = own.wire.socket_bytes
            samples[f"{name}_ms"].append(page.time(code.replace("{n}", str(n))))
            if name == "hover":
                page.page.evaluate("() => __watch.own.leave()")
            page.rest()
            if whose == "own":
                samples["socket_bytes"].append(own.wire.socket_bytes - before)
                if not own.page.evaluate("() => __watch.isStamped()"):
                    remounts += 1
                    own.page.evaluate("() => __watch.stamp()")
    remounts += int(own.time("() => __watch.mounts()") - built)
    foreign = foreign_hosts(own)
    for page in pages.values():
        page.context.close()
    return remounts, foreign


def line(samples: Samples, remounts: int, foreign: set[str]) -> dict[str, float]:
    """The ratios."""
    middle = {name: median(values) for name, values in samples.items()}
    memory = samples["rss_mb"]
    return {
        "first_paint_vs_empty": round(middle["first_paint_own_ms"] / middle["first_paint_empty_ms"], 3),
        "filter_vs_rerun": round(middle["filter_ms"] / middle["rerun_ms"], 3),
        "click_vs_rerun": round(middle["click_ms"] / middle["rerun_ms"], 3),
        "filter_vs_plain": round(middle["filter_ms"] / middle["plain_filter_ms"], 4),
        "hover_ms": round(middle["hover_ms"], 1),
        "clock_ms": round(middle["clock_ms"], 1),
        "bytes_per_interaction": round(sum(samples["socket_bytes"]) / len(samples["socket_bytes"])),
        "first_visit_kb": round(middle["first_visit_own_kb"], 1),
        "session_mb": round((memory[-1] - memory[0]) / (len(memory) - 1), 3),
        "remounts": remounts,
        "foreign_requests": len(foreign),
    }


def write(folder: Path, result: Mapping[str, float], samples: Samples, foreign: set[str]) -> Path:
    """Writes the raw samples; returns the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"interaction-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    machine: dict[str, Any] = {"python": platform.python_version(), "cpus": os.cpu_count(), "load": os.getloadavg()}
    body = {"result": result, "samples": samples, "foreign": sorted(foreign), "machine": machine}
    file.write_text(json.dumps(body, indent=1), encoding="utf-8")
    return file


def main() -> None:
    """Runs the bench."""
    parser = argparse.ArgumentParser(description="Ratios of the page against an empty app and the plain way.")
    parser.add_argument("--runs", type=int, default=10, help="rounds of every interaction, at least 5")
    parser.add_argument(
        "--out", type=Path, default=Path(__file__).resolve().parent / "out", help="folder of raw samples"
    )
    options = parser.parse_args()
    rounds = max(5, options.runs)
    samples: Samples = defaultdict(list)
    with (
        tempfile.TemporaryDirectory(prefix="conflict-map-bench-") as work,
        servers(Path(work)) as apps,
        chromium() as browser,
    ):
        # First, while the server's memory has no holes that earlier sessions left behind.
        samples["rss_mb"] = session_mb(browser, apps["own"], SESSIONS)
        visit(browser, apps["plain"]).context.close()
        foreign = first_paints(browser, apps, min(rounds, ROUNDS_OF_FIRST_PAINT), samples)
        remounts, more = interactions(browser, apps, rounds, samples)
    result = line(samples, remounts, foreign | more)
    sys.stdout.write(f"raw samples: {write(options.out, result, samples, foreign | more)}\n{json.dumps(result)}\n")


if __name__ == "__main__":
    main()
