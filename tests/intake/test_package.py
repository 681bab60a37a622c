"""A package is read whole or refused with all its problems."""

import json
from datetime import date
from pathlib import Path

import pytest

from components.errors import PackageError, Problem
from components.intake import read_ground, read_package
from components.intake.descriptor import Limits
from components.intake.package import REQUIRED
from components.model import (
    About,
    Anchor,
    Box,
    Claim,
    ClaimKind,
    Figure,
    Hedge,
    Opening,
    Period,
    Place,
    Point,
    Precision,
    Scale,
    Side,
    Source,
    SourceKind,
    Speaker,
    StoryStep,
    When,
)
from components.model.codes import Frame
from tests import small


def refused(folder: Path, limits: Limits | None = None) -> tuple[Problem, ...]:
    with pytest.raises(PackageError) as caught:
        read_package(folder, limits)
    return caught.value.problems


def changed(tmp_path: Path, table: str, row: int, **cells: str) -> Path:
    rows = small.rows()
    rows[table][row] |= cells
    return small.write(tmp_path / "changed", rows)


def test_the_small_package_is_read_exactly(package):
    found = package.situation
    assert found.about == About(
        id="long-bridge",
        title="The long bridge",
        headline="Who counts how many guards",
        description="An invented quarrel.",
        span_from_on=date(2024, 4, 15),
        span_to_on=date(2024, 5, 31),
        opening=Opening(date(2024, 5, 4), date(2024, 5, 1), date(2024, 5, 10)),
        theatre=Box(49, 29, 51, 31),
        focus_area="NA.01",
        lead_topics=("guards",),
        sides=(Side("no", "North"), Side("so", "South"), Side("ob", "Observers")),
        licences=("Creative Commons Zero",),
    )
    assert found.sources["hill-radio"] == Source(
        id="hill-radio",
        publisher="Hill Radio",
        agency="Wire North",
        title="Evening bulletin",
        published_on=date(2024, 5, 3),
        published_precision=Precision.AFTER,
        url="http://hill-radio.example/b?n=2",
        link_note="",
        language="en",
        kind=SourceKind.SYNDICATED,
        note="",
    )
    assert found.speakers["mayor"] == Speaker(
        "mayor", "Ada Ford, mayor of Northam", "Northam", "Ada Ford", "mayor", "no", True, "northam", "Northam"
    )
    assert found.places["county"] == Place(
        id="county",
        name="Bridge county",
        local_name="",
        scale=Scale.ADM1,
        country="NA",
        area="NA.01",
        point=None,
        radius_km=None,
        anchor=Anchor(Point(50.5, 30.0), "Northam"),
        coord_source="",
        note="The whole county is meant.",
    )
    may = When(date(2024, 5, 1), date(2024, 5, 31), Precision.MONTH, "2024-05")
    assert found.claims["C6"] == Claim(
        id="C6",
        statement="st-6",
        kind=ClaimKind.FORECAST,
        topic="toll",
        speakers=("walkers",),
        via="",
        title="12.5 to 20 coins a day will be taken",
        summary="Their guess for the summer.",
        said=may,
        happened=None,
        period=Period(date(2024, 6, 1), date(2024, 8, 31), "the summer"),
        said_place=None,
        place="nowhere",
        acts=("no",),
        figure=Figure(12.5, None, 20, Hedge.RANGE, "12.5 to 20", "coins", ""),
        label="",
        quote="",
        sources=("handed-in",),
        note="",
        grade="F6",
    )
    assert found.story == (
        StoryStep(
            id="s1",
            n=1,
            title="The count",
            sentence="Two people count one guard.",
            clock_on=date(2024, 5, 3),
            from_on=date(2024, 5, 1),
            to_on=date(2024, 5, 10),
            select="C2",
            open=("guards", "toll"),
            frame=Frame.THEATRE,
        ),
    )


def test_the_ground_comes_with_the_package_or_alone(package):
    assert package.ground == small.GROUND
    assert read_ground(package.folder) == small.GROUND


def test_a_package_without_ground_has_none(tmp_path):
    folder = small.write(tmp_path / "flat", ground=None)
    assert read_package(folder).ground is None
    assert read_ground(folder) is None


def test_tables_that_only_some_situations_need_may_be_left_out(tmp_path):
    rows = {name: table for name, table in small.rows().items() if name in small.COLUMNS}
    for name in ("relations", "deployments", "control", "story"):
        del rows[name]
    found = read_package(small.write(tmp_path / "least", rows)).situation
    assert (found.relations, found.routes, found.settlements, found.story) == ((), (), (), ())


