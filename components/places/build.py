"""Builds an index in a process of its own: ``python -m components.places.build TARGET DATA ADDED``.

What a stranger gets wrong: reading the settlements takes memory that Python never gives back, so a server does not
build in its own process. Progress and the tally go to standard output, one JSON array a line.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from components.places.compiler import Compiler
from components.places.ingredients import Progress
from components.places.inputs import Inputs
from components.places.sheets import Tally

_STEP = 0.01


def build(folder: Path, inputs: Inputs, progress: Progress) -> list[Tally]:
    """Writes an index into an empty folder and gives what became of each table's rows."""
    tallies: list[Tally] = []
    told = [0.0]

    def tell(share: float, sentence: str) -> None:
        if share - told[0] >= _STEP or share >= 1:
            told[0] = share
            progress(0.8 * share, sentence)

    about = {"fingerprint": inputs.fingerprint()}
    Compiler().write(folder, inputs.drafts(tell, tallies), inputs.notes(), about)
    progress(1.0, "The gazetteer is built")
    return tallies


def main(arguments: Sequence[str]) -> int:
    """Runs a build for `cache.build_index`."""
    target, data, added = map(Path, arguments)

    def tell(*parts: object) -> None:
        sys.stdout.write(json.dumps(parts, ensure_ascii=True) + "\n")
        sys.stdout.flush()

    tallies = build(target, Inputs(data, added), lambda share, sentence: tell("progress", share, sentence))
    tell("tallies", [asdict(tally) for tally in tallies])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
