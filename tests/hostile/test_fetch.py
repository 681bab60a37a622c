"""Cases 11 to 14: an address that leads into the house, a page that sends there, and answers without an end."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from components.errors import FetchError
from components.intake.article import read_fetched
from components.intake.fetch import Fetched, FetchLimits, connected, fetch, resolved
from tests.browser.server import LOOPBACK
from tests.hostile.faults import Fault, begun, faulty, sent

OPEN = "9.9.9.9"
HTML = ("Content-Type", "text/html; charset=utf-8")
PAGE = "<html><body><p>Some 40 soldiers crossed the long bridge, the ministry of the valley said.</p></body></html>"
QUICK = FetchLimits(deadline_s=2.0, max_bytes=300_000, max_decoded_bytes=300_000)
MEGABYTE = 1_000_000


@dataclass
class Net:
    """An internet of one machine: any name is an open address, any open address leads to our own server.

    Attributes:
        port: where our server listens.
        names: addresses of hosts that have others.
        looked_up: hosts that were looked up.
        reached: addresses that were connected to.
    """

    port: int = 9
    names: dict[str, list[str]] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.looked_up.append(host)
        return self.names.get(host, [OPEN])

    def connect(self, address: str, port: int, timeout_s: float) -> socket.socket:
        self.reached.append(address)
        return socket.create_connection((LOOPBACK, self.port), timeout_s)

    def fetch(self, url: str, limits: FetchLimits = QUICK) -> Fetched:
        return fetch(url, limits, resolve=self.resolve, connect=self.connect)

    def refused(self, url: str, limits: FetchLimits = QUICK) -> str:
        with pytest.raises(FetchError) as caught:
            self.fetch(url, limits)
        return str(caught.value)


def answered(fault: Fault, limits: FetchLimits = QUICK) -> Fetched:
    with faulty(fault) as (address, _):
        return Net(urlsplit(address).port or 0).fetch("http://valley.org/report", limits)


def refused(fault: Fault, limits: FetchLimits = QUICK) -> str:
    with faulty(fault) as (address, _):
        return Net(urlsplit(address).port or 0).refused("http://valley.org/report", limits)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "169.254.169.254", "[::1]", "0", "127.1", "2130706433", "0x7f000001", "0177.0.0.1",
        "0.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "100.64.0.1", "[::ffff:127.0.0.1]", "[::]", "[fe80::1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fec0::1]", "[fd00:ec2::254]", "224.0.0.1", "127.0.0.1.", "①②⑦.0.0.1",
        "168.63.129.16", "[2001:0:7f00:1::]", "localhost.", "LOCALHOST", "a.localhost",
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_host_in_the_house_is_refused_before_anything_is_looked_up_or_connected(scheme: str, host: str) -> None:
    net = Net()
    net.refused(f"{scheme}://{host}/")
    assert (net.looked_up, net.reached) == ([], [])


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        [OPEN, "127.0.0.1"],
        ["10.0.0.1", OPEN],
        ["::ffff:7f00:1"],
        ["64:ff9b::a00:1"],
        ["fe80::1%eth0"],
        ["x"],
    ],
)
def test_one_address_in_the_house_refuses_the_host_before_it_is_connected_to(addresses: list[str]) -> None:
    net = Net(names={"valley.org": addresses})
    assert "is not on the open internet" in net.refused("http://valley.org/")
    assert (net.looked_up, net.reached) == (["valley.org"], [])


def test_a_host_is_looked_up_once_and_the_address_that_was_checked_is_the_one_connected_to() -> None:
    answers = iter([["8.8.8.8"], ["127.0.0.1"]])
    with faulty(lambda handler: sent(handler, PAGE.encode(), "text/html")) as (address, _):
        net = Net(urlsplit(address).port or 0)
        fetch("http://valley.org/", QUICK, resolve=lambda host, port: next(answers), connect=net.connect)
    assert net.reached == ["8.8.8.8"]
    assert list(answers) == [["127.0.0.1"]]


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://valley.org/", "gopher://valley.org/", "data:text/html,x", "//valley.org",
     "javascript:1", "http:valley.org", "HTTP//valley.org", "jar:http://valley.org!/", "http://valley.org:22/", "http://valley.org:6379/"],
)  # fmt: skip
def test_anything_but_a_web_address_is_refused(url: str) -> None:
    net = Net()
    net.refused(url)
    assert (net.looked_up, net.reached) == ([], [])


def sends(*locations: str, status: int = 302) -> Fault:
    """A page that sends on, from /0 to /1 and so on when several are given."""

    def fault(handler: BaseHTTPRequestHandler) -> None:
        place = int(handler.path[1:]) if handler.path[1:].isdigit() else 0
        if place < len(locations):
            begun(handler, status, ("Location", locations[place]), ("Content-Length", "0"))
        else:
            sent(handler, PAGE.encode(), "text/html")

    return fault


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1/", "http://localhost/", "//169.254.169.254/latest/meta-data/", "http://[::1]/", "http://house.org/",
     "file:///etc/passwd", "gopher://valley.org/", "http://2130706433/", "http://valley.org:8080/"],
)  # fmt: skip
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_page_that_sends_into_the_house_is_refused_before_connecting(location: str, status: int) -> None:
    with faulty(sends(location, status=status)) as (address, asked):
        net = Net(urlsplit(address).port or 0, names={"house.org": ["10.0.0.1"]})
        net.refused("http://valley.org/0")
    assert (net.reached, asked) == ([OPEN], ["/0"])


def test_three_redirects_are_followed_and_each_host_is_looked_up_and_checked() -> None:
    with faulty(sends("http://hill.org/1", "/2", "http://lake.org/3")) as (address, _):
        net = Net(urlsplit(address).port or 0)
        assert net.fetch("http://valley.org/0").url == "http://lake.org/3"
    assert net.looked_up == ["valley.org", "hill.org", "hill.org", "lake.org"]


def test_a_fourth_redirect_is_not_followed() -> None:
    assert "sends on more than 3 times" in refused(sends("/1", "/2", "/3", "/4"))


def flood(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 200, HTML)
    while True:
        handler.wfile.write(b"a" * 100_000)


def says_it_is_huge(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 200, HTML, ("Content-Length", "1000000000"))
    flood(handler)


@cache
def packed(coding: str) -> bytes:
    """100 MB of one letter in 100 kB."""
    return (gzip.compress if coding == "gzip" else zlib.compress)(b"a" * 100 * MEGABYTE)


def bomb(coding: str) -> Fault:
    def fault(handler: BaseHTTPRequestHandler) -> None:
        body = packed(coding)
        begun(handler, 200, HTML, ("Content-Encoding", coding), ("Content-Length", str(len(body))))
        handler.wfile.write(body)

    return fault


@pytest.mark.parametrize(
    "fault", [flood, says_it_is_huge, bomb("gzip"), bomb("deflate")], ids=["flood", "length", "gzip", "deflate"]
)
def test_a_body_without_an_end_is_cut_at_the_cap_and_memory_stays_small(fault: Fault) -> None:
    packed("gzip"), packed("deflate")  # before memory is watched
    tracemalloc.start()
    sentence = refused(fault, FetchLimits(deadline_s=20))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sentence == "The page is larger than what is fetched. Paste the text of the report instead."
    assert peak < 50 * MEGABYTE


def hang(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(QUICK.deadline_s + 1)


def drip_head(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(100):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\n"[:7])
        handler.wfile.flush()
        time.sleep(0.05)


def drip_body(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 200, HTML)
    for _ in range(100):
        handler.wfile.write(b"a")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("fault", [hang, drip_head, drip_body])
def test_a_server_that_never_comes_to_an_end_meets_the_deadline(fault: Fault) -> None:
    sentence = refused(fault, FetchLimits(deadline_s=1.0))
    assert sentence.startswith("The page did not come within the time it has. Try again later.")


def test_a_look_up_that_hangs_meets_the_deadline() -> None:
    done = threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        done.wait(30)
        return [OPEN]

    with pytest.raises(FetchError, match="did not come within the time"):
        fetch("http://valley.org/", FetchLimits(deadline_s=0.2), resolve=resolve, connect=Net().connect)
    done.set()


def other(status: int = 200, kind: str = "text/html", coding: str = "", body: bytes = b"PWN") -> Fault:
    def fault(handler: BaseHTTPRequestHandler) -> None:
        head = [("Content-Type", kind)] if kind else []
        head += [("Content-Encoding", coding)] if coding else []
        begun(handler, status, *head, ("Content-Length", str(len(body))))
        handler.wfile.write(body)

    return fault


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    begun(handler, 200, HTML, ("Content-Length", "1000"))
    handler.wfile.write(b"PWN")


def no_http(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-PWN\r\n")


def many_fields(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: PWN\r\n" * 1_000 + b"\r\n")


REFUSED: dict[str, tuple[Fault, str]] = {
    "404": (other(404), "The host answers 404 and no page."),
    "500": (other(500), "The host answers 500 and no page."),
    "204": (other(204, body=b""), "The host answers 204 and no page."),
    "401": (other(401), "The host answers 401 and no page."),
    "json": (other(kind="application/json"), "What is there is no page, text or PDF."),
    "picture": (other(kind="image/png"), "What is there is no page, text or PDF."),
    "svg": (other(kind="image/svg+xml"), "What is there is no page, text or PDF."),
    "no kind": (other(kind=""), "What is there is no page, text or PDF."),
    "odd kind": (other(kind="PWN"), "What is there is no page, text or PDF."),
    "brotli": (other(coding="br"), "The answer is packed in a way that was not asked for."),
    "twice packed": (other(coding="gzip, gzip"), "The answer is packed in a way that was not asked for."),
    "no gzip": (other(coding="gzip"), "The host does not answer as a web server does."),
    "half a gzip": (other(coding="gzip", body=gzip.compress(b"PWN" * 99)[:-9]), "The answer was cut off."),
    "cut off": (cut_off, "The answer was cut off."),
    "no HTTP": (no_http, "The host does not answer as a web server does."),
    "many fields": (many_fields, "The host does not answer as a web server does."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_answer_that_is_no_report_gives_one_sentence_and_nothing_of_it_is_shown(name: str) -> None:
    fault, reason = REFUSED[name]
    sentence = refused(fault)
    assert sentence.startswith(f"{reason} ")
    assert "PWN" not in sentence


def test_a_host_that_is_none_and_one_that_refuses_are_told_apart() -> None:
    def none(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    with pytest.raises(FetchError, match=r"^There is no host of this name\. Check the address\.$"):
        fetch("http://valley.org/", QUICK, resolve=none, connect=Net().connect)

    def refuse(address: str, port: int, timeout_s: float) -> socket.socket:
        raise ConnectionRefusedError

    with pytest.raises(FetchError, match=r"^The host cannot be reached\. Try again later\."):
        fetch("http://valley.org/", QUICK, resolve=Net().resolve, connect=refuse)


def test_the_next_address_is_tried_when_one_is_dead() -> None:
    with faulty(lambda handler: sent(handler, PAGE.encode(), "text/html")) as (address, _):
        net = Net(urlsplit(address).port or 0, names={"valley.org": ["9.9.9.8", OPEN]})

        def connect(address: str, port: int, timeout_s: float) -> socket.socket:
            if address == "9.9.9.8":
                raise OSError("no route")
            return net.connect(address, port, timeout_s)

        assert fetch("http://valley.org/", QUICK, resolve=net.resolve, connect=connect).body == PAGE.encode()


@pytest.mark.parametrize(
    "pack", [gzip.compress, zlib.compress, lambda body: zlib.compress(body)[2:-4]], ids=["gzip", "zlib", "raw"]
)
def test_a_packed_page_is_unpacked(pack: Callable[[bytes], bytes]) -> None:
    coding = "gzip" if pack is gzip.compress else "deflate"
    fetched = answered(other(coding=coding, body=pack(PAGE.encode())))
    assert fetched == Fetched("http://valley.org/report", PAGE.encode(), "text/html", "")


def test_a_body_of_several_gzips_is_read_to_its_end_and_one_of_too_many_is_refused() -> None:
    half = len(PAGE) // 2
    two = gzip.compress(PAGE[:half].encode()) + gzip.compress(PAGE[half:].encode())
    assert answered(other(coding="gzip", body=two)).body == PAGE.encode()
    assert "does not answer as a web server does" in refused(other(coding="gzip", body=gzip.compress(b"") * 5_000))


def test_a_page_is_fetched_with_an_honest_name_and_without_cookies_or_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    heads: list[dict[str, str]] = []

    def fault(handler: BaseHTTPRequestHandler) -> None:
        heads.append(dict(handler.headers))
        kind = (
            ("Set-Cookie", "a=PWN"),
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(PAGE))),
        )
        if handler.path == "/0":
            begun(handler, 302, ("Set-Cookie", "a=PWN"), ("Location", "/1"), ("Content-Length", "0"))
        else:
            begun(handler, 200, *kind)
            handler.wfile.write(PAGE.encode())

    with faulty(fault) as (address, _):
        fetched = Net(urlsplit(address).port or 0).fetch("http://valley.org/0")
    assert fetched == Fetched("http://valley.org/1", PAGE.encode(), "text/html", "utf-8")
    agent = heads[0].pop("User-Agent")
    assert agent.startswith("ConflictMap/")
    assert heads[0] == {
        "Host": "valley.org",
        "Accept": "text/html, text/plain, application/xhtml+xml, application/pdf",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    assert heads[1] == {**heads[0], "User-Agent": agent}
    assert (
        read_fetched(fetched).report.text
        == "Some 40 soldiers crossed the long bridge, the ministry of the valley said."
    )


class Certificates:
    """Stands for the encryption: notes whose certificate was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def wrap_socket(self, plain: socket.socket, server_hostname: str) -> socket.socket:
        self.asked.append(server_hostname)
        return plain


