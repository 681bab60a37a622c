from pathlib import Path

import pytest

from components.errors import GazetteerError, PointError
from components.places.additions import Format, add, added_drafts, added_files, guess_format, read_pins, remember
from components.places.entities import Kind
from components.places.index import Pin
from components.places.sheets import Tally

ROWS = "name,admin,country,lat,lon,precision,provenance\n"
PIN = Pin("Zaimka", "RU", 51.2, 35.1, "analyst", "2024-10-30T12:00:00+00:00", "seen on a map")


def dump_row(number: str, name: str, feature_class: str, code: str, lat: str = "51.2", lon: str = "35.1") -> str:
    cells = [number, name, name, "Another,zaim ka", lat, lon, feature_class, code, "RU", "", "41", "", "", "", "120"]
    return "\t".join([*cells, "", "150", "Europe/Moscow", "2024-01-01"]) + "\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def drafts(folder: Path) -> list[tuple[str, Kind, float, float, str]]:
    return [(each.name, each.kind, each.lat, each.lon, each.country) for each in added_drafts(folder, [])]


def test_what_a_dump_names_comes_in_by_kind_and_the_rest_is_passed_over(tmp_path):
    text = (
        dump_row("1", "Zaimka", "P", "PPL") + dump_row("2", "School 7", "S", "SCH") + dump_row("3", "Seim", "H", "STM")
    )
    path = written(tmp_path, "RU.txt", text + dump_row("4", "Air base", "S", "AIRB"))
    tally, is_new = add(tmp_path / "kept", path, Format.DUMP)
    assert (tally.read, tally.kept, tally.refused, is_new) == (4, 4, 0, True)
    assert drafts(tmp_path / "kept") == [
        ("Zaimka", Kind.SETTLEMENT, 51.2, 35.1, "RU"),
        ("Seim", Kind.WATER, 51.2, 35.1, "RU"),
        ("Air base", Kind.FACILITY, 51.2, 35.1, "RU"),
    ]


def test_a_broken_row_of_a_dump_is_told_with_its_line_and_the_others_stay(tmp_path):
    text = dump_row("1", "Zaimka", "P", "PPL") + "7\ttoo short\n" + dump_row("2", "Nowhere", "P", "PPL", lat="95")
    tally, _ = add(tmp_path / "kept", written(tmp_path, "RU.txt", text), Format.DUMP)
    assert (tally.read, tally.kept, tally.refused) == (3, 1, 2)
    assert [str(problem) for problem in tally.problems] == [
        "RU.txt, line 2: It has 2 columns; a GeoNames dump has 19, with tabs between. Found: '7\\ttoo short'.",
        "RU.txt, line 3, latitude: It must be a number from -90 to 90. Found: '95'.",
    ]


def test_alternate_names_join_what_is_there_and_codes_and_old_names_do_not(tmp_path):
    text = "1\t538560\tfr\tKoursk\t\t\t\t\n2\t538560\tiata\tURS\t\t\t\t\n3\t538560\tru\tСтарый\t\t\t\t1\nx\ty\n"
    tally, _ = add(tmp_path / "kept", written(tmp_path, "alternate.txt", text), Format.ALTERNATES)
    found = [(each.name, each.geonameid, each.only_names) for each in added_drafts(tmp_path / "kept", [])]
    assert found == [("Koursk", 538560, True)]
    assert (tally.read, tally.kept, tally.refused) == (4, 3, 1)


def test_rows_of_any_file_come_in_with_where_they_are_from(tmp_path):
    text = ROWS + "Zaimka,RU.41,RU,51.2,35.1,settlement,own survey of 2024\n"
    add(tmp_path / "kept", written(tmp_path, "rows.csv", text), Format.ROWS)
    draft = next(added_drafts(tmp_path / "kept", []))
    assert (draft.name, draft.kind, draft.admin1, draft.source_id) == (
        "Zaimka",
        Kind.SETTLEMENT,
        "41",
        "own survey of 2024",
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Z,,RU,95,35,settlement,x", "rows.csv, line 3, lat: It must be -90 to 90. Found: '95'."),
        ("Z,,RU,,35,settlement,x", "rows.csv, line 3, lat: Write a plain number such as 51.73."),
        (
            "Z,,Russia,5,35,settlement,x",
            "rows.csv, line 3, country: Write the two-letter code of the country, such as UA. Found: 'Russia'.",
        ),
        (",,RU,5,35,settlement,x", "rows.csv, line 3, name: It may not be blank; fill it in."),
        ("Z,,RU,5,35,settlement,", "rows.csv, line 3, provenance: It may not be blank; fill it in."),
    ],
)  # fmt: skip
def test_a_refused_row_says_what_to_change(tmp_path, row, sentence):
    text = ROWS + "Good,,RU,51.2,35.1,settlement,x\n" + row + "\n"
    tally, _ = add(tmp_path / "kept", written(tmp_path, "rows.csv", text), Format.ROWS)
    assert [str(problem) for problem in tally.problems] == [sentence]


