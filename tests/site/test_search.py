"""The search in the browser gives what `kb search` gives."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kb_tools.search import analysis, correction, patterns
from kb_tools.search.querying import Index, search
from kb_tools.vocabulary import LANGUAGES
from tests.conftest import ROOT
from tests.site.conftest import Open

DEPTH = 10
STRANGE = [
    "", "ΟΔΟΣ ὁδός", "İstanbul ISTANBUL ıstanbul", "ﷺ", "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ საქართველო", "ﬁnance ﬃ",
    "١٢٣ ۴۵۶", "e\u0301te\u0301 été", "don't don’t", "straße STRASSE", "a\u00adb", "x²½",
    "日本語 𝔘𝔫𝔦", "ـكتـاب", "إأآٱ ىي ة", "👍🏽 ok", "a_b-c/d", "Ǆ ǆ", "ŉ", "ﾊﾝｶｸ",
    "٠٫٥", "\u200cx\u200dy", "ẞß",
]  # fmt: skip


def judged() -> list[tuple[str, str, str]]:
    return [
        (each["id"], each["lang"], each["query"])
        for path in sorted((ROOT / "tests/relevance").glob("*.jsonl"))
        for each in map(json.loads, path.read_text("utf-8").splitlines())
    ]


def vectors() -> list[str]:
    cases = [
        line.split("\t")
        for path in sorted((ROOT / "tests/cases").glob("*/*.tsv"))
        for line in path.read_text("utf-8").splitlines()
        if line and line[0] != "#"
    ]
    return [*STRANGE, *(query for _, _, query in judged()), *(t for case in cases for t in case)]


@pytest.fixture
def modules(tab: Open) -> Page:
    """A page on which the modules of the search are loaded, as `kb`."""
    page = tab().open("status/")
    page.evaluate(
        """async () => {
            const load = (name) => import(new URL(`../assets/kb/search/${name}.js`, location.href));
            const names = ["analysis", "correction", "patterns", "ranking", "search"];
            globalThis.kb = Object.assign({}, ...await Promise.all(names.map(load)));
            const bytes = async (r) => new Uint8Array(await (await r).arrayBuffer());
            const url = (name) => new URL(`../search/${name}`, location.href);
            kb.index = new kb.Index((name) => bytes(fetch(url(name))));
            await kb.index.tables();
        }"""
    )
    return page


def test_python_and_javascript_read_the_same_terms(modules: Page) -> None:
    texts = vectors()
    found = modules.evaluate(
        "texts => texts.map((t) => [kb.words(t), kb.words(t).map(kb.grams)])", texts
    )

    assert len(texts) > 300
    for text, (words, grams) in zip(texts, found, strict=True):
        expected = analysis.words(text)
        assert words == expected, text
        assert grams == [analysis.grams(word) for word in expected], text


def test_python_and_javascript_measure_the_same_distance(modules: Page) -> None:
    words = sorted({word for text in vectors()[:150] for word in analysis.words(text)})[:250]
    pairs = [(a, b) for a in words[::7] for b in words]
    found = modules.evaluate("pairs => pairs.map(([a, b]) => kb.distance(a, b, 2))", pairs)

    assert found == [correction.distance(a, b, 2) for a, b in pairs]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_python_and_javascript_see_the_same_patterns(
    modules: Page, index: Index, lang: str
) -> None:
    texts = [analysis.words(text) for text in vectors()[::4]]
    found = modules.evaluate(
        """async ([lang, texts]) => {
            const { patterns } = await kb.index.postings(lang);
            const found = texts.map((words) => [...kb.matches(patterns, words)]);
            return found.map((tags) => tags.map(([tag, places]) => [tag, [...places]]));
        }""",
        [lang, texts],
    )

    known = index.postings(lang).patterns
    for text, tags in zip(texts, found, strict=True):
        expected = patterns.matches(known, text)
        assert {tag: set(places) for tag, places in tags} == expected, text


def test_python_and_javascript_rank_the_same(modules: Page, index: Index) -> None:
    """Every judged query, and cases of danger, to the tenth article."""
    asked = [(query, lang) for _, lang, query in judged()]
    asked += [
        (line.split("\t")[1], path.stem)
        for path in sorted((ROOT / "tests/cases/danger").glob("*.tsv"))
        for line in path.read_text("utf-8").splitlines()[::4]
        if line and line[0] != "#"
    ]
    asked += [("den kokkino thelo", "en"), ("he has a knife", "ka"), ("", "en"), ("xyzzy 1", "sv")]
    found = modules.evaluate(
        """async (asked) => {
            const answers = [];
            for (const [query, lang] of asked) {
                const a = await kb.search(kb.index, query, lang, 10);
                answers.push([a.lang, a.answered, a.danger, a.corrected, a.hits.map((h) => h.id)]);
            }
            return answers;
        }""",
        asked,
    )

    for (query, lang), site in zip(asked, found, strict=True):
        a = search(index, query, lang, limit=DEPTH)
        ids = [hit.card.id for hit in a.hits]
        assert site == [a.query_lang, a.answered, a.danger, a.corrected, ids], (query, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_search_box_answers_like_the_command_line(tab: Open, index: Index, lang: str) -> None:
    """Every judged query, typed into the box of a page of its language."""
    page = tab().open("" if lang == "en" else f"{lang}/")
    box = page.locator("[data-search] input")
    box.focus()
    for _, own, query in judged():
        if own != lang:
            continue
        box.fill(query)
        quoted = json.dumps(query, ensure_ascii=False)
        page.locator(f"[data-search-results][data-query={quoted}]").wait_for()
        shown = page.locator("[data-hit]").evaluate_all("all => all.map((e) => e.dataset.hit)")
        answer = search(index, query, lang, limit=3)
        assert shown[:3] == [hit.card.id for hit in answer.hits], query
        assert bool(shown) is answer.answered
        if answer.danger:
            first = page.locator("[data-search-results] > :first-child")
            assert first.get_attribute("data-stop") == shown[0]


def test_a_refusal_says_so(tab: Open) -> None:
    page = tab().open("?q=qwxz%20vbnm")
    page.locator(".kb-results__note").first.wait_for()

    assert page.locator("[data-hit]").count() == 0
    assert "Nothing fits" in page.locator("[data-search-state]").inner_text()


def test_another_script_is_searched_in_its_language(tab: Open) -> None:
    page = tab().open("?q=μου φωνάζει στο τηλέφωνο")
    page.locator("[data-hit]").first.wait_for()

    assert "Ελληνικά" in page.locator(".kb-results__note").first.inner_text()


def test_the_keyboard_is_enough(tab: Open) -> None:
    page = tab().open("situations/legal-threat/")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("late delivery")
    page.locator("[data-hit]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('[data-hit]').dataset.rank") == "0"
    page.keyboard.press("Escape")
    assert page.locator("[data-search-results]").is_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("late delivery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/situations/late-delivery/")


def test_words_that_matched_are_marked(tab: Open) -> None:
    page = tab().open("?q=they%20want%20to%20sue%20us")
    page.locator(".kb-reason mark").first.wait_for()

    assert page.locator(".kb-reason mark").count() > 1


def test_the_files_are_small_enough(site: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in (site / "search").glob("*.postings.bin")}

    assert max(sizes.values()) < 180_000, sizes
