"""A situation: everything known about one conflict, as one immutable value.

What a stranger gets wrong: it holds no geometry of the front line and no outlines. Those are files; this is who
said what, where and when. Whatever order the parts arrive in, the value is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, TypeVar

from components.errors import ModelError
from components.model.claim import Claim, Relation, Topic
from components.model.movement import Route, Settlement, StoryStep
from components.model.place import Place
from components.model.point import Box
from components.model.source import Side, Source, Speaker

#: The sides of the bundled situation, in the order of the legend; a package may bring its own.
DEFAULT_SIDES = (
    Side("ua", "Ukraine"),
    Side("us", "US, NATO"),
    Side("kr", "South Korea"),
    Side("ru", "Russia"),
    Side("nk", "North Korea"),
    Side("ot", "Other"),
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a reader sees first.

    Attributes:
        clock_on: the clock's date.
        from_on: first day in view.
        to_on: last day in view.
    """

    clock_on: date
    from_on: date
    to_on: date

    def __post_init__(self) -> None:
        if not self.from_on <= self.clock_on <= self.to_on:
            raise ModelError("clock", self.clock_on.isoformat(), "The clock opens inside the period in view.")


@dataclass(frozen=True, slots=True)
class About:
    """What a situation is, apart from its records.

    Attributes:
        id: lower-case kebab; part of addresses.
        title: name of the situation.
        headline: what stands over the page.
        description: one or two sentences.
        span_from_on: first day of the clock.
        span_to_on: last day of the clock.
        opening: what a reader sees first.
        theatre: the window that the map opens on.
        focus_area: code of the province that the headline is about, None when there is none.
        lead_topics: ids of the topics that are open at first, in order.
        sides: in the order of the legend.
        licences: titles of the licences that the data is under.
    """

    id: str
    title: str
    headline: str
    description: str
    span_from_on: date
    span_to_on: date
    opening: Opening
    theatre: Box
    focus_area: str | None
    lead_topics: tuple[str, ...]
    sides: tuple[Side, ...]
    licences: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.span_from_on > self.span_to_on:
            raise ModelError("span", self.span_from_on.isoformat(), "The first day is after the last; swap them.")


#: A noun that is kept as one record.
Noun: TypeAlias = About | Source | Speaker | Place | Topic | Claim | Relation | Route | Settlement | StoryStep

_N = TypeVar("_N")


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything known about one conflict.

    Attributes:
        about: what it is.
        sources: by id.
        speakers: by id.
        places: by id.
        topics: by id, in the order of their rank.
        claims: by id, in the order in which they were said, then by id.
        relations: by from, kind, to.
        routes: by id.
        settlements: by country, oblast, name.
        story: by number.
    """

    about: About
    sources: Mapping[str, Source]
    speakers: Mapping[str, Speaker]
    places: Mapping[str, Place]
    topics: Mapping[str, Topic]
    claims: Mapping[str, Claim]
    relations: tuple[Relation, ...]
    routes: tuple[Route, ...]
    settlements: tuple[Settlement, ...]
    story: tuple[StoryStep, ...]

    @property
    def id(self) -> str:
        """Id of the situation."""
        return self.about.id

    @property
    def side_ids(self) -> tuple[str, ...]:
        """Ids of the sides in the order of the legend."""
        return tuple(side.id for side in self.about.sides)

    def nouns(self) -> Iterator[Noun]:
        """Every noun once, those that others refer to first."""
        yield self.about
        for group in (self.sources, self.speakers, self.places, self.topics, self.claims):
            yield from group.values()
        for row in (self.relations, self.routes, self.settlements, self.story):
            yield from row


def assemble(about: About, nouns: Iterable[Noun]) -> Situation:
    """Puts nouns in their order; an `About` among them is left out.

    References between nouns are not checked here: see `identity.dangling`.
    """
    rest = list(nouns)
    return Situation(
        about=about,
        sources={n.id: n for n in sorted(_only(Source, rest), key=lambda n: n.id)},
        speakers={n.id: n for n in sorted(_only(Speaker, rest), key=lambda n: n.id)},
        places={n.id: n for n in sorted(_only(Place, rest), key=lambda n: n.id)},
        topics={n.id: n for n in sorted(_only(Topic, rest), key=lambda n: (n.rank, n.id))},
        claims={n.id: n for n in sorted(_only(Claim, rest), key=lambda n: (n.said.sort_day, n.id))},
        relations=tuple(sorted(_only(Relation, rest), key=lambda n: (n.from_claim, n.kind, n.to_claim))),
        routes=tuple(sorted(_only(Route, rest), key=lambda n: n.id)),
        settlements=tuple(sorted(_only(Settlement, rest), key=lambda n: (n.country, n.oblast, n.name))),
        story=tuple(sorted(_only(StoryStep, rest), key=lambda n: (n.n, n.id))),
    )


def _only(kind: type[_N], nouns: Iterable[object]) -> list[_N]:
    return [noun for noun in nouns if isinstance(noun, kind)]
