"""Whoosh's part: it builds the index of a language, gives its postings, and can answer from it.

A document is an article. Each field of `fields` is indexed with positions, for the query language;
`words` and `grams` hold all fields together, every occurrence weighted as BM25F asks, and are what
a plain question is ranked by. Positions leave a gap between passages, so a quoted phrase never runs
from one into the next, and the postings tell which passage an occurrence stands in.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from whoosh import index as whoosh
from whoosh import query as whoosh_query
from whoosh.analysis import Token
from whoosh.fields import ID, FieldType, Schema
from whoosh.formats import Existence, Positions
from whoosh.qparser import MultifieldParser
from whoosh.scoring import BaseScorer, WeightingModel

from kb_tools.search import scoring
from kb_tools.search.analysis import grams, words
from kb_tools.search.fields import Document, occurrence_weights
from kb_tools.search.postings import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PASSAGE_GAP = 1000
"""The distance between the positions of two passages, more words than a passage may have."""

Passage = tuple[str, float]
"""The text of a passage, and what one occurrence in it weighs."""


class _PassagesField(FieldType):  # type: ignore[misc]
    """A Whoosh field whose value is a list of passages, cut into words or into their grams."""

    def __init__(self, cut: bool = False) -> None:
        self.cut = cut
        super().__init__(Existence() if cut else Positions(), self._tokens, scorable=True)

    def _tokens(self, value: str, **_: Any) -> Iterator[Token]:
        """Analyze a query's text, as the query parser asks."""
        for position, word in enumerate(words(value)):
            yield Token(text=word, pos=position, startchar=0, endchar=0, boost=1.0, stopped=False)

    def index(self, value: list[Passage], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield term, frequency, weight and encoded posting of every term of the passages."""
        positions: dict[str, list[int]] = defaultdict(list)
        weights: dict[str, float] = defaultdict(float)
        for number, (text, weight) in enumerate(value):
            for place, word in enumerate(words(text)):
                for term in grams(word) if self.cut else [word]:
                    positions[term].append(number * PASSAGE_GAP + place)
                    weights[term] += weight
        for term, places in positions.items():
            encoded = b"" if self.cut else self.format.encode(places)
            yield term.encode(), len(places), weights[term], encoded


class _BM25F(WeightingModel):  # type: ignore[misc]
    """The weighting of `scoring`, in Whoosh: the posting's weight is already BM25F's."""

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: float = 1) -> Any:
        """Return the scorer of one term."""
        del qf
        reader = searcher.reader()
        return _Saturating(
            scoring.idf(reader.doc_count_all(), reader.doc_frequency(fieldname, text))
        )


class _Saturating(BaseScorer):  # type: ignore[misc]
    def __init__(self, idf: float) -> None:
        self.idf = idf

    def score(self, matcher: Any) -> float:
        weight = matcher.weight()
        return float(self.idf * weight / (scoring.SATURATION + weight))


def build(folder: Path, documents: list[Document]) -> None:
    """Build the Whoosh index of one language in an empty folder."""
    fields = {field: _PassagesField() for field in FIELDS}
    ranked = {"words": _PassagesField(), "grams": _PassagesField(cut=True)}
    schema = Schema(id=ID(stored=True, unique=True), **fields, **ranked)
    index = whoosh.create_in(folder, schema)
    writer = index.writer(limitmb=256)
    writer.compound = False
    for document, weights in zip(documents, occurrence_weights(documents), strict=True):
        passages = [(text, weights[field]) for field, text in document.passages]
        by_field = {
            field: [(text, 1.0) for name, text in document.passages if name == field]
            for field in FIELDS
        }
        writer.add_document(id=document.id, words=passages, grams=passages, **by_field)
    writer.commit()
    index.close()


def postings(folder: Path) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield every word of a Whoosh index with the articles and passages it stands in.

    A pair of an article's number and the number of a passage in it stands once an occurrence.
    """
    index = whoosh.open_dir(folder)
    with index.reader() as reader:
        for term in reader.lexicon("words"):
            matcher = reader.postings("words", term)
            found = []
            while matcher.is_active():
                places = matcher.value_as("positions")
                found += [(matcher.id(), place // PASSAGE_GAP) for place in places]
                matcher.next()
            yield term.decode(), found
    index.close()


def score(folder: Path, words: Iterable[str], grams: Iterable[str]) -> dict[str, float]:
    """Return the BM25F score of every article that holds one of these words or grams."""
    exact = [whoosh_query.Term("words", word) for word in words]
    parts = [whoosh_query.Term("grams", gram, boost=scoring.GRAM_WEIGHT) for gram in grams]
    return _search(folder, whoosh_query.Or(exact + parts))


def search(folder: Path, text: str) -> dict[str, float]:
    """Answer Whoosh's query language: the score of every article that matches.

    Words must all be found, in any field; "quoted words" stand together; AND, OR, NOT and
    parentheses combine; `title:word` asks one field.
    """
    index = whoosh.open_dir(folder)
    parser = MultifieldParser(list(FIELDS), index.schema)
    parsed = parser.parse(text)
    index.close()
    return _search(folder, parsed)


def _search(folder: Path, query: Any) -> dict[str, float]:
    index = whoosh.open_dir(folder)
    with index.searcher(weighting=_BM25F()) as searcher:
        found = {hit["id"]: float(hit.score) for hit in searcher.search(query, limit=None)}
    index.close()
    return found
