"""A PDF: the text of its pages through pypdf.

What a stranger gets wrong: a PDF has no sentences, only lines that end at the margin. Lines are put together where a
sentence plainly goes on; nothing else is moved, and a page without text is named, because a scan has none.
"""

from __future__ import annotations

import io
import re

import pypdf
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from components.errors import ReportError
from components.intake.parsing.extract import Extract, day, line
from components.intake.parsing.lines import joined

MAX_PAGES = 500
MAX_CHARS = 2_000_000
#: Pages that a warning names before it only counts them.
_NAMED_PAGES = 10
_CAUGHT = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError)
_GONE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def extract(body: bytes, encoding: str | None = None, declared: str | None = None) -> Extract:
    """The text of a PDF.

    Raises:
        ReportError: it is damaged, locked, too long, or has no text.
    """
    reader = _opened(body)
    pages, damaged = _pages(reader)
    text, warnings = "\n\n".join(page for page in pages if page), []
    empty = [number for number, page in enumerate(pages, 1) if not page and number not in damaged]
    if not text:
        raise ReportError(
            "No page of it has text; it is probably a scan.", "Run it through text recognition, or paste the text."
        )
    if damaged:
        warnings.append(f"{_named(damaged)} could not be read.")
    if empty:
        warnings.append(f"{_named(empty)} without text, probably scanned: what stands there was not read.")
    if _GONE.search(text):
        text = _GONE.sub("\ufffd", text)
        warnings.append("Some characters of it have no meaning as text; each became \ufffd.")
    return _with_facts(reader, text, tuple(warnings))


def _opened(body: bytes) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(body))
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        count = len(reader.pages) if is_open else 0
    except DependencyError as error:
        raise _locked() from error
    except _CAUGHT as error:
        raise ReportError("It is no sound PDF.", "Save it anew, or paste its text.") from error
    if not is_open:
        raise _locked()
    if count > MAX_PAGES:
        raise ReportError(f"It has {count:,} pages; at most {MAX_PAGES} are read.", "Cut it into parts.")
    return reader


def _locked() -> ReportError:
    return ReportError("It is encrypted.", "Save a copy without a password, or paste its text.")


def _pages(reader: pypdf.PdfReader) -> tuple[list[str], list[int]]:
    """The text of every page, empty when it has none, and the numbers of those that are damaged."""
    pages: list[str] = []
    damaged: list[int] = []
    for number in range(1, len(reader.pages) + 1):
        try:
            pages.append(joined(reader.pages[number - 1].extract_text()).strip())
        except LimitReachedError as error:
            raise ReportError("A page of it unpacks to more than a report has.", "Paste its text.") from error
        except _CAUGHT:
            pages.append("")
            damaged.append(number)
        if sum(map(len, pages)) > MAX_CHARS:
            raise ReportError(f"It has more than {MAX_CHARS:,} characters.", "Cut it into parts.")
    return pages, damaged


def _named(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_NAMED_PAGES]))
    more = f" and {len(numbers) - _NAMED_PAGES} more" if len(numbers) > _NAMED_PAGES else ""
    return f"Page {shown}" if len(numbers) == 1 else f"Pages {shown}{more}"


def _with_facts(reader: pypdf.PdfReader, text: str, warnings: tuple[str, ...]) -> Extract:
    try:
        facts = reader.metadata
        title = line(facts.title) if facts else ""
        made_on = day(facts.creation_date.date()) if facts and facts.creation_date else ""
    except _CAUGHT:
        title, made_on = "", ""
    notes = ("The title was found in the properties of the PDF.",) if title else ()
    return Extract(text, title=title, made_on=made_on, notes=notes, warnings=warnings)
