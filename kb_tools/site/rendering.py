"""Here is the Markdown of a stranger: which HTML of it may stand on a page?

Markdown becomes HTML, and of that nothing is kept but harmless elements with harmless attributes:
no script, no style, no form, no frame, no event attribute, no address but of the web or of mail.
"""

from __future__ import annotations

from functools import cache

import nh3
from markdown import Markdown

from kb_tools.articles import INSTEAD, Block
from kb_tools.site.addresses import link_articles

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "del", "dd", "dl", "dt", "em", "h3", "h4",
    "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong",
    "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"*": {"lang", "dir"}, "a": {"href", "title"}, "ol": {"start"}, "abbr": {"title"}}
SCHEMES = {"http", "https", "mailto"}

_MARKDOWN = Markdown(extensions=["tables", "sane_lists"], output_format="html")


@cache
def safe_html(markdown: str) -> str:
    """Render Markdown as HTML in which nothing can run."""
    html = _MARKDOWN.reset().convert(markdown)
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener"
    )
    return link_articles(clean)


def inline_html(markdown: str) -> str:
    """Render the Markdown of one list item or sentence, without a paragraph around it."""
    html = safe_html(markdown).strip()
    if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
        return html[3:-4]
    return html


def instead(block: Block) -> tuple[str, str]:
    """Split a line of `avoid` into what not to say and what to say instead (or nothing)."""
    wrong, *right = INSTEAD.split(block.markdown, maxsplit=1)
    return inline_html(wrong), inline_html(right[0]) if right else ""
