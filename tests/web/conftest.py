"""What the tests of the outer shell share: settings of a temporary folder and a plain app behind our middleware."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from components.settings import Settings, read_settings


@pytest.fixture
def settings_of(tmp_path: Path) -> Callable[..., Settings]:
    """Makes settings whose data folder is temporary; keywords are settings without their prefix."""

    def made(**values: str) -> Settings:
        environ = {f"CONFLICT_MAP_{name}": value for name, value in values.items()}
        return read_settings({"CONFLICT_MAP_DATA_DIR": str(tmp_path / "store"), **environ})

    return made
