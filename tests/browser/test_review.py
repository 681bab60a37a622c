"""From a pasted report to a claim on the map: keys, drafts, reasons, conflicts, and text that means harm."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from .conftest import Open, Rooms, judge
from .reviewing import REPORT, Desk
from .screen import DESKTOP, PHONE, WAIT_MS, opened
from .server import Served, served
from .test_accessibility import violations

Desks = Callable[..., Desk]
HOSTILE = (
    "<img src=x onerror=console.log('PWN')> {{7*7}} </script><script>console.log('PWN')</script> ${1} \u202eabc\u202c"
)
MOST_ACTIONS = 4


@pytest.fixture(scope="module")
def room(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of its own: these tests change what is kept."""
    work = tmp_path_factory.mktemp("review")
    with served(work / "data", work) as running:
        yield running


@pytest.fixture
def desks(room: Served, rooms: Rooms) -> Iterator[Desks]:
    made: list[Desk] = []

    def open_desk(size: tuple[int, int] = DESKTOP) -> Desk:
        made.append(Desk(opened(rooms(size), room.url)))
        return made[-1]

    yield open_desk
    for desk in made:
        desk.page.close()
        judge(desk.screen.log, room.host)


def report(extra: str) -> str:
    """A text of its own for every test, since the same text twice is one report."""
    return REPORT.format(extra=f"This copy is for {extra}.")


def test_from_paste_to_the_map_in_four_actions(desks: Desks) -> None:
    desk = desks().open()
    desk.paste(report("the short way"))
    desk.read()
    figure = desk.accepted()  # the first figure is open, whatever stands before it
    assert figure == desk.row("4,321").first.get_attribute("data-cm-id")
    desk.actions += 1
    desk.page.locator(f".cm-rv-item[data-cm-id='{figure}']").get_by_role("link", name="On the map").click()
    desk.screen.forget_map()
    desk.screen.ready()
    assert desk.actions == MOST_ACTIONS
    state = desk.screen.state()
    claim = next(c for c in desk.screen.data()["claims"] if c["id"] == state["selected"])
    assert (claim["fig"]["text"], claim["fig"]["low"], claim["fig"]["unit"]) == ("at least 4,321", 4321, "people")
    assert claim["said"]["from"] == "2024-10-28"
    assert state["clock"] == "2024-10-28"
    expect(desk.page.locator(".cm-tl-open", has_text="4,321")).to_be_visible()


def test_the_claim_leads_back_to_its_words(desks: Desks) -> None:
    desk = desks().bring(report("the way back"))
    desk.choose("4,321")
    item = desk.accepted()
    desk.page.locator(f".cm-rv-item[data-cm-id='{item}'] .cm-rv-row").click()
    desk.page.get_by_role("link", name="On the map").click()
    desk.screen.forget_map()
    desk.screen.ready()
    link = desk.page.locator(".cm-tl-open").get_by_role("link", name="In the report")
    query = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert query["item"] == [item]
    desk.page.goto("about:blank")  # what the browser asks on a deep link is Streamlit's own matter
    desk.open(f"?report={query['report'][0]}&item={item}")


def test_another_session_sees_the_claim_without_a_restart(desks: Desks) -> None:
    other, desk = desks(), desks()
    other.page.goto(other.screen.url)
    other.screen.ready()
    before = len(other.screen.data()["claims"])
    desk.bring(report("two readers"))
    desk.choose("4,321")
    desk.accepted()
    other.screen.reload()
    assert len(other.screen.data()["claims"]) == before + 1


def test_the_keys_walk_accept_reject_and_open_again(desks: Desks) -> None:
    desk = desks().bring(report("the keys"))
    first = desk.opened()
    desk.press("j")
    second = desk.opened()
    assert second != first
    desk.press("k")
    assert desk.opened() == first
    desk.choose("650")
    rejected = desk.opened()
    desk.press("r")
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator(".cm-rv-fault")).to_have_text("Say why; the history keeps the reason.")
    assert desk.page.locator("[data-cm-verdict='rejected']").count() == 0
    desk.page.keyboard.type("Told twice")
    desk.page.keyboard.press("Enter")
    desk.await_verdict(rejected, "rejected")
    expect(desk.page.get_by_role("status").filter(has_text="decided")).to_contain_text("1 of")
    desk.page.locator(f".cm-rv-item[data-cm-id='{rejected}'] .cm-rv-row").click()
    expect(desk.page.locator(".cm-rv-open")).to_contain_text("Told twice")
    desk.press("u")
    desk.page.keyboard.type("It is one after all")
    desk.page.keyboard.press("Enter")
    desk.await_verdict(rejected, "open")


