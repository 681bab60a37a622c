import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from components import cli

Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gazetteer")


@pytest.fixture(scope="module")
def run(work: Path) -> Run:
    """Runs a command with folders of its own, the gazetteer built once."""
    environ = {"CONFLICT_MAP_DATA_DIR": str(work / "kept"), "CONFLICT_MAP_CACHE_DIR": str(work / "cache")}

    def call(*arguments: str) -> tuple[int, str]:
        out = io.StringIO()
        return cli.main(arguments, environ=environ, out=out), out.getvalue()

    assert call("gazetteer", "info") == (1, "There is no gazetteer yet. Run conflict-map gazetteer build.\n")
    code, out = call("gazetteer", "build")
    assert code == 0, out
    return call


def test_a_name_is_looked_up_with_its_precision_and_rivals(run):
    code, out = run("gazetteer", "lookup", "Kursk", "--country", "ru", "--json")
    found = json.loads(out)
    shown = {name: found[name] for name in ("found", "placed", "kind", "country", "admin1", "scale", "source")}
    assert code == 0
    assert shown == {
        "found": True, "placed": True, "kind": "settlement", "country": "RU", "admin1": "41", "scale": "settlement",
        "source": "geonames",
    }  # fmt: skip
    assert ("Kursk Oblast", "adm1") in {(rival["name"], rival["kind"]) for rival in found["rivals"]}


def test_a_name_that_could_be_many_places_has_no_coordinates(run):
    _, out = run("gazetteer", "lookup", "Pokrovka", "--country", "RU", "--json")
    found = json.loads(out)
    assert (found["found"], found["placed"], found["lat"], found["lon"]) == (True, False, None, None)


def test_an_unknown_name_is_said_to_be(run):
    assert run("gazetteer", "lookup", "Xyzzyville") == (1, "Xyzzyville: the gazetteer has no such name.\n")


def test_asking_says_who_answered_and_reads_coordinates(run):
    code, out = run("gazetteer", "ask", "Sudzha", "--country", "RU")
    assert (code, out.splitlines()[-1]) == (0, "lat 51.191, lon 35.271; precision settlement; from gazetteer")
    code, out = run("gazetteer", "ask", "51.191 N, 35.271 E")
    assert (code, out.splitlines()[-1]) == (0, "lat 51.191, lon 35.271; precision vicinity; from coordinates")
    assert run("gazetteer", "ask", "Xyzzyville")[0] == 1


def test_the_ingredients_are_listed_with_their_licences(run):
    code, out = run("gazetteer", "info", "--json")
    licences = {source["id"]: source["licence"] for source in json.loads(out)["sources"]}
    assert code == 0
    assert (licences["geonames"], licences["curated"]) == ("CC-BY-4.0", "MIT AND Unicode-3.0")


def test_a_second_build_says_that_nothing_is_to_be_done(run):
    assert run("gazetteer", "build") == (0, "The gazetteer is built already and fits its ingredients.\n")


def test_documents_become_predictions_and_a_bad_line_is_told_and_left_out(run, tmp_path):
    lines = [
        json.dumps({"id": "a", "text": "Troops moved to Kharkiv in Ukraine.", "toponyms": [{"start": 16, "end": 23}]}),
        "{broken",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "text": ""}),
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, out = run("places", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (code, out.splitlines()[-1]) == (1, "2 documents read, 2 lines refused")
    assert [line.partition(":")[0] for line in out.splitlines()[:-1]] == ["in.jsonl, line 2", "in.jsonl, line 3"]
    found = [[(each["start"], each["end"], each["class"], each["pin"]) for each in row["mentions"]] for row in rows]
    assert [row["id"] for row in rows] == ["a", "c"]
    assert found == [[(16, 23, "place", True), (27, 34, "area", False)], []]  # fmt: skip
    assert rows[0]["resolved"][0] == pytest.approx([49.98, 36.25], abs=0.1)


def test_half_a_surrogate_pair_is_no_reason_to_stop(run, tmp_path):
    text = '{"id": "a\\ud800", "text": "Rain \\ud800 fell in Kharkiv."}'
    (tmp_path / "in.jsonl").write_text(text, encoding="utf-8")
    code, _ = run("places", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    row = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert (code, row["id"], [each["text"] for each in row["mentions"]]) == (0, "a\ud800", ["Kharkiv"])


def test_a_file_in_another_encoding_is_one_sentence(run, tmp_path):
    (tmp_path / "in.jsonl").write_bytes('{"id": "a", "text": "Курск"}'.encode("cp1251"))
    code, out = run("places", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    assert (code, out.endswith("Save it as UTF-8.\n"), len(out.splitlines())) == (1, True, 1)


def test_a_missing_file_is_one_sentence(run, tmp_path):
    code, out = run("places", str(tmp_path / "none.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    assert (code, out.endswith("Check both paths.\n"), len(out.splitlines())) == (1, True, 1)


def test_a_pin_is_found_at_once(run):
    assert run(
        "gazetteer", "pin", "Malaya Zaimka", "--lat", "51.2", "--lon", "35.1", "--country", "RU", "--why", "map"
    ) == (
        0,
        "Malaya Zaimka is pinned at lat 51.2, lon 35.1.\n",
    )
    _, out = run("gazetteer", "lookup", "Malaya Zaimka", "--json")
    assert (json.loads(out)["lat"], json.loads(out)["lon"], json.loads(out)["source"]) == (51.2, 35.1, "pin")


def test_added_rows_take_part_from_the_next_build_on(run, tmp_path):
    path = tmp_path / "villages.csv"
    path.write_text(
        "name,admin,country,lat,lon,precision,provenance\nZaimskoye,41,RU,51.3,35.4,settlement,own survey\n"
        "Broken,41,RU,north,35.4,settlement,own survey\n",
        encoding="utf-8",
    )
    code, out = run("gazetteer", "add", str(path))
    assert (code, out.splitlines()) == (
        0,
        [
            "villages.csv: 2 rows read, 1 kept, 1 refused",
            "  villages.csv, line 3, lat: Write a plain number such as 51.73. Found: 'north'.",
            "Added. It takes part from the next build on: conflict-map gazetteer build.",
        ],
    )
    assert run("gazetteer", "build")[0] == 0
    _, out = run("gazetteer", "lookup", "Zaimskoye", "--country", "RU", "--json")
    assert (json.loads(out)["lat"], json.loads(out)["lon"], json.loads(out)["placed"]) == (51.3, 35.4, True)
