"""One row of a data package becomes one noun.

What a stranger gets wrong: the columns here are the format. The Table Schema in the package repeats them for
other programs; it is checked too, but it cannot loosen what is asked for here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from components.intake.tables import Cells
from components.model import (
    Anchor,
    Claim,
    ClaimKind,
    Figure,
    Form,
    Frame,
    Hedge,
    Holder,
    Holding,
    Noun,
    Period,
    Place,
    Precision,
    Relation,
    RelationKind,
    Route,
    RouteMode,
    Scale,
    Settlement,
    Source,
    SourceKind,
    Speaker,
    StoryStep,
    Topic,
    When,
    is_id,
)

_HOLDER = re.compile(r"holder_\d{4}_\d\d_\d\d", re.ASCII)
_NO_DATE = When(None, None, Precision.UNKNOWN, "")


def _id(cells: Cells) -> str:
    value = cells.text("id")
    if not is_id(value):
        cells.fault("id", "An id is 1 to 80 letters, digits, dots, hyphens or underscores: it goes into addresses.")
    return value


def source(cells: Cells) -> Source:
    """A row of sources.csv."""
    return Source(
        id=_id(cells),
        publisher=cells.needed("publisher"),
        agency=cells.text("agency"),
        title=cells.needed("title"),
        published_on=cells.day("published_on"),
        published_precision=cells.code("published_precision", Precision),
        url=cells.text("url"),
        link_note=cells.text("link_note"),
        language=cells.needed("language"),
        kind=cells.code("kind", SourceKind),
        note=cells.text("note"),
    )


def speaker(cells: Cells) -> Speaker:
    """A row of speakers.csv."""
    return Speaker(
        id=_id(cells),
        name=cells.needed("name"),
        short=cells.text("short"),
        person=cells.text("person"),
        role=cells.text("role"),
        side=cells.needed("side"),
        is_party=cells.flag("party"),
        origin=cells.text("origin"),
        capital=cells.text("capital"),
    )


def place(cells: Cells) -> Place:
    """A row of places.csv."""
    anchor = cells.point("anchor_lat", "anchor_lon")
    return Place(
        id=_id(cells),
        name=cells.needed("name"),
        local_name=cells.text("local_name"),
        scale=cells.code("scale", Scale),
        country=cells.text("country"),
        area=cells.optional("area"),
        point=cells.point("lat", "lon"),
        radius_km=cells.number("radius_km"),
        anchor=Anchor(anchor, cells.needed("anchor")) if anchor else None,
        coord_source=cells.text("coord_source"),
        note=cells.text("note"),
    )


def topic(cells: Cells) -> Topic:
    """A row of topics.csv."""
    return Topic(
        id=_id(cells),
        title=cells.needed("title"),
        short=cells.needed("short"),
        sub=cells.text("sub"),
        phrase=cells.text("phrase"),
        unit=cells.text("unit"),
        form=cells.code("form", Form),
        block=cells.text("block"),
        rank=cells.whole("rank"),
    )


def claim(cells: Cells) -> Claim:
    """A row of claims.csv."""
    cells.needed("said_precision")
    said = cells.when("said")
    figure = _figure(cells)
    return Claim(
        id=_id(cells),
        statement=cells.needed("statement"),
        kind=cells.code("kind", ClaimKind),
        topic=cells.optional("topic"),
        speakers=cells.items("speakers"),
        via=cells.text("via"),
        title=cells.needed("title"),
        summary=cells.needed("summary"),
        said=said or _NO_DATE,
        happened=cells.when("happened"),
        period=_period(cells),
        said_place=cells.optional("said_place"),
        place=cells.needed("place"),
        acts=cells.items("acts"),
        figure=figure,
        label="" if figure else cells.text("value_text"),
        quote=cells.text("quote"),
        sources=cells.items("sources"),
        note=cells.text("note"),
        grade=cells.optional("grade"),
    )


def _period(cells: Cells) -> Period | None:
    from_on, to_on, text = cells.day("period_from"), cells.day("period_to"), cells.text("period_text")
    return Period(from_on, to_on, text) if from_on or to_on or text else None


def _figure(cells: Cells) -> Figure | None:
    low, best, high = (cells.number(name) for name in ("low", "best", "high"))
    hedge = cells.code("hedge", Hedge)
    if low is None and best is None and high is None and hedge is Hedge.NONE:
        return None
    return Figure(low, best, high, hedge, cells.text("value_text"), cells.text("unit"), cells.text("counts"))


def relation(cells: Cells) -> Relation:
    """A row of relations.csv."""
    return Relation(
        from_claim=cells.needed("from"),
        kind=cells.code("kind", RelationKind),
        to_claim=cells.needed("to"),
        note=cells.text("note"),
    )


def route(cells: Cells) -> Route:
    """A row of deployments.csv."""
    cells.needed("dates_precision")
    dates = cells.when("dates")
    return Route(
        id=_id(cells),
        title=cells.needed("title"),
        from_place=cells.needed("from_place"),
        to_place=cells.needed("to_place"),
        mode=cells.code("mode", RouteMode),
        dates=dates or _NO_DATE,
        claim=cells.needed("claim"),
        acts=cells.needed("acts"),
        route=cells.needed("route"),
        note=cells.text("note"),
    )


def settlement(cells: Cells) -> Settlement:
    """A row of control.csv; every column holder_YYYY_MM_DD is one date."""
    dated = sorted((on, name) for name in cells.row.cells if (on := holder_date(name)))
    return Settlement(
        name=cells.needed("settlement"),
        oblast=cells.needed("oblast"),
        country=cells.needed("country"),
        point=cells.point("lat", "lon"),
        coord_source=cells.text("coord_source"),
        holdings=tuple(Holding(on, cells.code(name, Holder)) for on, name in dated),
        basis=cells.text("basis"),
        urls=tuple(cells.text("source_url").split()),
        dates=cells.text("source_date"),
        source_kind=cells.text("source_kind"),
        confidence=cells.text("confidence"),
    )


def holder_date(column: str) -> date | None:
    """Date of a column of control.csv such as holder_2024_10_30; None for every other column."""
    try:
        return date(*map(int, column.split("_")[1:])) if _HOLDER.fullmatch(column) else None
    except ValueError:
        return None


def story_step(cells: Cells) -> StoryStep:
    """A row of story.csv."""
    return StoryStep(
        id=_id(cells),
        n=cells.whole("n"),
        title=cells.needed("title"),
        sentence=cells.needed("sentence"),
        clock_on=cells.needed_day("clock"),
        from_on=cells.needed_day("from"),
        to_on=cells.needed_day("to"),
        select=cells.optional("select"),
        open=cells.items("open"),
        frame=cells.code("frame", Frame),
    )


def _columns(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


#: Resource by name: the columns that it has, and what one row of it becomes.
TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Cells], Noun]]] = {
    "sources": (
        _columns("id,publisher,agency,title,published_on,published_precision,url,link_note,language,kind,note"),
        source,
    ),
    "speakers": (_columns("id,name,short,person,role,side,party,origin,capital"), speaker),
    "places": (
        _columns(
            "id,name,local_name,scale,country,area,lat,lon,radius_km,anchor_lat,anchor_lon,anchor,coord_source,note"
        ),
        place,
    ),
    "topics": (_columns("id,title,short,sub,phrase,unit,form,block,rank"), topic),
    "claims": (
        _columns(
            "id,statement,kind,topic,speakers,via,title,summary,said_from,said_to,said_precision,said_edtf,said_place,"
            "happened_from,happened_to,happened_precision,happened_edtf,period_from,period_to,period_text,place,acts,"
            "low,best,high,hedge,value_text,unit,counts,quote,sources,note,grade"
        ),
        claim,
    ),
    "relations": (_columns("from,kind,to,note"), relation),
    "deployments": (
        _columns("id,title,from_place,to_place,mode,dates_from,dates_to,dates_precision,claim,acts,route,note"),
        route,
    ),
    "control": (
        _columns("settlement,oblast,country,lat,lon,coord_source,basis,source_url,source_date,source_kind,confidence"),
        settlement,
    ),
    "story": (_columns("id,n,title,sentence,clock,from,to,select,open,frame"), story_step),
}

#: Attribute of a noun -> column, where the two differ.
COLUMN_OF: Mapping[str, Mapping[str, Any]] = {
    "relations": {"from_claim": "from", "to_claim": "to"},
    "control": {"urls": "source_url", "url": "source_url", "name": "settlement"},
    "claims": {"text": "value_text"},
    "story": {"clock_on": "clock", "from_on": "from", "to_on": "to"},
}
