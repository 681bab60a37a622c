"""What stands behind each way in which a report may come.

What a stranger gets wrong: only the operator's settings decide whether an address may be fetched at all; who may ask
for it is decided again at every act.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import partial

from components.intake.article import MAX_BYTES, Draft, from_text, read_article, read_fetched
from components.intake.fetch import FetchLimits, fetch
from components.model import parse_day
from components.panels.intake import Doors
from components.settings import Settings, bundled_folder
from components.web.reader import ReportReader

_SAMPLES = "samples"


def doors_of(settings: Settings, reader: ReportReader) -> Doors:
    """The doors that the settings open; the reader says what leaves the machine and what it still lacks."""
    limits = FetchLimits(deadline_s=settings.fetch_deadline_s)
    fetched = partial(_fetched, limits) if settings.may_fetch else None
    return Doors(from_text, read_article, fetched, sample, reader.notice, reader.waiting, MAX_BYTES // 1024**2)


def _fetched(limits: FetchLimits, url: str) -> Draft:
    return read_fetched(fetch(url, limits))


def sample() -> Draft:
    """The sample report that ships with the program; invented, and saying so in its text and its publisher."""
    folder = bundled_folder() / _SAMPLES
    with (folder / "samples.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    draft = from_text((folder / row["file"]).read_text(encoding="utf-8"))
    report = replace(
        draft.report, title=row["title"], publisher=row["publisher"], published_on=parse_day(row["published_on"]),
        language=row["language"], url="", origin="sample",
    )  # fmt: skip
    return Draft(report)
