"""``conflict-map read FILE...``: reads reports, and writes what it found or keeps it for review.

What a stranger gets wrong: without ``--published`` the day is the one that the file itself tells, if it tells any;
where none is told, relative dates stay unresolved. A file that cannot be read is told and left out, with exit code 1.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from components.backends.desk import Outcome, make_desk
from components.cli.progress import bar
from components.errors import DateError, ReportError
from components.intake import read_package
from components.intake.about import DESCRIPTOR
from components.intake.article import Draft, read_article
from components.model import Report, is_situation_id, parse_day
from components.places.cache import open_index
from components.places.resolver import Resolver
from components.reading.predictions import prediction
from components.records import Reviews, SqlStore, open_store
from components.records.items import items_of
from components.settings import Settings, bundled_folder

log = logging.getLogger(__name__)

#: Largest file that is taken here, in bytes; the page takes less.
MAX_FILE_BYTES = 200 * 1024 * 1024
#: Endings of the files that are read in a folder.
SUFFIXES = (".docx", ".eml", ".htm", ".html", ".md", ".pdf", ".txt")
#: Raise it when a reading of the same text may come out otherwise, so that a folder is read anew.
_EDITION = 1


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read.

    Attributes:
        id: name of its prediction.
        path: where it lies.
    """

    id: str
    path: Path


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the program's parser."""
    parser = commands.add_parser("read", help="read reports: who claims which number, when, where")
    parser.add_argument("paths", type=Path, nargs="+", metavar="FILE", help="a report, or a folder of reports")
    parser.add_argument("--published", type=_day, metavar="YYYY-MM-DD", help="day of publication of all of them")
    parser.add_argument("--json", action="store_true", help="print one JSON object a report")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write <id>.json for each; what is there already stays")
    parser.add_argument("--id", help="name of the prediction; the file's name without its ending when left out")
    parser.add_argument("--situation", metavar="NAME", help="keep reports and proposals in this situation, for review")
    parser.add_argument("--publisher", default="", help="who printed them, where the files do not tell")
    parser.add_argument("--encoding", help="of text files that are not UTF-8 (cp1251, ...)")
    parser.set_defaults(act=_read)


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except DateError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _read(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    jobs = _jobs(options.paths, options.id)
    backends = settings.backends
    desk = make_desk(Resolver(open_index(settings, bar())).read, backends.reader, backends.spans, backends.environ)
    for host in desk.destinations:
        log.warning("the text of the reports is sent to %s", host)
    target = _Target(options, settings, out)
    refused = 0
    tell = bar()
    for done, job in enumerate(jobs):
        tell(done / len(jobs), f"Reading {job.path.name}"[:40])
        try:
            target.take(job, desk.read)
        except (ReportError, OSError) as error:
            refused += 1
            reason = error.strerror or type(error).__name__ if isinstance(error, OSError) else str(error)
            out.write(f"{job.path}: left out. {reason}\n")
    tell(1.0, "Reading reports")
    target.close(len(jobs), refused)
    return 1 if refused else 0


def _jobs(paths: list[Path], name: str | None) -> list[Job]:
    """Every file once, in order; two files may not have one id."""
    found = [file for path in paths for file in _files(path)]
    if name is not None and len(found) != 1:
        raise ReportError(f"--id names one report, and here are {len(found)}.", "Leave it out, or give one file.")
    jobs = [Job(name or path.stem, path) for path in dict.fromkeys(found)]
    by_id: dict[str, Path] = {}
    for job in jobs:
        other = by_id.setdefault(job.id, job.path)
        if other is not job.path:
            raise ReportError(f"{other} and {job.path} would both be {job.id}.json.", "Rename one of the two.")
    if not jobs:
        raise ReportError("There is no report to read.", f"Files end in {', '.join(SUFFIXES)}.")
    return jobs


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in SUFFIXES)


