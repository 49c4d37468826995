"""Here is text: which terms does it hold?

One analyzer serves every language: normalise, split into words, and cut each word into 4-grams.
Imported by every `kb search`, so it imports next to nothing.
"""

from __future__ import annotations

import unicodedata

GRAM = 4
"""The length of a gram, in characters."""

EDGE = "\n"
"""What stands for the beginning and the end of a word in its grams."""

_JOINERS = "'’ʼـ\u200c\u200d\u00ad"
"""What stands inside a word and is no letter of it: apostrophes (don't, dont), Arabic tatweel,
zero-width joiners, the soft hyphen."""

_FOLDED = str.maketrans(
    {
        "ٱ": "ا",  # alef wasla, the one carrier that Unicode does not decompose
        "ى": "ي",  # alef maqsura is typed for final ya, and the reverse
        "ی": "ي",  # Farsi ya
        "ة": "ه",  # ta marbuta is typed as ha
        "ک": "ك",  # Farsi kaf
    }
) | dict.fromkeys(map(ord, _JOINERS))


def normalise(text: str) -> str:
    """Fold what people type differently and mean alike.

    Compatibility forms, every combining mark stripped in every language (Arabic vowel marks and
    hamza carriers included), case folding (final sigma and Georgian Mtavruli included), Arabic
    letter variants.
    """
    if text.isascii():
        return text.lower().replace("'", "")
    parts = unicodedata.normalize("NFKD", text)
    bare = "".join([c for c in parts if unicodedata.category(c)[0] != "M"])
    return unicodedata.normalize("NFKD", bare.casefold()).translate(_FOLDED)


def words(text: str) -> list[str]:
    """Split text into its normalised words: runs of letters and digits, in order."""
    return "".join([c if c.isalnum() else " " for c in normalise(text)]).split()


def grams(word: str) -> list[str]:
    """Cut a normalised word into its 4-grams, with its edges; a shorter one stays whole."""
    edged = f"{EDGE}{word}{EDGE}"
    return [edged[i : i + GRAM] for i in range(max(1, len(edged) - GRAM + 1))]


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the words of a text begin and end, for marking them as they were written."""
    found: list[tuple[int, int]] = []
    start = -1
    for place, letter in enumerate(f"{text} "):
        held = any(c.isalnum() for c in normalise(letter))
        joins = letter in _JOINERS or unicodedata.category(letter)[0] == "M"
        if held and start < 0:
            start = place
        elif start >= 0 and not held and not joins:
            found.append((start, place))
            start = -1
    return found
