from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.places.entities import Kind
from components.places.index import Index
from components.places.keys import key
from components.places.slips import most_slips, slips
from components.places.suggest import MOST_CHARS, Suggestion, precision, suggest

from .little import drafts, little

NEAR = ("RU", "UA")


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return little(tmp_path_factory.mktemp("little") / "index")


def names(offers: list[Suggestion]) -> list[str]:
    return [offer.entity.name for offer in offers]


def told(offer: Suggestion) -> tuple[str, str, str, str]:
    return offer.entity.name, offer.what, offer.where, precision(offer.entity)


@pytest.mark.parametrize(
    "typed", ["Kursk", "kursk", " KURSK ", "Курск", "курск", "쿠르스크", "库尔斯克", "كورسك", "Ku’rsk"]
)
def test_a_name_is_found_in_any_script_and_any_case(places: Index, typed: str) -> None:
    first = suggest(places, typed, countries=NEAR)[0]
    assert (first.entity.name, first.is_guess) == ("Kursk", False)


def test_what_a_place_is_where_it_lies_and_how_precisely_is_said_in_words(places: Index) -> None:
    offers = suggest(places, "Kursk")
    assert [told(offer) for offer in offers] == [
        ("Kursk", "city", "Kursk Oblast, Russia", "point in its centre"),
        ("Kursk Oblast", "oblast", "Russia", "area, about 200 km across"),
    ]
    (sea, country, site, village) = (
        suggest(places, text)[0] for text in ("Black Sea", "Ukraine", "Hostomel", "Sudzha")
    )
    assert told(sea) == ("Black Sea", "sea", "", "area, about 800 km across")
    assert told(country) == ("Ukraine", "country", "", "area, about 880 km across")
    assert told(site) == ("Hostomel Airport", "airport", "Ukraine", "one point")
    assert told(village) == ("Sudzha", "town", "Kursk Oblast, Russia", "point in its centre")


def test_a_beginning_is_enough_and_a_great_city_goes_before_a_village_of_that_name(places: Index) -> None:
    assert names(suggest(places, "mos")) == ["Moscow", "Mos"]
    assert names(suggest(places, "kurs")) == ["Kursk", "Kursk Oblast"]
    assert "Voronezh" in names(suggest(places, "v"))


def test_an_entity_stands_once_however_many_of_its_names_fit(places: Index) -> None:
    offers = suggest(places, "khark", countries=NEAR)
    assert names(offers) == ["Kharkiv"]
    assert offers[0].alias == ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Vornezh", "Voronezh"),  # left out
        ("Vooronezh", "Voronezh"),  # put in
        ("Voronesh", "Voronezh"),  # changed
        ("Vornoezh", "Voronezh"),  # swapped
        ("Boronezh", "Voronezh"),  # the first letter
        ("oronezh", "Voronezh"),
        ("Ukrane", "Ukraine"),
        ("Kyev", "Kyiv"),
        ("Вороннеж", "Voronezh"),
        ("Voronze", "Voronezh"),  # not yet written out
        ("Dnipropetrvsok", "Dnipro"),  # two slips in a long name
        ("Dnpropetrovks", "Dnipro"),
        ("Xnipropetrovks", "Dnipro"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven_and_asked_about(places: Index, typed: str, name: str) -> None:
    first = suggest(places, typed)[0]
    assert (first.entity.name, first.is_guess) == (name, True)


@pytest.mark.parametrize("typed", ["Kvrsl", "Vrnzh", "Qqqqqqqq", "Kx", "ab", "", "  ", ",", ",,,", "’", "\x00", "‮"])
def test_what_fits_nothing_gives_nothing(places: Index, typed: str) -> None:
    assert suggest(places, typed) == []


def test_guesses_stand_after_everything_that_fits(places: Index) -> None:
    offers = suggest(places, "Kiel", countries=NEAR)
    assert [(offer.entity.name, offer.is_guess) for offer in offers] == [("Kiel", False), ("Kyiv", True)]


def test_a_guess_that_weighs_less_than_what_was_typed_is_not_made(places: Index) -> None:
    assert names(suggest(places, "Kiev", countries=NEAR)) == ["Kyiv"]


def test_three_places_that_fit_are_enough_and_no_other_letter_is_tried(places: Index) -> None:
    assert not any(offer.is_guess for offer in suggest(places, "k"))


def test_another_name_is_shown_when_it_would_surprise(places: Index) -> None:
    offer = suggest(places, "stalin")[0]
    assert (offer.entity.name, offer.alias) == ("Volgograd", "stalingrad")


def test_a_formal_name_of_a_country_does_not_push_out_what_is_called_so(places: Index) -> None:
    assert names(suggest(places, "re"))[-1:] == ["France"]  # by "République française"
    assert suggest(places, "république française")[0].entity.name == "France"


def test_the_countries_in_mind_go_up(places: Index) -> None:
    assert names(suggest(places, "ki", countries=("UA",)))[0] == "Kyiv"
    assert suggest(places, "Paris", countries=("US",))[0].entity.country == "FR"
    near, far = suggest(places, "kiel", countries=("DE",))[0], suggest(places, "kiel", countries=("FR",))[0]
    assert near.score > far.score


@pytest.mark.parametrize(
    ("typed", "countries"),
    [("Paris", ["FR", "US"]), ("Paris, Texas", ["US"]), ("paris, fra", ["FR"]), ("Paris, Lamar County, Texas", ["US"]),
     ("Paris,", ["FR", "US"]), ("Paris, Nowhere", [])],
)  # fmt: skip
def test_a_place_can_be_asked_for_inside_another(places: Index, typed: str, countries: list[str]) -> None:
    assert [offer.entity.country for offer in suggest(places, typed)] == countries


def test_a_code_and_a_people_lead_to_their_country_only_when_written_out(places: Index) -> None:
    assert names(suggest(places, "USA")) == ["United States"]
    assert names(suggest(places, "american")) == ["United States"]
    assert suggest(places, "ameri") == []


def test_who_speaks_for_a_state_is_no_place_on_a_map(places: Index) -> None:
    assert suggest(places, "Pentagon") == []
    assert suggest(places, "NATO") == []


def test_no_more_than_asked_for(places: Index) -> None:
    assert len(suggest(places, "k", 3)) == 3
    assert suggest(places, "k", 0) == []


def test_a_text_that_is_too_long_is_not_looked_at(places: Index) -> None:
    assert suggest(places, "Kursk" + " " * MOST_CHARS) == []


def once(text: str) -> Iterator[str]:
    for at in range(len(text)):
        yield text[:at] + text[at + 1 :]
        yield text[:at] + "q" + text[at:]
        yield text[:at] + "q" + text[at + 1 :]
        if at + 1 < len(text):
            yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]


