"""The real application on a free port of loopback, ended by its process id."""

import atexit
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_S = 60
END_S = 15
LOOPBACK = "127.0.0.1"
#: One cache for every server of a test run, so that the first of them builds the gazetteer for all.
CACHE = Path(tempfile.mkdtemp(prefix="conflict-map-cache-"))
atexit.register(shutil.rmtree, CACHE, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Served:
    """A running application.

    Attributes:
        port: on loopback.
        log: file of everything it printed.
        path: base path, "/" or "/something/".
    """

    port: int
    log: Path
    path: str = "/"

    @property
    def host(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}{self.path}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def status(port: int, path: str) -> int | None:
    """Status of an answer, None while nobody listens."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


@contextmanager
def served(folder: Path, work: Path, *, root: Path = ROOT, env: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Runs ``streamlit run app.py``.

    Args:
        folder: data folder of the program, new and empty.
        work: where its log goes.
        root: the tree to run; a copy of ours with other data may be given.
        env: further environment.
    """
    here = Served(free_port(), work / "server.log")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONFLICT_MAP_", "STREAMLIT_"))}
    command = [
        sys.executable, "-m", "streamlit", "run", "app.py",
        "--server.port", str(here.port), "--server.address", LOOPBACK, "--server.headless", "true",
    ]  # fmt: skip
    folders = {"CONFLICT_MAP_DATA_DIR": str(folder), "CONFLICT_MAP_CACHE_DIR": str(CACHE)}
    with here.log.open("wb") as log:
        process = subprocess.Popen(command, cwd=root, env={**kept, **folders, **(env or {})}, stdout=log, stderr=log)
        try:
            _wait(process, here)
            yield here
        finally:
            process.terminate()
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(END_S)


def _wait(process: subprocess.Popen[bytes], here: Served) -> None:
    end = time.monotonic() + START_S
    while status(here.port, "/_stcore/health") != http.HTTPStatus.OK:
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the server did not come up:\n{here.log.read_text(errors='replace')[-4000:]}")
        time.sleep(0.1)


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    """A server of our own on a free port of loopback, which it gives back; it ends with the block."""
    server = ThreadingHTTPServer((LOOPBACK, 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