def test_the_identity_of_a_package_changes_with_any_cell(tmp_path, package):
    same = read_package(small.write(tmp_path / "same"))
    other = read_package(changed(tmp_path, "claims", 0, note="x"))
    assert same.digest == package.digest
    assert other.digest != package.digest


@pytest.mark.parametrize(
    ("table", "row", "cells", "expected"),
    [
        ("places", 0, {"lat": "95"}, ("places.csv", 2, "lat", "95", "not on the globe")),
        ("places", 1, {"lat": "30.0", "lon": "400"}, ("places.csv", 3, "lon", "400", "not on the globe")),
        ("places", 1, {"lat": "130", "lon": "50"}, ("places.csv", 3, "lat", "130", "look swapped")),
        ("places", 0, {"lat": "NaN"}, ("places.csv", 2, "lat", "NaN", "plain number")),
        ("places", 0, {"scale": "town"}, ("places.csv", 2, "scale", "town", "Unknown code; use one of exact")),
        ("places", 2, {"lat": "50", "lon": "30"}, ("places.csv", 4, "scale", "adm1", "give an anchor")),
        ("sources", 0, {"url": "javascript:alert(1)"}, ("sources.csv", 2, "url", "javascript:alert(1)", "http://")),
        ("sources", 0, {"url": ""}, ("sources.csv", 2, "link_note", "", "says why")),
        ("sources", 1, {"published_on": "03/05/2024"}, ("sources.csv", 3, "published_on", "03/05/2024", "2024-10-30")),
        ("speakers", 0, {"party": "perhaps"}, ("speakers.csv", 2, "party", "perhaps", "yes or no")),
        ("speakers", 0, {"side": "xx"}, ("speakers.csv", 2, "side", "xx", "no side with this id")),
        ("speakers", 0, {"id": "a b"}, ("speakers.csv", 2, "id", "a b", "goes into addresses")),
        ("topics", 0, {"rank": "1.5"}, ("topics.csv", 2, "rank", "1.5", "whole number")),
        ("claims", 0, {"sources": "ferry-post;lost"}, ("claims.csv", 2, "sources", "lost", "no source with this id")),
        ("claims", 0, {"speakers": ""}, ("claims.csv", 2, "speakers", "", "at least one of its speakers")),
        ("claims", 0, {"place": "atlantis"}, ("claims.csv", 2, "place", "atlantis", "no place with this id")),
        ("claims", 0, {"topic": "atlantis"}, ("claims.csv", 2, "topic", "atlantis", "no topic with this id")),
        ("claims", 0, {"acts": "so;zz"}, ("claims.csv", 2, "acts", "zz", "no side with this id")),
        ("claims", 0, {"kind": "rumour"}, ("claims.csv", 2, "kind", "rumour", "Unknown code")),
        ("claims", 0, {"hedge": "maybe"}, ("claims.csv", 2, "hedge", "maybe", "Unknown code")),
        ("claims", 0, {"best": "about 40"}, ("claims.csv", 2, "best", "about 40", "plain number")),
        ("claims", 0, {"value_text": ""}, ("claims.csv", 2, "value_text", "", "fill value_text")),
        ("claims", 0, {"low": "50"}, ("claims.csv", 2, "low", "50", "go upwards")),
        ("claims", 0, {"said_precision": ""}, ("claims.csv", 2, "said_precision", "", "blank")),
        ("claims", 0, {"said_to": "2024-05-01"}, ("claims.csv", 2, "said_to", "2024-05-01", "before the first")),
        ("claims", 0, {"said_edtf": "2024-05-09"}, ("claims.csv", 2, "said_edtf", "2024-05-09", "does not cover")),
        ("claims", 3, {"happened_to": ""}, ("claims.csv", 5, "happened_precision", "days", "Give both days")),
        ("claims", 5, {"grade": "Z9"}, ("claims.csv", 7, "grade", "Z9", "Admiralty")),
        ("claims", 1, {"id": "C1"}, ("claims.csv", 3, "", "C1", "Line 2 has the same key")),
        ("relations", 0, {"to": "C9"}, ("relations.csv", 2, "to", "C9", "no claim with this id")),
        ("relations", 0, {"to": "C2"}, ("relations.csv", 2, "to", "C2", "not related to itself")),
        ("relations", 0, {"kind": "likes"}, ("relations.csv", 2, "kind", "likes", "Unknown code")),
        ("deployments", 0, {"claim": "C9"}, ("deployments.csv", 2, "claim", "C9", "no claim with this id")),
        ("deployments", 0, {"mode": "tram"}, ("deployments.csv", 2, "mode", "tram", "Unknown code")),
        ("control", 0, {"holder_2024_05_01": "XX"}, ("control.csv", 2, "holder_2024_05_01", "XX", "Unknown code")),
        (
            "control",
            0,
            {"source_url": "ftp://a.example"},
            ("control.csv", 2, "source_url", "ftp://a.example", "http://"),
        ),
        ("story", 0, {"clock": "soon"}, ("story.csv", 2, "clock", "soon", "2024-10-30")),
        ("story", 0, {"open": "guards;x"}, ("story.csv", 2, "open", "x", "no topic with this id")),
    ],
)
def test_one_bad_cell_refuses_the_package_and_is_named(tmp_path, table, row, cells, expected):
    file, line, field, value, words = expected
    [problem] = refused(changed(tmp_path, table, row, **cells))
    assert (problem.file, problem.line, problem.field, problem.value) == (file, line, field, value)
    assert words in problem.sentence


