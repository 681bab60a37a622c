"""Small files of every format, made here byte by byte or by the library that writes it."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

import docx
import pypdf

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Bridge crossed | The Valley Post</title>
<meta property="og:title" content="Bridge crossed at dawn">
<meta property="og:site_name" content="The Valley Post">
<meta property="article:published_time" content="2024-11-06T23:30:00+02:00">
<link rel="canonical" href="https://valley.example.org/bridge">
</head><body><nav><a href="/">Home</a></nav><article><h1>Bridge crossed</h1>
<p>Some 40 soldiers crossed the long bridge on Tuesday, the ministry of the valley said in a statement.</p>
<p>On 1 October 2023 at least 12 people were wounded there, according to the hospital of the town.</p>
</article><footer>All rights</footer></body></html>"""
ARTICLE = (
    "Bridge crossed\n"
    "Some 40 soldiers crossed the long bridge on Tuesday, the ministry of the valley said in a statement.\n"
    "On 1 October 2023 at least 12 people were wounded there, according to the hospital of the town."
)


def pdf(*pages: Sequence[str] | bytes, info: Mapping[str, str] | None = None) -> bytes:
    """A PDF with some lines of ASCII on each page.

    Args:
        pages: lines of each page, none for an empty one; or the page's whole stream.
        info: its properties, without the slash.
    """
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        objects.append(page if isinstance(page, bytes) else _stream(page))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    properties = b" ".join(f"/{name} ({value})".encode("ascii") for name, value in (info or {}).items())
    objects.append(b"<< " + properties + b" >>")
    return _with_table(objects)


def _stream(lines: Sequence[str]) -> bytes:
    shown = b" ".join(b"(" + line.encode("ascii") + b") Tj T*" for line in lines)
    stream = b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b" ET"
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)


def packed_stream(content: bytes) -> bytes:
    """The stream of a page, packed."""
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _with_table(objects: list[bytes]) -> bytes:
    out = b"%PDF-1.4\n"
    offsets = []
    for number, value in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    return out + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


def locked(body: bytes, password: str) -> bytes:
    """The same PDF behind a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(body))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")  # noqa: S106 - a test's own
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(*paragraphs: str, rows: Sequence[Sequence[str]] = (), title: str = "") -> bytes:
    """A Word document with paragraphs and then a table."""
    document = docx.Document()
    document.core_properties.title = title
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def rezipped(body: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The same zip with some members changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        members = {member.filename: old.read(member) for member in old.infolist()}
        for name, data in {**members, **changes}.items():
            new.writestr(name, data)
    return out.getvalue()


def message(text: str | None = None, html: str | None = None, attached: Sequence[bytes] = (), **fields: str) -> bytes:
    """A message; fields are named with an underscore for a hyphen."""
    mail = EmailMessage()
    head = {"From": "Valley Press <desk@valley.example>", "Subject": "Bridge crossed", "MIME-Version": "1.0"}
    head |= {
        "Date": "Wed, 06 Nov 2024 23:30:00 +0200",
        **{key.replace("_", "-"): value for key, value in fields.items()},
    }
    for name, value in head.items():
        if value:
            mail[name] = value
    if text is not None:
        mail.set_content(text)
    if html is not None and text is not None:
        mail.add_alternative(html, subtype="html")
    elif html is not None:
        mail.set_content(html, subtype="html")
    for data in attached:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename="../../evil.bin")
    return mail.as_bytes()


def opened(body: bytes) -> zipfile.ZipFile:
    """A zip, to be read."""
    return zipfile.ZipFile(io.BytesIO(body))
