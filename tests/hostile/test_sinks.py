"""No text becomes code outside the one module that owns the way; each pattern is planted once and seen refused."""

from pathlib import Path

import pytest

from tests.browser.server import ROOT

from .sinks import OWNERS, Sink, found

PYTHON = {
    "folium.Popup": ("import folium\nfolium.Popup('x')\n", 2, "folium element"),
    "folium.Tooltip": ("import folium as f\nfrom folium import Tooltip\n", 2, "folium element"),
    "GeoJsonPopup": ("from folium.features import GeoJsonPopup\n", 1, "folium element"),
    "DivIcon": ("from folium import features\nfeatures.DivIcon(html='x')\n", 2, "folium element"),
    "Element": ("from branca import element\nelement.Element('x')\n", 2, "folium element"),
    "Html": ("from branca.element import Html\n", 1, "folium element"),
    "unsafe_allow_html": ("import streamlit as st\nst.markdown('x', unsafe_allow_html=True)\n", 2, "unsafe_allow_html"),
    "st.html": ("import streamlit as st\nst.html('x')\n", 2, "st.html"),
    "components.html": ("import streamlit.components.v1 as c\n", 1, "components.html"),
    "components.v1.html": ("import streamlit as st\nst.components.v1.html('x')\n", 2, "components.html"),
    "f-string SQL": ("def f(s, t):\n    return s.execute(f'SELECT a FROM {t}')\n", 2, "SQL from an f-string"),
    "SQL by plus": ("def f(s, t):\n    return s.execute('SELECT a FROM ' + t)\n", 2, "SQL from an f-string"),
    "SQL by percent": ("def f(text, t):\n    return text('DELETE FROM %s' % t)\n", 2, "SQL from an f-string"),
    "SQL by format": ("def f(s, t):\n    return s.execute('DROP TABLE {}'.format(t))\n", 2, "SQL from an f-string"),
    "SQL kept for later": ("def f(t):\n    return f'DELETE FROM {t}'\n", 2, "SQL from an f-string"),
    "df.query": ("def f(df, t):\n    return df.query(t)\n", 2, "df.query or df.eval"),
    "df.eval": ("def f(df, t):\n    return df.eval(t)\n", 2, "df.query or df.eval"),
    "eval": ("def f(t):\n    return eval(t)\n", 2, "eval"),
    "requests": ("import requests\n", 1, "network"),
    "urllib": ("from urllib.request import urlopen\n", 1, "network"),
    "urllib as attribute": ("import urllib\nurllib.request.urlopen('x')\n", 2, "network"),
    "a script in a string": ("X = 'box.innerHTML = text'\n", 1, "script in a string: innerHTML"),
}
SCRIPTS = {
    "innerHTML": "box.innerHTML = claim.title;",
    "outerHTML": "box.outerHTML += x;",
    "insertAdjacentHTML": "box.insertAdjacentHTML('beforeend', x);",
    "document.write": "document.write(x);",
    "eval": "eval(x);",
    "new Function": "new Function('a', x)();",
    "timer with text": "setTimeout('f()', 1);",
    "other parsers": "new DOMParser().parseFromString(x, 'text/html');",
    "handler as text": "node.setAttribute('onclick', x);",
}
INNOCENT = {
    "words.py": '"""Never innerHTML, never eval(x), never SELECT a FROM b."""\n\nX = f"{1} of {2} update"\n',
    "plain.py": "from urllib.parse import urlsplit\nfrom sqlalchemy import select, text\nX = text('SELECT 1')\n",
    "plain.js": '/* never innerHTML */\nvar u = "https://example.org/a"; // box.outerHTML = x\nnode.textContent = u;\n',
}


def test_our_own_modules_and_scripts_have_no_sink() -> None:
    assert found(ROOT / "components") == []


@pytest.mark.parametrize("name", PYTHON)
def test_a_planted_python_sink_is_refused(tmp_path: Path, name: str) -> None:
    text, line, what = PYTHON[name]
    (tmp_path / "panels").mkdir()
    (tmp_path / "panels" / "new.py").write_text(text)
    assert Sink("panels/new.py", line, what) in found(tmp_path)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_planted_script_sink_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "new.js").write_text(f'"use strict";\n{SCRIPTS[name]}\n')
    assert found(tmp_path) == [Sink("new.js", 2, name)]


def test_the_owning_module_may_and_no_other_of_its_name(tmp_path: Path) -> None:
    (name,) = OWNERS["folium element"]
    owner = tmp_path / name
    other = tmp_path / "panels" / owner.name
    for path in (owner, other):
        path.parent.mkdir()
        path.write_text("from branca.element import Element\n")
    assert found(tmp_path) == [Sink("panels/base.py", 1, "folium element")]


def test_prose_about_a_sink_is_no_sink(tmp_path: Path) -> None:
    for name, text in INNOCENT.items():
        (tmp_path / name).write_text(text)
    assert found(tmp_path) == []
