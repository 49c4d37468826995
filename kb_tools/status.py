"""How far is each language, and which reviews are due?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from kb_tools.checks.front_matter import review_due
from kb_tools.corpus import Corpus, Status, section_status
from kb_tools.reports import table
from kb_tools.vocabulary import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kb_tools.articles import Article


@dataclass(frozen=True, slots=True)
class ArticleStatus:
    """How one article stands in one language.

    `state` is `current`, `stale` or `missing` (the whole article), or `orphan`; `parts` names those
    that are not current, with their status. `due` is the day of the next review.
    """

    id: str
    lang: str
    state: Status
    parts: Mapping[str, Status]
    due: date | None


def article_statuses(corpus: Corpus, lang: str) -> list[ArticleStatus]:
    """Return how every article stands in a language, those that English has no longer included."""
    translated = corpus.translated(lang)
    found = []
    for article_id in corpus.kinds:
        source = corpus.article(article_id)
        due = _due(source)
        if lang == SOURCE:
            found.append(ArticleStatus(article_id, lang, Status.CURRENT, {}, due))
        elif article_id not in translated:
            found.append(ArticleStatus(article_id, lang, Status.MISSING, {}, due))
        else:
            parts = section_status(source, corpus.article(article_id, lang))
            behind = {p: state for p, state in parts.items() if state is not Status.CURRENT}
            state = Status.STALE if behind else Status.CURRENT
            found.append(ArticleStatus(article_id, lang, state, behind, due))
    orphans = sorted(set(translated) - set(corpus.kinds))
    return found + [ArticleStatus(id_, lang, Status.ORPHAN, {}, None) for id_ in orphans]


def _due(source: Article) -> date | None:
    if source.reviewed is None:
        return None
    return review_due(source.reviewed, bool(source.severity and source.severity.needs_stop))


def status_object(corpus: Corpus, languages: tuple[str, ...] = LANGUAGES) -> dict[str, Any]:
    """Return what `kb status --json` prints."""
    return {
        "schema": 1,
        "languages": {
            lang: {
                "counts": _counts(statuses),
                "articles": {
                    each.id: {
                        "state": each.state,
                        "parts": each.parts,
                        "review_due": each.due.isoformat() if each.due else None,
                    }
                    for each in statuses
                },
            }
            for lang in languages
            for statuses in [article_statuses(corpus, lang)]
        },
    }


def _counts(statuses: list[ArticleStatus]) -> dict[str, int]:
    counted = Counter(each.state for each in statuses)
    overdue = sum(each.due is not None and each.due < date.today() for each in statuses)
    return {state: counted[state] for state in Status} | {"review overdue": overdue}


def status_text(corpus: Corpus, languages: tuple[str, ...] = LANGUAGES) -> str:
    """Lay out the counts per language, and below them every article that is not current."""
    rows: list[list[str]] = []
    details: list[str] = []
    for lang in languages:
        statuses = article_statuses(corpus, lang)
        counts = _counts(statuses)
        rows = rows or [["language", *counts]]
        rows.append([lang, *map(str, counts.values())])
        for each in statuses:
            if each.state is not Status.CURRENT:
                parts = ", ".join(f"{part} {state}" for part, state in each.parts.items())
                details.append(f"{lang}  {each.id}  {each.state}{': ' if parts else ''}{parts}")
    return "\n".join([table(rows), *([""] if details else []), *details])
