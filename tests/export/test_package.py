"""What is saved is read back as the same value, or nothing is saved."""

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.errors import ExportError
from components.export import save_package
from components.intake import read_package
from components.model import Holder, Holding, Point, assemble, blank_situation
from components.settings import bundled_folder
from tests import small

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = bundled_folder() / "kursk-2024"
#: Characters that a cell of a package may hold.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=[chr(n) for n in (*range(9), *range(11, 32), 127)]), max_size=60)  # fmt: skip  # noqa: E501
#: No coordinate and no count is told to more than fifteen decimals.
FINITE = st.floats(min_value=0, max_value=9e14).map(lambda x: round(x, 15)) | st.integers(0, 10**15 - 1)


def degrees(most: float) -> st.SearchStrategy[float]:
    return st.floats(-most, most).map(lambda x: round(x, 15))


def table(path: Path) -> list[list[tuple[str, str]]]:
    """The rows of a table, whatever the order of rows and columns."""
    with path.open(encoding="utf-8", newline="") as stream:
        return sorted(sorted(row.items()) for row in csv.DictReader(stream))


def saved(situation, tmp_path, ground=None):
    folder = tmp_path / "saved"
    digest = save_package(situation, folder, ground)
    found = read_package(folder)
    assert found.digest == digest
    return found


def test_the_bundled_situation_comes_back_with_its_ground(tmp_path):
    package = read_package(BUNDLED)
    found = saved(package.situation, tmp_path, package.ground)
    assert (found.situation, found.ground) == (package.situation, package.ground)


def test_the_tables_of_the_bundled_situation_come_back_cell_by_cell(tmp_path):
    package = read_package(BUNDLED)
    saved(package.situation, tmp_path, package.ground)
    for path in BUNDLED.glob("*.csv"):
        assert table(tmp_path / "saved" / path.name) == table(path), path.name


def test_the_small_situation_comes_back(tmp_path, package):
    found = saved(package.situation, tmp_path, package.ground)
    assert (found.situation, found.ground) == (package.situation, package.ground)


def test_an_empty_situation_comes_back(tmp_path):
    blank = blank_situation("my-war", "Mine: “one” & two", date(2024, 5, 1))
    assert saved(blank, tmp_path).situation == blank


def test_saving_the_same_twice_gives_the_same_bytes(tmp_path, situation):
    assert save_package(situation, tmp_path / "a") == save_package(situation, tmp_path / "b")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


@settings(max_examples=60)
@given(TEXT, TEXT, FINITE, degrees(90), degrees(180))
def test_any_text_and_any_number_come_back_exactly(tmp_path_factory, situation, text, other, best, lat, lon):
    claim = situation.claims["C1"]
    figure = replace(claim.figure, best=best, text=text or "x", counts=other)
    claims = {**situation.claims, "C1": replace(claim, note=text, quote=other, figure=figure)}
    places = {**situation.places, "bridge": replace(situation.places["bridge"], point=Point(lat, lon), note=other)}
    changed = replace(situation, claims=claims, places=places)
    assert saved(changed, tmp_path_factory.mktemp("any")).situation == changed


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+1", "-1+cmd|", "@SUM(A1)", "\t=1", "NA", "007", '"', "a,b;c", "'x"]
)
def test_a_cell_that_looks_like_something_else_is_kept_as_it_is(tmp_path, situation, text):
    claims = {**situation.claims, "C1": replace(situation.claims["C1"], note=text)}
    assert saved(replace(situation, claims=claims), tmp_path).situation.claims["C1"].note == text


def test_the_descriptor_lists_every_file_with_schema_size_and_hash(tmp_path, package):
    saved(package.situation, tmp_path, package.ground)
    parsed = json.loads((tmp_path / "saved" / "datapackage.json").read_text(encoding="utf-8"))
    files = {path.name for path in (tmp_path / "saved").iterdir()} - {"datapackage.json"}
    assert {resource["path"] for resource in parsed["resources"]} == files
    assert parsed["licenses"] == [{"name": "licence-1", "title": "Creative Commons Zero"}]
    places = next(resource for resource in parsed["resources"] if resource["name"] == "places")
    assert places["schema"]["fields"][:2] == [
        {"name": "id", "type": "string", "constraints": {"required": True}},
        {"name": "name", "type": "string", "constraints": {"required": True}},
    ]
    assert {field["name"] for field in places["schema"]["fields"] if field["type"] == "number"} == {
        "lat", "lon", "radius_km", "anchor_lat", "anchor_lon",
    }  # fmt: skip


def test_something_that_is_there_is_never_touched(tmp_path, situation):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "empty", "link"):
        with pytest.raises(
            ExportError, match=r"Something is there already\. Name another folder, or move that one away."
        ):
            save_package(situation, tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file", "link"]
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"note": "a\x07b"}, "The claim 'C1' does not fit the format (note): It holds a control character"),
        ({"note": "\ud83d"}, "It is not UTF-8"),
        ({"note": "x" * 5000}, "A cell holds at most 4,000 characters"),
        ({"label": "seen"}, "The format has no place for all of the claim 'C1'"),
        ({"speakers": ("mayor", "no;body")}, "There is no speaker with this id"),
    ],
)
def test_a_record_that_does_not_fit_is_named_and_nothing_is_left(tmp_path, situation, change, words):
    claims = {**situation.claims, "C1": replace(situation.claims["C1"], **change)}
    with pytest.raises(ExportError, match="is not written") as caught:
        save_package(replace(situation, claims=claims), tmp_path / "saved")
    assert words in str(caught.value)
    assert "Correct the record, then save again." in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_settlements_with_other_dates_do_not_fit_one_table_and_are_refused(tmp_path, situation):
    [northam] = situation.settlements
    other = replace(northam, name="Southey", holdings=(Holding(date(2024, 6, 1), Holder.UA),))
    changed = assemble(situation.about, [*situation.nouns(), other])
    with pytest.raises(ExportError, match="The settlement 'UA / Bridge / Northam' does not fit"):
        save_package(changed, tmp_path / "saved")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a limit on file sizes, which Windows does not have")
def test_a_full_disk_leaves_nothing_behind(tmp_path, package):
    code = (
        "import resource, signal, sys; from pathlib import Path; from components.export import save_package;"
        "from components.intake import read_package; from components.errors import ExportError\n"
        "package = read_package(Path(sys.argv[1]))\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))\n"
        "try: save_package(package.situation, Path(sys.argv[2]))\n"
        "except ExportError as error: sys.stdout.write(error.reason)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(package.folder), str(tmp_path / "out" / "saved")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "File too large.")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_may_not_be_made_is_named(tmp_path, situation):
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="name a folder that may be written") as caught:
        save_package(situation, tmp_path / "file" / "saved")
    assert caught.value.path == str(tmp_path / "file" / "saved")


def test_the_seal_of_the_bundled_package_and_of_a_saved_one_are_one(tmp_path):
    done = subprocess.run(
        [sys.executable, str(BUNDLED / "seal.py"), "--check"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout == "sealed\n"


def test_a_package_that_was_saved_can_be_changed_and_read_again_with_other_rows(tmp_path, repackaged):
    rows = small.rows()
    rows["control"][0] |= {"holder_2024_07_01": "RU"}
    situation = repackaged(rows).situation
    assert saved(situation, tmp_path).situation == situation
