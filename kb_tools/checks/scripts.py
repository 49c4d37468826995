"""Here are letters and words: which script, and which language, are they?"""

from __future__ import annotations

import unicodedata

SCRIPTS = {
    "en": "LATIN",
    "es": "LATIN",
    "sv": "LATIN",
    "el": "GREEK",
    "ar": "ARABIC",
    "ka": "GEORGIAN",
}
"""The script of each language, as Unicode names its letters."""

FUNCTION_WORDS = {
    "en": frozenset(
        (
            "the",
            "and",
            "you",
            "to",
            "of",
            "is",
            "it",
            "that",
            "for",
            "not",
            "with",
            "what",
            "your",
            "this",
            "they",
            "we",
            "i",
            "a",
            "in",
            "on",
            "my",
            "me",
            "be",
        )
    ),
    "es": frozenset(
        (
            "el",
            "la",
            "los",
            "las",
            "que",
            "de",
            "y",
            "un",
            "una",
            "con",
            "por",
            "para",
            "es",
            "se",
            "lo",
            "su",
            "al",
            "del",
            "qué",
        )
    ),
    "sv": frozenset(
        (
            "och",
            "att",
            "det",
            "är",
            "du",
            "ett",
            "som",
            "på",
            "med",
            "för",
            "inte",
            "av",
            "den",
            "till",
            "vi",
            "om",
            "har",
        )
    ),
}
"""Words that a text of some length in a language can hardly do without."""

ENOUGH_WORDS, FUNCTION_WORDS_NEEDED = 8, 4


def script(letter: str) -> str:
    """Return the script of a letter as Unicode names it; empty if the character is no letter."""
    if not letter.isalpha():
        return ""
    return unicodedata.name(letter, "").split(" ")[0].removeprefix("MODIFIER")


def scripts_of(word: str) -> set[str]:
    """Return the scripts that the letters of a word are in."""
    return {found for letter in word if (found := script(letter))}


def foreign(text: str, lang: str) -> bool:
    """Return whether a text is not in the language that it should be in.

    For a script of its own, most letters must be in it; between languages in Latin letters the
    function words decide, in texts of some length.
    """
    wanted = SCRIPTS[lang]
    letters = [script(letter) for letter in text if letter.isalpha()]
    if wanted != "LATIN" or (letters and letters.count("LATIN") * 2 < len(letters)):
        return bool(letters) and letters.count(wanted) * 2 < len(letters)
    found = [word.strip(".,;:!?¿¡“”\"'()").lower() for word in text.split()]
    if len(found) < ENOUGH_WORDS:
        return False
    counts = {code: sum(word in known for word in found) for code, known in FUNCTION_WORDS.items()}
    return max(counts.values()) >= FUNCTION_WORDS_NEEDED + 2 * counts[lang]
