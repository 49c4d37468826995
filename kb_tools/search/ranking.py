"""Here are query words: which articles, in which order, and does any fit at all?

An article's score is its BM25F, plus that of its single passage that matches best, since a query
is more like one phrase than like the bag of them. A situation lends strength to the tactics of its
play. A query that fits best what people type about other matters has no answer.
"""

from __future__ import annotations

from kb_tools.search.analysis import grams, spans
from kb_tools.search.analysis import words as words_of
from kb_tools.search.postings import FIELDS
from kb_tools.search.scoring import Scorer, idf
from kb_tools.vocabulary import CHANNELS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kb_tools.search.postings import Postings, Row

PASSAGE_WEIGHT = 0.35
"""How much the best-matching passage counts beside the whole article."""

PLAY_WEIGHT = 0.12
"""The share of a situation's score that it lends to the tactics of its play."""

LEAST_SCORE, LEAST_PER_WORD = 1.9, 0.5
"""What the best article must score for an answer to be given, and what is enough of a short query
for each of its words: in units of the idf of a word that stands in one article only."""

OFF_TOPIC_MARGIN = 1.1
"""By how much the best article must beat what is off topic."""

WEAK_SCORE = 14.0
"""An answer whose best article scores less is worth a look by an editor."""


class Ranked:
    """An article by its number, its score, and the passage of it that matches best, if any."""

    __slots__ = ("article", "passage", "score")

    def __init__(self, article: int, score: float, passage: int | None) -> None:
        self.article, self.score, self.passage = article, score, passage


def rank(postings: Postings, words: list[str]) -> tuple[list[Ranked], bool]:
    """Return every article that holds a word or gram of the query, best first, and whether it fits.

    Nothing fits where the best article scores too little, or less than what is off topic.
    """
    scorer = Scorer(postings, words)
    totals, passages = scorer.articles(), scorer.passages()
    best = _best_passages(postings, passages)
    for article, passage in best.items():
        totals[article] += PASSAGE_WEIGHT * passages[passage]
    off_topic = totals.pop()
    least = min(LEAST_SCORE, LEAST_PER_WORD * len(words)) * idf(len(postings.articles), 1)
    fits = max(totals) > max(OFF_TOPIC_MARGIN * off_topic, least)
    _lend(postings, totals)
    found = [Ranked(n, total, best.get(n)) for n, total in enumerate(totals) if total > 0]
    return sorted(found, key=lambda ranked: (-ranked.score, ranked.article)), fits


def _best_passages(postings: Postings, passages: dict[int, float]) -> dict[int, int]:
    """Return, for each article, its passage that matches best; of equals, the first."""
    best: dict[int, int] = {}
    cells, fields = postings.cells, len(FIELDS)
    for passage, score in passages.items():
        article = cells[passage] // fields
        known = best.get(article)
        if known is None or (score, known) > (passages[known], passage):
            best[article] = passage
    return best


def _lend(postings: Postings, totals: list[float]) -> None:
    numbers = {article.id: n for n, article in enumerate(postings.articles)}
    lent: dict[int, float] = {}
    for number, article in enumerate(postings.articles[:-1]):
        for tactic in article.play:
            to = numbers.get(tactic, -1)
            if to >= 0 and totals[to]:
                lent[to] = max(lent.get(to, 0.0), PLAY_WEIGHT * totals[number])
    for to, strength in lent.items():
        totals[to] += strength


def _made_for(article: Row, channels: list[str]) -> bool:
    """Return whether an article holds for one of the channels, and not for all there are."""
    held = article.channels
    return len(held) < len(CHANNELS) and any(channel in held for channel in channels)


def danger_first(postings: Postings, ranked: list[Ranked], channels: list[str]) -> list[Ranked]:
    """Put the dangerous situations first: those for a channel that was named, then by score."""
    scores = {each.article: each for each in ranked}
    dangerous = [
        scores.get(number, Ranked(number, 0.0, None))
        for number, article in enumerate(postings.articles)
        if article.severity == "dangerous"
    ]
    dangerous.sort(
        key=lambda r: (not _made_for(postings.articles[r.article], channels), -r.score, r.article)
    )
    return dangerous + [each for each in ranked if each not in dangerous]


def field_of(postings: Postings, passage: int) -> str:
    """Return the name of the field that a passage belongs to."""
    return FIELDS[postings.cells[passage] % len(FIELDS)]


def marks(text: str, words: list[str]) -> list[tuple[int, int]]:
    """Return where in a text the words of a query stand, or words that share half their grams."""
    wanted = frozenset(words)
    cut = frozenset(gram for word in words for gram in grams(word))
    found = []
    for start, end in spans(text):
        own = words_of(text[start:end])
        shared = [gram in cut for word in own for gram in grams(word)]
        if wanted.intersection(own) or sum(shared) * 2 > len(shared):
            found.append((start, end))
    return found
