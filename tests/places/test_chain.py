from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from geopy.exc import GeocoderTimedOut

from components.model import Point
from components.model.codes import Scale
from components.places.answers import Answers, Spot
from components.places.breaker import Breaker
from components.places.chain import Chain, Outcome, make_chain
from components.places.index import Index
from components.places.services import Service, services
from components.settings import Geocoders
from tests.places.atlas import atlas

NOON = datetime(2024, 11, 1, 12, tzinfo=UTC)
HAMLET = Spot("Malenkaya Sloboda, Kursk Oblast, Russia", 51.3, 35.4, "RU", Scale.SETTLEMENT, 0.0)
TWIN = Spot("Malenkaya Sloboda, Tula Oblast, Russia", 54.1, 37.5, "RU", Scale.SETTLEMENT, 0.0)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return atlas(tmp_path_factory.mktemp("atlas") / "index")


class Fake:
    """A service whose answers a test gives; it notes what it is asked."""

    def __init__(self, *answers: list[Spot] | Exception, name: str = "nominatim", every_s: float = 0.0) -> None:
        self.answers, self.name, self.every_s = list(answers), name, every_s
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def service(self) -> Service:
        return Service(self.name, f"{self.name}.example", self.every_s, self.ask, self.read)

    def ask(self, query: str, countries: Collection[str], language: str, timeout_s: float) -> list[dict[str, Spot]]:
        self.asked.append((query, tuple(sorted(countries))))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return [{"spot": spot} for spot in answer]

    @staticmethod
    def read(raw: Mapping[str, Any]) -> Spot:
        spot: Spot = raw["spot"]
        return spot


def chain(index: Index | None, *fakes: Fake, answers: Answers | None = None, **rest: Any) -> Chain:
    return Chain(index, [fake.service() for fake in fakes], answers, now=lambda: NOON, **rest)


def test_the_gazetteer_answers_first_and_nobody_else_is_asked(known: Index):
    fake = Fake()
    reply = chain(known, fake).geocode("Kursk")
    assert (reply.outcome, reply.answered_by, reply.point, reply.answered_at) == (
        Outcome.FOUND,
        "gazetteer",
        Point(51.737, 36.187),
        NOON,
    )
    assert fake.asked == []


def test_coordinates_are_nobodys_business(known: Index):
    fake = Fake()
    one = chain(known, fake)
    assert one.geocode("51°44'N 36°11'E").answered_by == "coordinates"
    asked = one.geocode("51.19, 35.27")
    assert (asked.outcome, asked.point, len(asked.rivals)) == (Outcome.AMBIGUOUS, None, 2)
    assert one.geocode("51.19, 35.27", countries=["RU"]).point == Point(51.19, 35.27)
    assert one.geocode("10, 200").outcome is Outcome.REFUSED
    assert fake.asked == []


def test_a_service_is_asked_for_what_the_gazetteer_lacks_and_named(known: Index):
    fake = Fake([HAMLET])
    reply = chain(known, fake).geocode("Malenkaya Sloboda", countries=["ru"])
    assert (reply.outcome, reply.point, reply.scale, reply.answered_by, reply.is_kept) == (
        Outcome.FOUND,
        Point(51.3, 35.4),
        Scale.SETTLEMENT,
        "nominatim",
        False,
    )
    assert reply.sentence.startswith("Nominatim (nominatim.example) says: Malenkaya Sloboda, Kursk Oblast, Russia (")
    assert fake.asked == [("Malenkaya Sloboda", ("RU",))]


def test_the_same_question_is_asked_once_and_the_reply_says_when(known: Index, tmp_path: Path):
    answers = Answers(tmp_path / "cache.sqlite3", lambda: 1_700_000_000.0 + 10)
    fake = Fake([HAMLET])
    chain(known, fake, answers=answers).geocode("Malenkaya Sloboda")
    again = chain(known, fake, answers=answers).geocode("malenkaya  sloboda")
    assert (again.is_kept, again.point, again.answered_at) == (
        True,
        Point(51.3, 35.4),
        datetime.fromtimestamp(1_700_000_010, UTC),
    )
    assert len(fake.asked) == 1
    answers.close()


