"""KB7xx: the resources of a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb_tools.checks.subjects import Subject
from kb_tools.languages import parse_glossary, parse_interface
from kb_tools.problems import Problem
from kb_tools.search.lexicon import Lexicon
from kb_tools.vocabulary import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

UNTRANSLATED_WORDS = 3
"""A string of so many words or more that equals the English one has not been translated."""


def interface_form(subject: Subject) -> Iterator[Problem]:
    """`interface.yml` has the form of the English one. Compare the two."""
    if subject.path.name == "interface.yml" and subject.lang:
        yield from parse_interface(subject.corpus.root, subject.lang)[1]


def lexicon_form(subject: Subject) -> Iterator[Problem]:
    """`lexicon.yml` holds cues, fillers and danger patterns of words. See CONTRIBUTING."""
    if subject.path.name == "lexicon.yml" and subject.lang:
        yield from Lexicon(subject.corpus.root, subject.lang).problems


def interface_complete(subject: Subject) -> Iterator[Problem]:
    """Every string of the interface is there and translated, with the same {blanks}. Write it."""
    if subject.path.name != "interface.yml" or subject.lang in (None, SOURCE):
        return
    source = parse_interface(subject.corpus.root, SOURCE)[0].all_strings
    own, problems = parse_interface(subject.corpus.root, subject.lang or "")
    if problems:
        return
    strings = own.all_strings
    for name, text in source.items():
        line = own.line(name)
        if name not in strings:
            yield Problem(subject.path, line, "KB703", f"`{name}` is missing: translate “{text}”")
        elif strings[name] == text and len(text.split()) >= UNTRANSLATED_WORDS:
            yield Problem(subject.path, line, "KB703", f"`{name}` is still English: translate it")
        elif sorted(_blanks(strings[name])) != sorted(_blanks(text)):
            message = f"`{name}` must keep the blanks {' '.join(_blanks(text))}"
            yield Problem(subject.path, line, "KB703", message)


def _blanks(text: str) -> list[str]:
    return [part.split("}")[0].join("{}") for part in text.split("{")[1:]]


def glossary_form(subject: Subject) -> Iterator[Problem]:
    """`glossary.yml` gives for each term the words to use and those to avoid. See CONTRIBUTING."""
    if subject.path.name == "glossary.yml" and subject.lang:
        yield from parse_glossary(subject.corpus.root, subject.lang)[1]
