"""Finds the ways in which text could become code: in Python by the syntax tree, in our JavaScript by its tokens.

What a stranger gets wrong: prose about a sink is not a sink. Comments and docstrings are left out, every other string
of Python is read as well, because a script may lie in it.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: The modules of each kind that may do it: names are asked for in one, reports are fetched in the other.
OWNERS = {
    "network": ("places/online.py", "intake/fetch.py"),
    "folium element": ("maps/base.py",),
}
FOLIUM_ELEMENTS = {
    "Popup", "Tooltip", "GeoJsonPopup", "GeoJsonTooltip", "DivIcon", "CustomIcon", "Icon", "Element", "Html", "IFrame",
}  # fmt: skip
FOLIUM = ("folium", "branca")
NETWORK = ("requests", "urllib.request", "urllib3", "httpx", "aiohttp", "http.client", "socket", "ftplib", "smtplib")
SQL = re.compile(
    r"\b(select\b.+\bfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|(drop|alter|create)\s+(table|index|view)"
    r"|pragma\s+\w|attach\s+(database\s+)?['\"{])",
    re.IGNORECASE | re.DOTALL,
)
SQL_CALLS = {"execute", "exec_driver_sql", "text", "executemany", "executescript"}
SCRIPT = {
    "innerHTML": r"\.\s*innerHTML\b|\[\s*['\"]innerHTML['\"]",
    "outerHTML": r"\.\s*outerHTML\b|\[\s*['\"]outerHTML['\"]",
    "insertAdjacentHTML": r"\binsertAdjacentHTML\b",
    "document.write": r"\bdocument\s*\.\s*write(ln)?\b",
    "eval": r"(?<![\w.])eval\s*\(|\bwindow\s*\.\s*eval\b|\broot\s*\.\s*eval\b",
    "new Function": r"\bnew\s+Function\b|(?<![\w.])Function\s*\(",
    "timer with text": r"\bset(Timeout|Interval)\s*\(\s*['\"`]",
    "other parsers": r"\b(createContextualFragment|DOMParser|srcdoc|setHTMLUnsafe|parseHTMLUnsafe)\b",
    "handler as text": r"setAttribute\s*\(\s*['\"]on\w+['\"]",
}
#: Strings first, so that two slashes in an address start no comment.
_TOKEN = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|(/\*.*?\*/|//[^\n]*)""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sink:
    """One place where text could become code."""

    file: str
    line: int
    what: str


def found(folder: Path) -> list[Sink]:
    """Every sink below a folder of modules and scripts, in the order of files and lines."""
    sinks: list[Sink] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".py":
            sinks += _python(name, path.read_text(encoding="utf-8"))
        elif path.suffix == ".js":
            sinks += [Sink(name, line, what) for line, what in scripted(path.read_text(encoding="utf-8"))]
    return sorted(set(sinks), key=lambda sink: (sink.file, sink.line, sink.what))


def scripted(text: str) -> Iterator[tuple[int, str]]:
    """Line and name of every sink of a script."""
    bare = _TOKEN.sub(lambda m: m[1] or re.sub(r"[^\n]", " ", m[2]), text)
    for what, pattern in SCRIPT.items():
        for hit in re.finditer(pattern, bare):
            yield bare.count("\n", 0, hit.start()) + 1, what


def _python(name: str, text: str) -> Iterator[Sink]:
    tree = ast.parse(text, name)
    prose = set(_docstrings(tree))
    for node in ast.walk(tree):
        for what in _whats(node, prose):
            if name not in OWNERS.get(what, ()):
                yield Sink(name, getattr(node, "lineno", 0), what)


def _docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def _whats(node: ast.AST, prose: set[ast.AST]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from _imports([alias.name for alias in node.names])
    elif isinstance(node, ast.ImportFrom):
        yield from _imports([node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)])
        if (node.module or "").split(".")[0] in FOLIUM and FOLIUM_ELEMENTS & {alias.name for alias in node.names}:
            yield "folium element"
    elif isinstance(node, ast.Attribute):
        yield from _attribute(node)
    elif isinstance(node, ast.Call):
        yield from _call(node)
    elif isinstance(node, ast.JoinedStr) and _is_sql(node):
        yield "SQL from an f-string"
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose:
        yield from {f"script in a string: {what}" for _, what in scripted(node.value)}


def _imports(names: list[str]) -> Iterator[str]:
    for name in names:
        if any(name == banned or name.startswith(banned + ".") for banned in NETWORK):
            yield "network"
        if name.startswith("streamlit.components.v1"):
            yield "components.html"


def _attribute(node: ast.Attribute) -> Iterator[str]:
    owner = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
    if owner in (*FOLIUM, "features", "element") and node.attr in FOLIUM_ELEMENTS:
        yield "folium element"
    if node.attr == "html" and owner in ("st", "streamlit"):
        yield "st.html"
    if node.attr in ("html", "iframe") and owner in ("components", "v1"):
        yield "components.html"
    if node.attr == "request" and owner == "urllib":
        yield "network"


def _call(node: ast.Call) -> Iterator[str]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if any(keyword.arg == "unsafe_allow_html" for keyword in node.keywords):
        yield "unsafe_allow_html"
    if isinstance(node.func, ast.Attribute) and called in ("query", "eval"):
        yield "df.query or df.eval"
    if isinstance(node.func, ast.Name) and called in ("eval", "exec", "compile"):
        yield "eval"
    if called in SQL_CALLS and node.args and _is_made(node.args[0]):
        yield "SQL from an f-string"


def _is_made(node: ast.expr) -> bool:
    """Text that is put together at run time: f-string, plus, percent or format; a sum with a number is none."""
    if isinstance(node, ast.BinOp):
        return not any(isinstance(side, ast.Constant) and type(side.value) is int for side in (node.left, node.right))
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"


def _is_sql(node: ast.JoinedStr) -> bool:
    parts = (value.value if isinstance(value, ast.Constant) else "{}" for value in node.values)
    return bool(SQL.search("".join(map(str, parts))))
