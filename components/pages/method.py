"""The Method page: what a claim is, how sure a place or a date is, and what this map does not know."""

from __future__ import annotations

import streamlit as st

from components.panels.desk import Desk
from components.panels.page import styled
from components.panels.words import GRADES, PRECISIONS, SCALES

_CLAIMS = """
Everything on this page is a **claim**: somebody said it, on a day, and somebody printed it. A claim is not a fact.
Claims that disagree stand side by side. They are never averaged, added up or merged, and no “best” number is made.

- **Who said it is not where it was printed.** Each claim names its speaker and its source. Ten outlets that print one
  agency's text are one origin; “independent origins” counts governments and organisations, not web addresses.
- **Where it happened is not where it was said.** A filled sign on the map stands where something is said to have
  happened; a hollow sign, or a tab at the map's edge, stands for the city where it was said.
- **A number keeps its hedge.** “Up to”, “about”, “at least” and “a small number” are shown as they were said. Words
  without a numeral get no value. A part (killed, of killed and wounded) is drawn inside its whole, never beside it.
- **A party to the conflict is named as one.** Ukraine, Russia and North Korea count their enemy's losses; the tag
  says so. It is no judgement of the number.
- **The clock shows what had been said by a date.** What was said later is drawn as a ghost, or not at all.
"""

_GRADES = """
A grade appears only where a person gave one. It has two signs of the Admiralty code, one for the source and one for the
information, and they are given independently. F and 6 mean that there is no basis for a judgement; they are not the
worst grades. No claim of the bundled situation is graded.
"""

_GROUND = """
The front line and the held area are **ours, and approximate**. They follow from a table of {settlements} settlements
and who held each on {dates}, read in the pages named in the table; {located} of them have coordinates from a named
source. Around each settlement lies the ground that is nearer to it than to any other; where cells of opposing sides
meet is the line. Settlements that were contested widen the band instead of moving it, and a settlement whose holder is
unknown leaves a gap. Outside the Kursk salient, Vovchansk and Lyptsi the recognised state border is treated as a
border, not as a front. The line steps between its three dates and is never interpolated. No provider's geometry is
shown or traced.
"""

_WEAK_SPOTS = """
Weak spots: the dates on which Russia retook Kursk villages rest mostly on announcements of its defence ministry; many
holders of October 2024 are inferred from a later date; few settlements with coordinates lie on the salient's
north-east and west, so its edge there is coarse.
"""

_BORDERS = """
Outlines of countries are Natural Earth's (public domain), which draws borders as they are held, not as they are
recognised. **This page takes no position on borders.** Crimea is drawn as disputed: hatched, with a dashed edge on both
sides; “More” above the map lets a reader draw it as recognised or as held. State borders are off by 1 to 3 km at this
scale, so nothing near one is decided by the drawing.

Outlines of oblasts are Natural Earth's too, generalised, and **approximate**: they shade “somewhere in this oblast” and
decide nothing about a single point. Of the rivers, the Seym, Desna, Donets, Don, Oka and Dnipro are Natural Earth's;
the Psel, Vorskla, Oskil, Svapa, Voronezh and Sosna are schematic lines through riverside towns, a few kilometres off.
"""

_LICENCES = """
| what | from | licence |
|---|---|---|
| claims, titles, notes | compiled for this product from the pages under Sources | facts; our words: see below |
| settlement and place coordinates | GeoNames | CC BY 4.0 |
| country outlines, rivers | Natural Earth | public domain |
| area figures credited to DeepStateMap | DeepStateMap.Live | numbers only, with credit; no geometry |
"""


def method_page(desk: Desk) -> None:
    """Draws the page."""
    situation = desk.situation
    with st.container(key="cm-text"):
        st.title("Method")
        st.markdown(_CLAIMS)
        st.subheader("How sure is the place")
        st.table(
            {
                "code": list(SCALES),
                "meaning": [row[0] for row in SCALES.values()],
                "drawn as": [row[1] for row in SCALES.values()],
            }
        )
        st.subheader("How sure is the date")
        st.table({"code": list(PRECISIONS), "meaning": list(PRECISIONS.values())})
        st.subheader("Grades")
        st.markdown(_GRADES)
        st.table({"code": list(GRADES), "meaning": list(GRADES.values())})
        st.subheader("The front line and held areas")
        st.markdown(ground_text(desk))
        st.text(desk.ground_error)
        st.markdown(_WEAK_SPOTS)
        st.subheader("Borders and outlines")
        st.markdown(_BORDERS)
        st.subheader("Sources and licences")
        st.markdown(_LICENCES)
        # Text of a package is shown as text: markdown could call a foreign host.
        licence = f"Licence of the data package: {'; '.join(situation.about.licences)}"
        st.text(licence)
    styled(desk)


def ground_text(desk: Desk) -> str:
    """What the page says of our line, with the numbers of the situation that is open."""
    settlements = desk.situation.settlements
    dates = [f"{day.day} {day:%B %Y}" for day in desk.ground_dates]
    listed = f"{', '.join(dates[:-1])} and {dates[-1]}" if len(dates) > 1 else "".join(dates)
    located = sum(1 for row in settlements if row.point is not None)
    return _GROUND.format(settlements=len(settlements), located=located, dates=listed)
