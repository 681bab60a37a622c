"""What every panel may reach: the settings, the open situation, its document, and where the assets are.

What a stranger gets wrong: a desk is made by `web` and handed in; no panel opens a store or reads a setting of its
own. All of it is immutable and shared by every session of the process.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from components.maps.assets import Asset
from components.maps.document import Document
from components.model import Situation
from components.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """One situation, ready to be looked at.

    Attributes:
        settings: the operator's settings.
        situation: every accepted record of the situation.
        document: the page's data, as the browser gets it.
        document_path: address of the document below the application's root.
        assets: scripts and styles by name.
        geometry: outline files by role.
        ground_dates: the dates that our line is known for.
        ground_error: how far our line lies from others, as measured; one paragraph.
        icon: the page's icon, as SVG text (a local one: Streamlit's own icons load from a foreign host).
    """

    settings: Settings
    situation: Situation
    document: Document
    document_path: str
    assets: Mapping[str, Asset]
    geometry: Mapping[str, Asset]
    icon: str
    ground_dates: tuple[date, ...]
    ground_error: str

    @property
    def home(self) -> str:
        """The query that brings a reader back to this situation; empty where it is the one that opens by itself."""
        return "" if self.situation.id == self.settings.situation else f"situation={self.situation.id}"
