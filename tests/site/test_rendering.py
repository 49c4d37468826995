"""What of a stranger's Markdown reaches a page, and where links lead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_tools.articles import Block
from kb_tools.site.addresses import filled, link_articles, relative
from kb_tools.site.rendering import inline_html, instead, safe_html

VECTORS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<svg onload="alert(1)"><animate onbegin="alert(1)"></svg>',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    "[x](javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    '<a href="vbscript:alert(1)">x</a>',
    '<form action="https://example.org"><input name="q" autofocus onfocus="alert(1)"></form>',
    '<p style="position:fixed">x</p>',
    "<style>*{display:none}</style>",
    '<math><mtext><mglyph><style><img src=x onerror="alert(1)">',
    '<details open ontoggle="alert(1)">',
    '<base href="https://example.org/">',
    '<meta http-equiv="refresh" content="0;url=https://example.org">',
    '<object data="x"></object><embed src="x">',
    '<p id="content" class="kb-header" data-copy>x</p>',
]
FORBIDDEN = (
    "<script", "onerror", "onload=", "<iframe", 'href="javascript', 'href="data', "vbscript",
    "<form", "<input", "style=", "<style", "<math", "ontoggle", "<base", "<meta", "<object",
    "<embed", "<svg", "class=", "data-",
)  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_that_runs_or_disguises_itself_is_kept(vector: str) -> None:
    html = safe_html(vector).lower()

    assert [bad for bad in FORBIDDEN if bad in html] == []


@given(st.text(alphabet="<>\"'=/ abonscriptjva:()&#;[]!\n", max_size=60))
def test_no_markdown_makes_a_script(text: str) -> None:
    html = safe_html(text).lower()

    assert "<script" not in html
    assert 'href="javascript' not in html


def test_a_sentence_has_no_paragraph_around_it() -> None:
    assert inline_html("Say **this**") == "Say <strong>this</strong>"


def test_a_line_to_avoid_falls_in_two() -> None:
    assert instead(Block(1, "“No.” → “I see.”", "-")) == ("“No.”", "“I see.”")
    assert instead(Block(1, "«لا» ← «نعم»", "-")) == ("«لا»", "«نعم»")
    assert instead(Block(1, "Sighing", "-")) == ("Sighing", "")


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("../tactics/x.md", "../../tactics/x/"),
        ("x.md", "../x/"),
        ("../guides/x.md#words", "../../guides/x/#words"),
        ("https://example.org/x.md", "https://example.org/x.md"),
        ("#now", "#now"),
    ],
)
def test_links_to_articles_lead_to_their_pages(link: str, address: str) -> None:
    assert link_articles(f'<a href="{link}">x</a>') == f'<a href="{address}">x</a>'


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "", "./"),
        ("", "ka/", "ka/"),
        ("ka/", "", "../"),
        ("ka/situations/x/", "ka/", "../../"),
        ("situations/x/", "ka/situations/x/", "../../ka/situations/x/"),
        ("situations/x/", "assets/kb/kb.css", "../../assets/kb/kb.css"),
        ("situations/x/", "situations/x/index.json", "index.json"),
    ],
)
def test_one_address_is_reached_from_another(here: str, there: str, link: str) -> None:
    assert relative(here, there) == link


def test_configured_addresses_are_filled_in() -> None:
    pattern = "https://example.org/{path}?t={title}"

    assert (
        filled(pattern, path="docs/a b.md", title="a&b")
        == "https://example.org/docs/a%20b.md?t=a%26b"
    )
