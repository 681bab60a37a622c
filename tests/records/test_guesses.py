"""The form opens with what the report says, in the situation's own terms where the words fit, and empty elsewhere."""

from dataclasses import replace

import pytest

from components.records.guesses import guess, same_place, same_speaker
from tests.records.guessed import REPORT, event, figure, statement


def test_a_figure_of_known_people_and_places_is_told_in_their_terms(situation):
    made = guess(figure(), REPORT, situation)
    assert (made.speaker, made.speaker_name, made.place, made.place_name) == ("mayor", "", "bridge", "")
    assert (made.low, made.best, made.high, made.hedge) == (None, 45.0, None, "about")
    assert (made.value_text, made.unit, made.said) == ("about 45", "people", "2024-05-08")
    assert made.title == "about 45 guards, Long Bridge"


@pytest.mark.parametrize(
    ("fields", "numbers", "hedge", "printed"),
    [
        ({"bound": "none", "hedge_text": ""}, (None, 45.0, None), "none", "45"),
        ({"bound": "min", "hedge_text": "At least", "high": None}, (45.0, None, None), "at_least", "at least 45"),
        ({"bound": "min", "hedge_text": "more than", "high": None}, (45.0, None, None), "over", "more than 45"),
        ({"bound": "max", "hedge_text": "up to", "low": None}, (None, None, 45.0), "up_to", "up to 45"),
        ({"bound": "vague", "text": "dozens", "low": 24.0, "best": None, "high": 99.0, "hedge_text": ""},
         (None, None, None), "vague", "“dozens”"),
        ({"bound": "range", "text": "40 to 50", "low": 40.0, "best": None, "high": 50.0, "hedge_text": ""},
         (40.0, None, 50.0), "range", "40 to 50"),
    ],
)  # fmt: skip
def test_a_hedge_keeps_the_bound_that_was_said_and_no_other(situation, fields, numbers, hedge, printed):
    made = guess(figure(**fields), REPORT, situation)
    assert (made.low, made.best, made.high) == numbers
    assert (made.hedge, made.value_text) == (hedge, printed)


def test_words_that_count_read_as_english(situation):
    made = guess(figure(bound="vague", text="dozens", hedge_text="", best=None, place=None), REPORT, situation)
    assert made.title == "dozens of guards"


def test_a_stranger_is_offered_as_a_new_speaker(situation):
    made = guess(figure(source="Cy Dale"), REPORT, situation)
    assert (made.speaker, made.speaker_name, made.side) == ("", "Cy Dale", "ob")


def test_who_said_it_first_claims_it_and_who_passed_it_on_is_named(situation):
    made = guess(figure(source="Hill Radio", original="Ada Ford", medium="Telegram"), REPORT, situation)
    assert (made.speaker, made.via) == ("mayor", "Hill Radio Telegram")


def test_a_report_speaks_for_itself_under_its_publisher(situation):
    assert guess(figure(source=None), REPORT, situation).speaker_name == "Ferry Post"


def test_two_reports_without_a_publisher_are_never_one_voice(situation):
    one, two = replace(REPORT, publisher=""), replace(REPORT, publisher="", text="Another text.")
    names = {guess(figure(source=None), report, situation).speaker_name for report in (one, two)}
    assert len(names) == 2


def test_what_has_no_date_was_said_by_the_day_of_publication_or_nobody_knows(situation):
    assert guess(figure(said=None), REPORT, situation).said == "../2024-05-09"
    assert guess(figure(said=None), replace(REPORT, published_on=None), situation).said == ""


def test_a_place_off_the_map_gets_no_invented_point(situation):
    made = guess(figure(place="Farwell"), REPORT, situation)
    assert (made.place, made.place_name, made.scale, made.lat, made.lon) == ("", "Farwell", "unknown", None, None)


def test_an_area_is_never_a_pin(situation):
    found = {
        "name": "Far county", "lat": 50.0, "lon": 30.0, "scale": "adm1", "radius_km": 80.0, "country": "NA",
        "is_pin": False, "source": "geonames:9", "rivals": [],
    }  # fmt: skip
    made = guess(figure(place="Far county", found=found), REPORT, situation)
    assert (made.scale, made.lat, made.lon, made.radius_km) == ("adm1", None, None, None)


def test_near_a_town_keeps_the_point_of_the_town(situation):
    found = {
        "name": "Farwell", "lat": 50.1, "lon": 30.1, "scale": "near", "radius_km": 25.0, "country": "NA",
        "is_pin": False, "source": "geonames:8", "rivals": [],
    }  # fmt: skip
    made = guess(figure(place="Farwell", found=found), REPORT, situation)
    assert (made.scale, made.lat, made.lon, made.radius_km) == ("near", 50.1, 30.1, 25.0)


def test_an_event_happened_on_its_date_and_says_what_it_is(situation):
    made = guess(event(), REPORT, situation)
    assert (made.kind, made.happened, made.said, made.title) == ("event", "2024-05-06", "../2024-05-09", "fighting")


def test_a_statement_says_what_is_done_with_the_matter(situation):
    made = guess(statement(), REPORT, situation)
    assert (made.kind, made.speaker, made.title) == ("statement", "captain", "denies: any count of guards")


@pytest.mark.parametrize(
    ("name", "speaker"),
    [
        ("Ada Ford", "mayor"), ("mayor Ada Ford", "mayor"), ("Ford", "mayor"), ("Walkers' club", "walkers"),
        ("Northam", "mayor"), ("the", None), ("", None), ("Ada Marsh", None), ("Fordham", None),
    ],
)  # fmt: skip
def test_a_name_means_a_speaker_only_when_every_telling_word_fits(situation, name, speaker):
    found = same_speaker(name, situation.speakers.values())
    assert (found.id if found else None) == speaker


def test_a_place_is_the_same_only_by_its_name(situation):
    assert same_place("Long bridge", None, situation.places.values()) is situation.places["bridge"]
    assert same_place("Short Bridge", None, situation.places.values()) is None
    county = {"name": "Far County", "scale": "adm1"}
    assert same_place("the county", county, situation.places.values()) is None
    assert (
        same_place("Bridge", {"name": "Bridge District", "scale": "adm1"}, situation.places.values())
        is (situation.places["county"])
    )
    assert same_place("Not stated", None, situation.places.values()) is None


def test_what_only_the_report_as_a_whole_is_about_is_not_filled_in_as_the_place(situation):
    made = guess(figure(confidence={"place": 0.35}, rules={"place": "focus"}), REPORT, situation)
    assert (made.place, made.place_name, made.title) == ("", "", "about 45 guards")
