"""The pages in a real browser: what staff do with them, and what must never happen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from kb_tools.vocabulary import LANGUAGES
from tests.site.conftest import Open

PAGES = ("", "situations/shouting-on-the-phone/", "tactics/agree-on-respect/")


def home(lang: str) -> str:
    return "" if lang == "en" else f"{lang}/"


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(tab: Open, lang: str, width: int, scheme: str) -> None:
    axe = Axe()
    opened = tab(width, scheme)
    more = ("status/", "tactics/", "?q=threatens%20to%20kill%20me") if lang == "en" else ()
    for address in (*PAGES, *more):
        page = opened.open(home(lang) + address)
        if address.startswith("?"):
            page.locator("[data-hit]").first.wait_for()
        found = axe.run(page).response["violations"]
        told = [(v["id"], [node["target"] for node in v["nodes"]][:5]) for v in found]
        assert told == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_georgian_agent_finds_a_lawsuit_in_three_taps(tab: Open) -> None:
    page = tab(390).open("")
    page.locator(
        "[data-languages] summary"
    ).tap() if page.context.browser is None else page.locator("[data-languages] summary").click()
    page.locator("[data-languages] a[lang=ka]").click()
    page.wait_for_url("**/ka/")
    page.locator(".kb-group a[href$='situations/legal-threat/']").click()
    page.wait_for_url("**/ka/situations/legal-threat/")


def test_a_change_of_language_stays_on_article_and_section(tab: Open) -> None:
    page = tab().open("situations/legal-threat/#say")
    page.locator("[data-languages] summary").click()
    page.locator("[data-languages] a[lang=ar]").click()
    page.wait_for_url("**/ar/situations/legal-threat/#say")

    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"


def test_arabic_runs_from_right_to_left(tab: Open) -> None:
    page = tab().open("ar/")
    brand = page.locator(".kb-brand").bounding_box()
    menu = page.locator(".kb-languages").bounding_box()

    assert brand is not None
    assert menu is not None
    assert brand["x"] > menu["x"]


def test_english_in_an_arabic_page_runs_from_left_to_right(tab: Open) -> None:
    page = tab().open("ar/tactics/agree-on-respect/")
    for part in page.locator("[lang=en]").all():
        assert part.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_a_sentence_is_copied_as_it_is_said(tab: Open) -> None:
    page = tab().open("situations/legal-threat/")
    page.locator("[data-copy]").first.click()
    page.locator(".kb-copy--done").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied == page.locator("[data-say]").first.inner_text().strip()
    assert copied[0] not in '“"«„'


def test_the_stop_stands_first(tab: Open) -> None:
    page = tab(390).open("situations/risk-of-violence/")
    first = page.locator(".kb-section").first

    assert first.get_attribute("id") == "stop"
    box = first.bounding_box()
    assert box is not None
    assert box["y"] < 844


@pytest.mark.parametrize("lang", LANGUAGES)
def test_situations_and_tactics_print_on_one_page(tab: Open, lang: str) -> None:
    opened = tab()
    page = opened.open(f"{home(lang)}situations/")
    links = page.locator(".kb-card a").evaluate_all("all => all.map((a) => a.href)")
    page = opened.open(f"{home(lang)}tactics/")
    links += page.locator(".kb-card a").evaluate_all("all => all.map((a) => a.href)")
    chosen = links[::2] if lang == "en" else links[::12]
    for link in chosen:
        page.goto(link)
        pdf = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, link


def test_light_and_dark_are_remembered(tab: Open) -> None:
    opened = tab()
    page = opened.open("")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator("[data-theme-switch]").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page = opened.open("tactics/")

    assert light != dark
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_the_finder_leads_to_a_short_list_and_can_be_sent_on(tab: Open) -> None:
    opened = tab()
    page = opened.open("")
    page.locator("[name=danger][value=no]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**/?danger=no&channel=phone&about=behaviour")
    page.locator("[data-finder-list] a").first.wait_for()
    found = page.locator("[data-finder-list] a").evaluate_all("all => all.map((a) => a.href)")
    assert 1 <= len(found) <= 5
    assert found[0].endswith("/situations/shouting-on-the-phone/")
    page = opened.open("?danger=yes")
    page.locator("[data-finder-list] a").first.wait_for()
    links = page.locator("[data-finder-list] a").evaluate_all("all => all.map((a) => a.href)")
    assert {link.split("/")[-2] for link in links} == {"risk-of-violence", "threat-of-violence"}


def test_a_play_is_followed_from_step_to_step(tab: Open) -> None:
    page = tab().open("situations/shouting-on-the-phone/")
    page.locator("#play a").first.click()
    page.wait_for_url("**/tactics/stay-calm/?play=shouting-on-the-phone")
    assert page.locator(".kb-along-bar [rel=prev]").count() == 0
    page.locator(".kb-along-bar [rel=next]").click()
    page.wait_for_url("**/tactics/let-them-finish/?play=shouting-on-the-phone")
    assert page.locator(".kb-along-bar [rel=prev]").count() == 1


def test_a_language_is_there_without_a_network(tab: Open) -> None:
    opened = tab()
    page = opened.open("ka/")
    page.evaluate(
        """() => new Promise((resolve) =>
            navigator.serviceWorker.addEventListener("message", (e) => e.data.kept && resolve()))"""
    )
    page.context.set_offline(True)
    opened.open("ka/situations/legal-threat/")
    assert page.locator(".kb-section").count() > 4
    opened.open("ka/")
    page.locator("[data-search] input").fill("მიყვირის")
    page.locator("[data-hit]").first.wait_for()
    names = page.evaluate("caches.keys()")
    assert len(names) == 1
    assert names[0].startswith("kb-ka-")
    page.context.set_offline(False)


def test_pages_can_be_read_without_scripts(tab: Open) -> None:
    opened = tab(390, java_script_enabled=False)
    page = opened.open("")
    assert page.locator(".kb-group a").count() > 30
    assert page.locator(".kb-finder").is_hidden()
    page = opened.open("situations/legal-threat/")
    assert page.locator("[data-copy]").first.is_hidden()
    assert page.locator("#now li").count() == 3


@pytest.mark.parametrize(("address", "lang"), [("ka/nothing/", "ka"), ("nothing", "en")])
def test_a_missing_page_speaks_the_language_of_its_address(
    tab: Open, address: str, lang: str
) -> None:
    opened = tab()
    page = opened.open(address)
    opened.complaints.clear()  # the 404 itself

    assert page.evaluate("document.documentElement.lang") == lang
    assert page.locator("[data-not-found] > :visible").count() == 1
    page.locator("[data-not-found] a:visible").click()
    page.wait_for_url(f"**/{home(lang)}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_visit_is_light(tab: Open, lang: str) -> None:
    """At most 90 kB compressed; 180 kB with the fonts of Georgian and Arabic."""
    opened = tab(service_workers="block")
    opened.page.add_init_script("delete Navigator.prototype.serviceWorker")
    sizes = []
    opened.page.on("response", lambda r: sizes.append(int(r.headers.get("content-length", 0))))
    opened.open(f"{home(lang)}situations/legal-threat/")
    opened.page.wait_for_load_state("networkidle")

    assert sum(sizes) <= (180_000 if lang in ("ka", "ar") else 90_000)
