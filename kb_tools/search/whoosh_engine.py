"""Here is a query for Whoosh: the second reader of the index, with a query language.

A plain question is ranked by the same terms and weights as `scoring`, by Whoosh itself. Quotation
marks, AND, OR, NOT, parentheses, `field:` and `*` ask for its query language.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from whoosh.index import EmptyIndexError

from kb_tools.search import whoosh_index
from kb_tools.search.analysis import words
from kb_tools.search.indexing import build_index
from kb_tools.search.places import whoosh_path
from kb_tools.search.querying import Answer, Filters, Hit, Index, query_language
from kb_tools.search.scoring import Scorer

if TYPE_CHECKING:
    from kb_tools.search.postings import Postings

_QUERY_LANGUAGE = re.compile(r'["()*]|\b(?:AND|OR|NOT)\b|\b[a-z]+:')


def search(
    index: Index,
    query: str,
    reader: str | None = None,
    filters: Filters | None = None,
    limit: int = 5,
) -> Answer:
    """Answer a query by Whoosh; unlike `querying.search`, nothing is corrected or refused."""
    lang = query_language(index, query, words(query), reader)
    postings = index.postings(lang)
    folder = Path(whoosh_path(index.root, lang))
    try:
        scores = _scores(folder, query, postings)
    except (EmptyIndexError, OSError):
        build_index(Path(index.root), lang)
        scores = _scores(folder, query, postings)
    answer = Answer(query, lang, index.cards(reader or lang))
    articles = postings.articles[:-1]
    kept = [row.id for row in articles if (filters or Filters()).keep(row)]
    found = sorted((id_ for id_ in kept if id_ in scores), key=lambda id_: -scores[id_])
    cards = answer.cards
    for id_ in found[:limit]:
        card = cards.card(id_)
        play = [cards.card(tactic) for tactic in card.play if tactic in cards.by_id]
        answer.hits.append(Hit(card, scores[id_], None, play))
    answer.answered = bool(found)
    return answer


def _scores(folder: Path, query: str, postings: Postings) -> dict[str, float]:
    if _QUERY_LANGUAGE.search(query):
        return whoosh_index.search(folder, query)
    terms = Scorer(postings, words(query))
    return whoosh_index.score(folder, terms.words, terms.grams)
