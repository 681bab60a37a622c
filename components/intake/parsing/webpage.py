"""A web page: its article through trafilatura, and what its head says about it.

What a stranger gets wrong: the date is only taken from a place where a page states it. Guessing it from the body, as
libraries do, takes the day of an event for the day of publication.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from components.errors import ReportError
from components.intake.calendar import written_dates
from components.intake.encoding import decode
from components.intake.parsing.extract import Extract, day, line

#: Names of <meta> elements, the surest first (Open Graph, article:, Dublin Core, parse.ly, Google News).
DATES = (
    "article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.date", "parsely-pub-date", "pubdate", "publishdate", "publish-date", "date", "sailthru.date",
)  # fmt: skip
TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_publisher")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_HEAD_BYTES = 4_096
_LANGUAGE = re.compile(r"[A-Za-z]{2}(?![A-Za-z])")
_MOST_NODES = 2_000


def extract(body: bytes, encoding: str | None = None, declared: str | None = None) -> Extract:
    """The article of a page.

    Raises:
        ReportError: the encoding is in doubt, or there is no text.
    """
    charset = _CHARSET.search(body[:_HEAD_BYTES])
    # A server's word goes before the page's own (WHATWG HTML, "determining the character encoding").
    declared = declared or (charset[1].decode("ascii") if charset else None)
    decoded = decode(body, encoding, declared=declared)
    return from_text(decoded.text, (decoded.note,) if decoded.note else ())


def from_text(page: str, notes: tuple[str, ...] = ()) -> Extract:
    """The same from characters."""
    tree = _tree(page)
    metas = dict(_metas(tree))
    facts = _linked(tree)
    found = {
        "title": _first(
            ("its metadata", _meta(metas, TITLES)),
            ("its linked data", line(facts.get("headline"))),
            ("its first heading", _text(tree, "//h1")),
            ("its title", _text(tree, "//head/title")),
        ),
        "publisher": _first(("its metadata", _meta(metas, PUBLISHERS)), ("its linked data", _publisher(facts))),
        "published_on": _first(
            ("its metadata", _day(_meta(metas, DATES))),
            ("its linked data", _day(line(facts.get("datePublished")))),
            ("its time of publication", _time(tree)),
        ),
        "language": _first(("its own word for it", _language(tree))),
        "url": _first(("its canonical link", _canonical(tree, metas))),
    }
    text, warnings = _article(tree)
    said = tuple(_said(name, where, what) for name, (where, what) in found.items() if what)
    values = {name: what for name, (_, what) in found.items()}
    return Extract(text, **values, notes=(*notes, *said), warnings=warnings)


def _said(name: str, where: str, what: str) -> str:
    word = {"published_on": "date", "url": "address"}.get(name, name)
    day_text = f": {what}" if name == "published_on" else ""
    return f"The {word} of the page was found in {where}{day_text}."


def _tree(page: str) -> HtmlElement:
    # Bytes, because a page that declares an encoding is refused as characters.
    parser = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise _no_text() from error
    if tree is None:
        raise _no_text()
    return tree


def _no_text() -> ReportError:
    return ReportError("There is no article in the page.", "Paste its text instead.")


def _article(tree: HtmlElement) -> tuple[str, tuple[str, ...]]:
    try:
        text = trafilatura.extract(
            copy.deepcopy(tree), include_comments=False, include_tables=True, deduplicate=False, with_metadata=False
        )
        whole = "" if text else trafilatura.html2txt(tree)
    except RecursionError as error:
        raise _no_text() from error
    if text and text.strip():
        return text, ()
    if whole.strip():
        return whole, ("No article stood out in the page, so all of its text was taken.",)
    raise _no_text()


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Name and content of the <meta> elements, the last first, so that the first of a name wins in a dict."""
    for node in reversed(tree.xpath("//meta[@content]")[:_MOST_NODES]):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        if content := line(node.get("content")):
            yield name.strip().lower(), content


def _meta(metas: dict[str, str], names: tuple[str, ...]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _day(text: str) -> str:
    """The day of a stamp, or of a date in words when it is the only one and its order is certain."""
    written = [each.day for each in written_dates(text)]
    return day(text) or (written[0].isoformat() if len(written) == 1 and written[0] else "")


def _first(*found: tuple[str, str]) -> tuple[str, str]:
    return next((pair for pair in found if pair[1]), ("", ""))


def _text(tree: HtmlElement, path: str) -> str:
    nodes = tree.xpath(path)
    return line("".join(nodes[0].itertext())) if nodes else ""


def _language(tree: HtmlElement) -> str:
    found = _LANGUAGE.match((tree.xpath("string(/html/@lang)") or "").strip())
    return found[0].lower() if found else ""


def _time(tree: HtmlElement) -> str:
    """A <time> that is marked as that of publication; one that stands in the text may be that of an event."""
    nodes = tree.xpath("//time[@datetime][@pubdate or contains(@itemprop, 'datePublished')]")
    return day(nodes[0].get("datetime")) if nodes else ""


def _canonical(tree: HtmlElement, metas: dict[str, str]) -> str:
    links = tree.xpath("//link[@href][translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
    address = line(links[0]) if links else metas.get("og:url", "")
    return address if address.startswith(("http://", "https://")) else ""


def _linked(tree: HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object that is about an article; empty when there is none."""
    for node in tree.xpath("//script[@type='application/ld+json']")[:20]:
        try:
            values = json.loads(node.text or "")
        except (ValueError, RecursionError):
            continue
        graph = values.get("@graph", values) if isinstance(values, dict) else values
        for each in graph if isinstance(graph, list) else [graph]:
            if isinstance(each, dict) and "datePublished" in each:
                return each
    return {}


def _publisher(facts: dict[str, Any]) -> str:
    publisher = facts.get("publisher")
    return line(publisher.get("name")) if isinstance(publisher, dict) else line(publisher)
