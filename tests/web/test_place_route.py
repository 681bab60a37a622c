from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from components.errors import ConflictMapError
from components.intake import read_package
from components.model import Situation
from components.places.index import Index
from components.settings import bundled_folder
from components.web.gazetteer import Gazetteer, State
from components.web.known import countries_of, places_by_entity
from components.web.search import PlaceSearch, place_routes
from tests.places.little import little

PREPARING = "The gazetteer is being prepared; about half a minute."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return little(tmp_path_factory.mktemp("little") / "index")


@pytest.fixture(scope="module")
def kursk() -> Situation:
    return read_package(bundled_folder() / "kursk-2024").situation


def nothing() -> None:
    """There is no gazetteer yet."""


def gazetteer(ready: Callable[[], Index | None], build: Callable[[], Index] | None = None) -> Gazetteer:
    def never() -> Index:
        raise AssertionError("nothing is to be built")

    return Gazetteer(ready, build or never)


def client(situation: Situation, held: Gazetteer, base_path: str = "") -> TestClient:
    search = PlaceSearch(lambda _id: situation, held)
    # Like Streamlit, answers any other address with a page of its own and status 200.
    page = Route("/{rest:path}", lambda _request: HTMLResponse("page"))
    return TestClient(Starlette(routes=[*place_routes(search.answer, base_path), page]))


@pytest.fixture
def asked(kursk: Situation, index: Index) -> TestClient:
    return client(kursk, gazetteer(lambda: index))


def test_a_suggestion_says_what_it_is_where_and_how_precisely(asked: TestClient) -> None:
    answer = asked.get("/cm/places", params={"q": "voronezh"})
    assert answer.status_code == 200
    assert answer.json() == {
        "state": "ready",
        "note": "",
        "suggestions": [
            {
                "name": "Voronezh", "alias": "", "what": "city", "where": "Russia", "precision": "point in its centre",
                "kind": "settlement", "scale": "settlement", "lat": 51.672, "lon": 39.184, "radius_km": 0.0,
                "place": None, "guess": False, "country": "RU", "source": "tests",
            }
        ],
    }  # fmt: skip


def test_a_place_that_the_situation_has_goes_first_and_names_it(asked: TestClient) -> None:
    offers = asked.get("/cm/places", params={"q": "Kursk"}).json()["suggestions"]
    assert [(offer["name"], offer["place"]) for offer in offers] == [("Kursk Oblast", "kursk-oblast"), ("Kursk", None)]
    (sudzha, *_) = asked.get("/cm/places", params={"q": "Суджа"}).json()["suggestions"]
    assert (sudzha["name"], sudzha["place"], sudzha["guess"]) == ("Sudzha", "sudzha", False)


def test_a_slip_is_marked_as_a_guess(asked: TestClient) -> None:
    offers = asked.get("/cm/places", params={"q": "Vornezh"}).json()["suggestions"]
    assert [(offer["name"], offer["guess"]) for offer in offers] == [("Voronezh", True)]


def test_it_is_kept_by_nobody_and_read_by_our_own_pages_alone(asked: TestClient) -> None:
    answer = asked.get("/cm/places", params={"q": "kursk"})
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers
    for site, code in (("same-origin", 200), ("none", 200), ("cross-site", 403), ("same-site", 403)):
        asked_from = asked.get("/cm/places", params={"q": "kursk"}, headers={"sec-fetch-site": site})
        assert asked_from.status_code == code, site


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_it_can_only_be_read(asked: TestClient, method: str) -> None:
    assert asked.request(method, "/cm/places", params={"q": "kursk"}).status_code == 405


def test_it_answers_under_the_base_path_as_well(kursk: Situation, index: Index) -> None:
    under = client(kursk, gazetteer(lambda: index), "/maps/")
    for path in ("/cm/places", "/maps/cm/places"):
        assert under.get(path, params={"q": "kyiv"}).json()["suggestions"][0]["name"] == "Kyiv"


def test_a_long_text_is_refused_in_one_sentence_that_does_not_repeat_it(asked: TestClient) -> None:
    answer = asked.get("/cm/places", params={"q": "z" * 81})
    assert answer.status_code == 400
    assert answer.json()["note"] == "A name has at most 80 characters; shorten it."
    assert asked.get("/cm/places", params={"q": "z" * 80}).status_code == 200


@pytest.mark.parametrize(
    "typed", ["", " ", "<script>alert(1)</script>", "' OR 1=1 --", "%00", "\x00", "../../etc/passwd", "{{7*7}}", "‮"]
)
def test_what_is_typed_is_never_repeated(asked: TestClient, typed: str) -> None:
    answer = asked.get("/cm/places", params={"q": typed})
    assert answer.json() == {"state": "ready", "note": "", "suggestions": []}


def test_what_is_typed_is_gone_before_anybody_could_log_it(kursk: Situation, index: Index) -> None:
    seen = []
    search = PlaceSearch(lambda _id: kursk, gazetteer(lambda: index))
    served = Starlette(routes=place_routes(search.answer, ""))

    async def logging_server(scope, receive, send) -> None:
        async def sending(message) -> None:
            seen.append(scope["query_string"])
            await send(message)

        await served(scope, receive, sending)

    assert TestClient(logging_server).get("/cm/places?q=hideout").status_code == 200
    assert set(seen) == {b""}


