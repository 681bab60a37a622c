"""The text that the search box looks through.

What a stranger gets wrong: it is plain substring search over lower-case text, every word must occur. No pattern
is ever compiled from what somebody typed.
"""

from __future__ import annotations

from components.model.claim import Claim
from components.model.situation import Situation


def find_text(claim: Claim, situation: Situation) -> str:
    """Lower-case text of a claim's title, summary, quote, value or label, speakers, places, topic and publishers."""
    speakers = (situation.speakers[key] for key in claim.speakers)
    places = (situation.places[key] for key in (claim.place, claim.said_place) if key)
    sources = (situation.sources[key] for key in claim.sources)
    words = [claim.title, claim.summary, claim.quote, claim.via]
    words.append(claim.figure.text if claim.figure else claim.label)
    words += [situation.topics[claim.topic].title] if claim.topic else []
    words += [text for speaker in speakers for text in (speaker.name, speaker.short)]
    words += [text for place in places for text in (place.name, place.local_name)]
    words += [text for source in sources for text in (source.publisher, source.agency)]
    return " ".join(" ".join(words).lower().split())
