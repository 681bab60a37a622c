"""Case 27: a report or a decision whose process is killed at any point is stored whole or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import small

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, which Windows does not have")
@pytest.mark.parametrize(("act", "fewest_statements"), [("add", 8), ("decide", 15)])
def test_what_was_killed_is_there_whole_or_not_at_all(database_url, tmp_path, act, fewest_statements):
    folder = small.write(tmp_path / "long-bridge")
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.killed", database_url, str(folder), act, str(MOMENTS)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["torn"] == []
    assert found["statements"] >= fewest_statements
    assert found["moments"] == MOMENTS
    assert found["outcomes"]["old"] >= found["statements"]
    assert sum(found["outcomes"].values()) > found["statements"] + MOMENTS
