"""A Word document (.docx): its text through python-docx, after the zip around it was measured.

What a stranger gets wrong: the sizes that a zip declares are written by whoever made it. Members are unpacked once,
counted as they come out and thrown away, before python-docx sees the file; a name of a member is never used as a path.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.parsers import expat

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from components.errors import ReportError
from components.intake.parsing.extract import Extract, line

MAX_MEMBERS = 2_000
MAX_UNPACKED_BYTES = 100_000_000
#: Most that one member may grow; plain text packs some 10 to 1, runs of one letter 1,000 to 1.
MAX_RATIO = 200
#: Below this size a ratio says nothing.
_SMALL_BYTES = 1_000_000
_CHUNK = 65_536
_CAUGHT = (PackageNotFoundError, KeyError, ValueError, AttributeError, TypeError, RecursionError, etree.LxmlError)
_BREAKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_PARAGRAPH, _TEXT, _ROW, _CELL = qn("w:p"), qn("w:t"), qn("w:tr"), qn("w:tc")
#: Properties, text that was struck out, and the older twin of a text box.
_LEFT_OUT = {
    qn("w:pPr"), qn("w:rPr"), qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_NOTES = re.compile(r"word/(?:footnotes|endnotes|comments)\.xml")


def extract(body: bytes, encoding: str | None = None, declared: str | None = None) -> Extract:
    """The text of a document: paragraphs a line each, cells of a table with a tab between.

    Raises:
        ReportError: it is damaged, unpacks to too much, or has no text.
    """
    names = _measured(body)
    try:
        document = docx.Document(io.BytesIO(body))
        text = "\n".join(_lines(document.element.body)).strip("\n")
        title = line(document.core_properties.title)
    except _CAUGHT as error:
        raise _damaged() from error
    if not text.strip():
        raise ReportError("There is no text in the document.", "Choose another file, or paste the text.")
    notes = ("The title was found in the properties of the document.",) if title else ()
    aside = sorted(name[5:-4] for name in names if _NOTES.fullmatch(name) and name.count("/") == 1)
    warnings = (f"Its {' and '.join(aside)} were not read.",) if aside else ()
    return Extract(text, title=title, notes=notes, warnings=warnings)


def _damaged() -> ReportError:
    return ReportError("It is no sound Word document.", "Save it anew as .docx, or paste its text.")


def _bomb(what: str) -> ReportError:
    return ReportError(f"It is refused: {what}.", "Paste its text instead.")


def _measured(body: bytes) -> list[str]:
    """Names of the members, after each was unpacked within the caps and its XML has no document type."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS:
                raise _bomb(f"it has {len(members):,} parts, at most {MAX_MEMBERS:,} are read")
            if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
                raise _bomb(f"it says that it unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB")
            left = MAX_UNPACKED_BYTES
            for member in members:
                left -= _unpacked(archive, member, left)
            return [member.filename for member in members]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise _damaged() from error


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """Size of a member as it comes out."""
    most = max(_SMALL_BYTES, member.compress_size * MAX_RATIO)
    size = 0
    gate = _Gate() if member.filename.lower().endswith((".xml", ".rels")) else None
    with archive.open(member) as file:
        while part := file.read(_CHUNK):
            size += len(part)
            if size > left:
                raise _bomb(f"it unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB")
            if size > most:
                raise _bomb(f"a part of it grows more than {MAX_RATIO} times when it is unpacked")
            if gate:
                gate.feed(part)
    return size


class _Gate:
    """Refuses XML that declares a document type, in whatever encoding; entities can be declared nowhere else."""

    def __init__(self) -> None:
        self._parser: expat.XMLParserType | None = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._enough

    def feed(self, part: bytes) -> None:
        """Looks at the next bytes, until the root element has begun."""
        try:
            if self._parser:
                self._parser.Parse(part, False)
        except expat.ExpatError as error:
            raise _damaged() from error

    def _refuse(self, *_: object) -> None:
        raise _bomb("its XML declares a document type or entities")

    def _enough(self, *_: object) -> None:
        self._parser = None


def _lines(body: etree._Element) -> Iterator[str]:
    """Paragraphs and rows of tables from top to bottom, with the text of insertions, controls and boxes."""
    for node in body:
        if node.tag in _LEFT_OUT:
            continue
        if node.tag == _ROW:
            yield "\t".join(" ".join(_lines(cell)).strip() for cell in _cells(node))
        elif node.tag == _PARAGRAPH:
            yield "".join(_pieces(node))
        else:
            yield from _lines(node)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Cells of a row, those inside a control too, those of a table inside a cell not."""
    for node in row:
        if node.tag == _CELL:
            yield node
        elif node.tag not in _LEFT_OUT:
            yield from _cells(node)


def _pieces(node: etree._Element) -> Iterator[str]:
    for child in node:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag == _PARAGRAPH:  # the paragraph of a text box
            yield "\n" + "".join(_pieces(child))
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _pieces(child)