def test_an_encrypted_page_is_asked_by_the_name_and_connected_by_the_checked_address() -> None:
    certificates = Certificates()
    with faulty(sends("https://hill.org/1")) as (address, _):
        net = Net(urlsplit(address).port or 0)
        fetched = fetch(
            "https://valley.org/0",
            QUICK,
            resolve=net.resolve,
            connect=net.connect,
            context=certificates,  # type: ignore[arg-type]
        )
    assert (fetched.url, certificates.asked, net.reached) == (
        "https://hill.org/1",
        ["valley.org", "hill.org"],
        [OPEN, OPEN],
    )


def test_a_page_that_sends_from_https_to_http_is_refused() -> None:
    with faulty(sends("http://valley.org/1")) as (address, _):
        net = Net(urlsplit(address).port or 0)
        with pytest.raises(FetchError, match="from https to http"):
            fetch("https://valley.org/0", QUICK, resolve=net.resolve, connect=net.connect, context=Certificates())  # type: ignore[arg-type]


def test_a_host_without_encryption_is_no_encrypted_host() -> None:
    with faulty(lambda handler: sent(handler, PAGE.encode(), "text/html")) as (address, _):
        net = Net(urlsplit(address).port or 0)
        assert "does not answer as a web server does" in net.refused("https://valley.org/")


