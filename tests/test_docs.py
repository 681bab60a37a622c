"""The README is true: its settings, its rooms' words and its commands are what the code has."""

from __future__ import annotations

import re
from pathlib import Path

from components.model import Precision, Scale
from components.panels.words import GRADES, PRECISIONS, SCALES
from components.settings import SETTINGS, settings_table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def between(start: str, end: str) -> str:
    return README.split(start, 1)[1].split(end, 1)[0].strip("\n")


def test_the_settings_table_is_the_one_that_the_code_makes() -> None:
    assert between("<!-- settings -->\n", "<!-- /settings -->") == settings_table()


def test_every_setting_named_anywhere_in_the_readme_exists() -> None:
    known = {setting.variable for setting in SETTINGS}
    assert set(re.findall(r"CONFLICT_MAP_[A-Z_]+", README)) <= known


def test_the_two_commands_are_the_ones_that_ci_runs() -> None:
    assert "python -m pip install uv && uv run streamlit run app.py" in README
    assert "python -m pip install uv && uv run pytest" in README
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith("uv run pytest")


def test_every_relative_link_and_picture_leads_to_a_file() -> None:
    targets = re.findall(r"\]\((?!https?://|#)([^)#]+)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_method_page_explains_every_code_of_place_and_date_and_grade() -> None:
    assert tuple(SCALES) == tuple(scale.value for scale in Scale)
    assert tuple(PRECISIONS) == tuple(precision.value for precision in Precision)
    assert "".join(GRADES) == "ABCDEF123456"


def test_the_changelog_has_the_version_that_is_built() -> None:
    version = re.search(r'^version = "([^"]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version is not None
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
