"""The search for a place: an address of our own that answers what is typed with suggestions.

What a stranger gets wrong: what somebody types is nobody's business. It is not logged, not kept and not repeated in the
answer; the query is even taken out of the request before a server's access log can print it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from components.errors import ConflictMapError, status
from components.model import Situation
from components.places.index import Index
from components.places.suggest import MOST_CHARS, Suggestion, precision, scale_of, suggest
from components.web.gazetteer import Gazetteer, State
from components.web.known import countries_of, places_by_entity
from components.web.routes import mounted
from components.web.typed_points import typed_points

PATH = "cm/places"
MOST_SUGGESTIONS = 8
_HEADERS = {"cache-control": "no-store", "cross-origin-resource-policy": "same-origin"}
_OWN_SITE = ("same-origin", "none")
_TOO_LONG = f"A name has at most {MOST_CHARS} characters; shorten it."
_NOTES = {
    State.READY: "",
    State.PREPARING: "The gazetteer is being prepared; about half a minute.",
    State.MISSING: "There is no gazetteer here, only the places of this situation: the operator can make one with "
    "“conflict-map gazetteer build”.",
}


class PlaceSearch:
    """Answers what is typed into the place box.

    Args:
        situation: gives a situation by its id; an empty one stands for the one that opens.
        gazetteer: the gazetteer, ready or not.
    """

    def __init__(self, situation: Callable[[str], Situation], gazetteer: Gazetteer) -> None:
        self._situation, self._gazetteer = situation, gazetteer
        self._seen: _Seen | None = None

    def answer(self, typed: str, situation_id: str = "") -> Mapping[str, Any]:
        """The state of the gazetteer, one sentence about it where that is needed, and the suggestions."""
        index = self._gazetteer.index()
        state = State.READY if index else self._gazetteer.state()
        points, question = typed_points(typed, index)
        found = points or ([] if index is None else self._found(index, typed, situation_id))
        note = question if points or (question and not found) else _NOTES[state]
        return {"state": state, "note": note, "suggestions": found}

    def _found(self, index: Index, typed: str, situation_id: str) -> list[Mapping[str, Any]]:
        seen = self._seen_together(index, self._situation(situation_id))
        offered = suggest(index, typed, MOST_SUGGESTIONS, seen.countries)
        return _own_first(_as_json(offer, seen.places.get(offer.entity.id)) for offer in offered)

    def _seen_together(self, index: Index, situation: Situation) -> _Seen:
        seen = self._seen
        if seen is None or seen.index is not index or seen.situation is not situation:
            seen = _Seen(index, situation, places_by_entity(index, situation), countries_of(situation))
            self._seen = seen
        return seen


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one gazetteer and one situation have in common."""

    index: Index
    situation: Situation
    places: Mapping[int, str]
    countries: tuple[str, ...]


def _own_first(offers: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(offers, key=lambda offer: offer["place"] is None)


def _as_json(offer: Suggestion, place: str | None) -> Mapping[str, Any]:
    entity = offer.entity
    return {
        "name": entity.name,
        "alias": offer.alias,
        "what": offer.what,
        "where": offer.where,
        "precision": precision(entity),
        "kind": entity.kind,
        "scale": scale_of(entity),
        "lat": entity.lat,
        "lon": entity.lon,
        "radius_km": entity.radius_km,
        "place": place,
        "guess": offer.is_guess,
        "country": entity.country,
        "source": f"{entity.source}:{entity.source_id}" if entity.source_id else entity.source,
    }


def place_routes(answer: Callable[[str, str], Mapping[str, Any]], base_path: str) -> list[BaseRoute]:
    """The route to suggestions, at the root and under the base path.

    Args:
        answer: gives the answer to what is typed, for the situation with an id; called in a thread.
        base_path: Streamlit's ``server.baseUrlPath``, with or without slashes; may be empty.
    """

    def serve(request: Request) -> Response:
        typed = request.query_params.get("q", "")
        situation_id = request.query_params.get("situation", "")
        request.scope["query_string"] = b""
        if request.headers.get("sec-fetch-site", "none") not in _OWN_SITE:
            return _refused("Suggestions are for this site's own pages.", 403)
        if len(typed) > MOST_CHARS:
            return _refused(_TOO_LONG, 400)
        try:
            return JSONResponse(answer(typed, situation_id), headers=_HEADERS)
        except ConflictMapError as error:
            return _refused(str(error), status(error))

    return mounted(PATH, serve, ["GET"], base_path)


def _refused(sentence: str, code: int) -> Response:
    return JSONResponse({"state": "refused", "note": sentence, "suggestions": []}, code, _HEADERS)
