from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.model.codes import Scale
from components.places.entities import Kind
from components.places.index import Index
from components.places.lookup import PLACED_FROM, Answer, look_up, ranked
from components.places.spellings import spellings
from components.places.wording import wording
from tests.places.atlas import atlas


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return atlas(tmp_path_factory.mktemp("atlas") / "index")


def told(answer: Answer) -> tuple[str, Scale, bool]:
    return (answer.entity.name if answer.entity else "", answer.scale, answer.is_placed)


@pytest.mark.parametrize(
    "name",
    ["al-Bab", "Al Bab", "El Bab", "Bab", "Al Bāb town", "Town of al-Bab", "city of Al-Bab", "AL BAB", "al-Bab (SY9)"],
)
def test_articles_and_words_round_a_name_lead_to_one_town(known: Index, name: str):
    assert told(look_up(known, name, countries=["SY"])) == ("Al Bāb", Scale.SETTLEMENT, True)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Dumayr", "Aḑ Ḑumayr"),
        ("Al Dumayr town", "Aḑ Ḑumayr"),
        ("Tell Rifaat", "Tall Rif‘at"),
        ("Ain al-Arab (Kobani)", "‘Ayn al ‘Arab"),
        ("Kobani / Ayn al-Arab", "‘Ayn al ‘Arab"),
        ("Kobane (Kobani)", "‘Ayn al ‘Arab"),
    ],
)
def test_rules_of_transcription_lead_to_the_town(known: Index, name: str, found: str):
    assert told(look_up(known, name, countries=["SY"])) == (found, Scale.SETTLEMENT, True)


def test_what_merely_looks_alike_is_not_found(known: Index):
    assert told(look_up(known, "Kharkyv")) == ("", Scale.UNKNOWN, False)
    assert told(look_up(known, "Sudzka")) == ("", Scale.UNKNOWN, False)


def test_villages_of_one_name_are_a_question_and_all_of_them_are_named(known: Index):
    answer = look_up(known, "Novoselivka village", countries=["UA"])
    assert told(answer) == ("Novoselivka", Scale.UNKNOWN, False)
    assert [rival.entity.admin1 for rival in answer.rivals] == ["05", "04"]
    assert "rivals" in answer.reasons
    assert not answer.is_pin


@pytest.mark.parametrize("admin", ["Donetsk oblast", "05", "UA.05", "Donetsk region"])
def test_the_division_decides_between_them_by_name_or_code(known: Index, admin: str):
    answer = look_up(known, "Novoselivka", countries=["UA"], admin=admin)
    assert told(answer) == ("Novoselivka", Scale.SETTLEMENT, True)
    assert answer.entity is not None
    assert answer.entity.admin1 == "05"


def test_a_division_behind_a_comma_decides_too(known: Index):
    answer = look_up(known, "Novoselivka, Donetsk Oblast")
    assert answer.entity is not None
    assert (answer.entity.admin1, answer.is_placed) == ("05", True)
    assert told(look_up(known, "Paris, Texas"))[2]
    assert look_up(known, "Paris, Texas").entity != look_up(known, "Paris").entity
    assert told(look_up(known, "Kharkiv, Ukraine")) == ("Kharkiv", Scale.SETTLEMENT, True)


def test_a_division_that_nobody_knows_limits_nothing_and_is_said(known: Index):
    answer = look_up(known, "Kobani", countries=["SY"], admin="Nowhere province")
    assert told(answer)[2]
    assert "unknown-division" in answer.reasons


def test_an_entry_outside_the_named_division_is_no_pin(known: Index):
    answer = look_up(known, "Kobani", countries=["SY"], admin="Homs")
    assert told(answer) == ("‘Ayn al ‘Arab", Scale.UNKNOWN, False)
    assert "outside-the-division" in answer.reasons


def test_a_country_is_kept_to(known: Index):
    assert told(look_up(known, "Kursk", countries=["UA"])) == ("", Scale.UNKNOWN, False)
    assert told(look_up(known, "Paris", countries=["us"])) == ("Paris", Scale.SETTLEMENT, True)


