"""What was accepted, by whom and why: the store, its tables, its history."""

from components.records.review import (
    Addition,
    Correction,
    Decision,
    Evidence,
    Item,
    ItemKind,
    NewItem,
    ReportRow,
    Reviews,
    Verdict,
)
from components.records.reviewing import SqlReviews
from components.records.sql import SqlStore, open_store
from components.records.store import HistoryRow, LoadReport, Proposal, SituationRow, Store, StoredRecord

__all__ = [
    "Addition",
    "Correction",
    "Decision",
    "Evidence",
    "HistoryRow",
    "Item",
    "ItemKind",
    "LoadReport",
    "NewItem",
    "Proposal",
    "ReportRow",
    "Reviews",
    "SituationRow",
    "SqlReviews",
    "SqlStore",
    "Store",
    "StoredRecord",
    "Verdict",
    "open_store",
]
