"""Cases 15 and 16: a geocoder that refuses, fails, hangs, lies or is no geocoder at all."""

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from components.model import Point
from components.places.answers import Answers
from components.places.chain import Chain, Outcome, Reply
from components.places.services import services
from components.settings import Geocoders
from components.settings.values import GEOCODERS
from tests.browser.server import LOOPBACK, free_port
from tests.hostile.faults import JSON, Fault, begun, faulty, sent

DEADLINE_S = 1.0
#: What the end of a test may cost on a slow machine.
SLACK_S = 1.5
PORTAL = b"<!doctype html><title>Sign in</title><script>alert('PWN')</script><h1>Hotel Wi-Fi</h1>"
NAME = "Malenkaya Sloboda"


def chain(domain: str, *names: str) -> Chain:
    settings = Geocoders(
        names=names or ("nominatim",),
        user_agent="tests of a conflict map",
        geonames_username="tester",
        nominatim_domain=domain,
        photon_domain=domain,
        geonames_domain=domain,
        deadline_s=DEADLINE_S,
    )
    return Chain(None, services(settings), Answers(None), settings.deadline_s)


def timed(ask: Callable[[], Reply]) -> tuple[Reply, float]:
    start = time.monotonic()
    return ask(), time.monotonic() - start


def failed(reply: Reply) -> tuple[Outcome, Point | None, str]:
    return reply.outcome, reply.point, reply.address


NOTHING = (Outcome.NOT_ANSWERED, None, "")


def hang(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(DEADLINE_S * 2)


def drip_head(handler: BaseHTTPRequestHandler) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" * 3:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.05)


def drip_body(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 200, JSON)
    for _ in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def patience(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 429, ("Retry-After", "3600"), ("Content-Length", "0"))


def elsewhere(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 302, ("Location", "/somewhere-else"), ("Content-Length", "0"))


def flood(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 200, JSON)
    for _ in range(200):
        handler.wfile.write(b" " * 100_000)


def packed(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 200, JSON, ("Content-Encoding", "gzip"))
    handler.wfile.write(b"\x1f\x8b\x08")


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 200, JSON, ("Content-Length", "1000"))
    handler.wfile.write(b'[{"lat"')


