"""Here are two checkouts of the knowledge base: what changed for its readers?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb_tools.corpus import Corpus, Status
from kb_tools.reports import compare, run_of
from kb_tools.search.evaluation import evaluate, read_judged
from kb_tools.search.querying import Index
from kb_tools.status import article_statuses
from kb_tools.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path


def changes_report(before: Path, after: Path) -> str:
    """Tell, in Markdown, which pages came or went, what became stale, and how searches changed."""
    parts = [
        _listed("Pages added", _pages(after) - _pages(before)),
        _listed("Pages removed", _pages(before) - _pages(after)),
        _listed("Translations that are now behind the English", _behind(after) - _behind(before)),
        _listed(
            "Translations brought up to date", _behind(before) - _behind(after) & _pages(after)
        ),
        f"### Searches of the judged set\n\n```\n{_searches(before, after)}\n```",
    ]
    return "\n\n".join(filter(None, parts))


def _listed(heading: str, names: set[str]) -> str:
    items = "\n".join(f"- {name}" for name in sorted(names))
    return f"### {heading}\n\n{items}" if names else ""


def _pages(root: Path) -> set[str]:
    corpus = Corpus(root)
    return {f"{lang}: {id_}" for lang in LANGUAGES for id_ in corpus.translated(lang)}


def _behind(root: Path) -> set[str]:
    corpus = Corpus(root)
    statuses = (each for lang in LANGUAGES for each in article_statuses(corpus, lang))
    return {f"{each.lang}: {each.id}" for each in statuses if each.state is Status.STALE}


def _searches(before: Path, after: Path) -> str:
    """Compare both checkouts on the judged queries of the later one."""
    files = sorted((after / "tests/relevance").glob("*.jsonl"))
    queries = [judged for file in files for judged in read_judged(file)]
    old, new = (evaluate(Index(str(root)), queries) for root in (before, after))
    return compare(run_of(old), new)
