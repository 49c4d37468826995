"""KB0xx: files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb_tools.articles import ID_PATTERN
from kb_tools.checks.subjects import PHRASES, Subject
from kb_tools.corpus import OFF_TOPIC
from kb_tools.facets import Kind
from kb_tools.problems import Problem
from kb_tools.vocabulary import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

RESOURCES = frozenset({"interface.yml", "lexicon.yml", "glossary.yml", "style.md", OFF_TOPIC})
SOURCE_FILES = frozenset({"guidance.yml", OFF_TOPIC})


def readable(subject: Subject) -> Iterator[Problem]:
    """A file can be read. Mend its permissions, or restore it."""
    yield from (p for p in subject.reading_problems if p.code == "KB001")


def small(subject: Subject) -> Iterator[Problem]:
    """A file is no larger than 256 KiB. Split it."""
    yield from (p for p in subject.reading_problems if p.code == "KB002")


def utf8(subject: Subject) -> Iterator[Problem]:
    """A file is text in UTF-8. Save it so; every editor can."""
    yield from (p for p in subject.reading_problems if p.code == "KB003")


def expected(subject: Subject) -> Iterator[Problem]:
    """Only articles, phrases and the resources of a language stand here. Delete anything else."""
    path = subject.path
    translated = path.is_relative_to(subject.corpus.root / "translations")
    known = RESOURCES if translated else SOURCE_FILES
    if subject.lang is None:
        message = f"no such language folder: one of {', '.join(LANGUAGES)}"
    elif subject.kind is None and path.name not in known:
        folders = ", ".join(kind.folder for kind in Kind)
        message = f"`{path.name}` is nothing that belongs here: articles stand in {folders}"
    elif subject.kind is not None and not path.name.endswith((".md", PHRASES)):
        message = f"`{path.name}` is neither an article (.md) nor phrases ({PHRASES}): delete it"
    else:
        return
    yield Problem(path, 1, "KB004", message)


def no_link(subject: Subject) -> Iterator[Problem]:
    """No file is a symbolic link. Copy the file instead."""
    if subject.path.is_symlink():
        yield Problem(subject.path, 1, "KB005", "a symbolic link: put a copy of the file here")


def named(subject: Subject) -> Iterator[Problem]:
    """A file is named by the id: small letters, digits and hyphens. Rename it."""
    if subject.kind is not None and not ID_PATTERN.fullmatch(subject.id):
        message = f"`{subject.id}` is no id: rename the file in small letters, digits and hyphens"
        yield Problem(subject.path, 1, "KB006", message)


def unique(subject: Subject) -> Iterator[Problem]:
    """An id is given to one article only. Rename the newer of the two."""
    if subject.article is None or subject.lang != SOURCE:
        return
    for kind in Kind:
        other = subject.corpus.folder(SOURCE) / kind.folder / subject.path.name
        if kind is not subject.kind and other.exists():
            message = f"`{subject.id}` is also the id of {other.relative_to(subject.corpus.root)}"
            yield Problem(subject.path, 1, "KB007", f"{message}: rename one")
