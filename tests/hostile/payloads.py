"""The strings that try to become code, and the canaries that say so when one does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.browser.server import LOOPBACK, listening

#: A console line or an attribute of a window with this name means that a string ran.
CRY = "PWN"
FLAG = "__pwn"
_RUN = f"console.log('{CRY}');window.{FLAG}=1"


@dataclass
class Beacon:
    """A server that nobody may call.

    Attributes:
        port: on loopback.
        hits: every path that was asked for.
    """

    port: int = 0
    hits: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}/beacon"


@contextmanager
def beacon() -> Iterator[Beacon]:
    """Listens until the block ends."""
    here = Beacon()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.hits.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815 - the names are the standard library's

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    with listening(Handler) as here.port:
        yield here


def payloads(url: str, file: Path) -> tuple[str, ...]:
    """Strings for every parser between a file and a screen.

    Args:
        url: address of the beacon.
        file: what a string that runs on the server would make.
    """
    return (
        f"<img src=x onerror=\"{_RUN};fetch('{url}')\">",
        f'"><svg onload="{_RUN}"></svg><b>bold</b>',
        f"</script><script>{_RUN}</script>",
        f"</style><style>*{{background:url({url})}}",
        f'x" onmouseover="{_RUN}" onfocus="{_RUN}" autofocus="',
        f'<iframe srcdoc="<script>parent.{FLAG}=1</script>"></iframe>',
        f"<link rel=stylesheet href={url}><base href={url}>",
        f"![x]({url}) [y](javascript:{_RUN}) <{url}>",
        f"javascript:{_RUN}",
        "{{7*7}} {{ 7*'7' }} {{ this.__class__.__mro__ }}",
        f"{{{{ self.__init__.__globals__.__builtins__.open('{file}','w').close() }}}}",
        f"{{{{ cycler.__init__.__globals__.os.system('touch {file}') }}}}",
        f"{{% import os %}}{{% set x = namespace(f=open('{file}','w')) %}}",
        "{% raw %}",
        "{%",
        "{#",
        "${alert(1)} ${console.log('PWN')} cost ${amount} `${1}`",
        f"'; DROP TABLE records; -- ' || readfile('{file}') || \"",
        "x' UNION SELECT name, sql FROM sqlite_master --",
        ":material/home: :red[x] $x^2$ **bold** `code` # head | a | b |",
        "&lt;b&gt; &amp; &#x7b;&#123; \\u003cimg src=x\\u003e \\x3c \\",
        "\u2028 \u2029 \u202eabc\u202c \ufeff \U0001f4a3 é e\u0301",
        "=HYPERLINK(1) +1 -1+cmd| @SUM %s %(x)s {0} {} \\n",
        "__proto__ constructor toString (a+)+$ .* [",
        "a" * 30 + "!",
    )


#: For fields that hold at most fourteen characters.
SHORT = (
    "{{7*7}}",
    "<b>x</b>",
    "${alert(1)}",
    "{% raw %}",
    "{%",
    "{#",
    "</script>",
    "<img src=x>",
    "![x](//a.b)",
    "'--\"",
)

#: Elements and attributes that no page of ours has; one of them means that text became markup.
MARKUP = (
    "img[src='x'], [onerror], [onload], [onmouseover], [onfocus], iframe[srcdoc], base, "
    "a[href^='javascript:'], b:not([class]) > svg, link[href*='beacon'], img[src*='beacon'], script[src*='beacon']"
)
