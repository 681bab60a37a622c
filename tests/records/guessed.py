"""Items as a reading of an invented report about the long bridge gives them."""

from datetime import date
from typing import Any

from components.model import Report
from components.records.review import ItemKind, NewItem

REPORT = Report(
    "Northam’s mayor counts 45 guards.", title="A count", publisher="Ferry Post", published_on=date(2024, 5, 9)
)


def figure(**fields: Any) -> NewItem:
    """ "About 45 guards at Long Bridge", said by Ada Ford on 8 May."""
    values: dict[str, Any] = {
        "text": "45", "quote": "about 45 guards", "sentence": [0, 33], "low": 45.0, "best": 45.0, "high": 45.0,
        "bound": "approx", "hedge_text": "about", "modality": "asserted", "kind": "personnel", "unit": "person",
        "subject": "guards", "source": "Ada Ford", "original": None, "to": None, "medium": None, "said": "2024-05-08",
        "source_at": [0, 7], "place": "Long Bridge", "place_at": None, "found": None, "ref_date": None, "link": None,
        "rules": {}, "confidence": {},
    }  # fmt: skip
    return NewItem("figure:23-25", ItemKind.FIGURE, 23, 25, {**values, **fields})


def event(**fields: Any) -> NewItem:
    values = {"text": "on Monday", "kind": "battle", "date": "2024-05-06", "place": None, "found": None}
    return NewItem("event:0-7", ItemKind.EVENT, 0, 7, {**values, **fields})


def statement(**fields: Any) -> NewItem:
    values = {
        "text": "denies", "about": "any count of guards", "stance": "denies", "source": "Ben Hill", "original": None,
        "medium": None, "said": None, "place": None,
    }  # fmt: skip
    return NewItem("statement:0-7", ItemKind.STATEMENT, 0, 7, {**values, **fields})
