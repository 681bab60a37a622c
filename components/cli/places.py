"""``conflict-map places IN.jsonl --out OUT.jsonl``: reads the place names of many documents.

What a stranger gets wrong: a line that is no document is told and left out, and the exit code is 1; the others are
still written. Read ``pin`` before you draw ``lat`` and ``lon``: an actor has its state's.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from components.cli.progress import bar
from components.errors import GazetteerError
from components.places.cache import open_index
from components.places.predictions import prediction
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
    read = refused = 0
    try:
        with options.out.open("w", encoding="utf-8") as target:
            for line, text in _lines(options.path):
                try:
                    found = prediction(_document(text, options.country), resolver)
                except (KeyError, TypeError, ValueError, AttributeError) as error:
                    refused += 1
                    out.write(f"{options.path.name}, line {line}: no document with an id and a text ({error}).\n")
                    continue
                read += 1
                target.write(json.dumps(found, ensure_ascii=False) + "\n")
    except OSError as error:
        raise GazetteerError(f"{error.filename or options.out}: {error.strerror}.", "Check both paths.") from error
    out.write(f"{read} documents read, {refused} lines refused\n")
    return 1 if refused else 0


def _document(text: str, country: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    return {**document, "country": document.get("country") or country}


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    tell, size, seen = bar(), max(path.stat().st_size, 1), 0
    with path.open(encoding="utf-8") as file:
        for line, text in enumerate(file, 1):
            seen += len(text.encode("utf-8", "surrogatepass"))
            tell(min(seen / size, 1), "Reading documents")
            if text.strip():
                yield line, text
