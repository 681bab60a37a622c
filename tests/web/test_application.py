from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from anyio import run
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components.errors import ConflictMapError
from components.web import application
from components.web.gazetteer import Gazetteer, State
from components.web.headers import policy

ROOT = Path(__file__).resolve().parents[2]
ASKED_MODE = "from components.web.application import services; assert services().settings.mode == 'shared'"


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """An environment of its own, and services made from it alone."""
    monkeypatch.setenv("CONFLICT_MAP_DATA_DIR", str(tmp_path / "store"))
    monkeypatch.setenv("CONFLICT_MAP_CACHE_DIR", str(tmp_path / "cache"))
    application.services.cache_clear()
    yield monkeypatch
    application.services.cache_clear()


def served() -> TestClient:
    """Our routes and middleware in front of a stand-in for Streamlit."""

    def streamlit_answers(_request: object) -> PlainTextResponse:
        return PlainTextResponse("Streamlit")

    rest = Route("/{rest:path}", streamlit_answers, methods=["GET", "PUT", "POST"])
    return TestClient(Starlette(routes=[*application.routes(), rest], middleware=application.middleware()))


def nothing() -> None:
    """There is no gazetteer."""


async def opened(gazetteer: Gazetteer | None = None) -> Any:
    """Starts the application; without a gazetteer of the test's own it finds none and builds none."""
    application.services().gazetteer = gazetteer or Gazetteer(nothing, nothing)
    app = st.App(application.SCRIPT)
    async with application.lifespan(app) as state:
        return state


def test_the_services_are_made_once(environ: pytest.MonkeyPatch) -> None:
    assert application.services() is application.services()


def test_the_script_stands_in_a_folder_without_a_pages_folder_beside_it() -> None:
    assert application.SCRIPT.is_file()
    assert not (application.SCRIPT.parent / "pages").exists()


def test_the_mode_may_also_stand_in_streamlits_secrets(tmp_path: Path) -> None:
    """Streamlit Community Cloud has no other place for it; a process of its own, because secrets are read once."""
    folder = tmp_path / ".streamlit"
    folder.mkdir()
    (folder / "secrets.toml").write_text('CONFLICT_MAP_MODE = "shared"\n', encoding="utf-8")
    environ = {name: value for name, value in os.environ.items() if not name.startswith("CONFLICT_MAP_")}
    done = subprocess.run(
        [sys.executable, "-c", ASKED_MODE],
        cwd=tmp_path, env={**environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("mode", "answer"), [("shared", 403), ("local", 200)])
def test_the_mode_decides_whether_files_may_be_sent(environ: pytest.MonkeyPatch, mode: str, answer: int) -> None:
    environ.setenv("CONFLICT_MAP_MODE", mode)
    client = served()
    assert client.put("/_stcore/upload_file/session/file").status_code == answer
    assert client.get("/_stcore/metrics").status_code == 403
    assert client.post("/_stcore/agent/interact").status_code == 403
    assert client.get("/_stcore/health").status_code == 200


def test_the_files_of_the_situation_are_served_with_the_security_headers(environ: pytest.MonkeyPatch) -> None:
    desk = application.services().desk()
    answer = served().get(f"/{desk.document_path}")
    assert (answer.status_code, answer.content) == (200, desk.document.body)
    assert answer.headers["content-security-policy"] == policy(tiles_host=None, frame=False)


def test_a_tile_server_is_named_by_scheme_host_and_port_alone(environ: pytest.MonkeyPatch) -> None:
    environ.setenv("CONFLICT_MAP_TILES_URL", "https://tiles.example:8443/a/{z}/{x}/{y}.png")
    environ.setenv("CONFLICT_MAP_TILES_ATTRIBUTION", "somebody")
    answer = served().get("/")
    assert answer.headers["content-security-policy"] == policy(tiles_host="https://tiles.example:8443", frame=False)


def test_the_situation_is_open_before_the_first_reader_comes(environ: pytest.MonkeyPatch) -> None:
    run(opened)
    assert application.services()._desks


def test_a_missing_gazetteer_is_built_from_the_start_and_nobody_waits_for_it(environ: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()

    def build() -> None:
        go_on.wait(20)

    held = Gazetteer(nothing, build)
    run(opened, held)
    assert held.state() is State.PREPARING
    go_on.set()
    held.join(20)
    assert held.state() is State.MISSING


def test_a_fault_at_start_up_is_logged_with_its_traceback_and_the_server_starts(
    environ: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    environ.setenv("CONFLICT_MAP_SITUATION", "no-such-situation")
    with caplog.at_level(logging.ERROR, application.__name__):
        assert run(opened) == {}
    (record,) = [record for record in caplog.records if record.name == application.__name__]
    assert record.message == "the situation could not be opened at start-up"
    assert record.exc_info is not None


def test_a_broken_package_shows_one_sentence_and_the_log_has_the_traceback(
    environ: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    environ.setenv("CONFLICT_MAP_SITUATION", "no-such-situation")
    with caplog.at_level(logging.ERROR):
        page = AppTest.from_file(str(application.SCRIPT), default_timeout=30).run()
    with pytest.raises(ConflictMapError) as refused:
        application.services().desk()
    assert [shown.value for shown in page.error] == ["The situation could not be opened."]
    assert [shown.value for shown in page.text] == [str(refused.value)]
    assert not page.exception
    assert "the situation could not be opened" in caplog.text
    assert "Traceback" in caplog.text


def test_a_file_of_a_broken_situation_is_refused_in_one_sentence_with_the_security_headers(
    environ: pytest.MonkeyPatch,
) -> None:
    environ.setenv("CONFLICT_MAP_SITUATION", "no-such-situation")
    answer = served().get("/cm/static/000000000000/page.js")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("There is no situation 'no-such-situation' in the store.")
    assert "content-security-policy" in answer.headers
