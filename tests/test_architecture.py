"""The house: who may import whom, how long a module may be, and what no module may do."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMPONENTS = ROOT / "components"
MAX_LINES = 400
MODULES = sorted(path for path in COMPONENTS.rglob("*.py") if "_bundle" not in path.parts)
#: Rooms that never open a socket; import-linter cannot forbid one module of a standard package, so this is read here.
OFFLINE = ("model", "reading", "maps", "export", "layers")
SCRIPTS = sorted(path for ending in ("js", "css") for path in COMPONENTS.rglob(f"*.{ending}"))

#: For each contract, modules that would break it: where the line is planted, and the line.
VIOLATIONS = {
    "rooms": [
        ("components/model/planted.py", "import components.panels"),
        ("components/records/planted.py", "from components import maps"),
        ("components/errors.py", "import components.settings"),
        ("components/panels/planted.py", "import components.pages"),
        ("components/access.py", "import components.view"),
        ("components/maps/planted.py", "import components.export"),
    ],
    "streamlit": [
        ("components/records/planted.py", "import streamlit"),
        ("components/maps/planted.py", "from streamlit_folium import st_folium"),
        ("components/view.py", "import streamlit as st"),
        ("components/export/planted.py", "import streamlit"),
    ],
    "folium": [
        ("components/panels/planted.py", "import folium"),
        ("components/web/planted.py", "from branca.element import Element"),
        ("components/records/planted.py", "from folium.plugins import Draw"),
        ("components/export/planted.py", "import folium"),
    ],
    "offline": [
        ("components/maps/planted.py", "import socket"),
        ("components/model/planted.py", "from http import client"),
        ("components/view.py", "import requests"),
        ("components/export/planted.py", "import ssl"),
    ],
    "model": [
        ("components/model/planted.py", "import numpy"),
        ("components/model/planted.py", "from sqlalchemy import Table"),
    ],
}


def lint(folder: Path, contract: str | None = None) -> subprocess.CompletedProcess[str]:
    """Runs import-linter on the tree in a folder."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as main; main()",
        "--no-cache",
        "--no-logo",
    ]
    command += ["--contract", contract] if contract else []
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the modules and of the contracts."""
    for path in MODULES:
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    shutil.copyfile(ROOT / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_every_import_contract_holds(house: Path) -> None:
    done = lint(house)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_contract_has_a_planted_violation() -> None:
    declared = re.findall(r'^id = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(declared) == sorted(VIOLATIONS)


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [(contract, module, line) for contract, planted in VIOLATIONS.items() for module, line in planted],
)
def test_a_planted_violation_is_refused(house: Path, contract: str, module: str, line: str) -> None:
    with (house / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = lint(house, contract)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout, done.stdout + done.stderr


def test_a_room_without_a_place_is_refused(house: Path) -> None:
    room = house / "components" / "cellar"
    room.mkdir()
    (room / "__init__.py").write_text("", encoding="utf-8")
    done = lint(house, "rooms")
    assert done.returncode == 1
    assert "components.cellar" in re.sub(r"\s", "", done.stdout)


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    return plain | {f"{node.module}.{alias.name}" for node in froms for alias in node.names}


@pytest.mark.parametrize("room", OFFLINE)
def test_a_room_that_stays_offline_fetches_nothing_through_urllib_either(room: str) -> None:
    found = {str(path): imported(path) for path in (COMPONENTS / room).rglob("*.py")}
    assert {
        path for path, modules in found.items() if any(name.startswith("urllib.request") for name in modules)
    } == set()


@pytest.mark.parametrize("path", MODULES + SCRIPTS, ids=names(MODULES + SCRIPTS))
def test_no_module_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_no_module_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [node.lineno for node in calls(tree, "print")] == []


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_no_module_catches_everything(path: Path) -> None:
    blanket = {"Exception", "BaseException"}
    handlers = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ExceptHandler)
    ]
    caught = {
        node.lineno: {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)} if node.type else blanket
        for node in handlers
    }
    assert [line for line, kinds in caught.items() if kinds & blanket] == []


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_no_module_runs_text_as_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [node.lineno for name in ("eval", "exec", "compile") for node in calls(tree, name)] == []


@pytest.mark.parametrize("path", MODULES + SCRIPTS, ids=names(MODULES + SCRIPTS))
def test_no_work_is_left_in_a_comment(path: Path) -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if marks.search(line)] == []


def drawn() -> set[str]:
    """Rooms that the README's picture of the house names below ``components/``."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = [
        block
        for block in re.findall(r"^```[a-z]*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        if "\ncomponents/" in f"\n{block}"
    ]
    assert len(blocks) == 1, "the README draws the house once, in a block with a line that begins with components/"
    below = re.search(r"^components/.*\n((?:[ │├└─]+.*\n?)*)", blocks[0], re.MULTILINE)
    assert below is not None
    return set(re.findall(r"^[ │├└─]{2,4}([a-z_]+(?:/|\.py))(?=\s|$)", below.group(1), re.MULTILINE))


def built() -> set[str]:
    """Rooms that there are: folders with a module, and modules beside them."""
    folders = {f"{path.parent.name}/" for path in COMPONENTS.glob("*/__init__.py")}
    return folders | {path.name for path in COMPONENTS.glob("*.py") if path.name != "__init__.py"}


def test_the_readme_draws_every_room_and_no_other() -> None:
    assert drawn() == built()