def test_all_problems_are_told_at_once_in_the_order_of_files_and_lines(tmp_path):
    rows = small.rows()
    rows["sources"][0]["kind"] = "blog"
    rows["places"][0]["lat"] = "north"
    rows["places"][3]["scale"] = "somewhere"
    rows["claims"][4]["hedge"] = "perhaps"
    found = refused(small.write(tmp_path / "bad", rows))
    assert [(problem.file, problem.line, problem.field) for problem in found] == [
        ("sources.csv", 2, "kind"),
        ("places.csv", 2, "lat"),
        ("places.csv", 5, "scale"),
        ("claims.csv", 6, "hedge"),
    ]


def test_the_list_of_problems_is_cut_and_says_so(tmp_path):
    rows = small.rows()
    for claim in rows["claims"]:
        claim["kind"] = "rumour"
    found = refused(small.write(tmp_path / "bad", rows), Limits(max_problems=4))
    assert len(found) == 5
    assert found[-1].sentence == "3 more problems are not listed; repair these first."


def test_a_column_that_is_missing_or_unknown_is_named(tmp_path):
    folder = small.write(tmp_path / "changed")
    text = (folder / "topics.csv").read_text().replace("rank", "order", 1)
    (folder / "topics.csv").write_text(text)
    small.seal(folder, small.ROWS)
    found = {(problem.field, problem.sentence) for problem in refused(folder) if problem.file == "topics.csv"}
    assert found == {
        ("rank", "The column is missing; add it, blank where nothing is known."),
        ("order", "Unknown column; remove it, nothing would be made of it."),
        ("schema", "The header and the fields of its schema differ; make them the same."),
    }


def test_a_holder_column_whose_name_is_no_date_is_not_dropped_silently(tmp_path):
    [problem] = refused(changed(tmp_path, "control", 0, holder_2024_13_01="UA"))
    assert (problem.field, problem.sentence) == (
        "holder_2024_13_01",
        "Unknown column; remove it, nothing would be made of it.",
    )


def test_a_file_that_was_changed_after_it_was_sealed_is_refused(package):
    with (package.folder / "claims.csv").open("ab") as stream:
        stream.write(b"\n")
    found = refused(package.folder)
    assert [(problem.file, problem.field) for problem in found] == [("claims.csv", "hash"), ("claims.csv", "bytes")]
    assert "Seal it again" in found[0].sentence


def test_a_package_without_a_single_row_is_an_empty_situation(tmp_path):
    about = {**small.DESCRIPTOR["conflict-map"], "lead_topics": []}
    tables: small.Rows = {name: [] for name in REQUIRED}
    folder = small.write(tmp_path / "empty", tables, ground=None)
    found = read_package(small.seal(folder, tables, **{"conflict-map": about})).situation
    assert list(found.nouns()) == [found.about]


def test_an_empty_table_still_names_its_columns(tmp_path):
    tables = {**small.rows(), "relations": []}
    folder = small.write(tmp_path / "changed", tables)
    (folder / "relations.csv").write_text("from,kind,note\n")
    found = refused(small.seal(folder, tables))
    assert {(problem.field, problem.sentence) for problem in found} == {
        ("to", "The column is missing; add it, blank where nothing is known."),
        ("schema", "The header and the fields of its schema differ; make them the same."),
    }


