"""A report: one article or bulletin that somebody brought, with its text as it is kept.

What a stranger gets wrong: every offset in this program counts Python characters of exactly this text. It is kept as
it came, no-break spaces and all; whoever cleans it does so character for character, or not at all.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from components.errors import ModelError
from components.model.source import web_host

#: Longest text that is taken, in characters; a book is no report.
MAX_REPORT_CHARS = 2_000_000


@dataclass(frozen=True, slots=True)
class Report:
    """One article or bulletin.

    Attributes:
        text: as it is kept; never empty.
        title: its headline, empty when not known.
        publisher: who printed it, empty when not known.
        published_on: the day it was published; None when not known, and then no relative date in it is resolved.
        language: ISO 639-1, empty when not known.
        url: http or https address, empty when there is none.
        origin: how it came here: "pasted", "sample", "file report.pdf", "fetched from example.org".
    """

    text: str
    title: str = ""
    publisher: str = ""
    published_on: date | None = None
    language: str = ""
    url: str = ""
    origin: str = "pasted"

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ModelError("text", "", "There is no text to read; paste one, or choose a file that has some.")
        if len(self.text) > MAX_REPORT_CHARS:
            sentence = f"A report has at most {MAX_REPORT_CHARS:,} characters; cut it into parts."
            raise ModelError("text", len(self.text), sentence)
        if self.url:
            web_host(self.url)

    @property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, as 64 hexadecimal digits; half a surrogate pair counts as its three bytes."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
