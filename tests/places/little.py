"""A gazetteer of some thirty places, compiled in a moment, for tests of what is offered and in which order."""

from pathlib import Path

from components.places.compiler import Compiler
from components.places.entities import Form, Kind
from components.places.index import Index
from components.places.ingredients import Draft, SourceNote

SOURCE = "tests"


def _town(name: str, country: str, admin1: str, people: int, lat: float, lon: float, *others: str) -> Draft:
    names = tuple((other, Form.COMMON) for other in others)
    return Draft(name, Kind.SETTLEMENT, lat, lon, country, SOURCE, admin1, people, names=names)


def _area(
    name: str, kind: Kind, country: str, admin1: str, radius_km: float, lat: float, lon: float, *others: str
) -> Draft:
    names = tuple((other, Form.COMMON) for other in others)
    return Draft(name, kind, lat, lon, country, SOURCE, admin1, radius_km=radius_km, names=names)


def drafts() -> list[Draft]:
    """Every place."""
    ukraine = _area("Ukraine", Kind.COUNTRY, "UA", "", 440, 49, 32, "Україна", "Украина")
    america = _area("United States", Kind.COUNTRY, "US", "", 1750, 39.8, -98.5)
    america.names = (("USA", Form.CODE), ("American", Form.DEMONYM))
    return [
        ukraine,
        america,
        _area("Russia", Kind.COUNTRY, "RU", "", 2300, 60, 100, "Россия"),
        _area("France", Kind.COUNTRY, "FR", "", 420, 46, 2, "République française"),
        _area("Kursk Oblast", Kind.ADM1, "RU", "41", 98, 51.75, 36.2, "Kursk region", "Курская область"),
        _area("Texas", Kind.ADM1, "US", "TX", 470, 31.2, -99.3),
        _area("Kherson Oblast", Kind.ADM1, "UA", "08", 95, 46.6, 33.5),
        _area("Black Sea", Kind.SEA, "", "", 400, 43.3, 34),
        _area("Donbas", Kind.REGION, "UA", "", 150, 48.3, 38, "Донбас"),
        _area("Sudzha District", Kind.ADM2, "RU", "41", 20, 51.2, 35.3),
        _town("Kursk", "RU", "41", 440_000, 51.737, 36.187, "Курск", "쿠르스크", "库尔斯克", "كورسك"),
        _town("Sudzha", "RU", "41", 5_900, 51.191, 35.271, "Суджа"),
        _town("Korenevo", "RU", "41", 5_700, 51.41, 34.9),
        _town("Voronezh", "RU", "86", 890_000, 51.672, 39.184, "Воронеж"),
        _town("Kharkiv", "UA", "07", 1_430_000, 49.98, 36.25, "Kharkov", "Харків", "Харьков"),
        _town("Kherson", "UA", "08", 280_000, 46.655, 32.617),
        _town("Kyiv", "UA", "12", 2_800_000, 50.45, 30.52, "Kiev", "Київ"),
        _town("Kiel", "DE", "10", 250_000, 54.3, 10.1),
        _town("Dnipro", "UA", "04", 980_000, 48.45, 35.04, "Dnipropetrovsk"),
        _town("Volgograd", "RU", "84", 1_010_000, 48.72, 44.5, "Stalingrad"),
        _town("Paris", "FR", "11", 2_140_000, 48.853, 2.349),
        _town("Paris", "US", "TX", 24_800, 33.66, -95.55),
        _town("Reims", "FR", "44", 196_000, 49.265, 4.03),
        _town("Mos", "ES", "58", 700, 42.2, -8.6),
        _town("Moscow", "RU", "48", 10_400_000, 55.75, 37.62, "Москва"),
        _town("Springfield", "US", "IL", 114_000, 39.8, -89.64),
        _town("<img src=x onerror=alert(1)>", "US", "TX", 900, 31, -99),
        Draft("Pentagon", Kind.ACTOR, 39, -77, "US", SOURCE),
        Draft("NATO", Kind.ACTOR, float("nan"), float("nan"), "", SOURCE),
        Draft("Hostomel Airport", Kind.FACILITY, 50.6, 30.2, "UA", SOURCE),
    ]


def little(folder: Path) -> Index:
    """Compiles the places into a folder, which is made."""
    folder.mkdir(parents=True)
    Compiler().write(folder, drafts(), [SourceNote(SOURCE, "a table of the tests", "")], {})
    return Index.open(folder)
