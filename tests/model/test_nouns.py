"""Sources, speakers, places, claims and movements refuse what they cannot be."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from components.errors import ModelError
from components.model import (
    ClaimKind,
    Figure,
    Hedge,
    Opening,
    Point,
    Precision,
    Relation,
    RelationKind,
    Scale,
    web_host,
)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.ferry-post.example/a?b=c#d", "ferry-post.example"),
        ("http://hill-radio.example:8080/", "hill-radio.example"),
        ("https://es.wikipedia.example./wiki/A_(B)", "es.wikipedia.example."),
    ],
)
def test_a_web_address_has_a_host(url, host):
    assert web_host(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example/", "//a.example/",
        "a.example",
        "https://", "http:///x", "https://user:word@a.example/", "https://a.example/ b", "https://a.example/\nb",
        " https://a.example/", 'https://a.example/"x', "https://a.example/<x>", "https://[::1", "http:\\\\a.example",
        "HTTPS\t://a.example",
    ],
)  # fmt: skip
def test_everything_that_is_not_a_plain_web_address_is_refused(url):
    with pytest.raises(ModelError, match="http:// or https://"):
        web_host(url)


def test_a_source_without_a_link_says_why(situation):
    source = situation.sources["handed-in"]
    assert (source.url, source.host, source.link_note) == ("", None, "no link in the supplied text")
    with pytest.raises(ModelError, match="says why"):
        replace(source, link_note="")


def test_only_an_unknown_day_of_publication_is_blank(situation):
    with pytest.raises(ModelError, match="has no day"):
        replace(situation.sources["ferry-post"], published_on=None)
    with pytest.raises(ModelError, match="has no day"):
        replace(situation.sources["handed-in"], published_on=date(2024, 5, 1))


def test_the_text_NA_stays_text(situation):
    assert situation.sources["handed-in"].note == "NA"
    assert situation.places["bridge"].country == "NA"


@pytest.mark.parametrize("short", ["", "fifteen letters"])
def test_a_label_holds_up_to_fourteen_characters(situation, short):
    with pytest.raises(ModelError) as caught:
        replace(situation.speakers["mayor"], short=short)
    assert caught.value.field == "short"


def test_a_speaker_has_an_origin(situation):
    with pytest.raises(ModelError, match="origin"):
        replace(situation.speakers["mayor"], origin="")


@pytest.mark.parametrize("scale", [Scale.ADM1, Scale.ADM2, Scale.FEATURE, Scale.COUNTRY, Scale.SEA_AIR, Scale.UNKNOWN])
def test_an_area_has_no_point_so_it_can_never_be_a_false_pin(situation, scale):
    with pytest.raises(ModelError, match="give an anchor"):
        replace(situation.places["county"], scale=scale, point=Point(50, 30))


@pytest.mark.parametrize("radius_km", [-1, 20_001, float("nan")])
def test_a_radius_is_a_length_on_the_globe(situation, radius_km):
    with pytest.raises(ModelError, match="radius"):
        replace(situation.places["bridge"], radius_km=radius_km)


def figure(low=None, best=None, high=None, hedge=Hedge.NONE, text="some") -> Figure:
    return Figure(low, best, high, hedge, text, "people", "")


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"low": 3, "high": 2}, "low"),
        ({"low": 3, "best": 2}, "low"),
        ({"best": 3, "high": 2}, "low"),
        ({"best": -1}, "best"),
        ({"high": float("nan")}, "high"),
        ({"low": float("inf")}, "low"),
        ({}, "hedge"),
        ({"best": 3, "text": ""}, "text"),
    ],
)
def test_a_figure_that_contradicts_itself_is_refused_by_its_field(parts, field):
    with pytest.raises(ModelError) as caught:
        figure(**parts)
    assert caught.value.field == field


def test_words_in_place_of_a_number_are_a_vague_figure():
    vague = figure(hedge=Hedge.VAGUE, text="“a small number”")
    assert (vague.low, vague.best, vague.high) == (None, None, None)


def test_bounds_may_be_equal():
    assert figure(low=3, best=3, high=3).best == 3


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"speakers": ()}, "speakers"),
        ({"sources": ()}, "sources"),
        ({"figure": None}, "kind"),
        ({"grade": "A7"}, "grade"),
        ({"grade": "G1"}, "grade"),
        ({"grade": "b2"}, "grade"),
        ({"grade": ""}, "grade"),
    ],
)
def test_a_claim_has_a_speaker_a_source_and_what_its_kind_promises(situation, changes, field):
    with pytest.raises(ModelError) as caught:
        replace(situation.claims["C1"], **changes)
    assert caught.value.field == field


def test_a_claim_without_a_number_keeps_the_words_that_stand_for_one(situation):
    claim = situation.claims["C3"]
    assert (claim.kind, claim.topic, claim.figure, claim.label) == (ClaimKind.PRESENCE, "guards", None, "seen")


def test_a_claim_is_not_related_to_itself():
    with pytest.raises(ModelError, match="itself"):
        Relation("C1", RelationKind.CONFIRMS, "C1", "")


def test_a_settlement_keeps_its_holder_by_date_and_every_page(situation):
    settlement = situation.settlements[0]
    assert [(holding.on.isoformat(), str(holding.holder)) for holding in settlement.holdings] == [
        ("2024-05-01", "UA"),
        ("2024-05-09", "contested"),
    ]
    assert settlement.urls == ("https://ferry-post.example/1", "https://ferry-post.example/2")
    with pytest.raises(ModelError):
        replace(settlement, urls=("javascript:alert(1)",))


def test_a_route_keeps_that_its_way_is_not_known(situation):
    route = situation.routes[0]
    assert (route.route, route.dates.precision, route.dates.edtf) == (
        "not known",
        Precision.DAYS,
        "2024-04-28/2024-05-01",
    )


def test_the_clock_opens_inside_its_period():
    with pytest.raises(ModelError, match="opens inside"):
        Opening(date(2024, 5, 11), date(2024, 5, 1), date(2024, 5, 10))


def test_a_clock_runs_forwards(situation):
    with pytest.raises(ModelError, match="after the last"):
        replace(situation.about, span_from_on=date(2024, 6, 1))


def test_nouns_do_not_change(situation):
    with pytest.raises(FrozenInstanceError):
        situation.claims["C1"].title = "other"
