"""What moves and what changes hands: deployments, settlements with their holders, and the steps of the story.

What a stranger gets wrong: a route joins two places that a source named. The way between them is not known
unless it says so, and a settlement's holder is known on its dates only, never in between.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from components.model.codes import Frame, Holder, RouteMode
from components.model.point import Point
from components.model.source import web_host
from components.model.when import When


@dataclass(frozen=True, slots=True)
class Route:
    """A reported deployment.

    Attributes:
        id: lower-case kebab.
        title: our words.
        from_place: id of the place it left.
        to_place: id of the place it reached.
        mode: how it travelled.
        dates: when.
        claim: id of the claim it rests on.
        acts: id of the side that moved.
        route: "not known" unless a source says which way.
        note: anything a reader should know.
    """

    id: str
    title: str
    from_place: str
    to_place: str
    mode: RouteMode
    dates: When
    claim: str
    acts: str
    route: str
    note: str


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a settlement on one date."""

    on: date
    holder: Holder


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement and who held it.

    Attributes:
        name: in English.
        oblast: province in English.
        country: ISO 3166 two letters.
        point: None when no named source gives one.
        coord_source: where the point was read.
        holdings: one per date, oldest first.
        basis: why, in our words.
        urls: pages it was read on.
        dates: their dates as text, in the same order.
        source_kind: report, official, assessment, background, ...
        confidence: how sure the compiler is of the row: high, medium, low.
    """

    name: str
    oblast: str
    country: str
    point: Point | None
    coord_source: str
    holdings: tuple[Holding, ...]
    basis: str
    urls: tuple[str, ...]
    dates: str
    source_kind: str
    confidence: str

    def __post_init__(self) -> None:
        for url in self.urls:
            web_host(url)


@dataclass(frozen=True, slots=True)
class StoryStep:
    """A saved view and one sentence of ours.

    Attributes:
        id: lower-case kebab.
        n: number of the step, from 1.
        title: a few words.
        sentence: what a reader sees at this step.
        clock_on: the clock's date.
        from_on: first day of the period in view.
        to_on: last day of the period in view.
        select: id of the claim to open, None for none.
        open: ids of the topics to unfold.
        frame: what fills the map.
    """

    id: str
    n: int
    title: str
    sentence: str
    clock_on: date
    from_on: date
    to_on: date
    select: str | None
    open: tuple[str, ...]
    frame: Frame
