"""Here are the articles: how do they become an index?

Whoosh builds the index of each language; its postings are then exported to the one file that
`kb search` and the browser read. What a result shows is written beside it, as cards. Everything is
built in a temporary place and moved over in one step, so a reader never sees half an index and a
killed build leaves the old one.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kb_tools.corpus import Corpus
from kb_tools.errors import KbError
from kb_tools.languages import read_interface
from kb_tools.problems import refuse
from kb_tools.search import cards, container, whoosh_index
from kb_tools.search.analysis import words
from kb_tools.search.fields import Document, documents, occurrence_weights
from kb_tools.search.lexicon import Lexicon
from kb_tools.search.places import (
    cards_path,
    fingerprint,
    postings_path,
    texts_path,
    whoosh_path,
)  # fmt: skip
from kb_tools.search.postings import FIELDS, TEXTS_MAGIC, pack

if TYPE_CHECKING:
    from collections.abc import Iterator

QUOTED = frozenset({"title", "phrases", "summary", "signs", "say"})
"""The fields whose passages a hit may quote as the reason why it matched."""


@dataclass(frozen=True, slots=True)
class Built:
    """What an index holds: articles, those translated, phrases, and different words."""

    articles: int
    translated: int
    phrases: int
    words: int


def build_index(root: Path, lang: str) -> Built:
    """Build the index of one language.

    Raises `KbError` if an article cannot be read or the index cannot be written; the old index
    is then left as it was.
    """
    meta = f"{lang}\n{fingerprint(str(root), lang)}"
    corpus = Corpus(root)
    interface = read_interface(root, lang)
    lexicon = Lexicon(root, lang)
    refuse(lexicon.problems)
    found = documents(corpus, interface)
    try:
        with _temporary_folder(Path(whoosh_path(str(root), lang)).parent) as folder:
            whoosh_index.build(folder, found)
            exported = _export(folder, meta, corpus, found, lexicon)
            _replace_folder(folder, Path(whoosh_path(str(root), lang)))
        _replace_file(Path(cards_path(str(root), lang)), cards.pack(meta, corpus, interface))
        _replace_file(Path(texts_path(str(root), lang)), _texts(meta, found))
        _replace_file(Path(postings_path(str(root), lang)), exported)
    except OSError as error:
        message = f"cannot write the index: {error}; set KB_INDEX to a folder that you may write"
        raise KbError(message) from error
    passages = [passage for document in found for passage in document.passages]
    return Built(
        articles=len(found),
        translated=sum(field == "title" for field, _ in passages),
        phrases=sum(field == "phrases" for field, _ in passages),
        words=len({word for _, text in passages for word in words(text)}),
    )


def _export(
    folder: Path, meta: str, corpus: Corpus, found: list[Document], lexicon: Lexicon
) -> bytes:
    firsts = list(accumulate((len(document.passages) for document in found), initial=0))
    vocabulary, counts, deltas = [], [], []
    for word, places in sorted(whoosh_index.postings(folder)):
        if max(word) > "\uffff":  # JavaScript counts such letters twice
            continue
        held = sorted(firsts[article] + passage for article, passage in places)
        vocabulary.append(word)
        counts.append(len(held))
        deltas += held[:1] + [after - before for before, after in pairwise(held)]
    cells = [
        number * len(FIELDS) + FIELDS.index(field)
        for number, document in enumerate(found)
        for field, _ in document.passages
    ]
    lengths = [len(words(text)) for document in found for _, text in document.passages]
    weights = [weights.get(field, 0.0) for weights in occurrence_weights(found) for field in FIELDS]
    return pack(
        {
            "meta": meta.encode(),
            "articles": "\n".join(cards.article_lines(corpus, lexicon.lang)).encode(),
            "words": "".join(["\n", *(f"{word}\n" for word in vocabulary)]).encode(),
            "sizes": _packed([len(word) + 1 for word in vocabulary]),
            "counts": _packed(counts),
            "postings": _packed(deltas),
            "cells": _packed(cells),
            "lengths": _packed([min(length, 0xFFFF) for length in lengths]),
            "weights": _little_endian(array("f", weights)),
            "patterns": "\n".join(lexicon.patterns).encode(),
        }
    )


def _texts(meta: str, found: list[Document]) -> bytes:
    lines = (
        text if field in QUOTED else "" for document in found for field, text in document.passages
    )
    return container.pack(TEXTS_MAGIC, [meta.encode(), "\n".join(lines).encode()])


def _packed(numbers: list[int]) -> bytes:
    wide = max(numbers, default=0) > 0xFFFF
    return _little_endian(array("I" if wide else "H", numbers))


def _little_endian(numbers: array[int] | array[float]) -> bytes:
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


@contextmanager
def _temporary_folder(parent: Path) -> Iterator[Path]:
    parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _replace_folder(built: Path, target: Path) -> None:
    """Put a built folder in its place; what stood there before is removed."""
    retired = built.with_name(built.name.replace("building", "retired"))
    if target.exists():
        target.rename(retired)
    built.rename(target)
    shutil.rmtree(retired, ignore_errors=True)


def _replace_file(target: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    built = target.with_name(f".building-{os.getpid()}-{target.name}")
    built.write_bytes(data)
    built.replace(target)