def test_the_real_ways_lead_where_they_are_told() -> None:
    assert "127.0.0.1" in resolved("localhost", 80)
    with (
        faulty(lambda handler: sent(handler, b"")) as (address, _),
        connected(LOOPBACK, urlsplit(address).port or 0, 2.0) as opened,
    ):
        assert opened.getpeername()[0] == LOOPBACK


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A key and a certificate of valley.org that it gave itself."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate of this test, and there is none")
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    words = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=valley.org"
    command = [
        *words.split(),
        "-addext",
        "subjectAltName=DNS:valley.org",
        "-keyout",
        str(key),
        "-out",
        str(certificate),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return key, certificate


@contextmanager
def encrypted(key: Path, certificate: Path) -> Iterator[int]:
    """A server that speaks TLS and answers every question with the page; gives its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            sent(self, PAGE.encode(), "text/html")

        def log_message(self, *values: object) -> None: ...

    class Server(ThreadingHTTPServer):
        def get_request(self) -> tuple[socket.socket, object]:
            plain, who = self.socket.accept()
            return context.wrap_socket(plain, server_side=True), who

        def handle_error(self, *values: object) -> None: ...

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with Server((LOOPBACK, 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def test_a_certificate_is_checked_against_the_name_and_not_the_address(certified: tuple[Path, Path]) -> None:
    trusting = ssl.create_default_context(cafile=str(certified[1]))
    with encrypted(*certified) as port:
        net = Net(port)

        def ask(host: str, context: ssl.SSLContext | None) -> Fetched:
            return fetch(f"https://{host}/", QUICK, resolve=net.resolve, connect=net.connect, context=context)

        assert ask("valley.org", trusting) == Fetched("https://valley.org/", PAGE.encode(), "text/html", "")
        for host, context in (("hill.org", trusting), ("valley.org", None)):
            with pytest.raises(FetchError, match=r"^The certificate of the host is not valid\."):
                ask(host, context)
