"""Here is a file of the knowledge base: what does a check get to know of it?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb_tools.articles import Article, parse_article, read_text
from kb_tools.corpus import Corpus, read_phrases
from kb_tools.facets import Kind
from kb_tools.problems import Problem
from kb_tools.vocabulary import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from pathlib import Path

PHRASES = ".phrases.txt"


@dataclass(frozen=True)
class Subject:
    """One file of the content: where it is, and what it seems to be.

    `lang` and `kind` are None where the folder does not tell.
    """

    path: Path
    corpus: Corpus
    lang: str | None
    kind: Kind | None

    @cached_property
    def _read(self) -> tuple[str, list[Problem]]:
        return read_text(self.path)

    @property
    def text(self) -> str:
        """The text of the file; empty if it cannot be read."""
        return self._read[0]

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The lines of the file, each with its number."""
        return list(enumerate(self.text.split("\n"), 1))

    @cached_property
    def _parsed(self) -> tuple[Article, list[Problem]] | None:
        if self.kind is None or self.lang is None or self.path.suffix != ".md":
            return None
        return parse_article(self.path, self.kind, self.lang)

    @property
    def article(self) -> Article | None:
        """The article of the file, as far as it could be read; None if it holds none."""
        return self._parsed[0] if self._parsed else None

    @property
    def reading_problems(self) -> list[Problem]:
        """What went wrong when the file was read and parsed."""
        return self._parsed[1] if self._parsed else self._read[1]

    @property
    def is_translation(self) -> bool:
        """Whether the file holds a translated article."""
        return self.article is not None and self.lang != SOURCE

    @cached_property
    def source(self) -> Article | None:
        """The English article of a translation; None if there is none or it cannot be parsed."""
        if (
            not self.is_translation
            or self.article is None
            or self.article.id not in self.corpus.kinds
        ):
            return None
        kind = self.corpus.kinds[self.article.id]
        return parse_article(self.corpus.path(self.article.id), kind, SOURCE)[0]

    @property
    def id(self) -> str:
        """The id that the file name gives."""
        return self.path.name.split(".")[0]

    @cached_property
    def phrases(self) -> list[tuple[int, str]]:
        """The phrases of a phrases file, each with its line."""
        return read_phrases(self.text) if self.path.name.endswith(PHRASES) else []


def subject(path: Path, corpus: Corpus) -> Subject:
    """Tell what a file seems to be, by its place alone."""
    parts = path.relative_to(corpus.root).parts
    lang = SOURCE if parts[0] == "docs" else None
    inside = parts[1:]
    if parts[0] == "translations" and len(parts) > 2:
        lang = parts[1] if parts[1] in LANGUAGES else None
        inside = parts[2:]
    kind = next((k for k in Kind if len(inside) == 2 and inside[0] == k.folder), None)
    return Subject(path, corpus, lang, kind)


def subjects(corpus: Corpus) -> list[Subject]:
    """Return every file of the content, in the order of their paths."""
    folders = [corpus.root / "docs", corpus.root / "translations"]
    paths = [p for folder in folders for p in folder.rglob("*") if p.is_symlink() or p.is_file()]
    return [subject(path, corpus) for path in sorted(paths)]