def nonsense(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\x00\xff not HTTP at all\r\n\r\n")


FAULTS: dict[str, Fault] = {
    "500": lambda handler: sent(handler, b"{}", status=500),
    "503": lambda handler: sent(handler, PORTAL, "text/html", 503),
    "403": lambda handler: sent(handler, PORTAL, "text/html", 403),
    "429 for an hour": patience,
    "hang": hang,
    "a byte at a time in the head": drip_head,
    "a byte at a time in the body": drip_body,
    "a portal": lambda handler: sent(handler, PORTAL, "text/html"),
    "a portal that says it is JSON": lambda handler: sent(handler, PORTAL),
    "a redirect": elsewhere,
    "20 MB": flood,
    "gzip": packed,
    "cut off": cut_off,
    "no HTTP": nonsense,
    "deep": lambda handler: sent(handler, b"[" * 200_000),
    "not a number": lambda handler: sent(handler, b'[{"lat": NaN, "lon": 1, "display_name": "x"}]'),
    "other bytes": lambda handler: sent(handler, b'["\xff\xfe"]'),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_faulty_geocoder_leaves_the_name_unresolved_inside_the_deadline(fault: Fault):
    with faulty(fault) as (domain, asked):
        reply, took_s = timed(lambda: chain(domain).geocode(NAME))
    assert failed(reply) == NOTHING
    assert took_s < DEADLINE_S + SLACK_S
    assert len(asked) == 1  # nothing is tried twice, no redirect is followed


@pytest.mark.parametrize("name", GEOCODERS)
def test_a_captive_portal_is_an_unavailable_geocoder_and_its_page_is_not_shown(name: str):
    with faulty(FAULTS["a portal"]) as (domain, _):
        reply = chain(domain, name).geocode(NAME)
    assert failed(reply) == NOTHING
    assert reply.attempts[-1].result == "is unavailable"
    assert f"{name.capitalize()} is unavailable." in reply.sentence
    assert not any(mark in repr(reply) for mark in ("<h1", "<script", "PWN", "Hotel"))


@pytest.mark.parametrize("name", GEOCODERS)
def test_nobody_listening_is_not_answered(name: str):
    reply, took_s = timed(lambda: chain(f"http://{LOOPBACK}:{free_port()}", name).geocode(NAME))
    assert failed(reply) == NOTHING
    assert took_s < DEADLINE_S


def test_three_that_hang_share_one_deadline():
    with faulty(hang) as (domain, _):
        reply, took_s = timed(lambda: chain(domain, *GEOCODERS).geocode(NAME))
    assert failed(reply) == NOTHING
    assert took_s < DEADLINE_S + SLACK_S
    assert [attempt.is_failure for attempt in reply.attempts] == [False, True, True, True]


SHAPES = [
    {}, [], "text", 7, None, [1, 2], [[]], [{}], [None], {"features": None}, {"features": [{}]}, {"geonames": [7]},
    {"geonames": {"lat": 1}}, {"status": {"message": "<b>no</b>", "value": 10}}, {"error": "<script>x</script>"},
    [{"lat": "x", "lon": "y", "display_name": "z"}], [{"lat": 1, "lon": 2}],
    {"features": [{"properties": {}, "geometry": {}}]},
    [{"lat": [], "lon": {}, "display_name": []}], {"features": [{"properties": [], "geometry": {"coordinates": [1]}}]},
]  # fmt: skip


@pytest.mark.parametrize("name", GEOCODERS)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_json_of_another_shape_is_never_a_place_and_never_an_exception(name: str, shape: object):
    body = json.dumps(shape).encode()
    with faulty(lambda handler: sent(handler, body)) as (domain, _):
        reply = chain(domain, name).geocode(NAME)
    assert reply.point is None
    assert reply.outcome in (Outcome.NOT_ANSWERED, Outcome.UNKNOWN)
    assert "<" not in reply.sentence


@pytest.mark.parametrize(("lat", "lon"), [("95", "10"), ("10", "200"), ("-91", "0"), ("1e999", "0"), ("nan", "3")])
def test_coordinates_off_the_globe_are_no_answer_and_are_not_wrapped_round_it(lat: str, lon: str):
    place = {"lat": lat, "lon": lon, "display_name": "x", "address": {"country_code": "ru"}}
    photon = {"features": [{"properties": {"name": "x"}, "geometry": {"coordinates": [float(lon), float(lat)]}}]}
    geonames = {"geonames": [{"lat": lat, "lng": lon, "name": "x"}]}
    shapes = dict(zip(GEOCODERS, ([place], photon, geonames), strict=True))
    for name, shape in shapes.items():
        body = json.dumps(shape).encode()
        with faulty(lambda handler, body=body: sent(handler, body)) as (domain, _):
            assert failed(chain(domain, name).geocode(NAME)) == NOTHING


def test_a_place_in_another_country_than_asked_is_not_taken():
    body = json.dumps(
        [{"lat": "48.85", "lon": "2.35", "display_name": "x", "address": {"country_code": "fr"}}]
    ).encode()
    with faulty(lambda handler: sent(handler, body)) as (domain, asked):
        reply = chain(domain).geocode(NAME, countries=["RU"])
    assert failed(reply) == (Outcome.UNKNOWN, None, "")
    assert "countrycodes=ru" in asked[0]


def test_a_geocoder_that_keeps_failing_is_left_alone():
    with faulty(FAULTS["500"]) as (domain, asked):
        one = chain(domain, "photon")
        replies = [one.geocode(f"{NAME} {number}") for number in range(5)]
    assert len(asked) == 3
    assert "left alone" in replies[-1].attempts[-1].result


def test_an_environments_proxy_never_learns_a_name(monkeypatch: pytest.MonkeyPatch):
    with faulty(FAULTS["a portal"]) as (proxy, overheard), faulty(FAULTS["500"]) as (domain, asked):
        for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
        chain(domain).geocode(NAME)
    assert (overheard, len(asked)) == ([], 1)


def test_without_a_geocoder_turned_on_nobody_is_asked_and_no_file_is_made(tmp_path: Path):
    from components.places.chain import make_chain

    quiet = make_chain(None, Geocoders(), tmp_path / "cache")
    assert quiet.geocode(NAME).outcome is Outcome.UNKNOWN
    assert quiet.privacy == ""
    assert not (tmp_path / "cache").exists()
