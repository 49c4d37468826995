"""Here is an article and a language: where on the site does it stand?

An address is a path from the root of the site without a leading slash: `situations/x/` in English,
`ka/situations/x/` in Georgian. Pages link to each other relatively, so that the site works in any
folder of any host.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from kb_tools.vocabulary import SOURCE

if TYPE_CHECKING:
    from kb_tools.corpus import Corpus

_ARTICLE = re.compile(r'(?<= href=")(?P<path>[^":#?]+)\.md(?=["#])')


def home_address(lang: str) -> str:
    """Return where the home page of a language stands."""
    return "" if lang == SOURCE else f"{lang}/"


def article_address(corpus: Corpus, article_id: str, lang: str) -> str:
    """Return where an article stands in a language."""
    return f"{home_address(lang)}{corpus.kinds[article_id].folder}/{article_id}/"


def relative(here: str, there: str) -> str:
    """Return the link from one address to another."""
    folder = posixpath.dirname(here)
    link = posixpath.relpath(f"/{there}", f"/{folder}")
    return f"{link}/" if there.endswith("/") or not there else link


def link_articles(html: str) -> str:
    """Point links to the files of articles to their pages: `../tactics/x.md` to `../../tactics/x/`.

    A page is a folder of its own, so it stands one level below its file's folder.
    """
    return _ARTICLE.sub(lambda match: f"../{match['path']}/", html)


def filled(pattern: str, **values: str) -> str:
    """Fill `{names}` in a configured address, so that the values are part of a query or path."""
    for name, value in values.items():
        pattern = pattern.replace(f"{{{name}}}", quote(value, safe="/" if name == "path" else ""))
    return pattern
