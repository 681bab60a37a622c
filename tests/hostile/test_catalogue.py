"""Cases 1 to 9: every text of a situation is shown as it is stored, wherever it is shown, and none of it runs."""

from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.browser.screen import Screen

from .attack import Attack, Visit

#: So many addresses with so many payloads each hold all of them.
ADDRESSES, EACH = 5, 5
#: Shows one claim after another and gives back what its open row says.
DETAILS = """async ids => {
  const bus = __probe.bus(), out = {}, text = (n) => n ? n.textContent : null;
  const frame = () => new Promise(done => requestAnimationFrame(done));
  for (const id of ids) {
    bus.set({ selected: id });
    await frame();
    const box = document.querySelector("[data-cm-detail]");
    const row = document.querySelector(".cm-tl-row[aria-selected='true']");
    out[id] = box && row && {
      id: box.dataset.cmDetail, who: text(row.querySelector(".cm-tl-text b")),
      quote: text(box.querySelector(".cm-quote")), summary: text(box.querySelector(".cm-summary")),
      sources: text(box.querySelector(".cm-src")), note: text(box.querySelector(".cm-note")),
      titles: [...box.querySelectorAll(".cm-src [title]")].map(n => n.title)
    };
  }
  bus.set({ selected: null });
  return out;
}"""
#: Opens every group of figures, a few at a time, and collects the words in them.
FIGURES = """async topics => {
  const bus = __probe.bus(), names = new Set(), values = new Set(), folds = new Set();
  for (const topic of topics) {
    bus.set({ open: [topic] });
    await new Promise(done => requestAnimationFrame(done));
    const collect = (selector, into) => document.querySelectorAll(selector).forEach(n => into.add(n.textContent));
    collect(".cm-figures .cm-lane-name .cm-value", names);
    collect(".cm-lanes .cm-label .cm-value, .cm-bars .cm-row .cm-value", values);
    collect(".cm-fold b", folds);
  }
  bus.set({ open: null });
  return [[...names], [...values], [...folds]];
}"""
#: Words on the map, with the tooltip of every mark.
ON_THE_MAP = """async () => {
  const words = selector => [...document.querySelectorAll(selector)].map(n => n.textContent), tips = [];
  const labels = words(".cm-scene .cm-label text, .cm-inset-map .cm-label text"), chips = words(".cm-chip span");
  const tip = document.querySelector(".cm-map-ui .cm-tip");
  for (const mark of document.querySelectorAll(".cm-mark[tabindex='0']")) {
    mark.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
    tips.push([mark.dataset.cmId, tip.textContent, mark.getAttribute("aria-label")]);
    mark.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  }
  return { labels, chips, tips };
}"""
SOURCES = """() => [...document.querySelectorAll(".cm-source")].map(n => ({
  id: n.id, head: n.querySelector("h3").textContent, body: n.textContent,
  link: n.querySelector("a[target=_blank]")?.getAttribute("href") || null
}))"""


def by_id(attack: Attack) -> dict[str, dict[str, Any]]:
    return {claim["id"]: claim for claim in attack.claims()}


def whole_span(screen: Screen, attack: Attack) -> None:
    span = attack.stored["span"]
    seen = screen.painted()
    screen.set({"from": span["from"], "to": span["to"], "clock": span["to"]})
    screen.await_paint(seen)


def short(attack: Attack, claim: dict[str, Any]) -> str:
    return ", ".join(attack.stored["speakers"][key]["short"] for key in claim["by"])


def sentence(attack: Attack, claim: dict[str, Any]) -> str:
    return f"{short(attack, claim)} says {claim['title']}, {claim['said']['text']}"


def test_the_server_opened_the_hostile_package_as_it_is_stored(reader: Screen, attack: Attack) -> None:
    """Every payload is in it, and the browser got the very text that intake read."""
    assert reader.data() == attack.stored
    text = "".join(claim["title"] + claim["summary"] + claim["note"] for claim in attack.claims())
    assert [string for string in attack.strings if string.strip() not in text] == []


def test_head_pills_and_tab_show_the_stored_text(reader: Screen, attack: Attack) -> None:
    screen = reader
    assert screen.page.locator("h1").text_content() == attack.stored["title"]
    assert attack.stored["title"] in screen.page.evaluate("() => document.title")
    pills = screen.page.locator(".cm-pills .cm-pill > span").all_text_contents()
    assert pills == [side["name"] for side in attack.stored["sides"]]


