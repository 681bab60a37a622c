"""The application under a base path and the shipped nginx configuration in front of it, both on loopback.

What a stranger gets wrong: the configuration that is tested *is* the shipped file. Only the two port numbers are
replaced, and each replacement has to find its line exactly once.
"""

from __future__ import annotations

import http.client
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.browser.server import CACHE, END_S, LOOPBACK, ROOT, START_S, Served, free_port, status

SHIPPED = ROOT / "deploy" / "nginx.conf"
BASE = "/maps/"
#: nginx is in a folder of its own on Debian, which is not on everybody's path.
_PATHS = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
_FRAME = """\
daemon off;
master_process off;
pid {work}/nginx.pid;
error_log {work}/error.log warn;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {work}/body;
    proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi;
    uwsgi_temp_path {work}/uwsgi;
    scgi_temp_path {work}/scgi;
    include {work}/site.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back over HTTP.

    Attributes:
        status: of the answer.
        headers: by lower-case name.
        body: the bytes as they came over the wire.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(port: int, path: str, method: str = "GET", *, body: bytes | None = None, **headers: str) -> Answer:
    """One request to loopback; underscores in the names of headers stand for hyphens."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
    try:
        connection.request(
            method, path, body=body, headers={name.replace("_", "-"): text for name, text in headers.items()}
        )
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): text for name, text in answer.getheaders()}, answer.read())
    finally:
        connection.close()


@contextmanager
def running(
    command: Sequence[str], *, env: Mapping[str, str], log: Path, port: int, path: str, cwd: Path = ROOT
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that answers at an address; ended by its process id."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=cwd, env=dict(env), stdout=out, stderr=out)
        try:
            end = time.monotonic() + START_S
            while status(port, path) is None:
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"{command[0]} did not come up:\n{log.read_text(errors='replace')[-4000:]}")
                time.sleep(0.1)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(END_S)


@contextmanager
def application(work: Path) -> Iterator[Served]:
    """``streamlit run app.py`` in shared mode under the base path, as an operator starts it."""
    here = Served(free_port(), work / "streamlit.log", BASE)
    command = ["streamlit", "run", "app.py", "--server.port", str(here.port), "--server.headless", "true"]
    environ = environment(work, STREAMLIT_SERVER_BASE_URL_PATH="maps")
    health = f"{BASE}_stcore/health"
    with running([sys.executable, "-m", *command], env=environ, log=here.log, port=here.port, path=health):
        yield here


@contextmanager
def application_by_uvicorn(work: Path, base: str) -> Iterator[Served]:
    """``uvicorn app:app``; it reads Streamlit's settings from a file, never from the environment."""
    here = Served(free_port(), work / "uvicorn.log", base)
    folder = work / ".streamlit"
    folder.mkdir()
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert text.count("[server]") == 1
    changed = text.replace("[server]", f'[server]\nbaseUrlPath = "{base.strip("/")}"')
    (folder / "config.toml").write_text(changed, encoding="utf-8")
    command = ["uvicorn", "app:app", "--app-dir", str(ROOT), "--host", LOOPBACK, "--port", str(here.port)]
    health = f"{base}_stcore/health"
    with running(
        [sys.executable, "-m", *command], env=environment(work), log=here.log, port=here.port, path=health, cwd=work
    ):
        yield here


def environment(work: Path, **more: str) -> dict[str, str]:
    """Ours without any setting of the person who runs the tests, and shared mode with a data folder of its own."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("CONFLICT_MAP_", "STREAMLIT_"))}
    folders = {"CONFLICT_MAP_DATA_DIR": str(work / "data"), "CONFLICT_MAP_CACHE_DIR": str(CACHE)}
    return {**kept, "CONFLICT_MAP_MODE": "shared", **folders, **more}


def configured(work: Path, port: int, upstream_port: int) -> Path:
    """The shipped file with two ports replaced, inside the frame that Debian's own nginx.conf would give it."""
    text = SHIPPED.read_text(encoding="utf-8")
    for old, new in (("listen 80;", f"listen {LOOPBACK}:{port};"), ("127.0.0.1:8501;", f"{LOOPBACK}:{upstream_port};")):
        assert text.count(old) == 1, f"{old!r} has to stand once in {SHIPPED.name}"
        text = text.replace(old, new)
    (work / "site.conf").write_text(text, encoding="utf-8")
    main = work / "nginx.conf"
    main.write_text(_FRAME.format(work=work), encoding="utf-8")
    return main


def nginx_command(main: Path) -> list[str]:
    """How nginx is started on a configuration; skips where there is none."""
    found = shutil.which("nginx", path=_PATHS)
    if found is None:
        pytest.skip("no nginx: apt-get install nginx")
    return [found, "-e", str(main.with_name("start.log")), "-p", str(main.parent), "-c", str(main)]


@contextmanager
def nginx(work: Path, upstream_port: int) -> Iterator[Served]:
    """The shipped configuration in front of a port."""
    work.mkdir(parents=True, exist_ok=True)
    here = Served(free_port(), work / "nginx.log", BASE)
    command = nginx_command(configured(work, here.port, upstream_port))
    with running(command, env=os.environ, log=here.log, port=here.port, path="/"):
        yield here
