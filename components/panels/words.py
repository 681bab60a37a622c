"""Meanings of the code lists in a reader's words, for the pages that explain them.

The scale of places is our own over those of Atlos, ACLED, UCDP and VIINA; grades are the Admiralty code in the wording
of the MISP taxonomy ``admiralty-scale``.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Meaning and drawing of each code of `model.Scale`.
SCALES: Mapping[str, tuple[str, str]] = {
    "exact": ("geolocated, within 10 m", "point"),
    "vicinity": ("within 100 m", "circle of 100 m"),
    "locality": ("within 1 km", "circle of 1 km"),
    "settlement": ("a named town or village; the point is its centre", "sign with a circle of 5 km or more"),
    "near": ("near or around a named place", "dashed circle of 25 km, no pin"),
    "adm2": ("a district", "its oblast, hatched; the text says district"),
    "adm1": ("an oblast", "the oblast, hatched, with a badge; no pin"),
    "feature": ("a river, a border, “eastern Russia”", "listed, no point"),
    "country": ("the country only", "listed, no point"),
    "sea_air": ("international waters or airspace", "listed, no point"),
    "unknown": ("no place stated", "counted, not drawn"),
}

#: Meaning of each code of `model.Precision`.
PRECISIONS: Mapping[str, str] = {
    "exact": "the day is known",
    "days": "within two to six days",
    "week": "within a week",
    "month": "within a month",
    "year": "within a year",
    "before": "some day before, the start is open",
    "after": "some day after, the end is open",
    "approx": "about this day",
    "unknown": "not known",
}

GRADES: Mapping[str, str] = {
    "A": "source completely reliable",
    "B": "source usually reliable",
    "C": "source fairly reliable",
    "D": "source not usually reliable",
    "E": "source unreliable",
    "F": "reliability cannot be judged",
    "1": "information confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
