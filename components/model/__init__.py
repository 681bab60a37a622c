"""The nouns of the product, as frozen values made of the standard library only."""

from components.model.claim import Claim, Figure, Relation, Topic
from components.model.codes import (
    INVERSES,
    POINT_SCALES,
    ClaimKind,
    Form,
    Frame,
    Hedge,
    Holder,
    Precision,
    RelationKind,
    RouteMode,
    Scale,
    SourceKind,
)
from components.model.identity import KINDS, Reference, dangling, key_of, kind_of
from components.model.independence import origins
from components.model.movement import Holding, Route, Settlement, StoryStep
from components.model.place import Anchor, Place
from components.model.point import Box, Point
from components.model.search import find_text
from components.model.situation import DEFAULT_SIDES, About, Noun, Opening, Situation, assemble
from components.model.source import Side, Source, Speaker, web_host
from components.model.when import Period, When, parse_day

__all__ = [
    "DEFAULT_SIDES",
    "INVERSES",
    "KINDS",
    "POINT_SCALES",
    "About",
    "Anchor",
    "Box",
    "Claim",
    "ClaimKind",
    "Figure",
    "Form",
    "Frame",
    "Hedge",
    "Holder",
    "Holding",
    "Noun",
    "Opening",
    "Period",
    "Place",
    "Point",
    "Precision",
    "Reference",
    "Relation",
    "RelationKind",
    "Route",
    "RouteMode",
    "Scale",
    "Settlement",
    "Side",
    "Situation",
    "Source",
    "SourceKind",
    "Speaker",
    "StoryStep",
    "Topic",
    "When",
    "assemble",
    "dangling",
    "find_text",
    "key_of",
    "kind_of",
    "origins",
    "parse_day",
    "web_host",
]
