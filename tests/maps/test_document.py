import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from components.intake import read_package
from components.maps.document import document
from components.model import Point, assemble
from components.settings import bundled_folder
from tests import small


@pytest.fixture
def made(package):
    return document(package.situation, package.ground, {"world": "world.geojson", "areas": "areas.geojson"})


def test_the_parts_are_there_in_their_order(made):
    assert list(made.data) == [
        "v", "id", "title", "span", "opens", "theatre", "focus", "lead", "sides", "speakers", "sources", "places",
        "topics", "claims", "routes", "story", "ground", "assets", "counts",
    ]  # fmt: skip


def test_what_the_page_opens_with(made):
    found = {key: made.data[key] for key in ("id", "title", "span", "opens", "theatre", "focus", "lead", "counts")}
    assert found == {
        "id": "long-bridge",
        "title": "Who counts how many guards",
        "span": {"from": "2024-04-15", "to": "2024-05-31"},
        "opens": {"clock": "2024-05-04", "from": "2024-05-01", "to": "2024-05-10"},
        "theatre": {"south": 49.0, "west": 29.0, "north": 51.0, "east": 31.0},
        "focus": "NA.01",
        "lead": ["guards"],
        "counts": {"claims": 7, "sources": 3, "speakers": 4},
    }
    assert made.data["sides"] == [
        {"id": "no", "name": "North"},
        {"id": "so", "name": "South"},
        {"id": "ob", "name": "Observers"},
    ]
    assert made.data["assets"] == {"areas": "areas.geojson", "world": "world.geojson"}


def test_a_claim_with_a_bound_several_actors_and_relations(made):
    [claim] = [claim for claim in made.data["claims"] if claim["id"] == "C2"]
    assert claim.pop("find").startswith("up to 90 guards stand at the bridge {{7*7}} <b>& more</b> as many as 90")
    assert claim == {
        "id": "C2",
        "st": "st-2",
        "kind": "figure",
        "topic": "guards",
        "by": ["captain"],
        "via": "Hill Radio",
        "title": "up to 90 guards stand at the bridge",
        "summary": "{{7*7}} <b>& more</b>",
        "said": {"from": "2024-05-03", "to": "2024-05-03", "precision": "exact", "text": "3 May 2024"},
        "when": None,
        "period": None,
        "said_at": None,
        "place": "bridge",
        "acts": "so",
        "acts_with": ["no"],
        "fig": {
            "low": None,
            "best": None,
            "high": 90,
            "hedge": "up_to",
            "text": "up to 90",
            "unit": "people",
            "counts": "",
        },
        "label": "",
        "quote": "as many as 90",
        "src": ["hill-radio", "ferry-post"],
        "note": "Heard twice.",
        "grade": None,
        "origins": 1,
        "rel": [["contradicts", "C1"], ["has_part", "C5"]],
    }


def test_a_claim_without_a_number_keeps_its_dates_and_has_no_figure(made):
    [claim] = [claim for claim in made.data["claims"] if claim["id"] == "C4"]
    assert (claim["fig"], claim["acts"], claim["acts_with"], claim["origins"]) == (None, None, [], 2)
    assert claim["said"] == {"from": None, "to": "2024-05-10", "precision": "before", "text": "before 10 May 2024"}
    assert claim["when"] == {
        "from": "2024-04-20",
        "to": "2024-04-24",
        "precision": "days",
        "text": "20–24 Apr 2024",
    }


def test_a_claim_of_which_nobody_knows_the_day_says_so(made):
    claim = made.data["claims"][-1]
    assert claim["said"] == {"from": None, "to": None, "precision": "unknown", "text": "date not known"}
    assert claim["when"] is None


def test_claims_stand_in_the_order_in_which_they_were_said(made):
    assert [claim["id"] for claim in made.data["claims"]] == ["C6", "C1", "C3", "C2", "C5", "C4", "C7"]
    assert [c["label"] for c in made.data["claims"]] == ["", "", "seen", "", "", "", ""]
    assert made.data["claims"][0]["period"] == {"from": "2024-06-01", "to": "2024-08-31", "text": "the summer"}


def test_every_relation_is_told_from_both_ends(made):
    assert {claim["id"]: claim["rel"] for claim in made.data["claims"]} == {
        "C1": [["contradicts", "C2"], ["confirmed_by", "C3"]],
        "C2": [["contradicts", "C1"], ["has_part", "C5"]],
        "C3": [["confirms", "C1"]],
        "C4": [],
        "C5": [["part_of", "C2"]],
        "C6": [],
        "C7": [],
    }


def test_a_relation_that_both_ends_tell_is_told_once(situation):
    both = (situation.relations[0], replace(situation.relations[0], from_claim="C1", to_claim="C2"))
    [claim] = [claim for claim in document(replace(situation, relations=both)).data["claims"] if claim["id"] == "C1"]
    assert claim["rel"] == [["contradicts", "C2"]]


def test_a_source_without_a_link_has_neither_link_nor_host(made):
    assert made.data["sources"]["handed-in"] == {
        "publisher": "A reader",
        "agency": "",
        "title": "Letter with notes",
        "on": None,
        "precision": "unknown",
        "url": None,
        "host": None,
        "link_note": "no link in the supplied text",
        "kind": "article",
        "note": "NA",
    }
    assert made.data["sources"]["ferry-post"]["host"] == "ferry-post.example"


