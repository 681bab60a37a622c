"""The built wheel carries everything that runs, and runs from where it lies.

Nothing is installed: the wheel is unpacked, and a process of its own imports from there first.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from email import message_from_string
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.server import LOOPBACK, free_port
from tests.deploy.proxy import ask, environment, running

ROOT = Path(__file__).resolve().parents[1]
DATA = sorted(
    str(path.relative_to(ROOT)) for path in (ROOT / "data").rglob("*") if path.suffix in (".csv", ".json", ".geojson")
)
STATIC = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "components" / "maps" / "static").iterdir())
MIGRATIONS = sorted(
    str(path.relative_to(ROOT)) for path in (ROOT / "components" / "records" / "migrations").rglob("*.py")
)
READ = """
import json, sys
from pathlib import Path
import components
from components.intake import read_package
from components.maps.assets import page_assets
from components.settings import bundled_folder
package = read_package(bundled_folder() / "kursk-2024")
sys.stdout.write(json.dumps({
    "components": str(Path(components.__file__).parent), "data": str(bundled_folder()),
    "situation": package.situation.id, "claims": len(package.situation.claims), "assets": sorted(page_assets()),
}))
"""


def builders() -> Iterator[list[str]]:
    """Commands that build a wheel here, the one that needs no network first."""
    if find_spec("hatchling"):
        yield [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory"]
    if uv := shutil.which("uv"):
        yield [uv, "build", "--wheel", "--quiet", "--out-dir"]
    if find_spec("build"):
        yield [sys.executable, "-m", "build", "--wheel", "--outdir"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    said = []
    for builder in builders():
        done = subprocess.run([*builder, str(out)], cwd=ROOT, capture_output=True, text=True, check=False)
        said.append(done.stderr[-2000:])
        if done.returncode == 0:
            (built,) = out.glob("*.whl")
            return built
    if not said:
        pytest.skip("nothing here builds a wheel: install uv, build or hatchling")
    if all(re.search(r"network|resolve|connect|dns", text, re.IGNORECASE) for text in said):
        pytest.skip("the builder could not be fetched without a network")
    pytest.fail("\n".join(said))


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def from_wheel(unpacked: Path, work: Path) -> dict[str, str]:
    return {**environment(work), "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}


def test_the_wheel_carries_the_bundled_data(names: frozenset[str]) -> None:
    assert {f"components/_bundle/{path}" for path in DATA} - names == set()


def test_the_wheel_carries_scripts_styles_and_migrations(names: frozenset[str]) -> None:
    assert MIGRATIONS
    assert {*STATIC, *MIGRATIONS} - names == set()


def test_the_wheel_carries_the_application_with_the_shipped_settings_beside_it(names: frozenset[str]) -> None:
    assert {"components/_bundle/app.py", "components/_bundle/.streamlit/config.toml"} - names == set()


def test_the_wheel_carries_no_test_cache_or_database(names: frozenset[str]) -> None:
    assert [name for name in names if re.search(r"(^|/)tests/|__pycache__|\.sqlite|\.pyc$|secrets\.toml", name)] == []


def test_the_wheel_names_its_licence_and_carries_the_text(wheel: Path, names: frozenset[str]) -> None:
    (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
    with zipfile.ZipFile(wheel) as archive:
        head = message_from_string(archive.read(metadata).decode())
        licence = archive.read(metadata.replace("METADATA", "licenses/LICENSE")).decode()
    assert (head["License-Expression"], head["License-File"]) == ("MIT", "LICENSE")
    assert licence == (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_unpacked_wheel_reads_its_own_package_and_assets(unpacked: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", READ],
        cwd=tmp_path, env=from_wheel(unpacked, tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "components": str(unpacked / "components"),
        "data": str(unpacked / "components" / "_bundle" / "data"),
        "situation": "kursk-2024",
        "claims": len((ROOT / "data" / "kursk-2024" / "claims.csv").read_text(encoding="utf-8").splitlines()) - 1,
        "assets": ["icon.svg", "leaflet.css", "leaflet.js", "map.js", "page.css", "page.js", "review.css", "review.js"],
    }


def test_the_command_serves_the_page_from_the_unpacked_wheel(unpacked: Path, tmp_path: Path) -> None:
    port = free_port()
    code = "import sys; from components.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "serve", "--server.port", str(port), "--server.headless", "true"]
    log = tmp_path / "serve.log"
    env = from_wheel(unpacked, tmp_path)
    with running(command, env=env, log=log, port=port, path="/_stcore/health", cwd=tmp_path):
        assert ask(port, "/_stcore/health").text == "ok"
        assert ask(port, "/cm/static/000000000000/page.js").status == 404
        assert ask(port, "/_stcore/metrics").status == 403
        # Only the shipped settings bind to loopback alone and say so.
        assert f"http://{LOOPBACK}:{port}" in log.read_text(encoding="utf-8")


def requirement_lines() -> list[str]:
    return (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


def test_every_requirement_of_a_deployment_is_pinned_with_hashes() -> None:
    text = "\n".join(requirement_lines()).replace("\\\n", " ")
    rows = [row for row in text.splitlines() if row.strip()]
    assert [row for row in rows if not re.match(r"[a-z0-9._-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", row)] == []


def test_the_requirements_of_a_deployment_name_no_index() -> None:
    assert [line for line in requirement_lines() if re.search(r"://|--(extra-)?index|--find-links", line)] == []


def test_the_requirements_of_a_deployment_cover_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def plain(name: str) -> str:
        return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~\[; ]", name)[0]).lower()

    pinned = {plain(line) for line in requirement_lines() if "==" in line}
    assert {plain(name) for name in project["dependencies"]} - pinned == set()
