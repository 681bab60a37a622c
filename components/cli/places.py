"""``conflict-map places IN.jsonl --out OUT.jsonl``: reads the place names of many documents.

What a stranger gets wrong: a line that is no document is told and left out, and the exit code is 1; the others are
still written. Read ``pin`` before you draw ``lat`` and ``lon``: an actor has its state's.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from components.cli.progress import bar
from components.errors import GazetteerError
from components.places.cache import open_index
from components.places.predictions import predictions
from components.places.resolver import Resolver
from components.settings import Settings


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the program's parser."""
    places = commands.add_parser("places", help="read the place names of documents, one JSON object a line")
    places.add_argument("path", type=Path, help='JSON lines with "id" and "text"')
    places.add_argument("--out", type=Path, required=True, help="where the predictions go")
    places.add_argument("--country", default="", type=str.upper, help="two-letter code of the state they are about")
    places.set_defaults(act=_places)


def _places(options: argparse.Namespace, settings: Settings, out: TextIO) -> int:
    resolver = Resolver(open_index(settings, bar()))
    read, refused = 0, 0

    def refuse(line: int, error: Exception) -> None:
        nonlocal refused
        refused += 1
        out.write(f"{options.path.name}, line {line}: no document with an id and a text ({error}).\n")

    try:
        # Half a surrogate pair, which JSON can hold and UTF-8 cannot, is written as JSON's own escape.
        with options.out.open("w", encoding="utf-8", errors="backslashreplace") as target:
            for found in predictions(_lines(options.path), resolver, options.country, refuse):
                read += 1
                target.write(found + "\n")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{options.path} is not UTF-8 (byte {error.start}).", "Save it as UTF-8.") from error
    except OSError as error:
        raise GazetteerError(f"{error.filename or options.out}: {error.strerror}.", "Check both paths.") from error
    out.write(f"{read} documents read, {refused} lines refused\n")
    return 1 if refused else 0


def _lines(path: Path) -> Iterator[str]:
    tell, size, seen = bar(), max(path.stat().st_size, 1), 0
    with path.open(encoding="utf-8") as file:
        for text in file:
            seen += len(text.encode("utf-8"))
            tell(min(seen / size, 1), "Reading documents")
            yield text