def test_that_there_is_no_such_place_is_kept_too(known: Index):
    fake = Fake([])
    one = chain(known, fake)
    assert [one.geocode("Nirgendwo").outcome for _ in range(2)] == [Outcome.UNKNOWN, Outcome.UNKNOWN]
    assert len(fake.asked) == 1


def test_a_failure_is_not_kept_and_the_next_service_is_asked(known: Index):
    first, second = Fake(GeocoderTimedOut("late"), [HAMLET]), Fake([HAMLET], name="photon")
    one = chain(known, first, second)
    reply = one.geocode("Malenkaya Sloboda")
    assert [(attempt.geocoder, attempt.is_failure) for attempt in reply.attempts] == [
        ("gazetteer", False),
        ("nominatim", True),
        ("photon", False),
    ]
    assert reply.answered_by == "photon"
    assert one.geocode("Malenkaya Sloboda").answered_by == "nominatim"


def test_several_places_of_one_name_are_a_question(known: Index):
    reply = chain(known, Fake([HAMLET, TWIN])).geocode("Malenkaya Sloboda")
    assert (reply.outcome, reply.point, reply.scale, reply.rivals) == (
        Outcome.AMBIGUOUS,
        None,
        Scale.UNKNOWN,
        (HAMLET, TWIN),
    )


def test_places_outside_the_countries_are_not_taken(known: Index):
    assert chain(known, Fake([HAMLET])).geocode("Malenkaya Sloboda", countries=["UA"]).outcome is Outcome.UNKNOWN


def test_what_the_gazetteer_asked_stays_a_question_when_nobody_answers(known: Index):
    reply = chain(known, Fake(GeocoderTimedOut("late"))).geocode("Novoselivka", countries=["UA"])
    assert (reply.outcome, reply.point) == (Outcome.AMBIGUOUS, None)
    assert reply.local is not None
    assert len(reply.local.rivals) == 2
    assert "Nominatim did not answer in time." in reply.sentence


@pytest.mark.parametrize("error", [GeocoderTimedOut("x"), ValueError("x"), TypeError("x"), KeyError("x")])
def test_no_failure_of_a_service_is_an_exception(known: Index, error: Exception):
    assert chain(known, Fake(error)).geocode("Nirgendwo").outcome is Outcome.NOT_ANSWERED


def test_a_service_is_asked_no_oftener_than_its_policy_allows(known: Index):
    fake, slept = Fake([], [], [], every_s=1.0), []
    one = chain(known, fake, answers=Answers(None, lambda: 1e9), deadline_s=1.5, sleep=slept.append)
    replies = [one.geocode(f"Nirgendwo {number}") for number in range(3)]
    assert slept == [1.0]
    assert replies[2].attempts[-1].result == "was not asked: its turn comes too late for this question"
    assert len(fake.asked) == 2


@pytest.mark.parametrize("query", ["", "   ", "x" * 1000])
def test_what_is_no_name_is_sent_to_nobody(known: Index, query: str):
    fake = Fake()
    assert chain(known, fake).geocode(query).outcome is Outcome.UNKNOWN
    assert fake.asked == []


def test_without_a_gazetteer_the_chain_still_says_so():
    reply = chain(None).geocode("Kursk")
    assert (reply.outcome, reply.attempts[0].result) == (Outcome.UNKNOWN, "is not built yet")


def test_the_operators_settings_make_the_chain_and_it_says_that_names_leave(tmp_path: Path):
    settings = Geocoders(("geonames", "nominatim"), "tests of a map", "tester", nominatim_domain="maps.example")
    made = make_chain(None, settings, tmp_path)
    hosts = "secure.geonames.org and maps.example"
    assert made.privacy == f"Names that the gazetteer does not know are sent to {hosts}; they leave this machine."
    assert [service.every_s for service in services(settings)] == [0.5, 1.0]
    assert make_chain(None, Geocoders(), tmp_path).privacy == ""


def test_a_breaker_lets_one_question_through_after_the_pause():
    now = [0.0]
    clock: Callable[[], float] = lambda: now[0]  # noqa: E731 - one line says it
    breaker = Breaker(2, 60, clock)
    breaker.failed()
    assert breaker.may_ask()
    breaker.failed()
    assert not breaker.may_ask()
    now[0] = 61
    assert [breaker.may_ask(), breaker.may_ask()] == [True, False]
    breaker.succeeded()
    assert breaker.may_ask()
