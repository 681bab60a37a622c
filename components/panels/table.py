"""The same data as a table: the text twin of the map, for readers who do not see it and for whoever checks it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from components.model import Claim, Situation
from components.panels.desk import Desk
from components.view import View, shown

_COLUMNS = (
    "said", "day is", "who says", "what", "value", "unit", "place", "place is", "happened", "source", "link", "note",
    "id",
)  # fmt: skip


def draw_table(desk: Desk, view: View) -> None:
    """Draws the folded table of the claims that the view shows.

    Args:
        desk: the open situation.
        view: what the reader looks at; its filter decides which claims are listed.
    """
    claims = shown(desk.situation, view)
    total = len(desk.situation.claims)
    label = f"Same data as a table: {len(claims)} of {total} claims, {total - len(claims)} hidden by period and filters"
    table = st.expander(label, key="cm-table", on_change="rerun")
    if not table.open:
        return
    with table:
        if not claims:
            st.text("Nothing passes the filters. Widen the period, show all actors, or empty the search.")
            return
        st.dataframe(
            table_of(desk.situation, claims),
            hide_index=True,
            height=420,
            column_config={
                "link": st.column_config.LinkColumn("link", display_text=r"https?://(?:www\.)?([^/]+)"),
                "said": st.column_config.DateColumn("said", format="D MMM YYYY"),
            },
            alt="Table of the claims shown: when said, by whom, what, value, place, precision, source and link.",
        )


def table_of(situation: Situation, claims: tuple[Claim, ...]) -> pd.DataFrame:
    """One row per claim, in the order given.

    Columns: ``said`` (first day on which it was said), ``day is`` (how sure the day is), ``who says``, ``what``,
    ``value`` (as claimed, with its hedge), ``unit``, ``place``, ``place is`` (how sure the place is), ``happened``,
    ``source``, ``link``, ``note``, ``id``. Text is the stored text; nothing is computed but the joins.
    """
    return pd.DataFrame([_row(situation, claim) for claim in claims], columns=list(_COLUMNS))


def _row(situation: Situation, claim: Claim) -> tuple[date | str | None, ...]:
    place = situation.places[claim.place]
    sources = [situation.sources[key] for key in claim.sources]
    figure = claim.figure
    return (
        claim.said.earliest or claim.said.latest,
        claim.said.precision.value,
        "; ".join(situation.speakers[key].name for key in claim.speakers),
        claim.title,
        figure.text if figure else "",
        figure.unit if figure else "",
        place.name,
        place.scale.value,
        claim.happened.text if claim.happened else "",
        "; ".join(source.publisher for source in sources),
        next((source.url for source in sources if source.url), ""),
        claim.note,
        claim.id,
    )
