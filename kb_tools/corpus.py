"""Here is an id: which article, in which language, and how far is its translation from the source?

The corpus is a folder with `docs/` (the English source) and `translations/<lang>/` (the same tree
in the other languages). Articles are read when they are asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from kb_tools.articles import HEAD, ID_PATTERN, Article, Section, parse_article, read_text
from kb_tools.errors import KbError
from kb_tools.facets import Kind
from kb_tools.problems import refuse
from kb_tools.vocabulary import SOURCE

if TYPE_CHECKING:
    from pathlib import Path

PROTECTED = frozenset({"stop", "escalate"})
"""Sections that are never shown in old words: lives depend on them."""


OFF_TOPIC = "off-topic.phrases.txt"
"""The file, beside the folders of a language, of phrases that no article answers."""


class Status(StrEnum):
    """How a part of a translation stands to the English it was made from."""

    CURRENT = "current"
    STALE = "stale"
    MISSING = "missing"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class ViewSection:
    """A section as a reader gets it: `lang` is the language of its words."""

    section: Section
    lang: str
    status: Status


@dataclass(frozen=True, slots=True)
class View:
    """An article as a reader of one language gets it.

    The metadata is the source's; the words are those of the translation where there is one.
    """

    source: Article
    article: Article
    reader_lang: str
    head: Status
    sections: tuple[ViewSection, ...]

    @property
    def fallback(self) -> bool:
        """Whether the whole article is shown in English for want of a translation."""
        return self.article.lang != self.reader_lang

    @property
    def behind(self) -> tuple[str, ...]:
        """The ids of the parts that changed in English, or came, since the translation was made."""
        if self.fallback:
            return ()
        parts = [(HEAD, self.head), *((s.section.id, s.status) for s in self.sections)]
        return tuple(part for part, status in parts if status is not Status.CURRENT)

    def texts(self, section_id: str) -> list[str]:
        """Return the paragraphs and items of a section, as plain text."""
        found = (s.section.texts for s in self.sections if s.section.id == section_id)
        return next(found, [])


class Corpus:
    """Every article of every language below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._articles: dict[tuple[str, str], Article] = {}

    def folder(self, lang: str) -> Path:
        """Return the folder that holds the articles of a language."""
        return self.root / "docs" if lang == SOURCE else self.root / "translations" / lang

    def path(self, article_id: str, lang: str = SOURCE) -> Path:
        """Return where an article stands, or would stand, in a language."""
        kind = self.kinds[article_id]
        return self.folder(lang) / kind.folder / f"{article_id}.md"

    def path_of(self, article_id: str, lang: str) -> Path:
        """Return the path of a known article in a language; raise a `KbError` if it is unknown."""
        self._require(article_id)
        return self.path(article_id, lang)

    def _require(self, article_id: str) -> None:
        if article_id not in self.kinds:
            near = self.nearest(article_id)
            mend = f"did you mean {' or '.join(near)}?" if near else "`kb list` shows all"
            raise KbError(f"no article {article_id!r}: {mend}")

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kind of every English article by its id, in the order of kind and id."""
        return dict(self._scan(SOURCE))

    def _scan(self, lang: str) -> list[tuple[str, Kind]]:
        return [
            (path.stem, kind)
            for kind in Kind
            for path in sorted((self.folder(lang) / kind.folder).glob("*.md"))
        ]

    def translated(self, lang: str) -> dict[str, Kind]:
        """Return the kind of every article of a language by its id, orphans included."""
        return dict(self._scan(lang))

    def nearest(self, article_id: str) -> list[str]:
        """Return up to three known ids that look like this one."""
        return get_close_matches(article_id, self.kinds, 3, 0.5)

    def article(self, article_id: str, lang: str = SOURCE) -> Article:
        """Return an article; raise a `KbError` if it is unknown or its front matter is broken."""
        if (article_id, lang) not in self._articles:
            path = self.path_of(article_id, lang)
            article, problems = parse_article(path, self.kinds[article_id], lang)
            refuse(problems)
            if not ID_PATTERN.fullmatch(article_id):
                raise KbError(f"{path}: rename the file: small letters, digits and hyphens")
            self._articles[article_id, lang] = article
        return self._articles[article_id, lang]

    def phrases(self, article_id: str, lang: str = SOURCE) -> list[tuple[int, str]]:
        """Return how people of a language say what an article is about: line and phrase."""
        return self._phrases(self.path(article_id, lang).with_suffix(".phrases.txt"))

    def off_topic(self, lang: str = SOURCE) -> list[tuple[int, str]]:
        """Return what people of a language type that no article answers: line and phrase."""
        return self._phrases(self.folder(lang) / OFF_TOPIC)

    def _phrases(self, path: Path) -> list[tuple[int, str]]:
        if not path.exists():
            return []
        text, problems = read_text(path)
        refuse(problems)
        return read_phrases(text)

    def view(self, article_id: str, lang: str = SOURCE) -> View:
        """Return an article as a reader of a language gets it, falling back to English."""
        source = self.article(article_id)
        if lang == SOURCE or not self.path(article_id, lang).exists():
            sections = tuple(ViewSection(s, SOURCE, Status.CURRENT) for s in source.sections)
            return View(source, source, lang, Status.CURRENT, sections)
        return translated_view(source, self.article(article_id, lang))

    def play(self, article_id: str, lang: str = SOURCE) -> list[View]:
        """Return the tactics of a play as a reader gets them, those that are written."""
        tactics = self.article(article_id).play
        return [self.view(tactic, lang) for tactic in tactics if tactic in self.kinds]


def read_phrases(text: str) -> list[tuple[int, str]]:
    """Return the line and text of every phrase; blank lines and `#` comments are passed over."""
    lines = enumerate(map(str.strip, text.splitlines()), 1)
    return [(line, phrase) for line, phrase in lines if phrase and not phrase.startswith("#")]


def section_status(source: Article, translation: Article) -> dict[str, Status]:
    """Compare a translation with its source, from the recorded digests alone.

    Returns the status of `head` (title and summary) and of every section of either, in the order
    of the source; orphans, which the source has no longer, last.
    """
    digests = source.source_digests
    translated = {HEAD, *(section.id for section in translation.sections)}
    status = {
        part: Status.MISSING
        if part not in translated
        else Status.CURRENT
        if translation.digests.get(part) == recorded
        else Status.STALE
        for part, recorded in digests.items()
    }
    orphans = (s.id for s in translation.sections if s.id not in digests)
    return status | dict.fromkeys(orphans, Status.ORPHAN)


def translated_view(source: Article, translation: Article) -> View:
    """Return a translation as its readers get it.

    A stale section is shown and known as such; a stale or missing `stop` or `escalate` is not
    shown in old words: the English takes its place. Other missing sections are in English too.
    """
    status = section_status(source, translation)
    sections = []
    for section in source.sections:
        translated = translation.section(section.id)
        state = status[section.id]
        if translated is None or (state is not Status.CURRENT and section.id in PROTECTED):
            sections.append(ViewSection(section, SOURCE, state))
        else:
            sections.append(ViewSection(translated, translation.lang, state))
    return View(source, translation, translation.lang, status[HEAD], tuple(sections))
