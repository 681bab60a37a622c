"""The nouns of the product, as frozen values made of the standard library only."""

from components.model.blank import WORLD, blank_situation
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
from components.model.identity import (
    KINDS,
    Reference,
    dangling,
    is_id,
    is_situation_id,
    key_of,
    kind_of,
    references,
)
from components.model.independence import origins
from components.model.movement import Holding, Route, Settlement, StoryStep
from components.model.place import Anchor, Place
from components.model.point import Box, Point
from components.model.report import MAX_REPORT_CHARS, Report
from components.model.search import find_text
from components.model.situation import DEFAULT_SIDES, About, Noun, Opening, Situation, assemble
from components.model.source import Side, Source, Speaker, web_host
from components.model.when import Period, When, parse_day

__all__ = [
    "DEFAULT_SIDES",
    "INVERSES",
    "KINDS",
    "MAX_REPORT_CHARS",
    "POINT_SCALES",
    "WORLD",
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
    "Report",
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
    "blank_situation",
    "dangling",
    "find_text",
    "is_id",
    "is_situation_id",
    "key_of",
    "kind_of",
    "origins",
    "parse_day",
    "references",
    "web_host",
]