def test_every_claim_opens_with_its_stored_text(reader: Screen, attack: Attack) -> None:
    screen, claims = reader, by_id(attack)
    details = screen.page.evaluate(DETAILS, list(claims))
    assert [claim for claim in claims if not details[claim]] == []
    for key, claim in claims.items():
        shown = details[key]
        sources = [attack.stored["sources"][source] for source in claim["src"]]
        assert shown["id"] == key
        assert shown["summary"] == claim["summary"]
        assert shown["note"] == (f"Note: {claim['note']}" if claim["note"] else None)
        assert shown["quote"] == (f"“{claim['quote']}”" if claim["quote"] else None)
        assert shown["titles"] == [source["title"] for source in sources]
        assert all(source["publisher"] in shown["sources"] for source in sources)
        assert not claim["via"] or f"through {claim['via']}" in shown["sources"]
        assert attack.stored["places"][claim["place"]]["name"] in shown["sources"]
        assert "; ".join(attack.stored["speakers"][speaker]["name"] for speaker in claim["by"]) in shown["who"]


def test_every_row_of_the_timeline_shows_the_stored_title(reader: Screen, attack: Attack) -> None:
    screen, claims = reader, by_id(attack)
    rows = screen.page.locator(".cm-tl-row").evaluate_all(
        "rows => rows.map(r => [r.dataset.cmId, r.children[2].textContent])"
    )
    assert len(rows) == len({claim["st"] for claim in claims.values()})
    assert dict(rows) == {key: f"{short(attack, claims[key])} says {claims[key]['title']}" for key, _ in rows}


def test_every_group_of_figures_shows_stored_names_and_values(reader: Screen, attack: Attack) -> None:
    screen, topics = reader, attack.stored["topics"]
    names, values, folds = screen.page.evaluate(FIGURES, [topic["id"] for topic in topics])
    assert set(names) <= {topic["title"] for topic in topics}
    assert len(names) >= len(topics) / 2
    assert set(folds) <= {topic["short"] or topic["title"] for topic in topics}
    stored = {claim["fig"]["text"] for claim in attack.claims() if claim["fig"]} | {c["label"] for c in attack.claims()}
    shown = set(values) - set(names)
    assert {value for value in shown if not any(value in text for text in stored)} == set()


@pytest.mark.parametrize("frame", ["theatre", "world"])
def test_labels_and_tooltips_of_the_map_show_the_stored_text(reader: Screen, attack: Attack, frame: str) -> None:
    screen, claims = reader, by_id(attack)
    seen = screen.painted()
    screen.set({"frame": frame, "clock": "2024-10-31"})
    screen.await_paint(seen)
    found = screen.map.evaluate(ON_THE_MAP)
    assert len(found["tips"]) >= 3
    for key, tip, label in found["tips"]:
        assert tip == sentence(attack, claims[key])
        assert sentence(attack, claims[key]) in label
    places = {place["name"] for place in attack.stored["places"].values()}
    assert set(found["chips"]) <= places
    anchored = {p["anchor"]["name"].split(" (")[0] for p in attack.stored["places"].values() if p["anchor"]}
    stored = places | {f"near {name}" for name in anchored}
    attacking = [label for label in found["labels"] if any(c in label for c in "<{$`\\%") and label not in stored]
    rest = [route["title"].split(",")[0] for route in attack.stored["routes"]] + [
        s["name"] for s in attack.stored["sides"]
    ]
    assert [label for label in attacking if not any(part in label for part in [*rest, *stored])] == []


def test_every_story_sentence_is_shown_as_stored(reader: Screen, attack: Attack) -> None:
    screen = reader
    for step in attack.stored["story"]:
        screen.page.evaluate("async step => ConflictMap.goStep(await __probe.data(), __probe.bus(), step)", step)
        screen.await_state(step=step["n"])
        assert screen.page.locator(".cm-deck-said").text_content() == step["sentence"]
        assert step["title"] in (screen.page.locator(".cm-clock-step").text_content() or "")


def test_the_sources_page_shows_every_source_as_stored(visit: Visit, attack: Attack) -> None:
    screen = visit()
    screen.page.get_by_role("link", name="Sources", exact=True).click()
    screen.page.locator(".cm-source").first.wait_for()
    shown = {row["id"].removeprefix("source-"): row for row in screen.page.evaluate(SOURCES)}
    assert set(shown) == set(attack.stored["sources"])
    for key, source in attack.stored["sources"].items():
        assert shown[key]["head"].startswith(source["publisher"])
        for text in (
            source["title"],
            source["note"],
            source["agency"] if source["agency"] != source["publisher"] else "",
        ):
            assert text in shown[key]["body"]
        assert shown[key]["link"] == source["url"]
        for claim in attack.claims():
            assert key not in claim["src"] or claim["title"] in shown[key]["body"]


def test_the_method_page_shows_licences_and_measurement_as_stored(visit: Visit, attack: Attack) -> None:
    screen = visit()
    screen.page.get_by_role("link", name="Method", exact=True).click()
    screen.page.get_by_text("Licence of the data package").wait_for()
    measured, licences = attack.texts
    shown = screen.page.locator("[data-testid='stText']").all_text_contents()
    assert shown == [measured, f"Licence of the data package: {licences}"]


