"""Here is the knowledge base: which pages does its site have, and what stands on each?

A page is rendered in four pieces (head, header, main, footer), by templates that escape whatever
is not known to be safe HTML. Nothing here knows what builds the site.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kb_tools.corpus import Status
from kb_tools.facets import Channel, Group, Kind, Severity, Stage
from kb_tools.site import article_pages
from kb_tools.site.addresses import article_address, filled, home_address, relative
from kb_tools.site.security import content_security_policy, inline_script
from kb_tools.vocabulary import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb_tools.corpus import View
    from kb_tools.site.settings import Knowledge, Settings

HOME, STATUS, NOT_FOUND = "home", "status", "not-found"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its language, and its template's name and values."""

    address: str
    lang: str
    template: str
    title: str
    summary: str
    view: View | None = None
    own: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The address that the same page has in English."""
        return self.address.removeprefix(home_address(self.lang))


class Site:
    """The pages of a knowledge base. `version` changes with the files that pages load."""

    def __init__(self, knowledge: Knowledge, settings: Settings, version: str) -> None:
        self.knowledge, self.settings, self.version = knowledge, settings, version
        self._environment = Environment(
            loader=PackageLoader("kb_tools.site"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
        )
        self._environment.filters["safe_html"] = Markup

    def pages(self) -> Iterator[Page]:
        """Yield every page of every language."""
        for lang in self.knowledge.languages:
            yield self._home(lang)
            for kind in Kind:
                yield self._overview(lang, kind)
            for article_id in self.knowledge.corpus.kinds:
                yield self._article(article_id, lang)
            yield self._status(lang)

    def not_found(self) -> Page:
        """Return the page for addresses that do not exist, in every language at once."""
        t = self.knowledge.interfaces[SOURCE].strings
        interfaces = self.knowledge.interfaces
        own = {"messages": [(lang, interfaces[lang].strings) for lang in interfaces]}
        title, summary = t["site_not_found"], t["site_not_found_help"]
        return Page("", SOURCE, NOT_FOUND, title, summary, None, own)

    def _home(self, lang: str) -> Page:
        t = self.knowledge.interfaces[lang].strings
        views = self._views(lang, Kind.SITUATION)
        groups = [(g, [v for v in views if v.source.group is g]) for g in Group]
        dangerous = [v for v in views if v.source.severity is Severity.DANGEROUS]
        own = {"groups": groups, "dangerous": dangerous, "channels": list(Channel)}
        return Page(home_address(lang), lang, HOME, t["site_home"], t["site_lead"], None, own)

    def _overview(self, lang: str, kind: Kind) -> Page:
        interface = self.knowledge.interfaces[lang]
        views = self._views(lang, kind)
        groups: list[tuple[str, list[View]]] = [("", views)]
        if kind is Kind.SITUATION:
            labels = interface.labels["group"]
            groups = [(labels[g], [v for v in views if v.source.group is g]) for g in Group]
        elif kind is Kind.TACTIC:
            labels = interface.labels["stage"]
            groups = [(labels[s], [v for v in views if v.source.stage is s]) for s in Stage]
        title = interface.strings[f"site_{kind.folder}"]
        address = f"{home_address(lang)}{kind.folder}/"
        tagline = interface.strings["site_tagline"]
        return Page(address, lang, "overview", title, tagline, None, {"groups": groups})

    def _article(self, article_id: str, lang: str) -> Page:
        knowledge = self.knowledge
        view = knowledge.corpus.view(article_id, lang)
        pieces, conflicts = article_pages.sources(knowledge, view)
        own = {
            "parts": article_pages.parts(view),
            "play": article_pages.play(knowledge, article_id, lang),
            "used_in": article_pages.used_in(knowledge, article_id, lang),
            "pieces": pieces,
            "conflicts": conflicts,
        }
        address = article_address(knowledge.corpus, article_id, lang)
        title, summary = view.article.title, view.article.summary
        return Page(address, lang, "article", title, summary, view, own)

    def _status(self, lang: str) -> Page:
        t = self.knowledge.interfaces[lang].strings
        kinds = [(kind, self._rows(lang, kind)) for kind in Kind]
        address = f"{home_address(lang)}status/"
        title, lead = t["site_status"], t["site_status_lead"]
        return Page(address, lang, STATUS, title, lead, None, {"kinds": kinds})

    def _rows(self, lang: str, kind: Kind) -> list[tuple[View, dict[str, Status], date | None]]:
        return [
            (
                view,
                {
                    other: translation_status(self.knowledge.corpus.view(view.source.id, other))
                    for other in self.knowledge.languages
                },
                article_pages.review_due(view),
            )
            for view in self._views(lang, kind)
        ]

    def _views(self, lang: str, kind: Kind) -> list[View]:
        corpus = self.knowledge.corpus
        return [corpus.view(id_, lang) for id_, each in corpus.kinds.items() if each is kind]

    def render(self, page: Page, base: str | None = None) -> dict[str, str]:
        """Render the pieces of a page; `base` makes its links absolute, as a 404 needs."""
        values = self._values(page, base)
        return {
            piece: self._environment.get_template(name).render(values)
            for piece, name in (
                ("head", "head.html"),
                ("styles", "styles.html"),
                ("header", "header.html"),
                ("main", f"{page.template}.html"),
                ("footer", "footer.html"),
            )
        }

    def _values(self, page: Page, base: str | None) -> dict[str, Any]:
        knowledge = self.knowledge
        interface = knowledge.interfaces[page.lang]
        return {
            "page": page,
            "site": self,
            "lang": page.lang,
            "t": interface.strings,
            "labels": interface.labels,
            "quotes": interface.quotes,
            "direction": knowledge.direction,
            "home_of": home_address,
            "behind_names": behind_names,
            "languages": [(lang, knowledge.name(lang)) for lang in knowledge.languages],
            "translated": [lang for lang in knowledge.languages if self._has(page, lang)],
            "policy": content_security_policy(),
            "inline_script": inline_script(),
            "settings": self.settings,
            "SOURCE": SOURCE,
            **self._links(page, base),
            **page.own,
        }

    def _links(self, page: Page, base: str | None) -> dict[str, Any]:
        corpus = self.knowledge.corpus
        link: Callable[[str], str] = partial(relative, page.address)
        if base is not None:
            link = base.__add__
        return {
            "link": link,
            "home": link(home_address(page.lang)),
            "root": link(""),
            "article_link": lambda view: link(article_address(corpus, view.source.id, page.lang)),
            "address_in": lambda lang: home_address(lang) + page.key,
            "edit_url": self._edit(page.view),
            "report_url": self._report(page),
        }

    def _has(self, page: Page, lang: str) -> bool:
        if page.template == NOT_FOUND:
            return False
        view = page.view
        return view is None or not self.knowledge.corpus.view(view.source.id, lang).fallback

    def _edit(self, view: View | None) -> str:
        if view is None or not self.settings.edit_url:
            return ""
        path = view.article.path.relative_to(self.knowledge.root).as_posix()
        return filled(self.settings.edit_url, path=path)

    def _report(self, page: Page) -> str:
        if page.view is None:
            return ""
        url = self.settings.site_url + page.address
        id_ = page.view.source.id
        return filled(self.settings.report_url, id=id_, lang=page.lang, title=page.title, url=url)


def translation_status(view: View) -> Status:
    """Return how an article as a whole stands to its source in the language of a reader."""
    if view.fallback:
        return Status.MISSING
    return Status.STALE if view.behind else Status.CURRENT


def behind_names(view: View, strings: dict[str, str]) -> str:
    """Return the headings of the parts of an article that changed in English."""
    headings = {shown.section.id: shown.section.heading for shown in view.sections}
    return ", ".join(headings.get(part, strings["head"]) for part in view.behind)
