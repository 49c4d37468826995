"""What an installation decides about its site, and what every page of it shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb_tools.corpus import Corpus
from kb_tools.guidance import Guidance, read_guidance
from kb_tools.languages import Interface, read_interface
from kb_tools.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

RIGHT_TO_LEFT = frozenset({"ar"})
"""Languages written from right to left, even where nothing of their interface is written yet."""

AUTONYMS = {
    "en": "English", "es": "Español", "sv": "Svenska", "el": "Ελληνικά", "ar": "العربية",
    "ka": "ქართული",
}  # fmt: skip
"""What each language calls itself; its interface file may say otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The addresses of an installation.

    `site_url` ends in a slash; `edit_url` has `{path}` in it and `report_url` may have `{id}`,
    `{lang}`, `{title}` and `{url}`. An empty one is left out of the pages. `policy` is false only
    while somebody writes: the script that reloads their page stands inline.
    """

    site_url: str = "http://localhost:8000/"
    edit_url: str = ""
    report_url: str = ""
    languages: tuple[str, ...] = LANGUAGES
    policy: bool = True


class Knowledge:
    """The articles, and what the tools say about them, in every language of the site."""

    def __init__(self, root: Path, languages: tuple[str, ...]) -> None:
        self.root = root
        self.languages = languages
        self.corpus = Corpus(root)

    @cached_property
    def guidance(self) -> Guidance:
        """Where the advice comes from."""
        return read_guidance(self.root)

    @cached_property
    def interfaces(self) -> dict[str, Interface]:
        """The interface of each language."""
        return {lang: read_interface(self.root, lang) for lang in self.languages}

    @cached_property
    def plays_of(self) -> dict[str, tuple[str, ...]]:
        """The situations whose play has a tactic, by its id."""
        found: dict[str, tuple[str, ...]] = {}
        for id_ in self.corpus.kinds:
            for tactic in self.corpus.article(id_).play:
                found[tactic] = (*found.get(tactic, ()), id_)
        return found

    def direction(self, lang: str) -> str:
        """Return whether a language is written `ltr` or `rtl`."""
        return "rtl" if lang in RIGHT_TO_LEFT else "ltr"

    def name(self, lang: str) -> str:
        """Return what a language calls itself."""
        return AUTONYMS[lang]
