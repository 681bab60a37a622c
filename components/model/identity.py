"""What a noun is called: its kind, its key, and what it refers to.

What a stranger gets wrong: relations and settlements have no id of their own. Their key is made of what makes
them the same row after an edit of everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from components.model.claim import Claim, Relation, Topic
from components.model.movement import Route, Settlement, StoryStep
from components.model.place import Place
from components.model.situation import About, Noun, Situation
from components.model.source import Source, Speaker

#: Name of every kind of record, those that others refer to first.
KINDS: Mapping[str, type[Noun]] = {
    "about": About,
    "source": Source,
    "speaker": Speaker,
    "place": Place,
    "topic": Topic,
    "claim": Claim,
    "relation": Relation,
    "route": Route,
    "settlement": Settlement,
    "story": StoryStep,
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}", re.ASCII)
_SITUATION_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.ASCII)
_NAMES = {noun: name for name, noun in KINDS.items()}


def is_id(text: str) -> bool:
    """Whether it may identify a noun: 1 to 80 letters, digits, dots, hyphens, underscores; it goes into addresses."""
    return _ID.fullmatch(text) is not None


def is_situation_id(text: str) -> bool:
    """Whether it may identify a situation: 1 to 64 lower-case letters, digits and hyphens; it names folders too."""
    return _SITUATION_ID.fullmatch(text) is not None


def kind_of(noun: Noun) -> str:
    """Name of a noun's kind, one of `KINDS`."""
    return _NAMES[type(noun)]


def key_of(noun: Noun) -> str:
    """What identifies a noun among those of its kind.

    >>> from components.model.codes import RelationKind
    >>> key_of(Relation("K044", RelationKind.PART_OF, "K043", ""))
    'K044 part_of K043'
    """
    if isinstance(noun, Relation):
        return f"{noun.from_claim} {noun.kind} {noun.to_claim}"
    if isinstance(noun, Settlement):
        return " / ".join((noun.country, noun.oblast, noun.name))
    return noun.id


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer from one noun to another.

    Attributes:
        kind: kind of the noun that points.
        key: its key.
        field: its attribute.
        to_kind: kind of the noun pointed at; "side" for a side.
        to_key: its key.
    """

    kind: str
    key: str
    field: str
    to_kind: str
    to_key: str


def references(noun: Noun) -> Iterator[Reference]:
    """What a noun points at, blank pointers left out."""
    kind, key = kind_of(noun), key_of(noun)
    for field, to_kind in _POINTERS.get(kind, ()):
        value = getattr(noun, field)
        for to_key in value if isinstance(value, tuple) else (value,):
            if to_key:
                yield Reference(kind, key, field, to_kind, to_key)


_POINTERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "about": (("lead_topics", "topic"),),
    "speaker": (("side", "side"),),
    "claim": (
        ("topic", "topic"),
        ("speakers", "speaker"),
        ("said_place", "place"),
        ("place", "place"),
        ("acts", "side"),
        ("sources", "source"),
    ),
    "relation": (("from_claim", "claim"), ("to_claim", "claim")),
    "route": (("from_place", "place"), ("to_place", "place"), ("claim", "claim"), ("acts", "side")),
    "story": (("select", "claim"), ("open", "topic")),
}


def dangling(situation: Situation) -> tuple[Reference, ...]:
    """References that lead nowhere, in the order of the nouns."""
    known = {(kind_of(noun), key_of(noun)) for noun in situation.nouns()}
    known.update(("side", side) for side in situation.side_ids)
    pointers = (reference for noun in situation.nouns() for reference in references(noun))
    return tuple(pointer for pointer in pointers if (pointer.to_kind, pointer.to_key) not in known)
