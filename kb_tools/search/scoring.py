"""Here are query terms: how well does each article, and each of its passages, match them?

An article is scored by BM25F (Robertson, Zaragoza and Taylor 2004, doi:10.1145/1031171.1031181):
the occurrences of a term in all its fields are weighted and summed before they saturate. Passages
are scored by BM25 without saturation, since a term seldom stands twice in one. The idf is
Lucene's, `ln(1 + (N - n + 0.5) / (n + 0.5))`, which is never negative.
"""

from __future__ import annotations

from math import log

from kb_tools.search.analysis import grams
from kb_tools.search.postings import FIELDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb_tools.search.postings import Postings

SATURATION = 3.0
"""BM25's k1: how soon further occurrences of a term stop counting."""

GRAM_WEIGHT = 0.5
"""How much a shared 4-gram counts beside a shared word."""

CUT_BELOW = 0.05
"""Words that occur in a larger share of the passages are not cut into grams."""

HEARD_BELOW = 0.2
"""Words that occur in a larger share of the passages say nothing, and are left out."""

PASSAGE_NORMALISATION = 0.4
"""BM25's b for passages: how much a long passage is held back."""


def idf(total: int, holding: int) -> float:
    """Return Lucene's inverse document frequency."""
    return log(1 + (total - holding + 0.5) / (holding + 0.5))


class Scorer:
    """Scores the articles and passages of one language for the words of one query."""

    __slots__ = ("_cells", "_frequencies", "_occurrence", "grams", "postings", "words")

    def __init__(self, postings: Postings, words: Iterable[str]) -> None:
        self.postings = postings
        self.words: dict[str, int] = {}
        """The known words of the query that say something, and their numbers."""
        uncommon = []
        for word in dict.fromkeys(words):
            number = postings.find(word)
            share = postings.count(number) / len(postings.lengths) if number >= 0 else 0.0
            if number >= 0 and share <= HEARD_BELOW:
                self.words[word] = number
            if share <= CUT_BELOW:
                uncommon.append(word)
        self.grams = list(dict.fromkeys(gram for word in uncommon for gram in grams(word)))
        self._frequencies: dict[int, dict[int, float]] = {}
        self._cells = postings.cells.tolist()
        self._occurrence = [
            (cell // len(FIELDS), weight) for cell, weight in enumerate(postings.weights)
        ]
        """The article, and the weight of one occurrence, of each cell."""

    def articles(self) -> list[float]:
        """Return the BM25F score of every article, by its number."""
        scores = [0.0] * len(self.postings.articles)
        for number in self.words.values():
            _add(scores, self._frequency(number), 1.0)
        for gram in self.grams:
            total: dict[int, float] = {}
            for number in self.postings.containing(gram):
                for article, weighted in self._frequency(number).items():
                    total[article] = total.get(article, 0.0) + weighted
            _add(scores, total, GRAM_WEIGHT)
        return scores

    def _frequency(self, number: int) -> dict[int, float]:
        """Return the weighted frequency of a word in every article that holds it."""
        known = self._frequencies.get(number)
        if known is None:
            known = self._frequencies[number] = {}
            occurrence, cells = self._occurrence, self._cells
            for passage in self.postings.passages(number):
                article, weight = occurrence[cells[passage]]
                known[article] = known.get(article, 0.0) + weight
        return known

    def passages(self) -> dict[int, float]:
        """Return the score of every passage that holds a word of the query."""
        lengths = self.postings.lengths
        scores: dict[int, float] = {}
        for number in self.words.values():
            holding = set(self.postings.passages(number))
            rarity = idf(len(lengths), len(holding))
            for passage in holding:
                scores[passage] = scores.get(passage, 0.0) + rarity
        mean = max(1, len(self.postings)) / max(1, len(lengths))
        short, long = 1 - PASSAGE_NORMALISATION, PASSAGE_NORMALISATION / mean
        return {
            passage: score / (short + long * lengths[passage]) for passage, score in scores.items()
        }


def _add(scores: list[float], frequency: dict[int, float], weight: float) -> None:
    rarity = weight * idf(len(scores), len(frequency))
    for article, weighted in frequency.items():
        scores[article] += rarity * weighted / (SATURATION + weighted)