def test_a_row_known_to_its_country_only_is_no_entry(tmp_path):
    text = ROWS + "Good,,RU,51.2,35.1,settlement,x\nZ,,RU,51.2,35.1,country,x\n"
    tally, _ = add(tmp_path / "kept", written(tmp_path, "rows.csv", text), Format.ROWS)
    assert [problem.field for problem in tally.problems] == ["precision"]


def test_the_same_content_twice_changes_nothing(tmp_path):
    path = written(tmp_path, "RU.txt", dump_row("1", "Zaimka", "P", "PPL"))
    add(tmp_path / "kept", path, Format.DUMP)
    before = added_files(tmp_path / "kept")
    _, is_new = add(tmp_path / "kept", path.rename(tmp_path / "other.txt"), Format.DUMP)
    assert (is_new, added_files(tmp_path / "kept")) == (False, before)


def test_a_file_without_one_good_row_is_not_kept(tmp_path):
    with pytest.raises(GazetteerError, match="Nothing was added"):
        add(tmp_path / "kept", written(tmp_path, "RU.txt", "no dump\n"), Format.DUMP)
    assert added_files(tmp_path / "kept") == []


def test_a_name_with_dots_and_slashes_stays_inside_the_folder(tmp_path):
    path = written(tmp_path, "..%2f..%2fetc passwd.txt", dump_row("1", "Zaimka", "P", "PPL"))
    add(tmp_path / "kept", path, Format.DUMP)
    assert [each.parent for each in added_files(tmp_path / "kept")] == [tmp_path / "kept"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (dump_row("1", "Zaimka", "P", "PPL"), Format.DUMP),
        ("1\t538560\tfr\tKoursk\t\t\t\t\n", Format.ALTERNATES),
        (ROWS, Format.ROWS),
    ],
)
def test_the_kind_of_a_file_is_told_from_its_first_line(tmp_path, text, kind):
    assert guess_format(written(tmp_path, "some.txt", text)) is kind


def test_an_unknown_kind_of_file_says_what_would_do(tmp_path):
    with pytest.raises(GazetteerError, match="--format"):
        guess_format(written(tmp_path, "some.txt", "hello\n"))


def test_pins_are_kept_in_order_and_read_back_whole(tmp_path):
    remember(tmp_path, PIN)
    remember(tmp_path, Pin("Хутор, малый", "UA", 50.0, 36.0, 'a "b"', "2024-10-31T00:00:00+00:00", "why,\nso"))
    assert [(pin.name, pin.lat, pin.why) for pin in read_pins(tmp_path)] == [
        ("Zaimka", 51.2, "seen on a map"),
        ("Хутор, малый", 50.0, "why,\nso"),
    ]


@pytest.mark.parametrize("lat", [95.0, float("nan"), float("inf")])
def test_a_pin_off_the_globe_is_refused_and_the_others_stay(tmp_path, lat):
    remember(tmp_path, PIN)
    with pytest.raises(PointError):
        remember(tmp_path, Pin("Z", "RU", lat, 35.0, "a", "t", "why"))
    assert read_pins(tmp_path) == (PIN,)


def test_a_pin_needs_a_reason(tmp_path):
    with pytest.raises(GazetteerError, match="reason"):
        remember(tmp_path, Pin("Z", "RU", 51.0, 35.0, "a", "t", " "))


def test_a_broken_pin_file_says_so_and_is_not_overwritten(tmp_path):
    (tmp_path / "pins.csv").write_text("name,lat\nZ,north\n")
    with pytest.raises(GazetteerError, match="Correct the row"):
        remember(tmp_path, PIN)
    assert (tmp_path / "pins.csv").read_text() == "name,lat\nZ,north\n"


def test_a_large_dump_is_read_row_by_row(tmp_path):
    row = dump_row("1", "Zaimka", "P", "PPL")
    path = written(tmp_path, "dump-0-RU.txt", row * 50_000)
    tallies: list[Tally] = []
    found = added_drafts(tmp_path, tallies)
    assert next(found).name == "Zaimka"
    assert path.exists()
    assert tallies[0].read == 1