@pytest.mark.parametrize("name", ["kursk", "voronezh", "hostomel airport", "воронеж"])
def test_every_single_slip_leads_back(places: Index, name: str) -> None:
    letter = "q" if name.isascii() else "э"
    typed = {text.replace("q", letter).strip() for text in once(name)} - {name}
    assert {text for text in typed if name not in set(slips(places, text, 1))} == set()


def test_every_pair_of_slips_in_a_long_name_leads_back(places: Index) -> None:
    typed = [head + tail for head in once("voro") for tail in once("nezh")]
    typed += ["qqronezh", "ronezh", "xyronezh", "voronezhqq", "vorqqonezh", "voronz"]
    assert [text for text in typed if "voronezh" not in _within_two(places, text)] == []


def _within_two(places: Index, text: str) -> set[str]:
    return {text, *slips(places, text, 1), *slips(places, text, 2)}


def test_short_texts_are_taken_at_their_word() -> None:
    assert [most_slips(text) for text in ("kyv", "kyiv", "voronez", "voronezh", "a b c d")] == [0, 1, 1, 2, 1]


@given(st.text(max_size=MOST_CHARS + 5))
def test_any_text_gives_an_answer(places: Index, text: str) -> None:
    offers = suggest(places, text, 8, NEAR)
    assert len(offers) <= 8
    assert len({offer.entity.id for offer in offers}) == len(offers)
    order = [(offer.slips, -offer.score) for offer in offers]
    assert order == sorted(order)
    assert all(offer.entity.kind is not Kind.ACTOR for offer in offers)


@pytest.mark.parametrize("draft", drafts(), ids=lambda draft: draft.name[:20])
def test_every_place_is_found_by_its_main_name(places: Index, draft) -> None:
    found = names(suggest(places, draft.name))
    assert (draft.name in found) == (draft.kind is not Kind.ACTOR)
    assert key(draft.name) in places


class _Counting:
    """An index in which everything begins so and nothing is there: the most work a text can make."""

    def __init__(self) -> None:
        self.questions = 0

    def __contains__(self, key: str) -> bool:
        self.questions += 1
        return False

    def starting(self, prefix: str, limit: int) -> list[str]:
        self.questions += 1
        return [prefix]


def test_the_work_for_one_text_is_bounded() -> None:
    counting = _Counting()
    assert list(slips(counting, "a" * MOST_CHARS, 2)) == []
    assert counting.questions < 40_000
