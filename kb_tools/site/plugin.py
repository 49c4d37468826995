"""The MkDocs side: hooks of a few lines, each calling what knows nothing of MkDocs."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from kb_tools.errors import KbError
from kb_tools.site.exports import offline_files, program_files
from kb_tools.site.links import broken_links
from kb_tools.site.pages import Page, Site
from kb_tools.site.search_files import search_files
from kb_tools.site.settings import Knowledge, Settings
from kb_tools.vocabulary import LANGUAGES, checked_language

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

ASSETS = Path(__file__).parent / "theme" / "assets"
UNUSED = (".map", "assets/javascripts/", "assets/images/", "assets/stylesheets/palette", "LICENSE")
"""What Material ships that no page loads: its own script and search among them."""

KEPT = ("postings", "texts")
"""The files of the search whose change makes browsers fetch again what they keep offline."""

_log = logging.getLogger("mkdocs.plugins.knowledge")


class KnowledgeConfig(Config):  # type: ignore[no-untyped-call]
    """The settings of the plug-in in mkdocs.yml."""

    languages = config_options.Type(str, default="")
    edit_url = config_options.Type(str, default="")
    report_url = config_options.Type(str, default="")


class KnowledgePlugin(BasePlugin[KnowledgeConfig]):  # type: ignore[no-untyped-call]
    """Builds the pages of the knowledge base in every language."""

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Remember whether somebody writes and looks at the same time."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch the translations as well, which stand outside `docs_dir`."""
        self.root = Path(config.config_file_path).parent
        config.watch.append(str(self.root / "translations"))
        chosen = self.config.languages.replace(",", " ").split() or LANGUAGES
        url = (config.site_url or "http://localhost:8000/").rstrip("/") + "/"
        try:
            languages = tuple(map(checked_language, chosen))
        except KbError as error:
            raise PluginError(str(error)) from error
        own = self.config
        self.settings = Settings(url, own.edit_url, own.report_url, languages, not self.serving)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace what stands in `docs_dir` by the pages, and leave out what no page loads."""
        knowledge = Knowledge(self.root, self.settings.languages)
        site = self.site = Site(knowledge, self.settings, assets_version())
        try:
            self.pages = {page.address + "index.md": page for page in self.site.pages()}
        except KbError as error:
            raise PluginError(str(error)) from error
        self.digests = {lang: hashlib.sha256() for lang in self.settings.languages}
        kept = [f for f in files if not f.is_documentation_page() and not _is_unused(f, config)]
        made = [
            File.generated(config, uri, content="", inclusion=InclusionLevel.INCLUDED)
            for uri in self.pages
        ]
        for path, line, target in broken_links(site.knowledge):
            _log.warning("%s:%s: no such article: %s", path, line, target)
        self.assets = [f.dest_uri for f in kept if f.dest_uri.startswith("assets/")]
        return Files([*kept, *made])

    def on_nav(self, nav: Navigation, **_: Any) -> Navigation:
        """Drop the navigation that MkDocs makes of every page of every language."""
        nav.items = []
        return nav

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, **_: Any) -> str:
        """Give the page its title."""
        page.title = self.pages[page.file.src_uri].title
        return markdown

    def on_page_context(self, context: Any, *, page: MkDocsPage, **_: Any) -> Any:
        """Hand the rendered pieces of the page to the template."""
        context["kb"] = self.site.render(self.pages[page.file.src_uri])
        return context

    def on_template_context(self, context: Any, *, template_name: str, **_: Any) -> Any:
        """Hand the pieces of the 404 page to its template."""
        if template_name == "404.html":
            base = "/" + self.settings.site_url.split("/", 3)[3]
            context["kb"] = self.site.render(self.site.not_found(), base)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, **_: Any) -> str:
        """Name language and direction where Material has its own."""
        made = self.pages[page.file.src_uri]
        self.digests[made.lang].update(output.encode())
        return self._in_language(output, made)

    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """Do the same on the 404 page."""
        if template_name == "404.html":
            return self._in_language(output, self.site.not_found())
        return output

    def _in_language(self, output: str, page: Page) -> str:
        direction = self.site.knowledge.direction(page.lang)
        html = f'<html lang="{page.lang}" dir="{direction}" class="no-js">'
        output = output.replace('<html lang="en" class="no-js">', html, 1)
        return output.replace('<body dir="ltr">', "<body>", 1)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page: the files of the search, and those for programs."""
        target = Path(config.site_dir)
        (target / "sitemap.xml.gz").unlink(missing_ok=True)
        knowledge, pages = self.site.knowledge, list(self.pages.values())
        search = dict(search_files(knowledge))
        for lang, digest in self.digests.items():
            digest.update(b"".join(search[f"search/{lang}.{kind}.bin"] for kind in KEPT))
        digests = {lang: digest.hexdigest()[:12] for lang, digest in self.digests.items()}
        found = [
            *search.items(),
            *program_files(knowledge, self.settings, pages),
            *offline_files(knowledge, pages, self.assets, digests),
        ]
        for path, data in found:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(data)


def assets_version() -> str:
    """Return what changes when a style sheet, script or font of ours does."""
    found = sorted(path for path in ASSETS.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:8]


def _is_unused(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is not for the site: whatever lies in `docs_dir`, and Material's scripts."""
    inside = Path(config.docs_dir) in Path(file.abs_src_path or "/").parents
    return inside or any(part in file.src_uri for part in UNUSED)
