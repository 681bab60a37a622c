"""What a parser found in a file, as a value that goes from one process to another.

What a stranger gets wrong: this is what the file says about itself, word for word. It comes from a process that read
somebody else's bytes, so `parsed` believes no type and no length in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

MAX_FIELD_CHARS = 500
FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file and what the file says about it.

    Attributes:
        text: what a reader would read.
        title: as the file names it; empty when it does not.
        publisher: who published it.
        published_on: YYYY-MM-DD, empty when the file does not say.
        made_on: YYYY-MM-DD, the day the file was made: a weaker witness of publication.
        language: ISO 639-1.
        url: http or https address that the file gives for itself.
        notes: one sentence for each of these: where it was found.
        warnings: what was left out or could not be read.
    """

    text: str
    title: str = ""
    publisher: str = ""
    published_on: str = ""
    made_on: str = ""
    language: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def dumped(self) -> bytes:
        """As JSON in ASCII."""
        return json.dumps(asdict(self)).encode("ascii")


def parsed(values: Mapping[str, Any]) -> Extract:
    """The same again.

    Raises:
        ValueError: it is no such value.
    """
    text = values["text"]
    if not isinstance(text, str):
        raise ValueError("the text is none")  # noqa: TRY004 - it is JSON from outside; its value is at fault
    return Extract(
        text,
        title=line(values["title"]),
        publisher=line(values["publisher"]),
        published_on=day(values["published_on"]),
        made_on=day(values["made_on"]),
        language=line(values["language"]),
        url=line(values["url"]),
        notes=tuple(map(line, values["notes"])),
        warnings=tuple(map(line, values["warnings"])),
    )


def line(value: object) -> str:
    r"""One line without control characters, cut at `MAX_FIELD_CHARS`; empty when it is no text.

    >>> line("  A \n title\x00 ")
    'A title'
    """
    if not isinstance(value, str):
        return ""
    printable = "".join(char if char.isprintable() else " " for char in value[: MAX_FIELD_CHARS * 4])
    return " ".join(printable.split())[:MAX_FIELD_CHARS]


def day(value: object) -> str:
    """A calendar day as YYYY-MM-DD; empty when it is none, or of a clock that was never set."""
    try:
        found = date.fromisoformat(str(value)[:10])
    except ValueError:
        return ""
    return found.isoformat() if found.year >= FIRST_YEAR else ""
