"""Everything that goes into this machine's gazetteer: what ships, and what its user added.

What a stranger gets wrong: additions are the user's data and lie in the data folder, never in the cache. Deleting the
cache costs half a minute; deleting an addition loses it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from components.places.additions import added_drafts, added_files
from components.places.curated import CURATED, Curated
from components.places.index import FORMAT
from components.places.ingredients import GEONAMES, Draft, Progress, SourceNote, geonames_version, settlements
from components.places.ledger import Ledger, ledgers
from components.places.sheets import Tally


@dataclass(frozen=True, slots=True)
class Inputs:
    """Where the ingredients lie.

    Attributes:
        data: folder of the data that ships.
        added: folder of the user's additions; it may be missing.
    """

    data: Path
    added: Path

    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that change whenever an ingredient does.

        What ships is told by content, an addition by name, size and time of change: a dump may have gigabytes.
        """
        seen = hashlib.sha256(f"{FORMAT} {geonames_version()}".encode())
        for path in [*sorted((self.data / "gazetteer").glob("*.csv")), *_ledger_files(self.data)]:
            seen.update(f"\n{path.relative_to(self.data).as_posix()} ".encode())
            seen.update(hashlib.sha256(path.read_bytes()).digest())
        for path in added_files(self.added):
            about = path.stat()
            seen.update(f"\n{path.name} {about.st_size} {about.st_mtime_ns}".encode())
        return seen.hexdigest()[:16]

    def drafts(self, progress: Progress, tallies: list[Tally]) -> Iterator[Draft]:
        """Every draft, in the order in which the compiler wants them.

        Args:
            progress: told how far the work is.
            tallies: what became of each table's rows is added here.
        """
        curated = Curated(self.data / "gazetteer")
        yield from curated.drafts()
        tallies += curated.tallies
        ledger = Ledger(ledgers(self.data))
        for draft in settlements(progress, curated.refused):
            ledger.see(draft)
            yield draft
        yield from ledger.drafts()
        progress(1.0, "Reading what was added")
        yield from added_drafts(self.added, tallies)

    def notes(self) -> list[SourceNote]:
        """A line for each source that has a licence of its own."""
        added = [SourceNote(path.name, path.name, "as its provider says") for path in added_files(self.added)]
        own = [
            SourceNote(f"situation:{name}", f"Settlements of the situation {name}", "MIT")
            for name in ledgers(self.data)
        ]
        return [GEONAMES, CURATED, *own, *added]


def _ledger_files(data: Path) -> Iterator[Path]:
    for folder in ledgers(data).values():
        yield from (path for name in ("places.csv", "control.csv") if (path := folder / name).is_file())
