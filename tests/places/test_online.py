import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderParseError, GeocoderUnavailable

from components.model.codes import Scale
from components.places.answers import Spot
from components.places.online import Adapter
from components.places.services import services
from components.settings import Geocoders
from components.settings.values import GEOCODERS
from tests.browser.server import LOOPBACK, listening
from tests.hostile.faults import faulty, sent

VILLAGE = {
    "display_name": "Sloboda,\u0000 Kursk Oblast, Russia",
    "lat": "51.3",
    "lon": "35.4",
    "addresstype": "village",
    "address": {"country_code": "ru"},
}
NOMINATIM = [VILLAGE, {**VILLAGE, "display_name": "Sloboda Oblast", "addresstype": "state"}]
ABOUT = {"name": "Sloboda", "state": "Kursk Oblast", "country": "Russia", "countrycode": "RU"}
PHOTON = {
    "features": [
        {
            "geometry": {"coordinates": [35.4, 51.3]},
            "properties": {**ABOUT, "osm_key": "place", "osm_value": "village"},
        }
    ]
}
TOWN = {"lat": "51.3", "lng": "35.4", "name": "Sloboda", "adminName1": "Kursk Oblast", "countryName": "Russia"}
GEONAMES = {"geonames": [{**TOWN, "countryCode": "RU", "fcl": "P", "fcode": "PPL"}]}
BODIES: Mapping[str, Any] = dict(zip(GEOCODERS, (NOMINATIM, PHOTON, GEONAMES), strict=True))


def settings(name: str, domain: str) -> Geocoders:
    return Geocoders((name,), "tests of a map", "tester", domain, domain, domain)


@pytest.mark.parametrize("name", GEOCODERS)
def test_each_service_is_asked_in_its_own_way_and_read_as_one_kind_of_answer(name: str):
    with faulty(lambda handler: sent(handler, json.dumps(BODIES[name]).encode())) as (domain, asked):
        (service,) = services(settings(name, domain))
        spots = service.spots("Слобода", ["RU"], "en", 5)
    assert spots[0] == Spot("Sloboda, Kursk Oblast, Russia", 51.3, 35.4, "RU", Scale.SETTLEMENT, 0.0)
    assert parse_qs(urlsplit(asked[0]).query)["q"] == ["Слобода"]


def test_an_area_has_an_areas_scale_and_radius():
    with faulty(lambda handler: sent(handler, json.dumps(NOMINATIM).encode())) as (domain, _):
        spot = services(settings("nominatim", domain))[0].spots("Sloboda", [], "", 5)[1]
    assert (spot.scale, spot.radius_km) == (Scale.ADM1, 150.0)


def test_we_introduce_ourselves_and_ask_for_nothing_but_plain_json():
    heads: list[Mapping[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heads.append({name.lower(): value for name, value in self.headers.items()})
            sent(self, b"[]")

        def log_message(self, *values: object) -> None: ...

    with listening(Handler) as port:
        services(settings("nominatim", f"http://{LOOPBACK}:{port}"))[0].spots("Sloboda", [], "", 5)
    kept = {name: heads[0][name] for name in ("user-agent", "accept", "accept-encoding")}
    assert kept == {"user-agent": "tests of a map", "accept": "application/json", "accept-encoding": "identity"}
    assert not {"cookie", "referer", "authorization"} & heads[0].keys()


def adapter() -> Adapter:
    return Adapter(proxies={}, ssl_context=None)


def test_it_is_one_of_geopys_adapters():
    assert isinstance(adapter(), BaseSyncAdapter)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/x", "//example.org", "data:,x", "http://", "http://[x"]
)
def test_no_other_scheme_is_opened(url: str):
    with pytest.raises((GeocoderUnavailable, ValueError)):
        adapter().get_text(url, timeout=1, headers={})


def test_an_http_error_carries_neither_the_page_nor_the_wish_to_be_asked_later():
    def refuse(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(429)
        handler.send_header("Retry-After", "3600")
        handler.send_header("Content-Length", "5")
        handler.end_headers()
        handler.wfile.write(b"<h1>!")

    with faulty(refuse) as (domain, _), pytest.raises(AdapterHTTPError) as told:
        adapter().get_json(f"{domain}/x", timeout=5, headers={})
    assert (told.value.status_code, told.value.headers, told.value.text) == (429, {}, None)


@pytest.mark.parametrize("body", [b"", b"{", b"NaN", b"[1e400, Infinity]", b"<html>"])
def test_what_is_no_json_is_told_without_repeating_it(body: bytes):
    with faulty(lambda handler: sent(handler, body)) as (domain, _), pytest.raises(GeocoderParseError) as told:
        adapter().get_json(f"{domain}/x", timeout=5, headers={})
    assert str(told.value) == "The answer is no JSON."
