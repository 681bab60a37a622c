"""What was accepted, by whom and why: the store, its tables, its history."""

from components.records.sql import SqlStore, open_store
from components.records.store import HistoryRow, LoadReport, Proposal, SituationRow, Store, StoredRecord

__all__ = [
    "HistoryRow",
    "LoadReport",
    "Proposal",
    "SituationRow",
    "SqlStore",
    "Store",
    "StoredRecord",
    "open_store",
]
