"""A message (.eml): its plain text, or the article of its HTML part.

What a stranger gets wrong: the date is that of the sender's clock in the sender's zone, and the sender is who sent it
on, who need not be who wrote it; both are proposals. Attachments are counted and not opened.
"""

from __future__ import annotations

from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from components.errors import ReportError
from components.intake.encoding import decode
from components.intake.parsing import webpage
from components.intake.parsing.extract import Extract, line
from components.intake.parsing.lines import joined

#: Where mail programs break lines (RFC 5322, section 2.1.1); a message with a longer line has its own.
MARGIN = 78
#: Parts of a message, parts of parts counted too.
MAX_PARTS = 200
_CAUGHT = (LookupError, ValueError, TypeError, AttributeError, RecursionError)


def extract(body: bytes, encoding: str | None = None, declared: str | None = None) -> Extract:
    """The text of a message.

    Raises:
        ReportError: it is damaged, its encoding is in doubt, or it has no text.
    """
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(body)
        count = sum(1 for _ in message.walk())
        plain, html = message.get_body(("plain",)), message.get_body(("html",))
        attached = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
    except _CAUGHT as error:
        raise ReportError("It is no sound message.", "Paste its text instead.") from error
    if count > MAX_PARTS:
        raise ReportError(f"It has {count:,} parts; at most {MAX_PARTS} are read.", "Paste its text instead.")
    inner = _plain(plain, encoding) if plain else None
    if not inner or not inner.text.strip():
        inner = webpage.from_text(_decoded(html, encoding)[0]) if html else None
    if not inner:
        raise ReportError("There is no text in the message.", "Open what is attached to it, or paste the text.")
    warnings = inner.warnings
    if attached:
        warnings += (f"{attached} attachment{'s were' if attached > 1 else ' was'} not read.",)
    return _with_head(message, inner, warnings)


def _plain(part: MIMEPart, encoding: str | None) -> Extract:
    text, note = _decoded(part, encoding)
    notes = (note,) if note else ()
    text = text.replace("\r\n", "\n")
    if max(map(len, text.splitlines()), default=0) > MARGIN:
        return Extract(text, notes=notes)
    return Extract(joined(text, MARGIN), notes=notes)


def _decoded(part: MIMEPart, encoding: str | None) -> tuple[str, str]:
    payload = part.get_payload(decode=True)
    decoded = decode(payload if isinstance(payload, bytes) else b"", encoding, declared=part.get_content_charset())
    return decoded.text, decoded.note


def _with_head(message: EmailMessage, inner: Extract, warnings: tuple[str, ...]) -> Extract:
    title, sender, sent_on = _header(message, "Subject"), _sender(message), _sent_on(message)
    said = (
        (title, "The title is the subject of the message."),
        (sender, "The publisher is the sender of the message; put in who wrote the report if it was sent on."),
        (sent_on, "The date is the day on which the message was sent, in the sender's zone."),
    )
    notes = tuple(sentence for value, sentence in said if value)
    return Extract(
        inner.text,
        title=title,
        publisher=sender,
        published_on=sent_on,
        language=inner.language,
        url=inner.url,
        # What the HTML part says about title and date gives way to the head of the message.
        notes=(*(note for note in inner.notes if "language" in note or "read as" in note), *notes),
        warnings=warnings,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return line(str(message.get(name, "")))
    except _CAUGHT:
        return ""


def _sender(message: EmailMessage) -> str:
    try:
        sender = message["From"].addresses[0]
        return line(sender.display_name or sender.domain)
    except (*_CAUGHT, IndexError):
        return ""


def _sent_on(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message["Date"])).date().isoformat()
    except _CAUGHT:
        return ""
