"""The view is the address, and the filter is the same table of cases in Python and in the browser."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.maps.document import document
from components.model import ClaimKind, Frame, Precision, Scale
from components.settings import BORDERS
from components.view import FOCUS_KINDS, GRADES, LAYERS, MAX_ORIGINS, UNGRADED, Filter, Focus, View, is_known, shown
from tests import small

CASES: list[dict[str, Any]] = json.loads(small.CASES.read_text(encoding="utf-8"))["cases"]
OPENING = View(date(2024, 5, 4), date(2024, 5, 1), date(2024, 5, 10))
EVERYTHING = View(
    clock_on=date(2024, 5, 20),
    from_on=date(2024, 4, 20),
    to_on=date(2024, 5, 25),
    selected="C2",
    focus=Focus("said", "northam"),
    filter=Filter(
        off=("no", "ob"),
        kinds=(ClaimKind.FIGURE, ClaimKind.EVENT),
        scales=(Scale.EXACT, Scale.ADM1),
        dates=(Precision.EXACT,),
        grades=("B2", "none"),
        origins=2,
        q="{{7*7}} мост",
    ),
    open=("guards", "toll"),
    layers_off=("ground", "rivers"),
    borders="recognised",
    frame=Frame.WORLD,
)
EVERY_PARAMETER = {
    "t": "2024-05-20",
    "from": "2024-04-20",
    "to": "2024-05-25",
    "sel": "C2",
    "focus": "said:northam",
    "off": "no,ob",
    "kind": "figure,event",
    "place": "exact,adm1",
    "date": "exact",
    "grade": "B2,none",
    "origins": "2",
    "q": "{{7*7}} мост",
    "open": "guards,toll",
    "layers": "-ground,-rivers",
    "borders": "recognised",
    "frame": "world",
}


def viewed(state: dict[str, Any]) -> View:
    chosen = state["filter"]
    return View(
        clock_on=date.fromisoformat(state["clock"]),
        from_on=date.fromisoformat(state["from"]),
        to_on=date.fromisoformat(state["to"]),
        filter=Filter(
            off=tuple(chosen["off"]),
            kinds=tuple(map(ClaimKind, chosen["kinds"])),
            scales=tuple(map(Scale, chosen["scales"])),
            dates=tuple(map(Precision, chosen["dates"])),
            grades=tuple(chosen["grades"]),
            origins=chosen["origins"],
            q=chosen["q"],
        ),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_filter_shows_what_the_case_says(situation, case):
    view = viewed(case["state"])
    assert [claim.id for claim in shown(situation, view)] == case["expect"]
    if "known" in case:
        assert [key for key, claim in situation.claims.items() if is_known(claim, view.clock_on)] == case["known"]


def test_the_cases_are_about_the_small_package_as_it_is(package):
    """When it fails: ``python -m tests.small`` writes the document anew; look at what changed."""
    stored = json.loads(small.CASES.read_text(encoding="utf-8"))["document"]
    assert stored == json.loads(document(package.situation, package.ground).body)


def test_the_opening_view_has_a_plain_address(situation):
    assert View.opening(situation) == OPENING
    assert OPENING.to_query(situation) == {}
    assert View.parse({}, situation) == (OPENING, ())


def test_every_part_of_a_view_has_its_parameter(situation):
    assert EVERYTHING.to_query(situation) == EVERY_PARAMETER
    assert View.parse(EVERY_PARAMETER, situation) == (EVERYTHING, ())


def test_only_what_differs_is_in_the_address(situation):
    assert replace(OPENING, selected="C1").to_query(situation) == {"sel": "C1"}
    assert View.parse({"sel": "C1"}, situation) == (replace(OPENING, selected="C1"), ())


def test_the_state_of_the_browser_has_every_part():
    assert EVERYTHING.as_state() == {
        "clock": "2024-05-20",
        "from": "2024-04-20",
        "to": "2024-05-25",
        "selected": "C2",
        "focus": {"kind": "said", "id": "northam"},
        "filter": {
            "off": ["no", "ob"],
            "kinds": ["figure", "event"],
            "scales": ["exact", "adm1"],
            "dates": ["exact"],
            "grades": ["B2", "none"],
            "origins": 2,
            "q": "{{7*7}} мост",
        },
        "open": ["guards", "toll"],
        "layers": {"ground": False, "rivers": False, "areas": True},
        "borders": "recognised",
        "frame": "world",
    }
    assert json.loads(json.dumps(OPENING.as_state()))["open"] is None


def subsets(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Subsets in the order of the list, as `View.parse` gives them."""
    known = list(values)
    return st.sets(st.sampled_from(known)).map(lambda chosen: tuple(value for value in known if value in chosen))


SPAN = st.dates(date(2024, 4, 15), date(2024, 5, 31))
WORDS = st.text(max_size=20).map(lambda text: " ".join(text.split()))
FILTERS = st.builds(
    Filter,
    off=subsets(["no", "so", "ob"]),
    kinds=subsets(ClaimKind),
    scales=subsets(Scale),
    dates=subsets(Precision),
    grades=subsets((*GRADES, UNGRADED)),
    origins=st.integers(1, MAX_ORIGINS),
    q=WORDS,
)
FOCUSES = st.sampled_from([
    None, *(Focus(kind, "bridge") for kind in FOCUS_KINDS[:2]), Focus("source", "hill-radio"), Focus("said", "county"),
])  # fmt: skip
VIEWS = st.builds(
    lambda clock_on, from_on, days, **rest: View(clock_on, from_on, from_on + timedelta(days=days), **rest),
    clock_on=SPAN,
    from_on=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    days=st.integers(0, 400),
    selected=st.sampled_from([None, "C1", "C6"]),
    focus=FOCUSES,
    filter=FILTERS,
    open=st.none() | subsets(["guards", "toll"]),
    layers_off=subsets(LAYERS),
    borders=st.sampled_from(BORDERS),
    frame=st.sampled_from(Frame),
)


