"""A gazetteer with the troubles of real ones: names shared by towns, divisions named like towns, many spellings."""

from pathlib import Path

from components.places.compiler import Compiler
from components.places.entities import Form, Kind
from components.places.index import Index
from components.places.ingredients import Draft, SourceNote
from tests.places.little import SOURCE, drafts


def _town(name: str, country: str, admin1: str, people: int, lat: float, lon: float) -> Draft:
    return Draft(name, Kind.SETTLEMENT, lat, lon, country, SOURCE, admin1, people)


def atlas(folder: Path) -> Index:
    """Compiles it into a folder, which is made."""
    kobani = _town("‘Ayn al ‘Arab", "SY", "09", 44_000, 36.89, 38.354)
    kobani.names = (("Kobani", Form.COMMON),)
    rare = _town("Longname", "UA", "07", 900, 49.1, 37.1)
    rare.names = (("Rarely", Form.RARE),)
    more = [
        Draft("Syria", Kind.COUNTRY, 35, 38, "SY", SOURCE, radius_km=240),
        Draft("Aleppo", Kind.ADM1, 36.1, 37.5, "SY", SOURCE, "09", radius_km=80),
        Draft("Homs", Kind.ADM1, 34.3, 38.2, "SY", SOURCE, "11", radius_km=115),
        Draft("Donetsk Oblast", Kind.ADM1, 48.1, 37.7, "UA", SOURCE, "05", radius_km=90),
        _town("Aleppo", "SY", "09", 2_000_000, 36.2, 37.16),
        _town("Al Bāb", "SY", "09", 130_000, 36.37, 37.515),
        _town("Aḑ Ḑumayr", "SY", "08", 0, 33.64, 36.69),
        _town("Tall Rif‘at", "SY", "09", 20_000, 36.47, 37.09),
        _town("Deir ez-Zor", "SY", "07", 270_000, 35.33, 40.14),
        _town("Kharab", "SY", "11", 900, 34.1, 38.3),
        _town("Kharab", "SY", "07", 1_100, 35.2, 40.4),
        _town("Novoselivka", "UA", "05", 900, 48.2, 37.6),
        _town("Novoselivka", "UA", "07", 1_200, 49.7, 36.6),
        _town("Novoselivka", "UA", "04", 800, 48.5, 35.1),
        _town("Bigplace", "UA", "07", 300_000, 49.9, 36.9),
        _town("Us", "FR", "11", 1_300, 49.1, 1.96),
        kobani,
        rare,
    ]
    folder.mkdir(parents=True)
    Compiler().write(folder, [*drafts(), *more], [SourceNote(SOURCE, "a table of the tests", "")], {})
    return Index.open(folder)
