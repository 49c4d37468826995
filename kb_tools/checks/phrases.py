"""KB4xx: phrases."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from kb_tools.checks.subjects import PHRASES, Subject
from kb_tools.facets import Kind
from kb_tools.problems import Problem
from kb_tools.search.analysis import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEWEST = {Kind.SITUATION: 40, Kind.TACTIC: 25, Kind.GUIDE: 12}
LONGEST = 14
"""The most words of a phrase."""

TOO_NEAR = 0.5
"""The share of common letter 4-grams from which a phrase is a near copy of a judged query."""


def enough(subject: Subject) -> Iterator[Problem]:
    """An article has 40 phrases if it is a situation, 25 a tactic, 12 a guide. Add some."""
    if subject.kind is None or not subject.path.name.endswith(PHRASES):
        return
    least = FEWEST[subject.kind]
    if len(subject.phrases) < least:
        message = f"{len(subject.phrases)} phrases: a {subject.kind} needs {least}, one a line"
        yield Problem(subject.path, len(subject.lines), "KB401", message)


def only_once(subject: Subject) -> Iterator[Problem]:
    """A phrase stands in one article only, once. Leave it where it fits best."""
    if not subject.phrases or subject.lang is None:
        return
    places = _places(subject.corpus.folder(subject.lang))
    for line, phrase in subject.phrases:
        others = [at for at in places.get(_normal(phrase), []) if at != (subject.path, line)]
        if others:
            path, other_line = others[0]
            message = f"`{phrase}` stands in {path.name}:{other_line}, too: leave one"
            yield Problem(subject.path, line, "KB402", message)


def honest(subject: Subject) -> Iterator[Problem]:
    """A phrase is no judged query, nor nearly one. Delete it: it would grade our own homework."""
    if not subject.phrases or subject.lang is None:
        return
    judged = _judged(subject.corpus.root / "tests/relevance" / f"{subject.lang}.jsonl")
    for line, phrase in subject.phrases:
        own = letter_grams(phrase)
        if any(len(own & grams) > TOO_NEAR * len(own | grams) for grams in judged):
            message = f"`{phrase}` is nearly a judged query: delete it"
            yield Problem(subject.path, line, "KB403", message)


def brief(subject: Subject) -> Iterator[Problem]:
    """A phrase has 1 to 14 words. Cut it, or make two."""
    for line, phrase in subject.phrases:
        count = len(phrase.split())
        if count > LONGEST or not words(phrase):
            message = f"{count} words: a phrase has 1 to {LONGEST}"
            yield Problem(subject.path, line, "KB404", message)


def owned(subject: Subject) -> Iterator[Problem]:
    """Phrases stand beside an article of that id. Rename the file, or write the article."""
    if subject.kind is None or not subject.path.name.endswith(PHRASES):
        return
    if subject.corpus.kinds.get(subject.id) is not subject.kind:
        near = subject.corpus.nearest(subject.id)
        mend = f"did you mean {near[0]}?" if near else "write the article, or delete the file"
        yield Problem(subject.path, 1, "KB405", f"no {subject.kind} `{subject.id}`: {mend}")


def letter_grams(text: str) -> frozenset[str]:
    """Return the 4-grams of a text, words joined: what near copies share."""
    joined = "_".join(words(text))
    return frozenset(joined[i : i + 4] for i in range(max(1, len(joined) - 3)))


def _normal(phrase: str) -> str:
    return " ".join(words(phrase))


@lru_cache(maxsize=8)
def _places(folder: Path) -> dict[str, list[tuple[Path, int]]]:
    from kb_tools.articles import read_text
    from kb_tools.corpus import read_phrases

    places: dict[str, list[tuple[Path, int]]] = {}
    for path in sorted(folder.glob("*/*.phrases.txt")):
        for line, phrase in read_phrases(read_text(path)[0]):
            places.setdefault(_normal(phrase), []).append((path, line))
    return places


@lru_cache(maxsize=8)
def _judged(path: Path) -> tuple[frozenset[str], ...]:
    import json

    if not path.exists():
        return ()
    lines = path.read_text("utf-8").splitlines()
    return tuple(letter_grams(json.loads(line)["query"]) for line in lines if line.strip())