def test_single_keys_can_be_switched_off_and_never_act_while_somebody_types(desks: Desks) -> None:
    desk = desks().bring(report("the switch"))
    first = desk.opened()
    desk.press("?")
    desk.page.get_by_label("single keys act").uncheck()
    desk.page.locator(".cm-rv-facts").click()
    desk.press("j")
    assert desk.opened() == first
    desk.page.get_by_label("single keys act").check()
    desk.page.locator(".cm-rv-facts").click()
    desk.press("j")
    assert desk.opened() != first
    desk.press("e")
    title = desk.page.get_by_label("What is claimed")
    title.press_sequentially("jar")
    assert "jar" in title.input_value()


def test_what_is_typed_survives_a_reload_and_is_what_is_stored(desks: Desks) -> None:
    desk = desks().bring(report("the draft"))
    desk.choose("4,321")
    item = desk.opened()
    desk.press("e")
    desk.page.get_by_label("What is claimed").fill("a corrected count near Sudzha")
    desk.page.get_by_label("Number as stated").fill("4,320")
    desk.page.get_by_label("At least").fill("")
    desk.page.get_by_label("Hedge").select_option("about")
    desk.page.get_by_label("Grade (Admiralty").select_option("C")
    desk.page.get_by_label("Grade of the information").select_option("3")
    report_id = parse_qs(urlsplit(desk.page.url).query)["report"][0]
    desk.page.reload()
    desk.ready()
    desk.choose("a corrected count")
    expect(desk.page.locator(".cm-rv-open")).to_contain_text("With your corrections, not yet accepted.")
    desk.press("e")
    assert desk.page.get_by_label("What is claimed").input_value() == "a corrected count near Sudzha"
    desk.page.keyboard.press("Control+Enter")
    desk.await_verdict(item, "accepted")
    expect(desk.row("a corrected count")).to_be_visible()
    kept = desk.page.evaluate("id => Object.keys(localStorage).filter(k => k.includes(id))", report_id)
    assert kept == []
    desk.screen.log.console = [line for line in desk.screen.log.console if "404" not in line]  # Streamlit's own guesses


def test_a_fault_stands_beside_its_field_and_the_draft_stays(desks: Desks) -> None:
    desk = desks().bring(report("the fault"))
    desk.choose("650")
    desk.press("e")
    desk.page.get_by_label("Said (").fill("last Tuesday")
    desk.page.keyboard.press("Control+Enter")
    field = desk.page.locator("[data-cm-field='said']")
    expect(field.locator(".cm-rv-fault")).to_be_visible()
    assert desk.page.get_by_label("Said (").input_value() == "last Tuesday"
    assert desk.page.get_by_label("Said (").get_attribute("aria-invalid") == "true"


def test_a_conflict_shows_both_texts_and_keeps_the_draft(desks: Desks) -> None:
    one = desks().bring(report("the conflict"))
    report_id = parse_qs(urlsplit(one.page.url).query)["report"][0]
    two = desks()
    two.page.goto(two.screen.url)
    two.screen.ready()
    two.open()
    two.page.locator(f"a[href*='{report_id}']").first.click()
    two.ready()
    for desk, title in ((one, "the first wording"), (two, "the second wording")):
        desk.choose("4,321")
        desk.press("e")
        desk.page.get_by_label("What is claimed").fill(title)
    one.page.keyboard.press("Control+Enter")
    one.page.locator(".cm-rv-item[data-cm-verdict='accepted']").wait_for()
    two.page.keyboard.press("Control+Enter")
    table = two.page.locator(".cm-rv-both")
    expect(table).to_contain_text("the first wording")
    expect(table).to_contain_text("the second wording")
    assert two.page.evaluate("() => Object.values(localStorage).some(v => v.includes('the second wording'))")
    two.screen.log.console = [line for line in two.screen.log.console if "404" not in line]  # Streamlit's own guesses


def test_a_point_can_be_clicked_on_the_map(desks: Desks) -> None:
    desk = desks().bring(report("the point"))
    desk.choose("650")
    desk.press("e")
    desk.page.get_by_label("Place (").fill("A bend of the river")
    desk.page.get_by_role("button", name="Click on a map").click()
    chart = desk.page.locator(".cm-rv-map.leaflet-container")
    chart.scroll_into_view_if_needed()
    chart.click(position={"x": 120, "y": 120})
    assert 45 < float(desk.page.get_by_role("textbox", name="Latitude").input_value()) < 56
    assert 30 < float(desk.page.get_by_role("textbox", name="Longitude").input_value()) < 45
    assert desk.page.get_by_label("How precisely").input_value() == "near"


