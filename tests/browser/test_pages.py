"""What a reader finds: every fact of the first article within two clicks, every source with what rests on it."""

from typing import Any

import pytest

from .conftest import Open
from .screen import DESKTOP, PHONE, Screen

FIRST_ARTICLE = "al-jazeera-2024-10-30"
#: One claim of the opening period, and one from long before it.
IN_VIEW, LONG_BEFORE = "K054", "K004"


def claims_of(data: dict[str, Any], source: str) -> list[dict[str, Any]]:
    return [claim for claim in data["claims"] if source in claim["src"]]


def test_every_fact_of_the_first_article_is_two_clicks_away(screens: Open) -> None:
    """One click opens a row of the opening view; a second one, at most, the part of the statement that is meant."""
    screen = screens()
    claims = claims_of(screen.data(), FIRST_ARTICLE)
    assert len(claims) >= 15
    rows = {
        claim: row
        for row, ids in screen.page.locator(".cm-tl-row").evaluate_all(
            "rows => rows.map(r => [r.dataset.cmId, r.dataset.cmIds.split(' ')])"
        )
        for claim in ids
    }
    assert [claim["id"] for claim in claims if claim["id"] not in rows] == []
    for claim in claims:
        screen.page.locator(f".cm-tl-row[data-cm-id='{rows[claim['id']]}']").dispatch_event("click")
        if rows[claim["id"]] != claim["id"]:
            screen.page.locator(f".cm-tl-open .cm-values .cm-ref[data-cm-id='{claim['id']}']").dispatch_event("click")
        detail = screen.page.locator("[data-cm-detail]")
        assert detail.get_attribute("data-cm-detail") == claim["id"]
        assert claim["summary"] in (detail.text_content() or "")
        screen.set({"selected": None})


def test_every_source_is_listed_with_its_link_and_what_rests_on_it(screens: Open) -> None:
    screen = screens()
    data = screen.data()
    screen.page.get_by_role("link", name="Sources", exact=True).click()
    screen.page.locator(".cm-source").first.wait_for()
    assert screen.page.locator(".cm-source").count() == len(data["sources"])
    for key in (FIRST_ARTICLE, "kyiv-independent-ten-days"):
        source = screen.page.locator(f"[id='source-{key}']")
        listed = source.locator("[data-cm-id]").evaluate_all("items => items.map(i => i.dataset.cmId)")
        assert listed == [claim["id"] for claim in claims_of(data, key)]
        link = source.locator("a[target=_blank]")
        url = data["sources"][key]["url"]
        assert (link.get_attribute("href") if link.count() else None) == url
        assert url or data["sources"][key]["link_note"] in source.inner_text()


def test_searching_the_sources_narrows_them_and_says_how_many(screens: Open) -> None:
    screen = screens()
    screen.page.get_by_role("link", name="Sources", exact=True).click()
    find = screen.page.locator(".cm-source-find")
    find.fill("kyiv independent")
    shown = screen.page.locator(".cm-source:visible")
    assert 0 < shown.count() < len(screen.data()["sources"])
    assert all("kyiv independent" in text.lower() for text in shown.all_inner_texts())
    assert screen.page.get_by_role("status").filter(has_text=f"{shown.count()} of ").count() == 1
    find.fill("no such publisher anywhere")
    assert shown.count() == 0
    assert "try fewer words" in screen.page.get_by_role("status").filter(has_text="0 of ").inner_text()


@pytest.mark.parametrize("claim", [IN_VIEW, LONG_BEFORE])
def test_a_claim_on_the_sources_page_leads_to_its_open_row(screens: Open, claim: str) -> None:
    """Also when it was said outside the period that a plain link opens on."""
    screen = screens()
    screen.page.get_by_role("link", name="Sources", exact=True).click()
    screen.page.locator(f".cm-source [data-cm-id='{claim}'] a").first.click()
    screen.page.wait_for_url(f"**/?sel={claim}*")
    screen.forget_map()
    screen.ready().await_state(selected=claim)
    assert screen.page.locator("[data-cm-detail]").get_attribute("data-cm-detail") == claim