def test_a_place_with_a_point_knows_its_neighbours_and_its_distance_to_the_line(made):
    """Half a degree of latitude is 55.6 km here, a quarter 27.8 km."""
    assert made.data["places"]["northam"] == {
        "name": "Northam",
        "local": "",
        "scale": "settlement",
        "country": "NA",
        "area": "NA.01",
        "lat": 50.5,
        "lon": 30.0,
        "radius_km": 5,
        "anchor": None,
        "note": "",
        "near": [["bridge", 55.6, 180, "S"]],
        "line": {"2024-05-01": {"km": 27.8, "inside": True}},
    }
    assert made.data["places"]["bridge"]["line"] == {"2024-05-01": {"km": 27.8, "inside": False}}


def test_a_place_without_a_point_has_an_anchor_and_no_distances(made):
    county = made.data["places"]["county"]
    assert (county["lat"], county["lon"], county["near"], county["line"]) == (None, None, [], {})
    assert county["anchor"] == {"lat": 50.5, "lon": 30.0, "name": "Northam"}


def test_neighbours_stand_nearest_first(situation):
    far = replace(situation.places["northam"], id="afar", point=Point(52.0, 30.0))
    found = document(replace(situation, places={**situation.places, "afar": far})).data["places"]
    assert [row[0] for row in found["bridge"]["near"]] == ["northam", "afar"]


def test_a_place_too_far_from_the_line_is_told_nothing_about_it(situation, package):
    far = replace(situation.places["northam"], point=Point(43.1, 131.9))
    found = document(replace(situation, places={**situation.places, "northam": far}), package.ground)
    assert found.data["places"]["northam"]["line"] == {}


def test_the_dates_of_the_line_are_told_and_its_shape_is_not(made):
    assert made.data["ground"] == [{"on": "2024-05-01"}]
    assert made.ground_dates == (date(2024, 5, 1),)
    assert b"coordinates" not in made.body


def test_without_a_line_the_page_still_has_its_claims(situation):
    bare = document(situation)
    assert (bare.data["ground"], bare.ground_dates, bare.data["places"]["bridge"]["line"]) == ([], (), {})
    assert len(bare.data["claims"]) == 7


def test_routes_and_steps_are_told(made):
    assert made.data["routes"] == [
        {
            "id": "d1",
            "title": "Guards to the bridge",
            "from": "northam",
            "to": "bridge",
            "mode": "onward",
            "from_on": "2024-04-28",
            "to_on": "2024-05-01",
            "precision": "days",
            "text": "28 Apr – 1 May 2024",
            "claim": "C2",
            "acts": "so",
            "route": "not known",
            "note": "",
        }
    ]
    assert made.data["story"] == [
        {
            "id": "s1",
            "n": 1,
            "title": "The count",
            "sentence": "Two people count one guard.",
            "clock": "2024-05-03",
            "from": "2024-05-01",
            "to": "2024-05-10",
            "select": "C2",
            "open": ["guards", "toll"],
            "frame": "theatre",
        }
    ]


def test_the_body_is_the_data_as_compact_json(made):
    assert made.body == json.dumps(made.data, ensure_ascii=False, separators=(",", ":")).encode()
    assert "Довгий міст".encode() in made.body


def test_the_address_changes_exactly_when_the_content_does(package, situation, made):
    same = document(situation, package.ground, {"areas": "areas.geojson", "world": "world.geojson"})
    claim = replace(situation.claims["C1"], note="x")
    other = document(replace(situation, claims={**situation.claims, "C1": claim}), package.ground)
    assert same.body == made.body
    assert made.data["v"] == made.digest
    assert made.path == f"cm/data/long-bridge.{made.digest}.json"
    assert len(made.digest) == 12
    assert other.digest != made.digest


def test_the_order_in_which_records_arrive_does_not_matter(package, situation):
    nouns = list(situation.nouns())
    turned = document(assemble(situation.about, reversed(nouns)), package.ground)
    assert turned.body == document(situation, package.ground).body


@pytest.mark.parametrize("text", ["</script><script>", "{{7*7}}", "${alert(1)}", "\u2028", "\u202eabc", "😀", '"\\'])
def test_hostile_text_is_text_in_the_document(situation, text):
    claim = replace(situation.claims["C1"], title=text)
    found = json.loads(document(replace(situation, claims={**situation.claims, "C1": claim})).body)
    assert found["claims"][1]["title"] == text


def test_the_bundled_situation_is_small_and_quick_to_send():
    package = read_package(bundled_folder() / "kursk-2024")
    made = document(package.situation, package.ground)
    assert len(made.body) < 400_000
    assert len(made.data["claims"]) == len(package.situation.claims)
    assert set(made.data["lead"]) <= {topic["id"] for topic in made.data["topics"]}


def test_a_day_is_written_as_text_that_sorts(made):
    days = [claim["said"]["from"] or claim["said"]["to"] or "9" for claim in made.data["claims"]]
    assert days == sorted(days)
    assert date.fromisoformat(days[0]) - date(2024, 5, 1) == timedelta(0)


def test_the_small_package_is_the_one_the_cases_are_about(package):
    assert json.loads(small.CASES.read_text(encoding="utf-8"))["document"]["v"] == (
        document(package.situation, package.ground).digest
    )
