"""A server of our own that answers every question with one fault."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from tests.browser.server import LOOPBACK, listening

Fault = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def faulty(fault: Fault) -> Iterator[tuple[str, list[str]]]:
    """A server that answers every question with a fault; gives its address and the questions."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            try:
                fault(self)
            except OSError:
                return  # whoever asked has hung up, which is what is tested

        def log_message(self, *values: object) -> None: ...

    with listening(Handler) as port:
        yield f"http://{LOOPBACK}:{port}", asked


JSON = ("Content-Type", "application/json")


def begun(handler: BaseHTTPRequestHandler, status: int, *headers: tuple[str, str]) -> None:
    """The head of an answer."""
    handler.send_response(status)
    for name, value in headers:
        handler.send_header(name, value)
    handler.end_headers()


def sent(handler: BaseHTTPRequestHandler, body: bytes, kind: str = "application/json", status: int = 200) -> None:
    begun(handler, status, ("Content-Type", kind), ("Content-Length", str(len(body))))
    handler.wfile.write(body)
