"""KB3xx: links between articles, and plays."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kb_tools.checks.subjects import Subject
from kb_tools.facets import Kind
from kb_tools.problems import Problem
from kb_tools.vocabulary import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAFE = ("https://", "#")


def _targets(subject: Subject) -> Iterator[tuple[int, str, Path]]:
    """Yield the line, the target and the path of every link to a file."""
    for line, target in subject.article.links() if subject.article else ():
        if ":" not in target.split("/")[0] and not target.startswith(("#", "/", "\\")):
            path = os.path.normpath(subject.path.parent / target.split("#")[0])
            yield line, target, subject.corpus.root.joinpath(path)


def leads_somewhere(subject: Subject) -> Iterator[Problem]:
    """A link leads to an article of the same language, or of the source. Correct the path."""
    for line, target, path in _targets(subject):
        near = subject.corpus.nearest(path.stem)
        in_source = path.name.removesuffix(".md") in subject.corpus.kinds
        kind = subject.corpus.kinds.get(path.stem)
        right_place = kind is not None and path.parent.name == kind.folder
        if not path.exists() and not (subject.is_translation and in_source and right_place):
            mend = f"did you mean {near[0]}?" if near else "`kb list` shows all articles"
            yield Problem(subject.path, line, "KB301", f"`{target}` leads nowhere: {mend}")


def same_language(subject: Subject) -> Iterator[Problem]:
    """A link stays in its language. Link to the same article beside this one."""
    if subject.lang is None:
        return
    own = subject.corpus.folder(subject.lang)
    for line, target, path in _targets(subject):
        if path.exists() and not path.is_relative_to(own):
            message = f"`{target}` leads to another language: write ../<kind>/{path.name}"
            yield Problem(subject.path, line, "KB302", message)


def not_itself(subject: Subject) -> Iterator[Problem]:
    """An article does not link to itself. Take the link away."""
    for line, target, path in _targets(subject):
        if path == subject.path:
            yield Problem(subject.path, line, "KB303", f"`{target}` is this article: unlink it")


def safe(subject: Subject) -> Iterator[Problem]:
    """A link is relative, or begins with https://. Nothing else is safe on every reader's page."""
    for line, target in subject.article.links() if subject.article else ():
        scheme = ":" in target.split("/")[0]
        if (scheme and not target.startswith(SAFE)) or target.startswith(("/", "\\")) or not target:
            message = f"`{target}` is no safe link: relative ones and https:// are"
            yield Problem(subject.path, line, "KB304", message)


def playable(subject: Subject) -> Iterator[Problem]:
    """A play names tactics, each once. Correct the id."""
    article = subject.article
    if article is None or subject.lang != SOURCE:
        return
    kinds = subject.corpus.kinds
    for number, tactic in enumerate(article.play):
        line = article.front_matter.line("play", number)
        if tactic not in kinds:
            near = [id_ for id_ in subject.corpus.nearest(tactic) if kinds[id_] is Kind.TACTIC]
            mend = f"did you mean {near[0]}?" if near else "`kb list --kind tactic` shows all"
            yield Problem(subject.path, line, "KB305", f"no such tactic `{tactic}`: {mend}")
        elif kinds[tactic] is not Kind.TACTIC:
            message = f"`{tactic}` is a {kinds[tactic]}: a play names tactics only"
            yield Problem(subject.path, line, "KB305", message)
        elif tactic in article.play[:number]:
            yield Problem(subject.path, line, "KB305", f"`{tactic}` stands twice: delete one")
