"""What the viewer looks at, as a value, and that value as the query of an address.

What a stranger gets wrong: the address holds only what differs from the opening view, so that a plain link stays
plain. A value that makes no sense is left out with a notice; it never breaks the page. The filter's twin in the
browser is ``maps/static/model.js``; both run the cases of ``tests/cases/filter.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from components.errors import DateError
from components.model import Claim, ClaimKind, Frame, Precision, Scale, Situation, find_text, origins, parse_day
from components.settings import BORDERS

LAYERS = ("ground", "rivers", "areas")
FOCUS_KINDS = ("said", "place", "source")
MAX_ORIGINS = 9
MAX_SEARCH_CHARS = 200
#: Every Admiralty code: a letter for the source, a digit for the information.
GRADES = tuple(f"{letter}{digit}" for letter in "ABCDEF" for digit in "123456")
UNGRADED = "none"
#: Written for a list that is empty on purpose: all topics folded.
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are shown; an empty tuple means no restriction.

    Attributes:
        off: ids of sides that are switched off.
        kinds: kinds of claim.
        scales: how precisely the place is known.
        dates: how precisely the day on which it was said is known.
        grades: Admiralty codes that a person gave; "none" stands for claims that nobody graded.
        origins: least number of independent origins.
        q: words to search for, single spaces between them.
    """

    off: tuple[str, ...] = ()
    kinds: tuple[ClaimKind, ...] = ()
    scales: tuple[Scale, ...] = ()
    dates: tuple[Precision, ...] = ()
    grades: tuple[str, ...] = ()
    origins: int = 1
    q: str = ""


@dataclass(frozen=True, slots=True)
class Focus:
    """One place or source that the panels are narrowed to.

    Attributes:
        kind: one of `FOCUS_KINDS`: said at a place, about a place, printed in a source.
        id: of the place or source.
    """

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class View:
    """What the viewer looks at.

    Attributes:
        clock_on: the clock's date.
        from_on: first day of the period.
        to_on: last day of the period.
        selected: id of the selected claim, None for none.
        focus: None when the panels are not narrowed.
        filter: which claims are shown.
        open: ids of unfolded topics; None for those that are open at first.
        layers_off: layers that are switched off.
        borders: how disputed borders are drawn.
        frame: what fills the map.
    """

    clock_on: date
    from_on: date
    to_on: date
    selected: str | None = None
    focus: Focus | None = None
    filter: Filter = field(default_factory=Filter)
    open: tuple[str, ...] | None = None
    layers_off: tuple[str, ...] = ()
    borders: str = "disputed"
    frame: Frame = Frame.THEATRE

    @classmethod
    def opening(cls, situation: Situation, borders: str = "disputed") -> View:
        """What a reader sees first."""
        opens = situation.about.opening
        return cls(opens.clock_on, opens.from_on, opens.to_on, borders=borders)

    @classmethod
    def parse(
        cls, query: Mapping[str, str], situation: Situation, borders: str = "disputed"
    ) -> tuple[View, tuple[str, ...]]:
        """Reads a query.

        Args:
            query: value by parameter; parameters that are not ours are left alone without a notice.
            situation: what the ids are looked up in.
            borders: the operator's choice, for a query that has none.

        Returns:
            The view, and one sentence for each parameter that was left out; no value is repeated in it.
        """
        reader = _Reader(query, situation)
        return reader.view(cls.opening(situation, borders)), tuple(reader.notices)

    def to_query(self, situation: Situation, borders: str = "disputed") -> dict[str, str]:
        """The parameters that differ from the opening view, in a fixed order."""
        mine, opening = self._texts(), View.opening(situation, borders)._texts()
        return {name: text for name, text in mine.items() if text != opening[name]}

    def as_state(self) -> dict[str, Any]:
        """The view in the browser's terms; see the state of the bus."""
        chosen = self.filter
        return {
            "clock": self.clock_on.isoformat(),
            "from": self.from_on.isoformat(),
            "to": self.to_on.isoformat(),
            "selected": self.selected,
            "focus": {"kind": self.focus.kind, "id": self.focus.id} if self.focus else None,
            "filter": {
                "off": list(chosen.off),
                "kinds": [str(kind) for kind in chosen.kinds],
                "scales": [str(scale) for scale in chosen.scales],
                "dates": [str(precision) for precision in chosen.dates],
                "grades": list(chosen.grades),
                "origins": chosen.origins,
                "q": chosen.q,
            },
            "open": None if self.open is None else list(self.open),
            "layers": {name: name not in self.layers_off for name in LAYERS},
            "borders": self.borders,
            "frame": str(self.frame),
        }

    def _texts(self) -> dict[str, str]:
        chosen = self.filter
        return {
            "t": self.clock_on.isoformat(),
            "from": self.from_on.isoformat(),
            "to": self.to_on.isoformat(),
            "sel": self.selected or "",
            "focus": f"{self.focus.kind}:{self.focus.id}" if self.focus else "",
            "off": ",".join(chosen.off),
            "kind": ",".join(chosen.kinds),
            "place": ",".join(chosen.scales),
            "date": ",".join(chosen.dates),
            "grade": ",".join(chosen.grades),
            "origins": str(chosen.origins),
            "q": chosen.q,
            "open": "" if self.open is None else ",".join(self.open) or NOTHING,
            "layers": ",".join(f"-{name}" for name in self.layers_off),
            "borders": self.borders,
            "frame": str(self.frame),
        }


