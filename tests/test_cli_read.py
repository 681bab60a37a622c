"""``conflict-map read``: files in, predictions or items for review out."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from components import cli
from components.records import Verdict, open_store
from components.settings import Settings, read_settings

TEXT = (
    "KURSK, Russia - At least 12 soldiers were killed and over 30 wounded near Sudzha on Monday, the guard said.\n\n"
    "The regional hospital counted 9 dead. A 155mm shell hit its yard at 11:25 a.m.\n"
)
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def settings(places_settings: Settings, index: object, tmp_path: Path) -> dict[str, str]:
    """An environment with the gazetteer of this run and a store of its own."""
    return {"CONFLICT_MAP_CACHE_DIR": str(places_settings.cache_dir), "CONFLICT_MAP_DATA_DIR": str(tmp_path / "kept")}


@pytest.fixture
def run(settings: dict[str, str]) -> Run:
    def call(*arguments: str) -> tuple[int, str]:
        out = io.StringIO()
        return cli.main(("read", *arguments), environ=settings, out=out), out.getvalue()

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def values(found: dict[str, object]) -> list[tuple[object, ...]]:
    return [(figure["text"], figure["hedge"], figure["kind"]) for figure in found["figures"]]  # type: ignore[index,union-attr]


FIGURES = [("12", "min", "killed"), ("30", "min", "wounded"), ("9", "none", "killed")]


def test_one_report_is_printed_as_one_object(run, report):
    code, out = run(str(report), "--published", "2024-10-30", "--json")
    found = json.loads(out)
    assert (code, found["id"], found["published"], values(found)) == (0, "bridge", "2024-10-30", FIGURES)
    assert [event["date"] for event in found["events"] if event["text"] == "Monday"] == ["2024-10-28"]
    assert all(TEXT[figure["start"] : figure["end"]] == figure["text"] for figure in found["figures"])


def test_without_a_day_of_publication_relative_dates_stay_open_and_it_is_said(run, report):
    code, out = run(str(report))
    assert (code, out.splitlines()[0]) == (
        0, "bridge: no day of publication, so relative dates stay open (give --published)",
    )  # fmt: skip
    code, out = run(str(report), "--json")
    assert [event["date"] for event in json.loads(out)["events"] if event["text"] == "Monday"] == [None]


def test_each_report_has_its_file_and_a_name_of_ones_own_is_taken(run, report, tmp_path):
    code, out = run(str(report), "--id", "b1", "--out", str(tmp_path / "out"))
    assert (code, out) == (0, "1 of 1 reports read, 3 figures proposed\n")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b1.json"]
    assert values(json.loads((tmp_path / "out" / "b1.json").read_text("utf-8"))) == FIGURES


def test_a_folder_goes_on_where_it_was_left_and_a_bad_file_is_told(run, report, tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"r{number}.txt").write_text(TEXT.replace("30 wounded", f"{number + 40} wounded"), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "notes.xyz").write_bytes(b"not looked at")
    target = tmp_path / "out"
    code, out = run(str(folder), "--out", str(target))
    assert code == 1
    assert out.splitlines()[-1] == "3 of 4 reports read, 9 figures proposed; 1 left out"
    assert out.splitlines()[0].startswith(f"{folder / 'empty.txt'}: left out. ")
    (target / "r1.json").unlink()
    (target / "r2.json").write_text("{", "utf-8")  # as if it had been cut off
    (folder / "empty.txt").unlink()
    code, out = run(str(folder), "--out", str(target))
    assert (code, out) == (0, "2 of 3 reports read, 6 figures proposed; 1 were read before\n")


def test_another_day_of_publication_reads_it_again(run, report, tmp_path):
    target = tmp_path / "out"
    run(str(report), "--out", str(target), "--published", "2024-10-30")
    assert run(str(report), "--out", str(target), "--published", "2024-10-31")[1].startswith("1 of 1 reports read")
    assert run(str(report), "--out", str(target), "--published", "2024-10-31")[1].startswith("0 of 1 reports read")


def test_two_files_with_one_name_are_refused_before_anything_is_read(run, report, tmp_path):
    other = tmp_path / "elsewhere" / "bridge.txt"
    other.parent.mkdir()
    other.write_text(TEXT, "utf-8")
    code, out = run(str(report), str(other), "--out", str(tmp_path / "out"))
    assert (code, out) == (1, f"{report} and {other} would both be bridge.json. Rename one of the two.\n")
    assert not (tmp_path / "out").exists()


def test_a_name_of_ones_own_is_for_one_report(run, report, tmp_path):
    (tmp_path / "two.txt").write_text(TEXT, "utf-8")
    code, out = run(str(report), str(tmp_path / "two.txt"), "--id", "x")
    assert (code, out) == (1, "--id names one report, and here are 2. Leave it out, or give one file.\n")


def test_a_file_that_is_not_there_is_told(run, tmp_path):
    code, out = run(str(tmp_path / "gone.txt"))
    assert (code, out.splitlines()[0]) == (1, f"{tmp_path / 'gone.txt'}: left out. No such file or directory")


def test_a_wrong_day_is_refused_with_the_form_it_has(run, report, capsys):
    with pytest.raises(SystemExit) as ended:
        run(str(report), "--published", "30/10/2024")
    assert ended.value.code == 2
    assert "Write a day as 2024-10-30" in capsys.readouterr().err


def test_reports_wait_in_a_situation_for_review_and_the_same_text_comes_once(run, report, settings):
    code, out = run(str(report), "--published", "2024-10-30", "--situation", "kursk-2024", "--publisher", "Bridge News")
    assert (code, out.splitlines()[-1]) == (
        0, "1 of 1 reports read, 3 figures proposed; kept in kursk-2024 for review",
    )  # fmt: skip
    code, out = run(str(report), "--published", "2024-10-30", "--situation", "kursk-2024")
    assert (code, out.splitlines()[0]) == (
        0, f"{report}: the situation has this very text already; nothing was changed.",
    )  # fmt: skip
    store = open_store(read_settings(settings))
    (row,) = store.reviews.reports("kursk-2024")
    items = store.reviews.items("kursk-2024", row.id)
    store.close()
    assert (row.publisher, row.published_on) == ("Bridge News", "2024-10-30")
    assert [item.fields["text"] for item in items if item.kind == "figure"] == ["12", "30", "9"]
    assert {item.verdict for item in items} == {Verdict.OPEN}


def test_a_situation_that_is_not_there_is_told(run, report):
    code, out = run(str(report), "--situation", "no-such")
    assert code == 1
    assert "There is no situation 'no-such'" in out