@pytest.mark.parametrize("name", ["Deir ez Zor airport", "Deir ez-Zor military base", "Deir ez Zor district"])
def test_a_site_without_an_entry_lies_near_its_town_and_is_no_pin(known: Index, name: str):
    answer = look_up(known, name, countries=["SY"])
    assert (told(answer), answer.radius_km, answer.is_pin) == (("Deir ez-Zor", Scale.NEAR, True), 25.0, False)


@pytest.mark.parametrize(
    "name", ["near Sudzha", "Sudzha area", "outskirts of Sudzha", "12 km north of Sudzha", "под Суджа"]
)
def test_vague_words_put_it_near(known: Index, name: str):
    assert told(look_up(known, name)) == ("Sudzha", Scale.NEAR, True)


@pytest.mark.parametrize(
    ("name", "found", "scale"),
    [
        ("Kursk Oblast", "Kursk Oblast", Scale.ADM1),
        ("Kursk region", "Kursk Oblast", Scale.ADM1),
        ("Aleppo governorate", "Aleppo", Scale.ADM1),
        ("Syria", "Syria", Scale.COUNTRY),
        ("Black Sea", "Black Sea", Scale.FEATURE),
        ("Hostomel Airport", "Hostomel Airport", Scale.LOCALITY),
        ("eastern Ukraine", "Ukraine", Scale.FEATURE),
        ("USA", "United States", Scale.COUNTRY),
        ("Курская область", "Kursk Oblast", Scale.ADM1),
    ],
)
def test_areas_keep_their_own_scale(known: Index, name: str, found: str, scale: Scale):
    assert told(look_up(known, name)) == (found, scale, True)


def test_a_town_and_the_division_of_its_name_are_no_rivals(known: Index):
    answer = look_up(known, "Aleppo", countries=["SY"])
    assert told(answer) == ("Aleppo", Scale.SETTLEMENT, True)
    assert [rival.entity.kind for rival in answer.rivals] == [Kind.ADM1]
    governorate = look_up(known, "Aleppo governorate", countries=["SY"]).entity
    assert governorate is not None
    assert governorate.kind is Kind.ADM1


@pytest.mark.parametrize("name", ["Rarely", "Bigplace village", "us"])
def test_doubt_about_the_name_itself_is_no_pin(known: Index, name: str):
    answer = look_up(known, name)
    assert answer.entity is not None
    assert (answer.is_placed, answer.scale) == (False, Scale.UNKNOWN)


@pytest.mark.parametrize(
    "name", ["", " ", "'", ",", "()", "of the", "town", "NATO", "Pentagon", "American", "x" * 1000]
)
def test_what_is_no_place_has_no_entry(known: Index, name: str):
    assert told(look_up(known, name)) == ("", Scale.UNKNOWN, False)
    assert ranked(known, name) == []


def test_ranked_gives_shares_that_add_up(known: Index):
    found = ranked(known, "Novoselivka", countries=["UA"])
    assert [entity.admin1 for entity, _ in found] == ["07", "05", "04"]
    assert sum(share for _, share in found) == pytest.approx(1)


@given(name=st.text(max_size=80), countries=st.sampled_from([(), ("SY",), ("XX",), ("",)]), admin=st.text(max_size=20))
def test_no_name_is_an_exception_and_only_placed_answers_have_a_scale(
    known: Index, name: str, countries: Sequence[str], admin: str
):
    answer = look_up(known, name, countries=countries, admin=admin)
    assert 0 <= answer.score <= 1
    assert answer.is_placed == (answer.entity is not None and answer.score >= PLACED_FROM)
    assert (answer.scale is Scale.UNKNOWN) == (not answer.is_placed)


def test_spellings_are_few_and_begin_with_the_name_itself():
    found = list(spellings("tall al kafr ash shaykh abu wadi"))
    assert found[0] == ("tall al kafr ash shaykh abu wadi", 1.0)
    assert len(found) <= 61
    assert all(0.5 < trust <= 1 for _, trust in found)


def test_a_name_in_brackets_counts_only_when_it_is_one():
    assert wording("Mahu village (Buraki groupement, Banyali Kilo)").names == ("mahu village", "mahu")
    assert wording("Tirwaziya checkpoint (M4)").names == ("tirwaziya checkpoint", "tirwaziya")
