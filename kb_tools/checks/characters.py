"""KB6xx: characters and markup."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from kb_tools.checks.scripts import SCRIPTS, scripts_of
from kb_tools.checks.subjects import Subject
from kb_tools.languages import parse_interface
from kb_tools.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
ZERO_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
QUOTES = frozenset('“”„‟‘‚‛«»‹›"')
"""Every quotation mark; ’ is also the apostrophe and always right."""

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_PARTICLE = re.compile(r"(?:و|ف|ب|ل|ك|ال|وال|بال|لل)[A-Za-zÀ-ÿ]+")
_TAG = re.compile(r"<\s*(?:[a-zA-Z/!?])")
_ATTRIBUTES = re.compile(r"\{:?\s*[^}]*\}")
_HEADING_ID = re.compile(r"\{#[a-z0-9-]+\}\s*$")
_IMAGE = re.compile(r"!\[")
_SCRIPT = re.compile(r"(?:javascript|vbscript|data)\s*:|&#|\bon\w+\s*=", re.IGNORECASE)


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'control character').lower()}"


def no_bidi_controls(subject: Subject) -> Iterator[Problem]:
    """Text holds no bidirectional controls, which can make it read otherwise. Delete them."""
    for line, text in subject.lines:
        found = BIDI_CONTROLS.intersection(text)
        if found:
            yield Problem(subject.path, line, "KB601", f"delete {_named(min(found))}")


def no_zero_width(subject: Subject) -> Iterator[Problem]:
    """Text holds no invisible characters. Delete them."""
    for line, text in subject.lines:
        found = ZERO_WIDTH.intersection(text)
        controls = {c for c in text if unicodedata.category(c) == "Cc" and c != "\t"}
        if found or controls:
            yield Problem(subject.path, line, "KB602", f"delete {_named(min(found or controls))}")


def one_script(subject: Subject) -> Iterator[Problem]:
    """A word is written in one script. Type the look-alike letter again."""
    for line, text in subject.lines:
        for word in _WORD.findall(text):
            scripts = scripts_of(word)
            if len(scripts) > 1 and not _known_mixture(word, scripts):
                usual = SCRIPTS.get(subject.lang or "", "")
                other = [c for c in word if usual in scripts and scripts_of(c) - {usual}]
                letter = f" (see {other[0]!r}, {_named(other[0])})" if other else ""
                message = f"`{word}` mixes {' and '.join(sorted(scripts)).lower()}{letter}"
                yield Problem(subject.path, line, "KB603", message)


def _known_mixture(word: str, scripts: set[str]) -> bool:
    """Return whether a word mixes scripts rightly: 1.ª, or an Arabic particle before a name."""
    ordinal = scripts <= {"LATIN", "FEMININE", "MASCULINE"}
    return ordinal or bool(_ARABIC_PARTICLE.fullmatch(word))


def right_quotes(subject: Subject) -> Iterator[Problem]:
    """Quotation marks are those of the language. Replace them."""
    if subject.article is None or subject.lang is None:
        return
    quotes = parse_interface(subject.corpus.root, subject.lang)[0].quotes
    if not all(quotes):
        return
    allowed = frozenset(quotes) | (frozenset("‘") if quotes[0] == "“" else frozenset())
    texts = [
        (subject.article.front_matter.line(key), getattr(subject.article, key))
        for key in ("title", "summary")
    ]
    texts += [(b.line, b.text) for section in subject.article.sections for b in section.blocks]
    for line, text in texts:
        wrong = (QUOTES - allowed).intersection(text)
        if wrong:
            message = f"`{min(wrong)}` is not a quotation mark here: write {quotes[0]}…{quotes[1]}"
            yield Problem(subject.path, line, "KB604", message)
        elif "'" in text:
            yield Problem(subject.path, line, "KB604", "write the apostrophe as ’")


def no_html(subject: Subject) -> Iterator[Problem]:
    """Articles hold no HTML. Write Markdown."""
    if subject.path.suffix == ".md":
        for line, text in subject.lines:
            if _TAG.search(text):
                yield Problem(subject.path, line, "KB605", "HTML is not allowed: write Markdown")


def no_scripts(subject: Subject) -> Iterator[Problem]:
    """Nothing in an article can run on a reader's page. Delete it."""
    if subject.path.suffix == ".md":
        for line, text in subject.lines:
            if _SCRIPT.search(text):
                message = "script addresses, event handlers and character codes are not allowed"
                yield Problem(subject.path, line, "KB606", message)


def no_attributes(subject: Subject) -> Iterator[Problem]:
    """Braces hold the id of a heading, and nothing else. Delete them."""
    if subject.path.suffix != ".md" or subject.article is None:
        return
    for line, text in subject.lines:
        rest = _HEADING_ID.sub("", text) if text.startswith("## ") else text
        if _ATTRIBUTES.search(rest):
            message = "braces are for the id of a heading: write [square brackets] for blanks"
            yield Problem(subject.path, line, "KB607", message)


def no_images(subject: Subject) -> Iterator[Problem]:
    """Articles have no images: they are read aloud, and in a terminal. Say it in words."""
    if subject.article is not None:
        for line, text in subject.lines:
            if _IMAGE.search(text):
                yield Problem(subject.path, line, "KB608", "an image: say it in words")
