import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from components import cli
from components.intake import read_package
from components.model import blank_situation
from components.settings import bundled_folder
from tests import small

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command with a data folder of its own; gives exit code and what was written."""

    def call(*arguments: str, **settings: str) -> tuple[int, str]:
        out = io.StringIO()
        environ = {"CONFLICT_MAP_DATA_DIR": str(tmp_path / "kept")}
        environ |= {f"CONFLICT_MAP_{name}": value for name, value in settings.items()}
        return cli.main(arguments, environ=environ, out=out), out.getvalue()

    return call


def test_a_package_in_order_is_said_to_be(run, package):
    assert run("situation", "check", str(package.folder)) == (
        0,
        f"long-bridge is in order: 7 claims, 3 sources, 4 speakers, 4 places; package {package.digest[:12]}\n",
    )


def test_every_problem_of_a_package_is_a_line(run, tmp_path):
    rows = small.rows()
    rows["claims"][0]["best"] = "about 40"
    rows["claims"][1]["hedge"] = "maybe"
    code, out = run("situation", "check", str(small.write(tmp_path / "bad", rows)))
    assert code == 1
    assert out == (
        "claims.csv, line 2, best: Write a plain number such as 1294 or 12.5. Found: 'about 40'.\n"
        "claims.csv, line 3, hedge: Unknown code; use one of none, about, up_to, nearly, at_least, over, range, vague, "
        "projection. Found: 'maybe'.\n"
    )


def test_checking_writes_nothing(run, package, tmp_path):
    run("situation", "check", str(package.folder))
    assert not (tmp_path / "kept").exists()


def test_loading_twice_changes_nothing_the_second_time(run, package):
    folder = str(package.folder)
    assert run("situation", "list") == (0, "")
    assert run("situation", "reload", folder) == (
        0,
        "long-bridge: 27 new, 0 updated, 0 unchanged, 0 left as a person edited them or still needed, 0 withdrawn\n",
    )
    assert run("situation", "reload", folder) == (
        0,
        "long-bridge: 0 new, 0 updated, 27 unchanged, 0 left as a person edited them or still needed, 0 withdrawn\n",
    )
    code, out = run("situation", "list")
    assert code == 0
    assert out.startswith("long-bridge: The long bridge; 27 records, 0 open proposals, 0 reports, loaded ")
    assert out.endswith(f" UTC from package {package.digest[:12]}\n")


def test_an_empty_situation_is_started_once(run):
    assert run("situation", "new", "my-war", "--title", "My war", "--day", "2024-05-01") == (
        0,
        "my-war is started; open it with CONFLICT_MAP_SITUATION=my-war\n",
    )
    assert run("situation", "new", "my-war", "--title", "Again") == (
        1,
        "There is a situation 'my-war' already; choose another id.\n",
    )
    code, out = run("situation", "list")
    assert (code, out.count("\n")) == (0, 1)
    assert out.startswith("my-war: My war; 1 records, 0 open proposals, 0 reports, started ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("My War", "--title", "x"), "An id is 1 to 64 lower-case letters, digits and hyphens; change it."),
        (("my-war", "--title", " "), "A situation needs a title; give one."),
    ],
)
def test_a_situation_that_cannot_be_is_not_started(run, arguments, words):
    assert run("situation", "new", *arguments) == (1, f"{words}\n")
    assert run("situation", "list") == (0, "")


def test_a_day_that_is_none_is_refused_with_the_usage(run, capsys):
    with pytest.raises(SystemExit) as caught:
        run("situation", "new", "my-war", "--title", "x", "--day", "03/04/2024")
    assert caught.value.code == 2
    assert "Write a day as 2024-10-30" in capsys.readouterr().err


def test_a_situation_is_saved_and_loaded_somewhere_else(run, package, tmp_path):
    run("situation", "load", str(package.folder))
    code, out = run("situation", "save", "long-bridge", str(tmp_path / "out"))
    saved = read_package(tmp_path / "out")
    assert (code, out) == (0, f"long-bridge: 27 records saved to {tmp_path / 'out'}; package {saved.digest[:12]}\n")
    assert saved.situation == package.situation
    other = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    assert run("situation", "load", str(tmp_path / "out"), DATABASE_URL=other) == (
        0,
        "long-bridge: 27 new, 0 updated, 0 unchanged, 0 left as a person edited them or still needed, 0 withdrawn\n",
    )


def test_a_started_situation_is_saved_and_loaded_too(run, tmp_path):
    run("situation", "new", "my-war", "--title", "My war", "--day", "2024-05-01")
    run("situation", "save", "my-war", str(tmp_path / "out"))
    assert read_package(tmp_path / "out").situation == blank_situation("my-war", "My war", date(2024, 5, 1))
    code, out = run("situation", "load", str(tmp_path / "out"))
    assert (code, out) == (
        0,
        "my-war: 0 new, 0 updated, 1 unchanged, 0 left as a person edited them or still needed, 0 withdrawn\n",
    )


def test_the_bundled_situation_is_saved_with_its_ground(run, tmp_path):
    run("situation", "reload")
    assert run("situation", "save", "kursk-2024", str(tmp_path / "out"))[0] == 0
    saved, bundled = read_package(tmp_path / "out"), read_package(bundled_folder() / "kursk-2024")
    assert (saved.situation, saved.ground) == (bundled.situation, bundled.ground)


def test_a_package_of_the_operators_own_gives_its_ground_before_a_bundled_one(run, package, tmp_path):
    own = small.write(tmp_path / "kept" / "packages" / "long-bridge")
    run("situation", "load", str(own))
    run("situation", "save", "long-bridge", str(tmp_path / "out"))
    assert read_package(tmp_path / "out").ground == package.ground


def test_what_cannot_be_saved_is_one_sentence(run, tmp_path):
    code, out = run("situation", "save", "nowhere", str(tmp_path / "out"))
    assert (code, out) == (
        1,
        "There is no situation 'nowhere' in the store. Check the spelling, or load its data package.\n",
    )
    run("situation", "new", "my-war", "--title", "My war")
    code, out = run("situation", "save", "my-war", str(tmp_path))
    assert (code, out) == (
        1,
        f"{tmp_path} is not written. Something is there already. Name another folder, or move that one away.\n",
    )


def test_the_bundled_situation_is_loaded_when_no_folder_is_named(run):
    code, out = run("situation", "reload")
    assert code == 0
    assert out.startswith("kursk-2024: ")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"MODE": "open"}, "CONFLICT_MAP_MODE is 'open'. Allowed: local or shared."),
        ({"DATABASE_URL": "sqlite:////proc/nothing/x.sqlite3"}, "does not answer"),
        ({"SITUATION": "atlantis"}, "datapackage.json: There is no such file"),
    ],
)
def test_an_error_is_one_sentence_and_exit_code_one(run, settings, words):
    code, out = run("situation", "reload", **settings)
    assert code == 1
    assert words in out
    assert out.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [(), ("situation",), ("situation", "check"), ("fly",), ("situation", "list", "-x")]
)
def test_a_command_that_is_none_is_refused_with_its_usage(run, arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2
    assert "usage: conflict-map" in capsys.readouterr().err


def test_serve_hands_every_other_option_to_streamlit():
    given: list[list[str]] = []

    def serve(options: list[str]) -> int:
        given.append(options)
        return 0

    assert cli.main(["serve", "--server.port", "8502"], environ={}, serve=serve) == 0
    assert given == [["--server.port", "8502"]]


def test_serve_refuses_a_wrong_setting_before_anything_is_started():
    out = io.StringIO()
    never: list[object] = []
    code = cli.main(["serve"], environ={"CONFLICT_MAP_MODE": "x"}, out=out, serve=lambda options: never.append(options))
    assert (code, never) == (1, [])
