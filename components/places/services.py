"""The online geocoders an operator may turn on, each through geopy's own class, and what their answers mean.

What a stranger gets wrong: geopy's own points wrap a longitude of 200 round the globe without a word, so only its
questions are used; its reading of the answers is ours. A place outside the countries asked for is not taken.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from geopy.exc import GeocoderServiceError
from geopy.geocoders import GeoNames, Nominatim, Photon

from components.errors import PointError
from components.model import Point
from components.model.codes import Scale
from components.places.answers import Spot
from components.places.online import Adapter
from components.settings import Geocoders

MOST_SPOTS = 5
_MOST_ADDRESS = 300
#: Radius of an area whose size the service does not say.
_RADII_KM = {Scale.ADM2: 30.0, Scale.ADM1: 150.0, Scale.COUNTRY: 500.0, Scale.FEATURE: 50.0}
_SETTLED = (
    "city", "town", "village", "hamlet", "isolated_dwelling", "suburb", "quarter", "neighbourhood", "borough",
    "municipality", "locality",
)  # fmt: skip
_TYPES = {
    **dict.fromkeys(_SETTLED, Scale.SETTLEMENT),
    **dict.fromkeys(("state", "province", "region"), Scale.ADM1),
    **dict.fromkeys(("county", "district", "state_district"), Scale.ADM2),
    **dict.fromkeys(("country",), Scale.COUNTRY),
    **dict.fromkeys(("river", "sea", "water", "ocean", "bay", "strait", "mountain_range", "desert"), Scale.FEATURE),
}  # fmt: skip
_GEONAMES = {"ADM1": Scale.ADM1, "ADM2": Scale.ADM2, "ADM3": Scale.ADM2}
_GEONAMES_CLASSES = {"P": Scale.SETTLEMENT, "S": Scale.LOCALITY}


@dataclass(frozen=True, slots=True)
class Service:
    """One online geocoder, ready to be asked.

    Attributes:
        name: "nominatim".
        domain: host that learns the names.
        every_s: its policy: seconds between two questions.
        ask: gives its list of raw answers to (query, countries, language, timeout in seconds).
        read: reads one of them.
    """

    name: str
    domain: str
    every_s: float
    ask: Callable[[str, Collection[str], str, float], Any]
    read: Callable[[Mapping[str, Any]], Spot]

    def spots(self, query: str, countries: Collection[str], language: str, timeout_s: float) -> list[Spot]:
        """The places it names in the countries asked for, in its own order.

        Raises:
            GeocoderServiceError: geopy's errors, or an answer that cannot be understood.
        """
        try:
            places = self.ask(query, countries, language, timeout_s)
            spots = [self.read(place) for place in places[:MOST_SPOTS]]
        except (PointError, KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise GeocoderServiceError("The answer cannot be understood.") from error
        return [spot for spot in spots if not countries or spot.country in countries]


class _Nominatim(Nominatim):
    def _parse_json(self, places: Any, exactly_one: bool) -> Any:
        if isinstance(places, list):
            return places
        raise GeocoderServiceError("The service tells of an error.")


class _Photon(Photon):
    def _parse_json(self, resources: Any, exactly_one: bool = True) -> Any:
        return resources["features"]


class _GeoNames(GeoNames):
    def _parse_json(self, doc: Any, exactly_one: bool) -> Any:
        if "status" in doc:
            raise GeocoderServiceError("The service tells of an error.")
        return doc["geonames"]


def services(settings: Geocoders) -> list[Service]:
    """The geocoders that are turned on, in the operator's order."""
    return [_MAKERS[name](settings) for name in settings.names]


def _nominatim(settings: Geocoders) -> Service:
    scheme, domain = _split(settings.nominatim_domain)
    geocoder = _Nominatim(scheme=scheme, domain=domain, **_common(settings))

    def ask(query: str, countries: Collection[str], language: str, timeout_s: float) -> Any:
        return geocoder.geocode(
            query, exactly_one=False, limit=MOST_SPOTS, addressdetails=True, timeout=timeout_s,
            country_codes=[code.lower() for code in sorted(countries)] or None, language=language or False,
        )  # fmt: skip

    return Service("nominatim", domain, 1.0, ask, _read_nominatim)


def _photon(settings: Geocoders) -> Service:
    scheme, domain = _split(settings.photon_domain)
    geocoder = _Photon(scheme=scheme, domain=domain, **_common(settings))

    def ask(query: str, countries: Collection[str], language: str, timeout_s: float) -> Any:
        return geocoder.geocode(
            query, exactly_one=False, limit=MOST_SPOTS, timeout=timeout_s,
            language=language if language in ("en", "de", "fr") else False,
        )  # fmt: skip

    return Service("photon", domain, 0.5, ask, _read_photon)


def _geonames(settings: Geocoders) -> Service:
    scheme, domain = _split(settings.geonames_domain)
    geocoder = _GeoNames(settings.geonames_username, scheme=scheme, domain=domain, **_common(settings))

    def ask(query: str, countries: Collection[str], language: str, timeout_s: float) -> Any:
        return geocoder.geocode(query, exactly_one=False, timeout=timeout_s, country=sorted(countries))

    return Service("geonames", domain, 0.5, ask, _read_geonames)


_MAKERS = {"nominatim": _nominatim, "photon": _photon, "geonames": _geonames}


def _common(settings: Geocoders) -> dict[str, Any]:
    return {"user_agent": settings.user_agent or "conflict-map", "proxies": {}, "adapter_factory": Adapter}


def _split(domain: str) -> tuple[str, str]:
    scheme, mark, rest = domain.partition("://")
    return (scheme, rest) if mark else ("https", domain)


def _read_nominatim(raw: Mapping[str, Any]) -> Spot:
    country = str(raw.get("address", {}).get("country_code", ""))
    kind = str(raw.get("addresstype") or raw.get("type") or "")
    return _spot(raw["display_name"], raw["lat"], raw["lon"], country, _TYPES.get(kind, Scale.LOCALITY))


def _read_photon(raw: Mapping[str, Any]) -> Spot:
    about = raw["properties"]
    lon, lat = raw["geometry"]["coordinates"][:2]
    kind = str(about.get("osm_value") if about.get("osm_key") == "place" else about.get("type") or "")
    names = (about.get(name) for name in ("name", "county", "state", "country"))
    address = ", ".join(dict.fromkeys(str(name) for name in names if name))
    return _spot(address, lat, lon, str(about.get("countrycode", "")), _TYPES.get(kind, Scale.LOCALITY))


def _read_geonames(raw: Mapping[str, Any]) -> Spot:
    code = str(raw.get("fcode", ""))
    scale = Scale.COUNTRY if code.startswith("PCL") else _GEONAMES.get(code)
    scale = scale or _GEONAMES_CLASSES.get(str(raw.get("fcl", "")), Scale.FEATURE)
    address = ", ".join(str(raw[name]) for name in ("name", "adminName1", "countryName") if raw.get(name))
    return _spot(address, raw["lat"], raw["lng"], str(raw.get("countryCode", "")), scale)


def _spot(address: Any, lat: Any, lon: Any, country: str, scale: Scale) -> Spot:
    point = Point(float(lat), float(lon))
    text = "".join(letter for letter in str(address) if letter.isprintable())[:_MOST_ADDRESS]
    return Spot(text, point.lat, point.lon, country.upper(), scale, _RADII_KM.get(scale, 0.0))
