"""Here is a query: how else may people type it? Variants that the search should shrug off."""

from __future__ import annotations

import random
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ROMAN = {
    # ELOT 743 and the Georgian national system, without their accents and apostrophes
    "el": {
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i",
        "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
        "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
        "ου": "ou", "αυ": "av", "ευ": "ev", "μπ": "b", "γγ": "ng",
    },
    "ka": {
        "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i",
        "კ": "k", "ლ": "l", "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s",
        "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k", "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch",
        "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh", "ჯ": "j", "ჰ": "h",
    },
}  # fmt: skip

_FILLERS = {
    "en": ("please help, what do I do when", "right now in front of me"),
    "es": ("por favor ayuda, qué hago cuando", "ahora mismo aquí delante"),
    "sv": ("snälla hjälp, vad gör jag när", "just nu här framför mig"),
    "el": ("σας παρακαλώ βοήθεια, τι κάνω όταν", "τώρα αυτή τη στιγμή εδώ"),
    "ar": ("من فضلكم ساعدوني ماذا أفعل عندما", "الآن هنا أمامي"),
    "ka": ("გთხოვთ დამეხმარეთ, რა ვქნა როცა", "ახლა აქ ჩემ წინ"),
}


def typo(query: str, lang: str) -> str:
    """Make one mistake in the longest word: two letters swapped, one lost, doubled or replaced."""
    del lang
    longest = max(query.split(), key=len, default="")
    if len(longest) < 4:
        return query
    chance = random.Random(query)  # noqa: S311 - the same mistake every time, no secret
    at = chance.randrange(1, len(longest) - 1)
    before, letter, after = longest[:at], longest[at], longest[at + 1 :]
    wrong = chance.choice(
        [
            before + after[:1] + letter + after[1:],
            before + after,
            before + letter + letter + after,
            before + chance.choice([c for c in query if c.isalpha()] or ["a"]) + after,
        ]
    )
    return query.replace(longest, wrong, 1)


def no_accents(query: str, lang: str) -> str:
    """Leave out every accent and vowel mark."""
    del lang
    parts = unicodedata.normalize("NFD", query)
    return "".join(c for c in parts if unicodedata.category(c)[0] != "M")


def latin_letters(query: str, lang: str) -> str:
    """Type Greek or Georgian in Latin letters; other languages stay as they are."""
    if lang not in _ROMAN:
        return query
    text = no_accents(query, lang).lower()
    for letters, roman in sorted(_ROMAN[lang].items(), key=lambda pair: -len(pair[0])):
        text = text.replace(letters, roman)
    return text


def upper_case(query: str, lang: str) -> str:
    """Shout."""
    del lang
    return query.upper()


def extra_words(query: str, lang: str) -> str:
    """Ask with more words around it."""
    before, after = _FILLERS[lang]
    return f"{before} {query} {after}"


VARIANTS: dict[str, Callable[[str, str], str]] = {
    "one typo": typo,
    "no accents": no_accents,
    "latin letters": latin_letters,
    "upper case": upper_case,
    "extra words": extra_words,
}