@given(VIEWS, st.sampled_from(BORDERS))
def test_a_view_survives_the_way_through_its_address(situation, view, borders):
    assert View.parse(view.to_query(situation, borders), situation, borders) == (view, ())


@given(st.dictionaries(st.sampled_from([*EVERY_PARAMETER, "utm_source"]), st.text(max_size=30)))
def test_whatever_an_address_says_there_is_a_view_with_an_address_of_its_own(situation, query):
    view, notices = View.parse(query, situation)
    assert len(notices) <= len(query)
    assert View.parse(view.to_query(situation), situation) == (view, ())


@given(VIEWS, FILTERS)
def test_a_narrower_filter_never_shows_more(situation, view, other):
    wide = replace(view, filter=Filter(q=view.filter.q))
    narrow = replace(view, filter=replace(other, q=view.filter.q))
    everything = {claim.id for claim in shown(situation, replace(view, filter=Filter()))}
    assert {c.id for c in shown(situation, narrow)} <= {c.id for c in shown(situation, wide)} <= everything


@pytest.mark.parametrize(
    ("query", "way_out"),
    [
        ({"t": "30/02/2024"}, "a day is written as 2024-10-30"),
        ({"t": "2024-05-32"}, "a day is written as 2024-10-30"),
        ({"t": "2023-01-01"}, "the clock does not reach that day; drag it to another"),
        ({"from": "20240501"}, "a day is written as 2024-10-30"),
        ({"to": "soon"}, "a day is written as 2024-10-30"),
        ({"from": "2024-05-09", "to": "2024-05-02"}, "the period ends before it starts; choose the period again"),
        ({"sel": "C9"}, "no such claim; choose one on the map or in the list"),
        ({"focus": "said:atlantis"}, "no such place or source; choose one on the map or on the Sources page"),
        ({"focus": "northam"}, "no such place or source; choose one on the map or on the Sources page"),
        ({"focus": "near:northam"}, "no such place or source; choose one on the map or on the Sources page"),
        ({"focus": "source:northam"}, "no such place or source; choose one on the map or on the Sources page"),
        ({"off": "xx"}, "no such actor; use the pills under the title"),
        ({"kind": "rumour"}, "use figure, presence, event, control, statement, forecast"),
        ({"date": "today"}, "use exact, days, week, month, year, before, after, approx, unknown"),
        ({"grade": "Z9"}, "use Admiralty codes such as B2, or none"),
        ({"origins": "0"}, "use a number from 1 to 9"),
        ({"origins": "1e1"}, "use a number from 1 to 9"),
        ({"q": "x" * 201}, "a search has at most 200 characters; shorten it"),
        ({"open": "nothing"}, "no such group of figures; unfold one in the panel"),
        ({"layers": "-sea"}, "use -ground, -rivers, -areas"),
        ({"layers": "ground"}, "use -ground, -rivers, -areas"),
        ({"borders": "mine"}, "use disputed, recognised, de_facto"),
        ({"frame": "moon"}, "use theatre, world"),
    ],
)
def test_what_makes_no_sense_is_left_out_with_its_name_and_a_way_out(situation, query, way_out):
    view, notices = View.parse(query, situation)
    name = next(iter(query))
    assert view == OPENING
    assert notices == (f"The part “{name}” of this address was left out: {way_out}.",)


def test_the_good_part_of_a_list_is_kept(situation):
    view, notices = View.parse({"off": "no,xx,ob"}, situation)
    assert view.filter.off == ("no", "ob")
    assert len(notices) == 1


@pytest.mark.parametrize("value", ["<img src=x onerror=alert(1)>", "![x](http://127.0.0.1/beacon)", "{{7*7}}"])
@pytest.mark.parametrize("name", [*(set(EVERY_PARAMETER) - {"q"})])
def test_a_hostile_value_is_in_no_notice_and_in_no_view(situation, name, value):
    view, notices = View.parse({name: value}, situation)
    assert view == OPENING
    assert len(notices) == 1
    assert value not in notices[0]


def test_a_parameter_that_is_not_ours_is_left_alone_without_a_notice(situation):
    assert View.parse({"utm_source": "x", "embed": "true"}, situation) == (OPENING, ())


def test_all_topics_folded_is_another_view_than_the_first_one(situation):
    folded = replace(OPENING, open=())
    assert folded.to_query(situation) == {"open": "-"}
    assert View.parse({"open": "-"}, situation) == (folded, ())


def test_the_operators_borders_are_the_opening_view(situation):
    opening = View.opening(situation, "de_facto")
    assert opening.borders == "de_facto"
    assert opening.to_query(situation, "de_facto") == {}
    assert opening.to_query(situation) == {"borders": "de_facto"}
    assert View.parse({"borders": "disputed"}, situation, "de_facto") == (OPENING, ())
