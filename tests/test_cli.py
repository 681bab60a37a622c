import io
from collections.abc import Callable
from pathlib import Path

import pytest

from components import cli
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
    assert out.startswith("long-bridge: The long bridge; 27 records, 0 open proposals, loaded ")
    assert out.endswith(f" UTC from package {package.digest[:12]}\n")


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
