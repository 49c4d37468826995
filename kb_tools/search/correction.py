"""Here is a word that the vocabulary does not know: which known word was meant?

Only unknown words are corrected: fuzzy matching of every word hurts good queries. The nearest is
the known word at the smallest Damerau-Levenshtein distance (optimal string alignment), of several
the one that stands in more passages.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb_tools.search.postings import Postings

SHORTEST = 4
"""Shorter words are left as they are: too many words are near them."""

TWO_MISTAKES = 9
"""From this length on, two mistakes are forgiven instead of one."""


def nearest(postings: Postings, word: str) -> str | None:
    """Return the known word that an unknown one was meant to be, or None."""
    if len(word) < SHORTEST or word.isdigit():
        return None
    limit = 2 if len(word) >= TWO_MISTAKES else 1
    best: tuple[int, int, str] | None = None
    for candidate in _similar(postings, word, limit):
        away = distance(word, candidate, limit)
        if away <= limit:
            commonness = postings.count(postings.find(candidate))
            best = min(best or (away, -commonness, candidate), (away, -commonness, candidate))
    return best[2] if best else None


def _similar(postings: Postings, word: str, limit: int) -> Iterable[str]:
    """Return the known words of about that length which share a piece that a mistake left whole.

    A word with `limit` mistakes, cut into `limit + 1` pieces, has one piece without a mistake.
    """
    length = len(word)
    size = length // (limit + 1)
    numbers: set[int] = set()
    for start in range(0, size * (limit + 1), size):
        numbers.update(postings.containing(word[start : start + size]))
    found = map(postings.word, numbers)
    return [known for known in found if abs(len(known) - length) <= limit]


def distance(one: str, other: str, limit: int) -> int:
    """Return how many insertions, deletions, replacements and swaps lead from one to the other.

    Beyond `limit` the exact number does not matter: any greater one is returned.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
