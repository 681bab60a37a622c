"""Names to coordinates, offline: a gazetteer, a reader of place names, coordinate formats, a chain to online geocoders.

What a stranger gets wrong: not every place name is a place. "Seoul said" is an actor, "eastern Russia" an area, and a
village that no gazetteer has is kept in a tray, never pinned on something that sounds alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from components.places.entities import Mention

__all__ = ["read", "resolve"]


def read(text: str, country: str = "") -> list[Mention]:
    """The place names of a text, with the gazetteer of this machine; it is built first when there is none.

    Args:
        text: a whole document.
        country: ISO 3166-1 alpha-2 code of the state the text is about, where the caller knows it.
    """
    from components.places.reader import default_resolver

    return list(default_resolver().read(text, country).mentions)


def resolve(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[float, float] | None]:
    """Coordinates, (lat, lon), of spans that are known to be place names; None for what cannot be told."""
    from components.places.reader import default_resolver

    return default_resolver().resolve(text, spans)
