"""Pairs of names of which one lies in the other: "Paris, Texas", "Kharkiv (Ukraine)", "a clinic in Goma in North Kivu".

What a stranger gets wrong: two names with a comma between them are just as often a list. Only a pair that nests in the
gazetteer counts, and a list of states never does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from components.places.entities import Kind
from components.places.senses import KINDS, NUMBER, Senses
from components.places.spotting import Spot
from components.places.tokens import Tokens

_COMMA, _INSIDE = 2.6, 1.0
#: Two towns in one address lie no further apart.
_TOWN_KM, _DISTRICT_KM = 45.0, 150.0
_LINKS = frozenset({"in", "near", "outside", "within", "inside", "of"})
_IS_AREA = np.array([kind in (Kind.COUNTRY, Kind.ADM1, Kind.ADM2) for kind in KINDS])

Mask = npt.NDArray[np.bool_]


def contain(tokens: Tokens, spots: Sequence[Spot]) -> None:
    """Notes on each spot which of its meanings its neighbours leave, and how sure that makes it a place."""
    for place in range(len(spots) - 2, -1, -1):
        inner, outer = spots[place], spots[place + 1]
        link = _link(tokens, inner, outer)
        if link and not (inner.senses.is_demonym or outer.senses.is_demonym):
            _pair(inner, outer, link, _is_list(tokens, spots, place))


def _link(tokens: Tokens, inner: Spot, outer: Spot) -> str:
    between = outer.first - inner.last - 1
    gap = tokens.text[inner.end : outer.start] if outer.start - inner.end < 24 else ""
    if between == 0:
        return {",": "comma", "(": "comma", "": "bare" if gap.isspace() else ""}.get(gap.strip(), "")
    if between > 2 or not gap or not all(tokens.joined[place] for place in range(inner.last + 1, outer.first + 1)):
        return ""
    low = tokens.lows[inner.last + 1]
    return "inside" if low in _LINKS and not tokens.caps[inner.last + 1] else ""


def _is_list(tokens: Tokens, spots: Sequence[Spot], place: int) -> bool:
    """Whether a third name of the same rank follows, so that the comma only counts up."""
    if place + 2 >= len(spots):
        return False
    outer, third = spots[place + 1], spots[place + 2]
    gap = tokens.text[outer.end : third.start] if third.start - outer.end < 8 else "?"
    follows = gap.strip() in (",", "and", ", and", "&", "or", ", or")
    return follows and third.senses.top_kind is outer.senses.top_kind


def _pair(inner: Spot, outer: Spot, link: str, is_list: bool) -> None:
    first, second = inner.senses, outer.senses
    is_state = first.top_kind is Kind.COUNTRY and first.prior[0] > 3
    if first.countries.isdisjoint(second.countries) or (is_state and (is_list or link != "comma")):
        return
    nested = _nested(first, second)
    if outer.allowed is not None:
        others = np.ones(len(second), dtype=bool)
        others[outer.allowed] = False
        nested[:, others] = False
    if not nested.any():
        return
    ranks = {first.top_kind, second.top_kind}
    if is_list and first.top_kind is second.top_kind and ranks & {Kind.COUNTRY, Kind.ADM1}:
        return
    if is_state and _is_far_fetched(nested, first):
        return
    _settle(inner, outer, nested, link)


def _is_far_fetched(nested: Mask, first: Senses) -> bool:
    """Whether a state would have to be a hamlet for the pair to nest."""
    best = int(np.flatnonzero(nested.any(axis=1))[0])
    return bool(first.kind[best] == NUMBER[Kind.SETTLEMENT] and first.population[best] < 2_000)


def _settle(inner: Spot, outer: Spot, nested: Mask, link: str) -> None:
    if link == "inside":
        inner.weight, outer.weight = inner.weight + _INSIDE, outer.weight + _INSIDE
        inner.hints.extend(np.flatnonzero(nested.any(axis=1)).tolist())
        return
    area = bool((_IS_AREA[outer.senses.kind] & nested.any(axis=0)).any())
    gain = _COMMA if area else 1.2
    gain = gain if link == "comma" else gain / 2
    inner.weight, outer.weight = inner.weight + gain, outer.weight + gain
    inner.reasons.append("containment" if area else "beside")
    outer.reasons.append("contains" if area else "beside")
    if area:
        inner.allowed = np.flatnonzero(nested.any(axis=1)).tolist()
        outer.allowed = np.flatnonzero(nested.any(axis=0)).tolist()
    else:
        inner.hints.extend(np.flatnonzero(nested.any(axis=1)).tolist())


def _nested(first: Senses, second: Senses) -> Mask:
    """Which meaning of the first lies in which of the second."""
    same = first.ids[:, None] != second.ids[None, :]
    same &= (first.country[:, None] == second.country[None, :]) & (first.country[:, None] != 0)
    divided = (first.admin1[:, None] == second.admin1[None, :]) & (second.admin1[None, :] != 0)
    km = distances_km(first.lat[:, None], first.lon[:, None], second.lat[None, :], second.lon[None, :])
    kind = second.kind[None, :]
    inside = (kind == NUMBER[Kind.COUNTRY]) | ((kind == NUMBER[Kind.ADM1]) & divided)
    inside |= (kind == NUMBER[Kind.ADM2]) & (divided | (km < _TOWN_KM)) & (km < _DISTRICT_KM)
    inside |= (kind == NUMBER[Kind.SETTLEMENT]) & (km < _TOWN_KM)
    result = same & inside & (first.kind[:, None] != NUMBER[Kind.COUNTRY])
    kept: Mask = result & ~((first.kind[:, None] == NUMBER[Kind.ADM1]) & (kind != NUMBER[Kind.COUNTRY]))
    return kept


def distances_km(
    lat: npt.NDArray[np.float64],
    lon: npt.NDArray[np.float64],
    other_lat: npt.NDArray[np.float64],
    other_lon: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Distances on a plane, in kilometres: right within 1 % below 500 km, and large where it should be large."""
    east = np.abs(lon - other_lon)
    east = np.minimum(east, 360.0 - east) * np.cos(np.radians((lat + other_lat) / 2))
    result: npt.NDArray[np.float64] = 111.19 * np.sqrt((lat - other_lat) ** 2 + east**2)
    return result
