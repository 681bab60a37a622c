"""A report in any of its formats becomes a draft: its text, and proposals of what it is, each with where it was found.

What a stranger gets wrong: nothing here is final. Title, publisher, date, language and address are proposals that a
person sees and changes; what was not found stays empty, and no date is ever made up from today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from components.errors import ModelError, ReportError
from components.intake.calendar import in_words
from components.intake.confined import Confinement, confined
from components.intake.dateline import find_dateline
from components.intake.encoding import decode
from components.intake.fetch import Fetched
from components.intake.formats import TEXT, format_of
from components.intake.language import language_of
from components.intake.parsing.extract import Extract, line
from components.model.report import MAX_REPORT_CHARS, Report
from components.model.source import web_host

#: Largest file that the page takes: what server.maxUploadSize of .streamlit/config.toml says, in bytes.
MAX_BYTES = 20 * 1024 * 1024
_MOST_NAME = 100
_MOST_TITLE = 150
#: Zero bytes and halves of characters, which no store keeps.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it was brought, before anybody looked at it.

    Attributes:
        report: its text exactly as extracted, with proposals for everything else.
        notes: one sentence for each proposal: where it was found.
        warnings: what was left out or could not be read.
    """

    report: Report
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def from_text(text: str) -> Draft:
    """The draft of pasted text.

    Raises:
        ReportError: there is no text, too much of it, or a NUL in it.
    """
    return _draft(Extract(text), "pasted", "")


def read_article(
    name: str,
    body: bytes,
    *,
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    limits: Confinement | None = None,
) -> Draft:
    """The draft of a file: .txt, .md, .html, .pdf, .docx or .eml, told by its content, then by its name.

    Args:
        name: as the file was called; never used as a path.
        body: its bytes.
        encoding: of its characters, when the person who brings it knows.
        max_bytes: largest that is taken; the command line may take more than the page.
        limits: what the process that parses it may use.

    Raises:
        ReportError: it cannot be read; `choices` of the error are the encodings that are possible.
    """
    shown = clean_name(name)
    if len(body) > max_bytes:
        raise ReportError(
            f"It is larger than {max_bytes // (1024 * 1024)} MB.",
            "Cut it into parts, or read it on the command line: conflict-map read FILE.",
            name=shown,
        )
    try:
        return _draft(_extract(name, body, encoding, limits), f"file {shown}", "")
    except ReportError as error:
        raise ReportError(error.reason, error.way_out, name=shown, choices=error.choices) from error


def read_fetched(fetched: Fetched, *, encoding: str | None = None, limits: Confinement | None = None) -> Draft:
    """The draft of a fetched page or file; its address is the one it came from in the end.

    Raises:
        ReportError: it cannot be read.
    """
    name = urlsplit(fetched.url).path.rsplit("/", 1)[-1]
    if "html" in fetched.media_type and not name.endswith((".html", ".htm")):
        name += ".html"
    extract = _extract(name, fetched.body, encoding, limits, declared=fetched.charset or None)
    host = web_host(fetched.url)
    if not extract.publisher:
        note = f"The publisher is the host of the address, {host}; put in its name."
        extract = replace(extract, publisher=host, notes=(*extract.notes, note))
    return _draft(extract, f"fetched from {host}", fetched.url)


def clean_name(name: str) -> str:
    r"""The last part of a file's name, fit to be shown.

    >>> clean_name("../../etc/passwd"), clean_name("C:\\reports\\may\x00.txt"), clean_name("")
    ('passwd', 'may .txt', 'without a name')
    """
    last = re.split(r"[/\\]", name)[-1]
    shown = line(last)
    return (shown[: _MOST_NAME - 1] + "…" if len(shown) > _MOST_NAME else shown).strip(" .") or "without a name"


def _extract(
    name: str, body: bytes, encoding: str | None, limits: Confinement | None, *, declared: str | None = None
) -> Extract:
    kind = format_of(name, body)
    if kind != TEXT:
        return confined(kind, body, encoding=encoding, declared=declared, limits=limits)
    decoded = decode(body, encoding, declared=declared)
    return Extract(decoded.text, notes=(decoded.note,) if decoded.note else ())


def _draft(extract: Extract, origin: str, url: str) -> Draft:
    notes = list(extract.notes)
    published_on = _published(extract, notes)
    title = extract.title or _first_line(extract.text, notes)
    language = extract.language or _language(extract.text, notes)
    try:
        report = Report(
            extract.text,
            title=title,
            publisher=extract.publisher,
            published_on=published_on,
            language=language,
            url=url or _address(extract.url),
            origin=origin,
        )
    except ModelError as error:
        raise _refused(extract.text) from error
    if _NO_TEXT.search(extract.text):
        raise ReportError("There are bytes in it that no text has.", "Choose another file, or paste the text.")
    return Draft(report, tuple(notes), extract.warnings)


def _refused(text: str) -> ReportError:
    if not text.strip():
        return ReportError("There is no text in it.", "Choose another file, or paste the text.")
    return ReportError(f"It has more than {MAX_REPORT_CHARS:,} characters.", "Cut it into parts.")


def _published(extract: Extract, notes: list[str]) -> date | None:
    if extract.published_on:
        return date.fromisoformat(extract.published_on)
    found = find_dateline(extract.text)
    if found.note:
        notes.append(found.note)
    if found.day or not extract.made_on:
        return found.day
    made_on = date.fromisoformat(extract.made_on)
    notes.append(f"The date is the day the file was made, {in_words(made_on)}; check that it was published then.")
    return made_on


def _first_line(text: str, notes: list[str]) -> str:
    """The first line when it looks like a heading: some words, short, and no sentence."""
    first = next((each for each in text[:5_000].splitlines() if each.strip()), "")
    title = line(first.lstrip("# \t"))
    if (
        " " not in title
        or len(title) > _MOST_TITLE
        or title.endswith((".", ":", ";", ","))
        or text.strip() == first.strip()
    ):
        return ""
    notes.append("The title is the first line.")
    return title


def _language(text: str, notes: list[str]) -> str:
    found = language_of(text)
    if found:
        notes.append("The language was told by its script and its small words.")
    return found


def _address(url: str) -> str:
    """The address that a file gives for itself, empty when it is none that may be opened."""
    try:
        web_host(url)
    except ModelError:
        return ""
    return url
