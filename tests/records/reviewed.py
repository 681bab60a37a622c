"""A report of our own words about the long bridge, what was read from it, and what may be decided about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from components.model import Claim, Noun, Relation, RelationKind, Report, Situation, Source, SourceKind
from components.model.codes import Precision
from components.records import Correction, Decision, ItemKind, NewItem, SqlStore, Verdict

HERE = "long-bridge"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TEXT = (
    "Guards fill the bridge again\n\nThe mayor of Northam said on Thursday that about 45 guards now stand at the "
    "bridge, five more than a week ago. Southey’s captain, asked by this paper, would not give a number and spoke "
    "of\u00a0“quite a few”.\n\nThe ferry runs twice a day; its owner expects 200 passengers on Sunday."
)


def report(text: str = TEXT, **fields: Any) -> Report:
    return Report(text, **{"title": "Guards fill the bridge again", "publisher": "Ferry Post", **fields})


def new_item(words: str, kind: ItemKind = ItemKind.FIGURE, text: str = TEXT, **fields: Any) -> NewItem:
    start = text.index(words)
    end = start + len(words)
    return NewItem(f"{kind}:{start}-{end}", kind, start, end, {"text": words, **fields})


def reading() -> tuple[NewItem, ...]:
    """Three items, not in the order of the text."""
    return (
        new_item("200", best=200, at={"start": TEXT.index("200")}),
        new_item("45", best=45),
        new_item("Thursday", ItemKind.EVENT, date=None),
    )


ID = report().digest[:16]
NUMBER, GUARDS, THURSDAY = (item.id for item in reading())


def counts(opened: int = 0, accepted: int = 0, merged: int = 0, rejected: int = 0) -> dict[Verdict, int]:
    return {Verdict.OPEN: opened, Verdict.ACCEPTED: accepted, Verdict.MERGED: merged, Verdict.REJECTED: rejected}


def everything(store: SqlStore) -> tuple[object, ...]:
    """All that a refused change must leave as it was."""
    reviews = store.reviews
    rows = reviews.reports(HERE)
    items = [reviews.items(HERE, row.id) for row in rows]
    return rows, items, reviews.evidence(HERE), store.situation(HERE), store.history(HERE)


def source() -> Source:
    return Source(
        id="ferry-post-guards", publisher="Ferry Post", agency="", title="Report on more guards",
        published_on=date(2024, 5, 3), published_precision=Precision.EXACT, url="", link_note="pasted", language="en",
        kind=SourceKind.ARTICLE, note="",
    )  # fmt: skip


def claim(situation: Situation, key: str = "R1", **fields: Any) -> Claim:
    """The first claim of the package once more, from the report."""
    made = replace(situation.claims["C1"], id=key, statement=f"st-{key}", sources=("ferry-post-guards",))
    return replace(made, **fields)


def accepting(situation: Situation, key: str = "R1", more: Sequence[Noun] = (), **fields: Any) -> Decision:
    """Accepts an item as a claim, with its source, which comes after the claim that points at it."""
    adds = (claim(situation, key), source(), *more)
    decision = Decision(Verdict.ACCEPTED, {"best": 45}, key, adds, (), "ann", "")
    return replace(decision, **fields)


def contradiction(key: str = "R1", other: str = "C2") -> Relation:
    return Relation(key, RelationKind.CONTRADICTS, other, "Two counts.")


def rejecting(why: str = "It is a forecast of the ferry.", who: str = "ann") -> Decision:
    return Decision(Verdict.REJECTED, {}, None, (), (), who, why)


def merging(sources: Sequence[str] = ("ferry-post", "ferry-post-guards"), version: int = 1) -> Decision:
    """Says that an item is the claim C1, which gets the report as its second source."""
    correction = Correction("claim", "C1", {"sources": list(sources)}, version)
    return Decision(Verdict.MERGED, {"best": 45}, "C1", (source(),), (correction,), "ann", "The same count.")