@pytest.mark.parametrize("body", [b"", b"\xef\xbb\xbf"])
def test_a_file_without_even_a_header_is_refused(tmp_path, body):
    tables = {**small.rows(), "relations": []}
    folder = small.write(tmp_path / "changed", tables)
    (folder / "relations.csv").write_bytes(body)
    [problem] = refused(small.seal(folder, tables))
    assert (problem.file, problem.sentence) == (
        "relations.csv",
        "The file is empty; begin it with a line that names its columns.",
    )


def test_what_points_into_a_table_that_became_empty_is_still_refused(tmp_path):
    rows = {**small.rows(), "relations": [], "topics": []}
    found = refused(small.write(tmp_path / "changed", rows))
    assert {problem.sentence for problem in found} == {"There is no topic with this id; correct it or add the topic."}


def test_a_required_table_that_is_not_listed_is_named(tmp_path):
    rows = small.rows()
    del rows["claims"]
    found = refused(small.write(tmp_path / "without", rows))
    assert found[0].sentence == "The table 'claims' is missing; add it."


@pytest.mark.parametrize(
    "path",
    [
        "../claims.csv",
        "/etc/passwd",
        "a/../../b",
        "sub/claims.csv",
        "x\x00y",
        "http://a.example/x.csv",
        "",
        "c" * 300,
        "..",
        ".x",
    ],
)
def test_a_path_leads_nowhere_but_into_the_folder(package, path):
    text = json.loads((package.folder / "datapackage.json").read_text())
    text["resources"][0]["path"] = path
    (package.folder / "datapackage.json").write_text(json.dumps(text))
    assert refused(package.folder)[0].sentence == "A path is a plain file name in the folder."


def test_a_link_out_of_the_folder_is_not_followed(tmp_path, package):
    outside = tmp_path / "outside.csv"
    outside.write_bytes((package.folder / "claims.csv").read_bytes())
    (package.folder / "claims.csv").unlink()
    (package.folder / "claims.csv").symlink_to(outside)
    [problem] = refused(package.folder)
    assert (problem.file, problem.sentence) == (
        "claims.csv",
        "There is no such file in the package folder; add it.",
    )


@pytest.mark.parametrize(
    ("limits", "file", "words"),
    [
        (Limits(max_descriptor_bytes=100), "datapackage.json", "larger than 100 bytes"),
        (Limits(max_file_bytes=1000), "claims.csv", "larger than 1,000 bytes"),
        (Limits(max_rows=5), "claims.csv", "more than 5 rows"),
        (Limits(max_chars=30), "claims.csv", "at most 30 characters"),
        (Limits(max_files=3), "datapackage.json", "more than 3 files"),
    ],
)
def test_every_size_has_a_cap(package, limits, file, words):
    assert any(problem.file == file and words in problem.sentence for problem in refused(package.folder, limits))


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b'{"resources": 3}', b'{"resources": [], "x": NaN}', b"[" * 100_000, b"\xed\xa0\xbd"],
)
def test_a_descriptor_that_is_none_is_refused_in_a_sentence(tmp_path, text):
    (tmp_path / "datapackage.json").write_bytes(text)
    assert {problem.file for problem in refused(tmp_path)} == {"datapackage.json"}


def test_a_folder_without_descriptor_is_refused_in_a_sentence(tmp_path):
    [problem] = refused(tmp_path)
    assert str(problem) == "datapackage.json: There is no such file in the package folder; add it."


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("opens", {"clock": "2024-05-04", "from": "2024-05-01"}, "missing"),
        ("opens", {"clock": "2024-06-04", "from": "2024-05-01", "to": "2024-05-10"}, "opens inside"),
        ("span", {"from": "2024-05-31", "to": "2024-04-15"}, "after the last"),
        ("theatre", {"south": 49, "west": 29, "north": 95, "east": 31}, "not on the globe"),
        ("theatre", {"south": "49", "west": 29, "north": 50, "east": 31}, "should be a number"),
        ("headline", 7, "should be text"),
        ("sides", [{"id": "no"}], "missing"),
        ("lead_topics", ["nothing"], "no topic with this id"),
    ],
)
def test_our_own_part_of_the_descriptor_is_checked(package, key, value, words):
    text = json.loads((package.folder / "datapackage.json").read_text())
    text["conflict-map"][key] = value
    (package.folder / "datapackage.json").write_text(json.dumps(text))
    [problem] = refused(package.folder)
    assert words in problem.sentence


@pytest.mark.parametrize("name", ["", "Kursk", "../x", "a b", 7, None])
def test_the_name_of_a_package_can_be_part_of_an_address(package, name):
    small.seal(package.folder, small.ROWS, name=name)
    assert len(refused(package.folder)) == 1