class _Target:
    """Where readings go: files, the screen, the store."""

    def __init__(self, options: argparse.Namespace, settings: Settings, out: TextIO) -> None:
        self._options, self._out = options, out
        self._store = _open(settings, options.situation) if options.situation else None
        self._reviews: Reviews | None = self._store.reviews if self._store else None
        self._kept = self._skipped = self._figures = 0
        if options.out:
            options.out.mkdir(parents=True, exist_ok=True)

    def take(self, job: Job, reader: Callable[[Report], Outcome]) -> None:
        """Reads one file, unless the very same reading of it is there."""
        body = _body(job.path)
        stamp = self._stamp(body)
        if self._is_done(job, stamp):
            self._skipped += 1
            return
        report = self._report(
            read_article(job.path.name, body, encoding=self._options.encoding, max_bytes=MAX_FILE_BYTES)
        )
        outcome = reader(report)
        reading = outcome.reading
        for notice in outcome.notices:
            log.warning("%s: %s", job.path, notice)
        for refusal in outcome.refusals:
            log.warning("%s: a claim was refused, since %s: %r", job.path, refusal.reason, refusal.quote)
        self._figures += len(reading.figures)
        if self._reviews is not None:
            items = items_of(reading, report)
            added = self._reviews.add_report(self._options.situation, report, items, _WHO)
            if not added.is_new:
                self._out.write(f"{job.path}: the situation has this very text already; nothing was changed.\n")
            for other, share in added.similar:
                self._out.write(f"{job.path}: {share:.0%} of the text is that of report {other}.\n")
        self._write(job, {**prediction(job.id, reading), "read": stamp, "published": _iso(report.published_on)})

    def _report(self, draft: Draft) -> Report:
        report = draft.report
        return replace(
            report,
            published_on=self._options.published or report.published_on,
            publisher=report.publisher or self._options.publisher,
        )

    def _stamp(self, body: bytes) -> str:
        """The same for the same file read in the same way."""
        told = f"{_EDITION} {self._options.published} {self._options.encoding} ".encode()
        return hashlib.sha256(told + body).hexdigest()

    def _is_done(self, job: Job, stamp: str) -> bool:
        if not self._options.out or self._store is not None:
            return False
        try:
            known = json.loads((self._options.out / f"{job.id}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return isinstance(known, dict) and known.get("read") == stamp

    def _write(self, job: Job, found: dict[str, Any]) -> None:
        self._kept += 1
        if self._options.out:
            _put(self._options.out / f"{job.id}.json", json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        if self._options.json:
            self._out.write(json.dumps(found, ensure_ascii=False) + "\n")
        elif not self._options.out:
            self._out.writelines(f"{line}\n" for line in _lines(job, found))

    def close(self, jobs: int, refused: int) -> None:
        """Says what was done, unless what is printed is data."""
        if self._store is not None:
            self._store.close()
        if self._options.json:
            return
        told = [f"{self._kept} of {jobs} reports read, {self._figures} figures proposed"]
        told += [f"{self._skipped} were read before"] if self._skipped else []
        told += [f"{refused} left out"] if refused else []
        told += [f"kept in {self._options.situation} for review"] if self._store is not None else []
        self._out.write("; ".join(told) + "\n")


_WHO = "command line"


def _open(settings: Settings, situation_id: str) -> SqlStore:
    """The store, with the situation in it where it is one that ships."""
    store = open_store(settings)
    folder = bundled_folder() / situation_id
    is_there = any(row.id == situation_id for row in store.situations())
    if not is_there and is_situation_id(situation_id) and (folder / DESCRIPTOR).is_file():
        package = read_package(folder)
        store.load_package(package.situation, package.digest)
    return store


def _body(path: Path) -> bytes:
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise ReportError(f"It has {size:,} bytes, more than {MAX_FILE_BYTES:,}.", "Cut it into parts.")
    return path.read_bytes()


def _put(path: Path, text: str) -> None:
    """The whole file or none: a reader that is killed leaves no half prediction."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    # Half a surrogate pair, which a text can hold and UTF-8 cannot, is written as an escape.
    fresh.write_text(text, encoding="utf-8", errors="backslashreplace")
    fresh.replace(path)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _lines(job: Job, found: dict[str, Any]) -> Iterator[str]:
    day = found["published"]
    yield f"{job.id}: {day or 'no day of publication, so relative dates stay open (give --published)'}"
    for figure in found["figures"]:
        said = figure["attribution"]
        where = f", {figure['place']}" if figure["place"] else ""
        yield (
            f"  {figure['text']} ({figure['hedge']}) {figure['kind']}, {figure['unit']}{where}; "
            f"said by {said['source'] or 'the report itself'}{', ' + said['said'] if said['said'] else ''}"
        )
