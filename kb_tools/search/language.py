"""Here is a query: which language is it written in?

The script decides for Greek, Arabic and Georgian. Between the languages in Latin letters the
vocabulary does: the language in which the words are likeliest (naive Bayes over the index's own
counts). Latin letters that no such language knows may be Greek or Georgian typed in Latin.
"""

from __future__ import annotations

from math import log

from kb_tools.search.analysis import grams, normalise

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from kb_tools.search.postings import Postings

SCRIPTS = {"el": ("\u0370", "\u03ff"), "ar": ("\u0600", "\u06ff"), "ka": ("\u10d0", "\u10ff")}
"""The first and last letter of the languages with a script of their own, after normalisation."""

LATIN = ("en", "es", "sv")
LETTERS = {"es": frozenset("ñ¿¡áíóú"), "sv": frozenset("åäö")}
"""What only one of the languages in Latin letters is written with."""

LETTER_EVIDENCE = 3.0
"""How much such a letter says: a factor of e to this in favour of its language."""

READER_EVIDENCE = 2.0
"""How much it says in favour of a language that the reader reads it."""

UNSEEN = 0.01
"""The count of a word that a language does not know at all, beside 1 for one that occurs once."""

FEW_KNOWN = 0.6
"""Up to this share of known words, a query in Latin letters may be Greek or Georgian."""


def script_language(query: str) -> str | None:
    """Return the language whose script most letters are in; None if that is Latin or none."""
    letters = [c for c in normalise(query) if c.isalpha()]
    counts = {
        lang: sum(first <= c <= last for c in letters) for lang, (first, last) in SCRIPTS.items()
    }
    best = max(counts, key=lambda lang: counts[lang])
    return best if counts[best] * 2 > len(letters) else None


def known_share(postings: Postings, words: list[str]) -> float:
    """Return the share of the words that the vocabulary of a language knows."""
    return sum(postings.find(word) >= 0 for word in words) / max(1, len(words))


def latin_language(
    query: str, words: list[str], open_postings: Callable[[str], Postings], preferred: str
) -> str:
    """Return which language in Latin letters the words of a query are likeliest in.

    `preferred`, the reader's own, is taken at once where it knows every word.
    """
    if preferred in LATIN and known_share(open_postings(preferred), words) == 1:
        return preferred
    written = frozenset(query.lower())
    likelihood = {
        lang: LETTER_EVIDENCE * len(written & LETTERS.get(lang, frozenset()))
        + READER_EVIDENCE * (lang == preferred)
        + sum(_log_likelihood(open_postings(lang), word) for word in words)
        for lang in sorted(LATIN, key=lambda lang: lang != preferred)
        if len(open_postings(lang))
    }
    return max(likelihood, key=lambda lang: likelihood[lang])


def _log_likelihood(postings: Postings, word: str) -> float:
    number = postings.find(word)
    if number >= 0:
        count = float(postings.count(number))
    else:
        cut = grams(word)
        count = UNSEEN + 0.3 * sum(gram in postings.words for gram in cut) / len(cut)
    return log(count / len(postings))


def transliterated(
    words: list[str], share: float, open_postings: Callable[[str], Postings]
) -> tuple[str, list[str | None]] | None:
    """Read Latin letters as Greek or Georgian, whichever knows more of the words.

    Returns the language and, for each word, the known word it stands for (None if there is none);
    or None if neither language knows more than `share` of them.
    """
    from kb_tools.search.transliteration import Transliterator

    best: tuple[int, str, list[str | None]] | None = None
    for lang in ("el", "ka"):
        reader = Transliterator(open_postings(lang))
        read = [reader.word(word) for word in words]
        known = sum(each is not None for each in read)
        if known > (best[0] if best else share * len(words)):
            best = known, lang, read
    return (best[1], best[2]) if best else None
