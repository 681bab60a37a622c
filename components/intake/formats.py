"""Which format some bytes have: by what they are, and only then by what they are called.

What a stranger gets wrong: a name proves nothing. A Word document called report.txt is read as one, and a picture
called report.pdf is refused as a picture.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile

from components.errors import ReportError

TEXT = "text"
_HEAD_BYTES = 4_096
_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "It is an older Office file.", "Save it as .docx, or paste its text."),
    (b"{\\rtf", "It is RTF, which is not read.", "Save it as .docx or plain text."),
    (b"\x89PNG", "It is a picture.", "Run it through text recognition, or paste the text."),
    (b"\xff\xd8\xff", "It is a picture.", "Run it through text recognition, or paste the text."),
    (b"GIF8", "It is a picture.", "Run it through text recognition, or paste the text."),
    (b"\x1f\x8b", "It is packed with gzip.", "Unpack it first."),
    (b"Rar!", "It is a RAR archive.", "Unpack it first."),
    (b"7z\xbc\xaf", "It is a 7-Zip archive.", "Unpack it first."),
)
_READ = "Choose .txt, .md, .html, .pdf, .docx or .eml, or paste the text."
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(rb"<(?:html|head|body|p|div|article|h1|meta|title)\b", re.IGNORECASE)
_FIELD = re.compile(
    rb"^(From|To|Date|Subject|MIME-Version|Message-ID|Received|Return-Path|Delivered-To|Content-Type):", re.I | re.M
)
#: Fields that a message has and no letter or report begins with.
_SURE = {b"mime-version", b"message-id", b"received", b"return-path", b"delivered-to"}


def format_of(name: str, body: bytes) -> str:
    """The format of a file: "pdf", "docx", "html", "eml" or `TEXT`.

    Raises:
        ReportError: it is something that has no text for us.
    """
    head = body[:_HEAD_BYTES]
    if not body:
        raise ReportError("It is empty.", "Choose another file, or paste the text.")
    start = head.lstrip()
    if start.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and name.lower().endswith(".pdf")):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(body)
    for mark, reason, way_out in _OTHERS:
        if head.startswith(mark):
            raise ReportError(reason, way_out)
    return _written(name.lower(), _narrow(head))


def _narrow(head: bytes) -> bytes:
    """The beginning in UTF-8 when a mark says that it is UTF-16, so that a page is seen to be one."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def _zipped(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReportError("It is a damaged zip archive.", _READ) from error
    if any(re.fullmatch(r"word/document\d*\.xml", each) for each in names):
        return "docx"
    raise ReportError("It is a zip archive and no Word document.", f"Unpack it first. {_READ}")


def _written(name: str, head: bytes) -> str:
    if _HTML.match(head) or (name.endswith((".html", ".htm", ".xhtml")) and _TAG.search(head)):
        return "html"
    fields = {field.lower() for field in _FIELD.findall(re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0])}
    is_message = len(fields) >= 3 and fields & _SURE
    if (is_message and _FIELD.match(head)) or (fields and name.endswith(".eml")):
        return "eml"
    for ending in (".pdf", ".docx"):
        if name.endswith(ending):
            raise ReportError(f"It is called {ending} and is none.", _READ)
    return TEXT
