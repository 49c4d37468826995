"""Here is a word typed in Latin letters: which Greek or Georgian word is it?

Word and vocabulary are reduced to keys of Latin letters in which whatever people spell in several
ways falls together: thelo, thelw and 8elw are all one key, as are khaleba and xaleba.
"""

from __future__ import annotations

from kb_tools.search.correction import distance

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kb_tools.search.postings import Postings

Table = tuple[tuple[tuple[str, str], ...], dict[int, int]]
"""Replacements of several letters, in order, then of single letters."""

NATIVE: dict[str, Table] = {
    "el": (
        (("ου", "u"), ("αι", "e"), ("ει", "i"), ("οι", "i"), ("υι", "i"), ("αυ", "ab"),
         ("ευ", "eb"), ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "g"), ("γχ", "gx")),
        str.maketrans("αβγδεζηθικλμνξοπρστυφχψω", "abgdezi8iklmnxoprstifxyo"),
    ),
    "ka": (
        (),
        str.maketrans("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopjrstupkgkwyczcyxjx"),
    ),
}  # fmt: skip
"""How the letters of a language become a key: ψ is y in Greek, შ is w and ჩ is y in Georgian."""

LATIN: dict[str, tuple[Table, ...]] = {
    "el": (
        # as it sounds: θ is th, χ is h or ch
        (
            (("th", "8"), ("ps", "Y"), ("ks", "x"), ("ch", "x"), ("kh", "x"), ("ou", "U"),
             ("ai", "e"), ("ei", "i"), ("oi", "i"), ("au", "ab"), ("eu", "eb"), ("mp", "b"),
             ("nt", "d"), ("gk", "g"), ("gg", "g"), ("ng", "g")),
            str.maketrans("YUyuvwhcqj3", "yuiiboxkkzx"),
        ),
        # as it looks: η is h, θ is 8
        (
            (("ps", "Y"), ("ks", "x"), ("ou", "U"), ("ai", "e"), ("ei", "i"), ("oi", "i"),
             ("au", "ab"), ("eu", "eb"), ("mp", "b"), ("nt", "d"), ("gk", "g"), ("gg", "g")),
            str.maketrans("YUyuvwhcqj39", "yuiiboikkzx8"),
        ),
    ),
    "ka": (
        (
            (("tch", "Y"), ("dz", "z"), ("zh", "j"), ("dj", "j"), ("gh", "g"), ("kh", "x"),
             ("sh", "W"), ("ch", "Y"), ("ts", "c"), ("tz", "c")),
            str.maketrans("YWwyqfh", "ywckkpx"),
        ),
    ),
}  # fmt: skip
"""How Latin letters become keys, one way of typing after the other."""


def key(word: str, table: Table) -> str:
    """Reduce a normalised word to its key; double letters count once."""
    several, single = table
    for typed, replacement in several:
        word = word.replace(typed, replacement)
    letters = word.translate(single)
    return "".join(a for a, b in zip(letters, f" {letters}", strict=False) if a != b)


class Transliterator:
    """The words of one vocabulary by their keys."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self.latin = LATIN[postings.lang]
        native = NATIVE[postings.lang]
        self.by_key: dict[str, list[str]] = {}
        for word in postings.words.split():
            self.by_key.setdefault(key(word, native), []).append(word)

    def word(self, latin: str) -> str | None:
        """Return the known word that was typed in Latin letters, or None.

        Of several words with the same key it is the one in more passages; where no key is the
        same, one mistake is forgiven in a longer word.
        """
        keys = [key(latin, table) for table in self.latin]
        for each in keys:
            if each in self.by_key:
                return self._commonest(self.by_key[each])
        if len(latin) < 5:
            return None
        near = [
            word
            for known, words in self.by_key.items()
            for each in keys
            if abs(len(known) - len(each)) < 2 and known[:1] == each[:1]
            if distance(each, known, 1) == 1
            for word in words
        ]
        return self._commonest(near) if near else None

    def _commonest(self, words: list[str]) -> str:
        postings = self.postings
        return max(words, key=lambda word: postings.count(postings.find(word)))
