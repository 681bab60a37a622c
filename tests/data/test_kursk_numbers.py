"""Numbers, dates and places of the bundled situation agree with the words that stand beside them."""

import datetime as dt
import re

import pytest

from tests.data.rows import (
    AREA_SCALES,
    CLAIMS,
    DEPLOYMENTS,
    PACKAGE,
    PLACES,
    POINT_SCALES,
    RELATION_KINDS,
    RELATIONS,
    SOURCES,
    TOPICS,
    Row,
    split,
)

# --- numbers ---------------------------------------------------------------------------------------------------

# Which of low, best, high each hedge may fill.
FILLED = {
    "none": {"", "best"},
    "about": {"best"},
    "up_to": {"high"},
    "nearly": {"high"},
    "at_least": {"low"},
    "over": {"low"},
    "range": {"low high"},
    "projection": {"low high"},
    "vague": {""},
}


def filled(claim: Row) -> str:
    return " ".join(column for column in ("low", "best", "high") if claim[column])


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_the_number_columns_say_what_the_hedge_says(claim: Row) -> None:
    assert filled(claim) in FILLED[claim["hedge"]]
    assert bool(claim["unit"]) == bool(filled(claim))
    if filled(claim):
        assert claim["unit"] == TOPICS[claim["topic"]]["unit"]
        assert claim["value_text"]
    if claim["hedge"] == "vague":
        assert claim["quote"]
        assert claim["quote"] in claim["value_text"]
    if claim["hedge"] in {"range", "projection"}:
        assert float(claim["low"]) < float(claim["high"])


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_figure_has_a_number_or_a_vague_word_for_one(claim: Row) -> None:
    if claim["kind"] == "figure":
        assert filled(claim) or claim["hedge"] == "vague"
    else:
        assert not filled(claim)


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_the_printed_value_is_the_stored_number(claim: Row) -> None:
    numbers = [claim[column] for column in ("low", "best", "high") if claim[column]]
    printed = re.sub(r"(?<=\d),(?=\d)", "", claim["value_text"])
    exceptions = {"K053b": "2000", "K034": "12000"}  # words, and our multiplication: both explained in the note
    assert [n for n in numbers if n not in printed] == ([exceptions[claim["id"]]] if claim["id"] in exceptions else [])


def size(claim: Row) -> float:
    return max(float(claim[column]) for column in ("low", "best", "high") if claim[column])


def test_a_part_is_smaller_than_its_whole_and_counts_the_same_unit() -> None:
    for row in RELATIONS:
        if row["kind"] == "part_of":
            part, whole = CLAIMS[row["from"]], CLAIMS[row["to"]]
            assert size(part) < size(whole), row
            assert part["unit"] == whole["unit"], row


@pytest.mark.parametrize("kind", sorted(RELATION_KINDS - {"same_as"}))
def test_relations_of_one_kind_have_no_cycle(kind: str) -> None:
    onward: dict[str, list[str]] = {}
    for row in RELATIONS:
        if row["kind"] == kind:
            onward.setdefault(row["from"], []).append(row["to"])

    def reaches(start: str, goal: str) -> bool:
        return any(step == goal or reaches(step, goal) for step in onward.get(start, []))

    assert [key for key in onward if reaches(key, key)] == []


# --- dates -----------------------------------------------------------------------------------------------------


def last_day(text: str) -> dt.date:
    year, month = (int(part) for part in text.split("-"))
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def span(text: str) -> tuple[str, str]:
    """First and last day of one EDTF date: a day or a month, each possibly with a tilde."""
    plain = text.rstrip("~")
    if len(plain) == len("2024-10"):
        return f"{plain}-01", last_day(plain).isoformat()
    return dt.date.fromisoformat(plain).isoformat(), plain


def interval(edtf: str) -> tuple[str, str]:
    """First and last day of an EDTF text; ``..`` is blank; a lone day with a tilde is three days either way."""
    if "/" in edtf:
        start, end = edtf.split("/")
        return "" if start == ".." else span(start)[0], "" if end == ".." else span(end)[1]
    if edtf.endswith("~") and len(edtf) == len("2024-10-15~"):
        day, margin = dt.date.fromisoformat(edtf[:-1]), dt.timedelta(days=3)
        return (day - margin).isoformat(), (day + margin).isoformat()
    return span(edtf)


DAYS = {"exact": (1, 1), "days": (2, 6), "week": (7, 7), "month": (8, 31), "year": (32, 366)}


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
@pytest.mark.parametrize("which", ["said", "happened"])
def test_edtf_text_days_and_precision_agree(claim: Row, which: str) -> None:
    first, last, precision, edtf = (claim[f"{which}_{part}"] for part in ("from", "to", "precision", "edtf"))
    if not edtf:
        assert which == "happened"
        assert (first, last, precision) == ("", "", "")
        return
    assert interval(edtf) == (first, last)
    assert ("~" in edtf) == (precision == "approx")
    assert (first == "") == (precision == "before")
    assert (last == "") == (precision == "after")
    if precision in DAYS:
        length = (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days + 1
        shortest, longest = DAYS[precision]
        assert shortest <= length <= longest


def test_no_page_is_older_than_the_claim_it_prints() -> None:
    for claim in CLAIMS.values():
        for source in (SOURCES[key] for key in split(claim["sources"])):
            if source["published_precision"] == "exact" and claim["said_from"]:
                assert source["published_on"] >= claim["said_from"], (claim["id"], source["id"])


def test_an_event_is_not_told_before_it_happened() -> None:
    for claim in CLAIMS.values():
        if claim["happened_from"] and claim["said_to"] and claim["id"] != "K047":  # K047 is a forecast
            assert claim["happened_from"] <= claim["said_to"], claim["id"]


def test_a_period_is_in_order() -> None:
    for claim in CLAIMS.values():
        assert bool(claim["period_from"]) == bool(claim["period_to"])
        assert claim["period_from"] <= claim["period_to"]


# --- places ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_only_a_place_that_is_a_point_has_one(place: Row) -> None:
    assert place["scale"] in POINT_SCALES | AREA_SCALES
    assert bool(place["lat"]) == bool(place["lon"])
    assert bool(place["anchor_lat"]) == bool(place["anchor_lon"]) == bool(place["anchor"])
    if place["lat"]:
        assert place["scale"] in POINT_SCALES
        assert -90 <= float(place["lat"]) <= 90
        assert -180 <= float(place["lon"]) <= 180
    if place["lat"] or place["anchor_lat"]:
        assert place["coord_source"]


def test_a_province_is_known_by_its_code() -> None:
    assert {key for key, place in PLACES.items() if place["scale"] in {"adm1", "adm2"} and not place["area"]} == set()
    assert PLACES["kursk-oblast"]["area"] == PACKAGE["conflict-map"]["focus_area"]


def test_a_deployments_route_is_not_known_unless_stated() -> None:
    assert {row["route"] for row in DEPLOYMENTS} == {"not known"}
    assert {row["mode"] for row in DEPLOYMENTS} <= {"ship", "onward", "unknown"}
    ends = {(row["from_place"], row["to_place"]) for row in DEPLOYMENTS}
    assert ends >= {
        ("chongjin", "vladivostok"),
        ("hamhung", "vladivostok"),
        ("vladivostok", "ussuriysk"),
        ("vladivostok", "khabarovsk"),
        ("vladivostok", "blagoveshchensk"),
        ("eastern-russia", "kursk-oblast"),
    }
