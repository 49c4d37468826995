"""KB5xx: translations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb_tools.articles import HEAD, Section
from kb_tools.checks.scripts import foreign
from kb_tools.checks.subjects import Subject
from kb_tools.corpus import Status, section_status
from kb_tools.languages import read_glossary
from kb_tools.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

COPIED_WORDS = 3
"""A line of so many words or more that equals the English one has not been translated."""


def _pairs(subject: Subject) -> Iterator[tuple[Section, Section]]:
    """Yield the sections of a translation, each with the English one."""
    if subject.article and subject.source:
        for section in subject.article.sections:
            source = subject.source.section(section.id)
            if source:
                yield section, source


def has_source(subject: Subject) -> Iterator[Problem]:
    """A translation has an English article of the same id and kind. Rename or delete it."""
    if not subject.is_translation or subject.article is None:
        return
    if subject.corpus.kinds.get(subject.id) is not subject.kind:
        near = subject.corpus.nearest(subject.id)
        mend = f"did you mean {near[0]}?" if near else "delete it"
        yield Problem(subject.path, 1, "KB501", f"no English {subject.kind} `{subject.id}`: {mend}")


def same_sections(subject: Subject) -> Iterator[Problem]:
    """A translation has the sections of the English article, in its order. Add or delete."""
    article, source = subject.article, subject.source
    if article is None or source is None:
        return
    found = [section.id for section in article.sections]
    wanted = [section.id for section in source.sections]
    for section in wanted:
        if section not in found:
            message = f"section `{section}` is missing: `kb translate` shows the English"
            yield Problem(subject.path, len(subject.lines), "KB502", message)
    for section_here in article.sections:
        if section_here.id not in wanted:
            message = f"the English article has no section `{section_here.id}`: delete it"
            yield Problem(subject.path, section_here.line, "KB502", message)
    common = [section for section in found if section in wanted]
    if common != [section for section in wanted if section in found]:
        message = f"the sections stand in the order {', '.join(wanted)}: move them"
        yield Problem(subject.path, article.sections[0].line, "KB502", message)


def same_items(subject: Subject) -> Iterator[Problem]:
    """A section has as many lines, steps and paragraphs as the English one. Join or split."""
    for section, source in _pairs(subject):
        if len(section.blocks) != len(source.blocks):
            message = (
                f"`{section.id}` has {len(section.blocks)} lines, the English {len(source.blocks)}"
            )
            yield Problem(subject.path, section.line, "KB503", f"{message}: say them one for one")


def same_links(subject: Subject) -> Iterator[Problem]:
    """A translation links where the English article links. Copy the target."""
    article, source = subject.article, subject.source
    if article is None or source is None:
        return
    found, wanted = list(article.links()), [target for _, target in source.links()]
    for line, target in found:
        if target not in wanted:
            message = f"the English article does not link to `{target}`: correct it"
            yield Problem(subject.path, line, "KB504", message)
    targets = [target for _, target in found]
    for target in wanted:
        if target not in targets:
            message = f"the link to `{target}` is missing: add it where the English has it"
            yield Problem(subject.path, len(subject.lines), "KB504", message)


def translated(subject: Subject) -> Iterator[Problem]:
    """A line is not a copy of the English one. Translate it."""
    article, source = subject.article, subject.source
    if article is None or source is None:
        return
    for key in ("title", "summary"):
        if getattr(article, key) and getattr(article, key) == getattr(source, key):
            line = article.front_matter.line(key)
            yield Problem(subject.path, line, "KB505", f"`{key}` is still English: translate it")
    for section, original in _pairs(subject):
        texts = {text for text in original.texts if len(text.split()) >= COPIED_WORDS}
        for block in section.blocks:
            if block.text in texts:
                yield Problem(subject.path, block.line, "KB505", "still English: translate it")


def right_language(subject: Subject) -> Iterator[Problem]:
    """A text is in the language of its folder. Translate it, or move the file."""
    article = subject.article
    if article is None or subject.lang is None:
        return
    for key in ("title", "summary"):
        if foreign(getattr(article, key), subject.lang):
            line = article.front_matter.line(key)
            yield Problem(subject.path, line, "KB506", f"`{key}` is not in {subject.lang}")
    for section in article.sections:
        for block in section.blocks:
            if foreign(re.sub(r"https?://\S+|\[[^\]]*\]", "", block.text), subject.lang):
                yield Problem(subject.path, block.line, "KB506", f"this is not in {subject.lang}")


def recorded(subject: Subject) -> Iterator[Problem]:
    """A translation records the English it was made from. Read it, then `kb translate --done`."""
    article, source = subject.article, subject.source
    if article is None or source is None:
        return
    for part, status in section_status(source, article).items():
        if status is Status.STALE:
            section = article.section(part)
            line = section.line if section else article.front_matter.line("digests")
            what = "title or summary" if part == HEAD else f"`{part}`"
            known = "changed in English since" if part in article.digests else "has no digest yet"
            message = (
                f"{what} {known}: mend it, then `kb translate {subject.lang} {subject.id} --done`"
            )
            yield Problem(subject.path, line, "KB507", message)


def consistent(subject: Subject) -> Iterator[Problem]:
    """A term is translated as the glossary says. Take its word."""
    article = subject.article
    if not subject.is_translation or article is None or subject.lang is None:
        return
    glossary = read_glossary(subject.corpus.root, subject.lang)
    for section in article.sections:
        for block in section.blocks:
            for term in glossary:
                for wrong in term.avoid:
                    if re.search(rf"(?<!\w){re.escape(wrong)}(?!\w)", block.text, re.IGNORECASE):
                        message = (
                            f"`{wrong}`: the glossary says {' or '.join(term.use)} ({term.term})"
                        )
                        yield Problem(subject.path, block.line, "KB508", message)