def test_while_it_is_being_built_the_box_says_so_and_afterwards_it_answers(kursk: Situation, index: Index) -> None:
    go_on = threading.Event()

    def build() -> Index:
        assert go_on.wait(20)
        return index

    held = gazetteer(nothing, build)
    asked = client(kursk, held)
    held.start()
    answer = asked.get("/cm/places", params={"q": "kursk"}).json()
    assert answer == {"state": "preparing", "note": PREPARING, "suggestions": []}
    go_on.set()
    held.join(20)
    assert asked.get("/cm/places", params={"q": "kursk"}).json()["state"] == "ready"


def test_it_is_built_once_however_often_it_is_started(index: Index) -> None:
    built = []

    def build() -> Index:
        built.append(1)
        return index

    held = gazetteer(nothing, build)
    for _ in range(3):
        held.start()
    held.join(20)
    assert (built, held.state()) == ([1], State.READY)


def test_one_that_is_there_is_opened_and_nothing_is_built(index: Index) -> None:
    held = gazetteer(lambda: index)
    held.start()
    held.join(20)
    assert held.index() is index


@pytest.mark.parametrize("fault", [ConflictMapError("the disk is full"), OSError("no space left on device")])
def test_a_build_that_fails_leaves_one_sentence_with_the_way_out_and_the_log_has_the_reason(
    kursk: Situation, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    def build() -> Index:
        raise fault

    held = gazetteer(nothing, build)
    held.start()
    held.join(20)
    answer = client(kursk, held).get("/cm/places", params={"q": "hideout"}).json()
    assert (answer["state"], answer["suggestions"]) == ("missing", [])
    assert "conflict-map gazetteer build" in answer["note"]
    assert str(fault) in caplog.text
    assert "hideout" not in caplog.text


def test_one_that_an_operator_builds_later_is_found_without_a_restart(index: Index) -> None:
    there: list[Index] = []
    now_s = [0.0]
    held = Gazetteer(lambda: there[0] if there else None, lambda: index, lambda: now_s[0])
    assert held.state() is State.MISSING
    there.append(index)
    assert held.state() is State.MISSING  # it is not looked for at every letter
    now_s[0] += 10
    assert held.state() is State.READY


def test_a_name_alone_does_not_make_a_place_the_situations_own(kursk: Situation, index: Index) -> None:
    own = {index.entity(number).name: place for number, place in places_by_entity(index, kursk).items()}
    assert own["Kursk Oblast"] == "kursk-oblast"
    assert own["Sudzha"] == "sudzha"
    assert "Kursk" not in own  # the city: every claim means the oblast
    assert own.get("Paris") is None


def test_the_countries_in_mind_are_those_that_claims_are_about(kursk: Situation) -> None:
    countries = countries_of(kursk)
    assert {"RU", "UA", "KP"} <= set(countries)
    assert "BE" not in countries


def test_a_situation_that_cannot_be_opened_is_one_sentence(index: Index) -> None:
    def broken(_id: str) -> Situation:
        raise ConflictMapError("the package is refused")

    search = PlaceSearch(broken, gazetteer(lambda: index))
    answer = TestClient(Starlette(routes=place_routes(search.answer, ""))).get("/cm/places", params={"q": "kursk"})
    assert (answer.status_code, answer.json()["note"]) == (500, "the package is refused")


def test_coordinates_are_read_back_with_what_lies_near(asked: TestClient) -> None:
    (point,) = asked.get("/cm/places", params={"q": "51.191 N, 35.271 E"}).json()["suggestions"]
    assert point == {
        "name": "51.191° N, 35.271° E", "alias": "", "what": "point",
        "where": "at Sudzha, Kursk Oblast, Russia", "precision": "written to about 111 m", "kind": "point",
        "scale": "vicinity", "lat": 51.191, "lon": 35.271, "radius_km": 0.056, "place": None, "guess": False,
    }  # fmt: skip
    (square,) = asked.get("/cm/places", params={"q": "37U DB 42 21"}).json()["suggestions"]
    assert square["name"].startswith("55.24° N, 38.10° E")


def test_two_numbers_without_letters_are_offered_in_both_orders_and_asked_about(asked: TestClient) -> None:
    answer = asked.get("/cm/places", params={"q": "51.19, 35.27"}).json()
    assert answer["note"] == "Which number is the latitude: 51.19 or 35.27?"
    assert [(offer["lat"], offer["lon"], offer["guess"]) for offer in answer["suggestions"]] == [
        (51.19, 35.27, True),
        (35.27, 51.19, True),
    ]


def test_numbers_that_are_no_point_are_refused_with_the_way_out(asked: TestClient) -> None:
    answer = asked.get("/cm/places", params={"q": "10, 200"}).json()
    assert answer["suggestions"] == []
    assert "no point in either order" in answer["note"]


def test_coordinates_need_no_gazetteer(kursk: Situation) -> None:
    answer = client(kursk, gazetteer(nothing)).get("/cm/places", params={"q": "51.191 N, 35.271 E"}).json()
    assert [(offer["name"], offer["where"]) for offer in answer["suggestions"]] == [("51.191° N, 35.271° E", "")]
    assert answer["note"] == ""
