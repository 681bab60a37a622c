"""Lets a whole document decide what its names mean: votes of countries and divisions, nearness, one sense per name.

What a stranger gets wrong: nothing here looks at the text. Names come in with their meanings and the weight that their
sentences gave them; out comes, for each, the meaning that fits best with all the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
import numpy.typing as npt

from components.places.entities import Kind
from components.places.senses import KINDS
from components.places.spotting import Spot

THRESHOLD = 1.5
_ROUNDS = 3
_COUNTRY, _DIVISION, _NEAR = 2.0, 1.8, 1.5
_ALLOWED, _HINT = 5.0, 1.6
#: Firm neighbours that are measured, and names that are heard together: caps that keep the work bounded.
MOST_FIRM, MOST_NAMES = 32, 800
_REACH_KM, _FAR_DEG, _KM_A_DEG = 70.0, 4.0, 111.19
#: Weight of nobody's vote, so that one name alone does not decide for the next.
_DOUBT = 2.0
_IS_POINT = np.array([kind in (Kind.SETTLEMENT, Kind.FACILITY, Kind.ADM2) for kind in KINDS])
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(slots=True, eq=False)
class Name:
    """All spots of a document that have one key and the same meanings.

    Attributes:
        spots: where it stands.
        weight: how sure it is a place, 0 to 1, before the others are heard.
        best: highest evidence that any of its sentences gave.
    """

    spots: list[Spot]
    weight: float
    best: float


def names(spots: Sequence[Spot]) -> list[Name]:
    """Spots by name, in the order of their first appearance."""
    found: dict[tuple[str, int, int], list[Spot]] = {}
    for spot in spots:
        found.setdefault((spot.key, int(spot.senses.ids[0]), len(spot.senses)), []).append(spot)
    return [_name(members) for members in found.values()]


def _name(members: list[Spot]) -> Name:
    best = max(spot.weight for spot in members)
    placed = sum(_sigmoid(spot.senses.strength + spot.weight - THRESHOLD) for spot in members)
    return Name(members, min(placed, 1.0) * (1 + min(placed, 8.0) / 8), best)


def _sigmoid(value: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, value))))


def decide(spots: Sequence[Spot], countries: int, divisions: int, leaning: int = 0) -> None:
    """Chooses a meaning for every spot of a document.

    Args:
        spots: its names, in order.
        countries: how many country numbers there are.
        divisions: how many division numbers there are.
        leaning: number of the country that the caller leans to; 0 for none.
    """
    found = names(spots)
    for first in range(0, len(found), MOST_NAMES):
        Council(found[first : first + MOST_NAMES], countries, divisions, leaning).decide()


class Council:
    """The names of one document, weighing their meanings together.

    Attributes:
        names: the names.
        support: for each meaning, what the rest of the document says for it as a place.
    """

    def __init__(self, names: Sequence[Name], countries: int, divisions: int, leaning: int = 0) -> None:
        self.names = list(names)
        senses = [name.spots[0].senses for name in self.names]
        sizes = np.array([len(each) for each in senses], dtype=np.int64)
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        self._of = np.repeat(np.arange(len(senses)), sizes)
        lat, lon, self._base = np.concatenate([each.numbers for each in senses], axis=1)
        self._country, self._admin1, self._kind = np.concatenate([each.codes for each in senses], axis=1)
        self._north, self._east = lat.astype(np.float32), lon.astype(np.float32)
        self._narrowing = np.cos(np.radians(self._north))[:, None]
        self._weight = np.array([name.weight for name in self.names])
        self._countries, self._divisions = countries, divisions
        if leaning:
            self._base = self._base + np.where(self._country == leaning, 1.0, 0.0)
        self.support = np.zeros(len(self._base))
        for start, name in zip(self._starts, self.names, strict=True):
            self._lean(int(start), name)

    def _lean(self, start: int, name: Name) -> None:
        """Adds what the sentences of a name say for some of its meanings."""
        for spot in name.spots:
            for place in set(spot.hints):
                self._base[start + place] += _HINT / len(name.spots)
            if spot.allowed is not None:
                self._base[[start + place for place in spot.allowed]] += _ALLOWED / len(name.spots)

    def decide(self) -> None:
        """Chooses a meaning for every spot."""
        score, before = self._base, None
        for _ in range(_ROUNDS):
            picked = self._picked(score)
            if before is not None and np.array_equal(picked, before):
                break
            before = picked
            share = self._shares(score)
            score = self._base + self._heard(picked, self._weight * share[picked])
        self._choose(score, self._shares(score))

    def _picked(self, score: Floats) -> Ints:
        top = np.maximum.reduceat(score, self._starts)
        first = np.flatnonzero(score == top[self._of])
        picked: Ints = first[np.searchsorted(self._of[first], np.arange(len(self._starts)))]
        return picked

    def _shares(self, score: Floats) -> Floats:
        top = np.maximum.reduceat(score, self._starts)
        weights = np.exp(score - top[self._of])
        result: Floats = weights / np.add.reduceat(weights, self._starts)[self._of]
        return result

    def _heard(self, picked: Ints, weight: Floats) -> Floats:
        """What the others say for each meaning."""
        countries = self._votes(self._country, picked, weight, self._countries)
        divisions = self._votes(self._admin1, picked, weight, self._divisions)
        near = self._near(picked, weight)
        self.support = 0.5 * countries + 0.8 * divisions + 1.3 * near
        result: Floats = _COUNTRY * countries + _DIVISION * divisions + _NEAR * near
        return result

    def _votes(self, column: Ints, picked: Ints, weight: Floats, count: int) -> Floats:
        """Share of the weight of all other names that falls on each meaning's own country or division."""
        own = column[picked]
        heard = np.where(own > 0, weight, 0.0)
        votes = np.bincount(own, weights=heard, minlength=count)
        mine = np.where(column == own[self._of], heard[self._of], 0.0)
        others = np.where(column > 0, votes[column] - mine, 0.0)
        result: Floats = others / (heard.sum() - heard[self._of] + _DOUBT)
        return result

    def _near(self, picked: Ints, weight: Floats) -> Floats:
        """Nearness of each meaning to the firm places of other names."""
        firm = np.flatnonzero(_IS_POINT[self._kind[picked]] & (weight > 0.35))
        firm = firm[np.argsort(-weight[firm], kind="stable")][:MOST_FIRM]
        if not len(firm):
            return np.zeros(len(self._base))
        at = picked[firm]
        # Nobody lives where this ignores that longitudes meet: at worst two Fijian islands do not help each other.
        square = (self._north[:, None] - self._north[at]) ** 2
        square += ((self._east[:, None] - self._east[at]) * self._narrowing) ** 2
        row, column = np.nonzero(square < _FAR_DEG**2)
        other = self._of[row] != firm[column]
        row, column = row[other], column[other]
        pull = np.exp(np.sqrt(square[row, column]) * (-_KM_A_DEG / _REACH_KM)) * np.minimum(weight[firm], 1.0)[column]
        most = np.zeros(len(self._base))
        np.maximum.at(most, row, pull)
        result: Floats = np.minimum(most + 0.25 * np.bincount(row, weights=pull, minlength=len(most)), 1.8)
        return result

    def _choose(self, score: Floats, share: Floats) -> None:
        picked, shares, support = self._picked(score).tolist(), share.tolist(), self.support.tolist()
        for start, best, name in zip(self._starts.tolist(), picked, self.names, strict=True):
            for spot in name.spots:
                at = best
                if spot.allowed is not None:
                    at = max((start + place for place in spot.allowed), key=lambda place: score[place])
                spot.chosen = at - start
                settled = spot.allowed is not None and len(spot.allowed) == 1
                spot.share = 1.0 if settled else shares[at]
                spot.shares = shares[start : start + len(spot.senses.strengths)]
                spot.score = placeness(spot, name.best, support[at])


def placeness(spot: Spot, best: float, support: float) -> float:
    """How sure a spot is a place, 0 to 1; one half at the threshold."""
    senses = spot.senses
    strength = senses.strengths[spot.chosen] + senses.wording
    weight = spot.weight
    if weight > -3.0:
        weight = 0.5 * weight + 0.5 * max(weight, min(best, weight + 3.0))
    gain = support if _IS_POINT[senses.kind[spot.chosen]] else support / 3
    return _sigmoid(1.2 * (strength + weight + gain - THRESHOLD))