def test_the_method_page_says_what_it_does_not_know(screens: Open) -> None:
    screen = screens()
    screen.page.get_by_role("link", name="Method", exact=True).click()
    screen.page.get_by_role("heading", name="Borders and outlines").wait_for()
    text = screen.page.locator("[data-testid='stMain']").inner_text().lower()
    for promise in ("a claim is not a fact", "takes no position on borders", "approximate", "not where it was printed"):
        assert promise in text


def test_an_empty_result_says_what_to_change(screens: Open) -> None:
    screen = screens(query="?q=nobody-ever-said-this")
    for part in (".cm-deck", ".cm-figures .cm-nothing", ".cm-timeline .cm-nothing"):
        text = screen.page.locator(part).inner_text().lower()
        assert any(word in text for word in ("widen", "clear", "show all")), part
    screen.page.locator(".cm-deck-reset").click()
    screen.await_state(clock="2024-10-30")
    assert screen.page.locator(".cm-tl-row").count() > 0


def test_the_page_explains_itself_once(screens: Open) -> None:
    """One line on the first visit; gone for good when the reader has done what it says."""
    screen = screens(query=None, is_fresh=True)
    screen.go()
    assert "click any mark" in screen.page.locator(".cm-hint").inner_text()
    screen.map.locator(".cm-badge").click()
    screen.page.locator(".cm-hint").wait_for(state="detached")
    screen.reload()
    assert screen.page.locator(".cm-hint").count() == 0


def test_the_table_lists_what_the_filters_show(screens: Open) -> None:
    screen = screens()
    screen.page.locator(".cm-pill", has_text="Ukraine").click()
    screen.await_query("off=ua")
    screen.await_quiet()
    shown = screen.page.locator(".cm-count").inner_text().split(" ")[0]
    screen.page.locator(
        ".st-key-cm-table summary", has_text=f": {shown} of {len(screen.data()['claims'])} claims"
    ).wait_for()
    screen.page.locator(".st-key-cm-table summary").click()
    grid = screen.page.locator("[data-testid='stDataFrame'] [role='grid']")
    grid.wait_for(state="attached")
    assert grid.get_attribute("aria-rowcount") == str(int(shown) + 1)


def test_a_tap_on_a_phone_opens_a_sheet_over_half_the_screen(screens: Open) -> None:
    screen = screens(PHONE)
    screen.map.locator(".cm-badge").tap()
    sheet = screen.page.locator(".cm-sheet")
    sheet.wait_for()
    box, clock = sheet.bounding_box(), screen.page.locator(".cm-clock").bounding_box()
    assert box is not None
    assert clock is not None
    assert box["height"] <= PHONE[1] * 0.6
    assert box["y"] + box["height"] <= clock["y"] + 2
    claim = next(c for c in screen.data()["claims"] if c["id"] == screen.state()["selected"])
    assert claim["summary"] in (sheet.text_content() or "")
    screen.page.locator(".cm-sheet-close").tap()
    sheet.wait_for(state="hidden")


def test_one_finger_scrolls_the_page_and_the_map_stays(screens: Open) -> None:
    screen = screens(PHONE)
    assert screen.map.evaluate("() => ConflictMap.map.held.dragging.enabled()") is False
    assert (
        screen.map.evaluate("() => getComputedStyle(document.querySelector('.leaflet-container')).touchAction")
        == "pan-y"
    )


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_dark_is_followed_without_a_rerun(screens: Open, size: tuple[int, int]) -> None:
    screen: Screen = screens(size, query=None)
    screen.page.emulate_media(color_scheme="dark")
    screen.go().await_state(theme="dark")
    before = screen.await_quiet()
    screen.page.emulate_media(color_scheme="light")
    screen.await_state(theme="light")
    screen.map.wait_for_function("() => document.documentElement.dataset.cmTheme === 'light'")
    assert screen.mounts() == 1
    assert screen.log.sent - before <= 1