def test_the_table_shows_the_stored_text(visit: Visit, attack: Attack) -> None:
    screen, titles = visit(), {claim["title"] for claim in attack.claims()}
    screen.await_quiet()
    screen.page.locator(".st-key-cm-table summary").click()
    cells = screen.page.locator("[data-testid='stDataFrame'] [role='gridcell']")
    cells.first.wait_for(state="attached")
    shown = {text.strip() for text in cells.all_text_contents()}
    assert len(shown & {title.strip() for title in titles}) >= 3


def test_search_offers_stored_names_and_finds_payloads_as_words(reader: Screen, attack: Attack) -> None:
    screen = reader
    search = screen.page.locator(".cm-search-input")
    names = {p["name"] for p in attack.stored["places"].values()} | {
        s["name"] for s in attack.stored["speakers"].values()
    }
    for typed in ("kursk", "<", "{{", "${", "constructor"):
        search.fill(typed)
        screen.until("typed => __probe.state().filter.q === typed", typed)
        offered = screen.page.locator(".cm-option-name").all_text_contents()
        assert set(offered) <= names
        assert all(
            note.split(" · ")[-1].split()[0].isdigit()
            for note in screen.page.locator(".cm-option-note").all_text_contents()
        )
        expected = [claim["id"] for claim in attack.claims() if typed in claim["find"]]
        shown = screen.page.locator(".cm-tl-row").evaluate_all("rows => rows.flatMap(r => r.dataset.cmIds.split(' '))")
        assert sorted(shown) == sorted(expected)


@pytest.mark.parametrize("number", range(ADDRESSES))
def test_a_payload_in_the_address_is_a_search_for_its_letters(visit: Visit, attack: Attack, number: int) -> None:
    """Case 7, and every payload in turn: the first as the search, all as parameters nobody knows."""
    assert len(attack.strings) <= ADDRESSES * EACH
    strings = attack.strings[number * EACH : (number + 1) * EACH]
    words = " ".join(strings[0].split())
    query = f"?q={quote(words)}" + "".join(f"&case{n}={quote(text)}&{quote(text)}=1" for n, text in enumerate(strings))
    screen = visit(query)
    screen.await_quiet()
    assert screen.state()["filter"]["q"] == words
    assert screen.page.locator(".cm-search-input").input_value() == words
    assert screen.page.locator("[data-testid='stToast']").count() == 0
    assert screen.page.locator("h1").text_content() == attack.stored["title"]


def test_a_payload_in_a_known_parameter_is_left_out_and_never_repeated(visit: Visit, attack: Attack) -> None:
    hostile = attack.strings[0]
    names = (
        "t",
        "from",
        "sel",
        "off",
        "kind",
        "place",
        "date",
        "origins",
        "focus",
        "open",
        "layers",
        "borders",
        "frame",
    )
    screen = visit("?" + "&".join(f"{name}={quote(hostile)}" for name in names))
    toast = screen.page.locator("[data-testid='stToast']", has_text="“frame”")
    toast.wait_for()
    assert hostile not in (toast.text_content() or "")
    assert screen.state()["filter"]["off"] == []


def test_sql_in_the_search_finds_nothing_and_leaks_nothing(visit: Visit) -> None:
    """Case 8."""
    words = "x' UNION SELECT password FROM users --"
    screen = visit("?" + urlencode({"q": words}))
    screen.await_quiet()
    assert screen.page.locator(".cm-tl-row").count() == 0
    assert "0 of" in screen.page.locator(".cm-count").inner_text()
    text = screen.page.locator("body").inner_text().lower()
    assert [
        word for word in ("traceback", "sqlite", "operationalerror", "sqlalchemy", "syntax error") if word in text
    ] == []
    screen.page.locator(".st-key-cm-table summary").click()
    screen.page.get_by_text("Nothing passes the filters").wait_for()


def test_a_pattern_in_the_search_is_letters_and_others_are_served(visit: Visit, attack: Attack) -> None:
    """Case 9. As a pattern it would never end on the row of letters that stands in the data."""
    pattern, letters = "(a+)+$", "a" * 30
    assert any(letters in claim["find"] for claim in attack.claims())
    screen = visit("?q=" + quote(pattern))
    other = visit()
    whole_span(screen, attack)
    screen.await_quiet()
    expected = [claim["id"] for claim in attack.claims() if pattern in claim["find"]]
    shown = screen.page.locator(".cm-tl-row").evaluate_all("rows => rows.flatMap(r => r.dataset.cmIds.split(' '))")
    assert sorted(shown) == sorted(expected)
    assert other.page.locator(".cm-tl-row").count() > 0