class _Reader:
    """Reads one query and collects the notices."""

    def __init__(self, query: Mapping[str, str], situation: Situation) -> None:
        self._query, self._situation = query, situation
        self.notices: list[str] = []

    def view(self, opening: View) -> View:
        about = self._situation.about
        from_on = self._day("from") or opening.from_on
        to_on = self._day("to") or opening.to_on
        if from_on > to_on:
            self._leave_out("from", "the period ends before it starts; choose the period again")
            from_on, to_on = opening.from_on, opening.to_on
        clock_on = self._day("t") or opening.clock_on
        if not about.span_from_on <= clock_on <= about.span_to_on:
            self._leave_out("t", "the clock does not reach that day; drag it to another")
            clock_on = opening.clock_on
        return replace(
            opening,
            clock_on=clock_on,
            from_on=from_on,
            to_on=to_on,
            selected=self._one("sel", self._situation.claims, "no such claim; choose one on the map or in the list"),
            focus=self._focus(),
            filter=self._filter(),
            open=self._open(),
            layers_off=self._layers(),
            borders=self._one("borders", BORDERS, f"use {', '.join(BORDERS)}") or opening.borders,
            frame=Frame(self._one("frame", tuple(Frame), f"use {', '.join(Frame)}") or opening.frame),
        )

    def _leave_out(self, name: str, why: str) -> None:
        self.notices.append(f"The part “{name}” of this address was left out: {why}.")

    def _day(self, name: str) -> date | None:
        text = self._query.get(name, "")
        if not text:
            return None
        try:
            return parse_day(text)
        except DateError:
            self._leave_out(name, "a day is written as 2024-10-30")
            return None

    def _one(self, name: str, allowed: Iterable[str], why: str) -> str | None:
        text = self._query.get(name, "")
        if text and text not in allowed:
            self._leave_out(name, why)
            return None
        return text or None

    def _many(self, name: str, allowed: Iterable[str], why: str) -> tuple[str, ...]:
        """Those of a list that are allowed, in the order of `allowed`, so that one view has one address."""
        known = tuple(allowed)
        asked = {item for item in self._query.get(name, "").split(",") if item}
        if asked - set(known):
            self._leave_out(name, why)
        return tuple(item for item in known if item in asked)

    def _focus(self) -> Focus | None:
        text = self._query.get("focus", "")
        kind, _, key = text.partition(":")
        known: Mapping[str, Any] = self._situation.sources if kind == "source" else self._situation.places
        if text and (kind not in FOCUS_KINDS or key not in known):
            self._leave_out("focus", "no such place or source; choose one on the map or on the Sources page")
            return None
        return Focus(kind, key) if text else None

    def _filter(self) -> Filter:
        return Filter(
            off=self._many("off", self._situation.side_ids, "no such actor; use the pills under the title"),
            kinds=tuple(map(ClaimKind, self._many("kind", tuple(ClaimKind), f"use {', '.join(ClaimKind)}"))),
            scales=tuple(map(Scale, self._many("place", tuple(Scale), f"use {', '.join(Scale)}"))),
            dates=tuple(map(Precision, self._many("date", tuple(Precision), f"use {', '.join(Precision)}"))),
            grades=self._many("grade", (*GRADES, UNGRADED), "use Admiralty codes such as B2, or none"),
            origins=self._origins(),
            q=self._words(),
        )

    def _origins(self) -> int:
        allowed = [str(n) for n in range(1, MAX_ORIGINS + 1)]
        return int(self._one("origins", allowed, f"use a number from 1 to {MAX_ORIGINS}") or 1)

    def _words(self) -> str:
        text = " ".join(self._query.get("q", "").split())
        if len(text) > MAX_SEARCH_CHARS:
            self._leave_out("q", f"a search has at most {MAX_SEARCH_CHARS} characters; shorten it")
            return ""
        return text

    def _open(self) -> tuple[str, ...] | None:
        if self._query.get("open", "") == NOTHING:
            return ()
        topics = self._many("open", self._situation.topics, "no such group of figures; unfold one in the panel")
        return topics or None

    def _layers(self) -> tuple[str, ...]:
        found = self._many("layers", tuple(f"-{name}" for name in LAYERS), f"use -{', -'.join(LAYERS)}")
        return tuple(name.removeprefix("-") for name in found)


