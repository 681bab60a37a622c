"""How fast reports are read, beside a plain sentence split in the same run.

What a stranger gets wrong: the last line is one line of JSON, and nothing here asserts a time. The environment variable
CONFLICT_MAP_READING_CORPUS names a folder with articles/ and gold/ that holds the article with the id "seed"; without
it our own reports are read.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

from components.reading.document import Document
from components.reading.proposals import Reading
from components.reading.read import read

OWN = Path(__file__).resolve().parent.parent / "reading" / "corpus"
ROUNDS, REPORTS, UNBROKEN = 25, 10_000, 200_000


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def reports(folder: Path) -> dict[str, Document]:
    """The reports of a corpus by id, with their day of publication."""
    found = {}
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "articles" / gold["file"]).read_text(encoding="utf-8")
        found[gold["id"]] = Document(text, date.fromisoformat(gold["dct"]))
    return found


def corpus() -> tuple[dict[str, Document], str]:
    """The reports to read, and the id of the one that is timed."""
    named = os.environ.get("CONFLICT_MAP_READING_CORPUS", "")
    if named and (Path(named) / "gold").is_dir():
        found = reports(Path(named))
        if "seed" in found:
            return found, "seed"
        say(f"{named} has no report with the id seed; our own reports are read instead.")
    else:
        say("CONFLICT_MAP_READING_CORPUS names no corpus; our own reports are read instead.")
    found = reports(OWN)
    return found, max(found, key=lambda name: len(found[name].text))


def fresh(document: Document) -> Document:
    """The same report with nothing worked out yet."""
    return Document(document.text, document.published_on)


def seconds(act: Callable[[], object]) -> float:
    """Median time of an act, over some rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return median(taken)


def once(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def unbroken(text: str) -> Iterator[str]:
    """Inputs without an end: a report on one line, a repeated claim, quotes, digits, capitals."""
    line = text.replace("\n", " ") + " "
    yield (line * (UNBROKEN // len(line) + 1))[:UNBROKEN]
    yield ("killed 5 " * UNBROKEN)[:UNBROKEN]
    yield "1" * 100_000
    yield '"' * 100_000
    yield (line.upper() * (UNBROKEN // len(line) + 1))[:UNBROKEN]


def memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_many(documents: list[Document], count: int) -> float:
    """Reads reports one after the other, keeping none; reports per second."""
    start = time.perf_counter()
    figures = 0
    for number in range(count):
        reading: Reading = read(fresh(documents[number % len(documents)]))
        figures += len(reading.figures)
    return count / (time.perf_counter() - start)


def main() -> None:
    """Measures, and prints one line of JSON last."""
    found, name = corpus()
    timed = found[name]
    read(fresh(timed))
    split_s = seconds(lambda: fresh(timed).sentences)
    seed_s = seconds(lambda: read(fresh(timed)))
    say(f"{name}: {len(timed.text)} characters, read {1000 * seed_s:.1f} ms, split {1000 * split_s:.2f} ms")
    worst = 0.0
    for text in unbroken(timed.text):
        taken = once(lambda text=text: read(Document(text, timed.published_on)))  # type: ignore[misc]
        say(f"{text[:24]!r} x {len(text)}: {taken:.2f} s")
        worst = max(worst, taken)
    documents = list(found.values())
    read_many(documents, 200)
    before_mb = memory_mb()
    rate = read_many(documents, REPORTS)
    say(f"{REPORTS} reports: {rate:.0f} a second, memory {before_mb:.0f} to {memory_mb():.0f} MB")
    result = {
        "seed_ms": round(1000 * (seed_s - split_s), 2),
        "seed_vs_split": round(seed_s / split_s, 2),
        "unbroken_200kb_s": round(worst, 2),
        "reports_per_s": round(rate, 1),
        "rss_mb_10k": round(memory_mb(), 1),
    }
    say(json.dumps(result))


if __name__ == "__main__":
    main()
