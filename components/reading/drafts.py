"""A figure in the making: its numeral, bounds, kind, unit and subject, before anybody asks who says it and where.

What a stranger gets wrong: a draft that lacks a noun of its own borrows one from the figure before it, and the rule
says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from components.reading.codes import Bound, FigureKind, Modality
from components.reading.counted import Counted
from components.reading.hedges import Hedge
from components.reading.lexicon import Noun
from components.reading.numbers import Numeral
from components.reading.words import Words


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure in the making.

    Attributes:
        words: its sentence.
        numeral: the numeral.
        hedge: how it is bounded.
        counted: the noun phrase behind it.
        noun: what is counted, its own or borrowed; None when nothing is known of it.
        kind: what is counted.
        unit: in what.
        subject: who or what, as the text puts it.
        is_change: whether it is the daily change of a table's row, "(+43)".
        rules: by field, the rule that decided it.
        confidence: by field, 0 to 1.
        verb: class of the verb that decided the kind; empty when none did.
    """

    words: Words
    numeral: Numeral
    hedge: Hedge
    counted: Counted
    noun: Noun | None
    kind: FigureKind
    unit: str
    subject: str
    is_change: bool = False
    rules: dict[str, str] = field(default_factory=dict)
    confidence: dict[str, float] = field(default_factory=dict)
    verb: str = ""

    @property
    def bound(self) -> Bound:
        """How the words bound it."""
        return self.hedge.bound

    @property
    def modality(self) -> Modality:
        """How far it is asserted."""
        return self.hedge.modality
