"""Here is an article: what of it is searched, and how much does each part count?

A document is an article in one language, cut into passages: a title, one phrase, one sign, one
sentence. Every passage belongs to a field, and every field has a weight.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb_tools.facets import Channel
from kb_tools.search.analysis import words
from kb_tools.search.postings import FIELDS, OFF_TOPIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb_tools.corpus import Corpus
    from kb_tools.languages import Interface

WEIGHTS = {
    "title": 3.0,
    "phrases": 3.0,
    "summary": 2.0,
    "signs": 2.0,
    "say": 1.0,
    "body": 1.0,
    "facets": 0.5,
}
"""BM25F's weight of each field, in falling order (DESIGN.md, "What is indexed")."""

LENGTH_NORMALISATION = 0.5
"""BM25F's b: how much an article is held back that has more words in a field than others."""

_SECTION_FIELDS = {"signs": "signs", "say": "say"}


@dataclass(frozen=True, slots=True)
class Document:
    """An article as it is searched in one language: pairs of a field and a passage of text."""

    id: str
    passages: tuple[tuple[str, str], ...]


def documents(corpus: Corpus, interface: Interface) -> list[Document]:
    """Return every article as it is searched in a language, in the order of the corpus.

    Only words of that language are searched: of an article that is not translated, its phrases
    and the labels of its facets. Last comes a document that is no article: what people type that
    nothing here answers. A query that it matches best is refused.
    """
    found = [Document(id_, tuple(_passages(corpus, id_, interface))) for id_ in corpus.kinds]
    phrases = tuple(("phrases", text) for _, text in corpus.off_topic(interface.lang))
    return [*found, Document(OFF_TOPIC, phrases)]


def occurrence_weights(corpus_documents: list[Document]) -> list[dict[str, float]]:
    """Return, for each document, what one occurrence of a term in each field weighs.

    BM25F: the field's weight, divided by `1 - b + b * length / mean length` of that field.
    """
    lengths = [
        Counter(field for field, text in document.passages for _ in words(text))
        for document in corpus_documents
    ]
    total = sum(lengths, Counter())
    b = LENGTH_NORMALISATION
    return [
        {
            field: weight / (1 - b + b * length[field] * len(lengths) / total[field])
            for field, weight in WEIGHTS.items()
            if total[field]
        }
        for length in lengths
    ]


def _passages(corpus: Corpus, article_id: str, interface: Interface) -> list[tuple[str, str]]:
    lang = interface.lang
    phrases = [("phrases", text) for _, text in corpus.phrases(article_id, lang)]
    facets = [("facets", " ".join(_labels(corpus, article_id, interface)))]
    view = corpus.view(article_id, lang)
    if view.fallback:
        return phrases + facets
    article = view.article
    texts = [
        (_SECTION_FIELDS.get(section.id, "body"), text)
        for section in article.sections
        for text in section.texts
    ]
    ranked = [("title", article.title), *phrases, ("summary", article.summary), *texts, *facets]
    return sorted(ranked, key=lambda passage: FIELDS.index(passage[0]))


def _labels(corpus: Corpus, article_id: str, interface: Interface) -> list[str]:
    source = corpus.article(article_id)
    values: dict[str, Sequence[str | None]] = {
        "kind": [source.kind],
        "group": [source.group],
        "severity": [source.severity],
        "stage": [source.stage],
        "channel": source.channels if len(source.channels) < len(Channel) else [],
    }
    return [
        interface.labels[facet][value]
        for facet, chosen in values.items()
        for value in chosen
        if value is not None and value in interface.labels[facet]
    ]
