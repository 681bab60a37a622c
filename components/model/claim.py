"""Who says what: the claim, its figure, and what one claim is to another.

What a stranger gets wrong: a claim is not a fact, and two claims about one thing are two rows for ever. A figure
is low / best / high *as claimed by one speaker*: it is never averaged, summed or merged with another.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from components.errors import ModelError
from components.model.codes import ClaimKind, Form, Hedge, RelationKind
from components.model.when import Period, When

_GRADE = re.compile(r"[A-F][1-6]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Topic:
    """What is counted or claimed.

    Attributes:
        id: lower-case kebab.
        title: in full.
        short: for narrow places.
        sub: second line, may be empty.
        phrase: tail of a sentence: "in Kursk".
        unit: unit of every figure on this topic ("people", "km2").
        form: how its claims are drawn.
        block: lanes of one block share one scale; empty when it stands alone.
        rank: order on the page, lowest first.
    """

    id: str
    title: str
    short: str
    sub: str
    phrase: str
    unit: str
    form: Form
    block: str
    rank: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as claimed.

    Attributes:
        low: lower bound; alone it means "at least".
        best: the number as stated.
        high: upper bound; alone it means "up to".
        hedge: how it was hedged.
        text: number and hedge as printed on the screen.
        unit: "people", "km2", ...
        counts: what is added up ("killed+wounded"), empty when not stated.
    """

    low: float | None
    best: float | None
    high: float | None
    hedge: Hedge
    text: str
    unit: str
    counts: str

    def __post_init__(self) -> None:
        given = [(name, value) for name in ("low", "best", "high") if (value := getattr(self, name)) is not None]
        for name, value in given:
            if not math.isfinite(value) or value < 0:
                raise ModelError(name, value, "A figure is a finite number, zero or more.")
        if sorted(value for _, value in given) != [value for _, value in given]:
            raise ModelError("low", self.low, "Low, best and high go upwards; check them against the source.")
        if not given and self.hedge is not Hedge.VAGUE:
            raise ModelError("hedge", self.hedge, "A figure without a number is vague; say so, or give the number.")
        if not self.text:
            raise ModelError("text", "", "A figure is printed with its own hedge; fill value_text.")


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing said by one speaker (or by several together).

    Attributes:
        id: "K054".
        statement: shared by claims that were said in one breath.
        kind: what is claimed.
        topic: id of the topic, None when it is about none.
        speakers: ids, at least one; the first gives the colour.
        via: who relayed it, empty when nobody did.
        title: our words after "<speaker> says ...".
        summary: one or two sentences of ours.
        said: when it was said.
        happened: when the thing happened, None when the claim does not tell.
        period: what time a figure covers.
        said_place: id of the place where it was said, None when not stated.
        place: id of the place that it is about.
        acts: ids of the sides that act, the first gives the colour; empty when none does.
        figure: None when there is no number and no word for one.
        label: two or three words that stand where a number would ("acknowledged"); empty when there is a figure.
        quote: the few words that carry number and hedge, as printed in the source; empty otherwise.
        sources: ids, at least one.
        note: anything a reader should know.
        grade: Admiralty code ("B2") that a person gave; None when nobody did.
    """

    id: str
    statement: str
    kind: ClaimKind
    topic: str | None
    speakers: tuple[str, ...]
    via: str
    title: str
    summary: str
    said: When
    happened: When | None
    period: Period | None
    said_place: str | None
    place: str
    acts: tuple[str, ...]
    figure: Figure | None
    label: str
    quote: str
    sources: tuple[str, ...]
    note: str
    grade: str | None

    def __post_init__(self) -> None:
        for field in ("speakers", "sources"):
            if not getattr(self, field):
                raise ModelError(field, "", f"A claim names at least one of its {field}.")
        if self.kind is ClaimKind.FIGURE and self.figure is None:
            raise ModelError("kind", self.kind, "A figure has a number or a word for one; choose another kind.")
        if self.grade is not None and not _GRADE.fullmatch(self.grade):
            raise ModelError("grade", self.grade, "A grade is an Admiralty code, A1 to F6; blank when not graded.")


@dataclass(frozen=True, slots=True)
class Relation:
    """What one claim is to another.

    Attributes:
        from_claim: id.
        kind: read it as "from <kind> to".
        to_claim: id.
        note: why we think so.
    """

    from_claim: str
    kind: RelationKind
    to_claim: str
    note: str

    def __post_init__(self) -> None:
        if self.from_claim == self.to_claim:
            raise ModelError("to_claim", self.to_claim, "A claim is not related to itself.")
