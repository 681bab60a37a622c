"""``uvicorn app:app`` serves the same page as ``streamlit run app.py``, at the root and under a base path."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deploy.conftest import Visit
from tests.deploy.proxy import application_by_uvicorn, ask

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("base", ["/", "/maps/"])
def test_uvicorn_serves_the_page_with_its_doors_shut(visit: Visit, tmp_path: Path, base: str) -> None:
    with application_by_uvicorn(tmp_path, base) as app:
        screen = visit(app).go()
        assert screen.map.locator(".cm-mark[data-cm-id]").count() > 0
        assert ask(app.port, f"{base}_stcore/upload_file/session/file", "PUT").status == 403
        assert ask(app.port, f"{base}cm/static/000000000000/page.js").status == 404
        assert ask(app.port, f"{base}cm/places?q=hideout").status == 200
        assert "cm/places" in app.log.read_text()
        assert "hideout" not in app.log.read_text()  # what a reader types is in no access log
        screen.page.goto("about:blank")