def test_text_that_means_harm_is_shown_as_it_is(desks: Desks) -> None:
    desk = desks().bring(
        f"{report('harm')}\n\nUkraine's Watch <b>X</b> said that 77 tanks {HOSTILE} were lost. 🚁 Then 88 men fled."
    )
    text = desk.page.locator(".cm-rv-text")
    expect(text).to_contain_text(HOSTILE)
    desk.choose("77")
    lit = desk.page.locator(".cm-rv-lit")
    assert lit.all_text_contents() == ["77"]
    desk.choose("88")
    assert lit.all_text_contents() == ["88"]
    assert not any("PWN" in line for line in desk.screen.log.console)


def test_without_a_date_the_page_asks_and_reads_again_when_it_is_given(desks: Desks) -> None:
    desk = desks().bring(
        "A note without a day\n\nUkraine's Border Watch said on Tuesday that 31 men were killed near Sudzha."
    )
    asked = desk.page.get_by_label("When was it published?")
    desk.choose("31")
    expect(desk.page.locator(".cm-rv-open")).not_to_contain_text("29 October 2024")
    asked.fill("2024-10-30")
    desk.page.get_by_role("button", name="Set the date").click()
    expect(desk.page.locator(".cm-rv-facts")).to_contain_text("30 October 2024")
    desk.choose("31")
    expect(desk.page.locator(".cm-rv-open")).to_contain_text("29 October 2024")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_pages_have_no_violation_of_ours(desks: Desks, scheme: str) -> None:
    desk = desks()
    desk.page.emulate_media(color_scheme=scheme)
    desk.open()
    assert violations(desk.page) == []
    desk.paste(report(f"axe {scheme}"))
    desk.read()
    desk.screen.until("theme => document.documentElement.dataset.cmTheme === theme", scheme)
    assert violations(desk.page) == []
    for key in ("?", "e"):
        desk.press(key)
        assert violations(desk.page) == []
    desk.page.keyboard.press("Escape")
    for key in ("r", "m"):
        desk.page.keyboard.press(key)
        assert violations(desk.page) == []
        desk.page.keyboard.press("Escape")


def test_a_phone_shows_text_and_proposals_without_a_scrollbar_to_the_side(desks: Desks) -> None:
    desk = desks(PHONE)
    desk.page.goto(f"{desk.screen.url}reports")
    desk.page.get_by_label("Text of the report").fill(report("the phone"))
    desk.page.get_by_role("button", name="Read", exact=True).click()
    desk.ready()
    assert desk.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    desk.page.locator(".cm-rv-open").get_by_role("button", name="Accept").tap()
    desk.page.locator(".cm-rv-item[data-cm-verdict='accepted']").wait_for(timeout=WAIT_MS)
    desk.screen.log.console = [line for line in desk.screen.log.console if "404" not in line]  # Streamlit's own guesses


def test_a_new_situation_opens_empty_and_takes_its_first_claim(desks: Desks) -> None:
    desk = desks().open()
    desk.page.get_by_text("Situations:").click()
    desk.page.get_by_label("Id of a new one").fill("new-one")
    desk.page.get_by_label("Title").last.fill("A new one")
    desk.page.get_by_role("button", name="Start it empty").click()
    desk.page.wait_for_url("**situation=new-one**")
    desk.page.goto(f"{desk.screen.url}?situation=new-one")
    desk.screen.ready()
    assert desk.screen.data()["claims"] == []
    desk.open("?situation=new-one")
    desk.paste(report("the new one"))
    desk.read()
    desk.choose("4,321")
    item = desk.accepted()
    desk.page.locator(f".cm-rv-item[data-cm-id='{item}'] .cm-rv-row").click()
    desk.page.get_by_role("link", name="On the map").click()
    desk.screen.forget_map()
    desk.screen.ready()
    assert [claim["fig"]["text"] for claim in desk.screen.data()["claims"]] == ["at least 4,321"]
    assert "situation=new-one" in desk.page.url


def test_an_unknown_situation_opens_the_usual_one_with_a_notice(screens: Open) -> None:
    screen = screens(query="?situation=../../etc")
    expect(screen.page.get_by_text("There is no such situation here")).to_be_visible()
    assert screen.data()["id"] == "kursk-2024"
