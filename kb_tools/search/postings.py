"""Here is an exported postings file: what does it hold?

One file a language, read by `kb search` and by the browser: a `container` of these sections. Texts
are UTF-8, one record a line; the vocabulary begins and ends with a line feed. Numbers are unsigned
16-bit integers; where that is too narrow for a section (never for `lengths`), all of it is 32-bit.

    meta       two lines: the language, and the fingerprint of what the file was made from
    articles   a line an article, tab-separated, as `ARTICLE` names the columns
    words      the vocabulary in code point order, all in the Basic Multilingual Plane
    sizes      the length of each word in characters, and 1 for its line feed
    counts     how many postings each word has
    postings   the passages that hold the word, ascending, once an occurrence; the first as it is,
               every other as the difference to the one before
    cells      the cell of each passage: `article number * number of fields + field number`
    lengths    how many words each passage has
    weights    what one occurrence in each cell weighs (see `fields`), as 32-bit floats
    patterns   patterns of words that name a channel or tell danger (see `patterns`)

The texts of the passages, which are only needed to tell why something matched, are a file of their
own: a `container` with the same two lines of meta and a line of text for each passage, empty for
those that are not quoted.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from itertools import accumulate

from kb_tools.search import container

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAGIC = b"KBPOST01"
TEXTS_MAGIC = b"KBTEXT01"
SECTIONS = (
    "meta", "articles", "words", "sizes", "counts", "postings", "cells", "lengths", "weights",
    "patterns",
)  # fmt: skip
FIELDS = ("title", "phrases", "summary", "signs", "say", "body", "facets")
"""The fields of an article, in the order in which its cells are numbered."""

ARTICLE = (
    "id", "kind", "group", "severity", "stage", "channels", "play", "title", "summary",
)  # fmt: skip
"""The columns of `articles`; `channels` and `play` are separated by spaces."""


OFF_TOPIC = "off-topic"
"""The id of the last row, which is no article: what people type that nothing here answers."""


class Row:
    """What ranking and filters know of an article: the columns of `ARTICLE`."""

    __slots__ = ARTICLE

    id: str
    kind: str
    group: str
    severity: str
    stage: str
    channels: list[str]
    play: list[str]
    title: str
    summary: str

    def __init__(self, line: str) -> None:
        for column, value in zip(ARTICLE, line.split("\t"), strict=True):
            setattr(self, column, value.split() if column in ("channels", "play") else value)


def pack(sections: Mapping[str, bytes]) -> bytes:
    """Lay the sections out as one file."""
    return container.pack(MAGIC, [sections[name] for name in SECTIONS])


class Postings:
    """The exported postings of one language.

    `articles` are rows by article number, `words` is the vocabulary as one text,
    `cells` and `lengths` run by passage, `weights` by cell.
    """

    __slots__ = (
        "_deltas",
        "_ends",
        "_starts",
        "articles",
        "cells",
        "fingerprint",
        "lang",
        "lengths",
        "patterns",
        "weights",
        "words",
    )  # fmt: skip

    def __init__(self, data: bytes) -> None:
        sections = dict(zip(SECTIONS, container.unpack(MAGIC, data, len(SECTIONS)), strict=True))
        self.lang, self.fingerprint = str(sections["meta"], "utf-8").split("\n")
        self.articles = [Row(line) for line in str(sections["articles"], "utf-8").split("\n")]
        self.words = str(sections["words"], "utf-8")
        self.patterns = str(sections["patterns"], "utf-8")
        count = self.words.count("\n") - 1
        self._starts = list(accumulate(_integers(sections["sizes"], count), initial=1))
        self._ends = list(accumulate(_integers(sections["counts"], count), initial=0))
        self._deltas = _integers(sections["postings"], self._ends[-1])
        self.lengths = _integers(sections["lengths"], len(sections["lengths"]) // 2)
        self.cells = _integers(sections["cells"], len(self.lengths))
        self.weights = _floats(sections["weights"])

    def __len__(self) -> int:
        """Return how many postings there are."""
        return self._ends[-1]

    def find(self, word: str) -> int:
        """Return the number of a word of the vocabulary, or -1."""
        at = self.words.find(f"\n{word}\n")
        return bisect_right(self._starts, at + 1) - 1 if at >= 0 else -1

    def containing(self, gram: str) -> list[int]:
        """Return the numbers of the words that hold a gram (an edge is a line feed)."""
        found, at = [], self.words.find(gram)
        while at >= 0:
            found.append(bisect_right(self._starts, at + (gram[0] == "\n")) - 1)
            at = self.words.find(gram, at + 1)
        return found

    def passages(self, word: int) -> Iterator[int]:
        """Return the passages that hold a word, once an occurrence."""
        return accumulate(self._deltas[self._ends[word] : self._ends[word + 1]])

    def count(self, word: int) -> int:
        """Return how often a word occurs."""
        return self._ends[word + 1] - self._ends[word]

    def word(self, number: int) -> str:
        """Return a word of the vocabulary by its number."""
        return self.words[self._starts[number] : self._starts[number + 1] - 1]


class Texts:
    """The texts of the passages of one language."""

    __slots__ = ("fingerprint", "lang", "lines")

    def __init__(self, data: bytes) -> None:
        meta, lines = (str(s, "utf-8") for s in container.unpack(TEXTS_MAGIC, data, 2))
        self.lang, self.fingerprint = meta.split("\n")
        self.lines = lines.split("\n")


def _integers(section: memoryview, count: int) -> memoryview[int]:
    wide = len(section) != 2 * count
    return _little_endian(section, 4 if wide else 2).cast("I" if wide else "H")


def _floats(section: memoryview) -> memoryview[float]:
    return _little_endian(section, 4).cast("f")


def _little_endian(section: memoryview, size: int) -> memoryview:
    if sys.byteorder == "little":
        return section
    data = bytes(section)
    return memoryview(b"".join(data[i : i + size][::-1] for i in range(0, len(data), size)))
