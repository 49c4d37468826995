"""What do programs get? JSON, Markdown, feeds, a site map, descriptions of the search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from kb_tools.facets import Kind
from kb_tools.objects import SCHEMA, article_object
from kb_tools.site.addresses import article_address, home_address
from kb_tools.site.pages import translation_status
from kb_tools.site.search_files import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kb_tools.corpus import View
    from kb_tools.site.pages import Page
    from kb_tools.site.settings import Knowledge, Settings

FEED_LENGTH = 50


def program_files(
    knowledge: Knowledge, settings: Settings, pages: list[Page]
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and contents of every file that is made for programs."""
    yield "sitemap.xml", _sitemap(settings, pages).encode()
    yield (
        "robots.txt",
        f"User-agent: *\nAllow: /\nSitemap: {settings.site_url}sitemap.xml\n".encode(),
    )
    for lang in knowledge.languages:
        home = home_address(lang)
        views = [knowledge.corpus.view(id_, lang) for id_ in knowledge.corpus.kinds]
        yield f"{home}index.json", _index(knowledge, settings, lang, views)
        yield f"{home}llms.txt", _llms(knowledge, settings, lang, views).encode()
        yield f"{home}feed.xml", _feed(knowledge, settings, lang, views).encode()
        yield f"{home}opensearch.xml", _opensearch(knowledge, settings, lang).encode()
        for view in views:
            address = article_address(knowledge.corpus, view.source.id, lang)
            value = article_object(knowledge.corpus, view, None)
            yield f"{address}index.json", json.dumps(value, ensure_ascii=False, indent=1).encode()
            yield f"{address}index.md", _markdown(view).encode()


def offline_files(
    knowledge: Knowledge, pages: list[Page], assets: list[str], digests: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield, for each language, the list of files that the browser keeps for offline use.

    `digests` tells by language what the pages hold; a new one makes browsers fetch them again.
    """
    for lang in knowledge.languages:
        fonts = [path for path in assets if "/fonts/" not in path or f"-{lang}-" in path]
        search = [
            f"search/{name}"
            for name in ("tables.json", f"{lang}.json", f"{lang}.postings.bin", f"{lang}.texts.bin")
        ]
        own = [page.address for page in pages if page.lang == lang]
        value = {"version": digests[lang], "files": [*own, *fonts, *search]}
        yield f"{home_address(lang)}offline.json", as_json(value)


def _index(knowledge: Knowledge, settings: Settings, lang: str, views: list[View]) -> bytes:
    articles = [
        {
            "id": view.source.id,
            "kind": view.source.kind,
            "lang": view.article.lang,
            "status": translation_status(view),
            "title": view.article.title,
            "summary": view.article.summary,
            "group": view.source.group,
            "severity": view.source.severity,
            "stage": view.source.stage,
            "channels": view.source.channels,
            "play": view.source.play,
            "reviewed": view.source.reviewed and view.source.reviewed.isoformat(),
            "url": settings.site_url + article_address(knowledge.corpus, view.source.id, lang),
        }
        for view in views
    ]
    return as_json({"schema": SCHEMA, "lang": lang, "articles": articles})


def _markdown(view: View) -> str:
    texts = [f"# {view.article.title}", view.article.summary]
    for shown in view.sections:
        texts += [f"## {shown.section.heading}", shown.section.body.strip()]
    return "\n\n".join(texts) + "\n"


def _llms(knowledge: Knowledge, settings: Settings, lang: str, views: list[View]) -> str:
    t = knowledge.interfaces[lang].strings
    lines = [f"# {t['site_name']}", "", f"> {t['site_tagline']}"]
    for kind in Kind:
        lines += ["", f"## {t[f'site_{kind.folder}']}", ""]
        for view in views:
            if view.source.kind is kind:
                address = article_address(knowledge.corpus, view.source.id, lang)
                link = f"{settings.site_url}{address}index.md"
                lines.append(f"- [{view.article.title}]({link}): {view.article.summary}")
    return "\n".join(lines) + "\n"


def _feed(knowledge: Knowledge, settings: Settings, lang: str, views: Iterable[View]) -> str:
    """Write an Atom feed of the articles that were reviewed last, those that are translated."""
    t = knowledge.interfaces[lang].strings
    home = settings.site_url + home_address(lang)
    shown = [view for view in views if not view.fallback and view.source.reviewed]
    shown.sort(key=lambda view: (view.source.reviewed, view.source.id), reverse=True)
    latest = max((str(view.source.reviewed) for view in shown), default="2026-01-01")
    entries = [
        f"<entry><id>{home}{v.source.kind.folder}/{v.source.id}/</id>"
        f"<title>{escape(v.article.title)}</title><updated>{v.source.reviewed}T00:00:00Z</updated>"
        f'<link href="{home}{v.source.kind.folder}/{v.source.id}/"/>'
        f"<summary>{escape(v.article.summary)}</summary></entry>"
        for v in shown[:FEED_LENGTH]
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}"><id>{home}</id>'
        f"<title>{escape(t['site_name'])}</title><updated>{latest}T00:00:00Z</updated>"
        f'<link href="{home}"/><link rel="self" href="{home}feed.xml"/>'
        f"<author><name>{escape(t['site_name'])}</name></author>\n{chr(10).join(entries)}\n</feed>\n"
    )


def _opensearch(knowledge: Knowledge, settings: Settings, lang: str) -> str:
    t = knowledge.interfaces[lang].strings
    home = settings.site_url + home_address(lang)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{escape(t['site_name'][:16])}</ShortName>"
        f"<Description>{escape(t['site_home'])}</Description><Language>{lang}</Language>"
        f'<Url type="text/html" template={quoteattr(home + "?q={searchTerms}")}/>'
        "<InputEncoding>UTF-8</InputEncoding></OpenSearchDescription>\n"
    )


def _sitemap(settings: Settings, pages: list[Page]) -> str:
    """Write the site map: every page that is no fallback, and where it is in other languages."""
    shown = [page for page in pages if page.view is None or not page.view.fallback]
    others: dict[str, list[Page]] = {}
    for page in shown:
        others.setdefault(page.key, []).append(page)
    urls = [
        f"<url><loc>{settings.site_url}{page.address}</loc>"
        + "".join(
            f'<xhtml:link rel="alternate" hreflang="{other.lang}" '
            f'href="{settings.site_url}{other.address}"/>'
            for other in others[page.key]
        )
        + (f"<lastmod>{page.view.source.reviewed}</lastmod>" if page.view else "")
        + "</url>"
        for page in shown
    ]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{chr(10).join(urls)}\n</urlset>\n'
    )