def in_period(claim: Claim, from_on: date, to_on: date) -> bool:
    """Whether a claim was said, or tells of something that happened, within a period (both ends inclusive).

    A claim of which nobody knows when it was said is in every period, so that no period loses it silently.
    """
    happened = claim.happened
    return (
        not claim.said.is_dated
        or claim.said.overlaps(from_on, to_on)
        or (happened is not None and happened.overlaps(from_on, to_on))
    )


def is_known(claim: Claim, clock_on: date) -> bool:
    """Whether a claim had been said by the clock's date; an open start counts from its known end."""
    return claim.said.sort_day <= clock_on


def passes(claim: Claim, situation: Situation, chosen: Filter) -> bool:
    """Whether a claim passes the filter; the period is not part of it.

    Actors: a claim is hidden when all of its speakers' sides are off. Words: every one must occur in the claim's
    text, as a plain substring without regard to case; nothing is compiled from them.
    """
    sides = {situation.speakers[key].side for key in claim.speakers}
    if chosen.off and sides <= set(chosen.off):
        return False
    if chosen.kinds and claim.kind not in chosen.kinds:
        return False
    if chosen.dates and claim.said.precision not in chosen.dates:
        return False
    if chosen.scales and situation.places[claim.place].scale not in chosen.scales:
        return False
    if chosen.grades and (claim.grade or UNGRADED) not in chosen.grades:
        return False
    if chosen.origins > 1 and origins(claim, situation) < chosen.origins:
        return False
    text = find_text(claim, situation) if chosen.q else ""
    return all(word in text for word in chosen.q.lower().split())


def shown(situation: Situation, view: View) -> tuple[Claim, ...]:
    """Claims of the period that pass the filter, in the order of the situation."""
    return tuple(_shown(situation, view))


def _shown(situation: Situation, view: View) -> Iterator[Claim]:
    for claim in situation.claims.values():
        if in_period(claim, view.from_on, view.to_on) and passes(claim, situation, view.filter):
            yield claim
