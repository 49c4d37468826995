"""The languages of the knowledge base, and what the tools say in each of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from kb_tools.articles import read_text
from kb_tools.facets import FACETS
from kb_tools.problems import Problem, refuse
from kb_tools.vocabulary import SOURCE
from kb_tools.yaml_files import Mapping, read_mapping

if TYPE_CHECKING:
    from pathlib import Path


_TABLES = (*FACETS, "headings", "strings")


@dataclass(frozen=True, slots=True)
class Interface:
    """What the tools say in one language: its name, direction, labels and sentences.

    `labels` are by facet, then by facet value; `headings` by section id; `strings` by name.
    `quotes` are the opening and the closing quotation mark of the language.
    """

    lang: str
    name: str
    direction: str
    quotes: tuple[str, str]
    labels: dict[str, dict[str, str]]
    headings: dict[str, str]
    strings: dict[str, str]
    mapping: Mapping = field(default_factory=lambda: Mapping({}, {}), compare=False)

    def line(self, name: str) -> int:
        """Return the line of a string or label in its file, or 1 if it is not there."""
        keys = name.split(".") if "." in name else ["strings", name]
        return self.mapping.line(*keys)

    @property
    def all_strings(self) -> dict[str, str]:
        """Everything by name: strings, `facet.value`, `headings.section`, and `open`, `close`."""
        labels = {
            f"{facet}.{value}": label
            for facet, values in (*self.labels.items(), ("headings", self.headings))
            for value, label in values.items()
        }
        return self.strings | labels | {"open": self.quotes[0], "close": self.quotes[1]}


def interface_path(root: Path, lang: str) -> Path:
    """Return where the interface strings of a language stand."""
    return root / "translations" / lang / "interface.yml"


def parse_interface(root: Path, lang: str) -> tuple[Interface, list[Problem]]:
    """Parse the interface strings of a language; what it does not say is left out."""
    path = interface_path(root, lang)
    text, problems = read_text(path)
    mapping, yaml_problems = read_mapping(text, path)
    problems += yaml_problems
    values = mapping.values
    quotes = values.get("quotes", "")
    if not problems:
        for key in ("name", "direction", "quotes", *_TABLES):
            if not values.get(key):
                problems.append(Problem(path, 1, "KB701", f"`{key}` is missing: add it"))
            elif not isinstance(values[key], dict if key in _TABLES else str):
                message = f"`{key}` has the wrong form: see translations/en/interface.yml"
                problems.append(Problem(path, mapping.line(key), "KB701", message))
    if problems:
        values = {}
    return Interface(
        lang=lang,
        name=values.get("name", lang),
        direction=values.get("direction", "ltr"),
        quotes=(quotes[:1], quotes[-1:]),
        labels={facet: values.get(facet, {}) for facet in FACETS},
        headings=values.get("headings", {}),
        strings=values.get("strings", {}),
        mapping=mapping,
    ), problems


def read_interface(root: Path, lang: str) -> Interface:
    """Read the interface strings of a language, those it lacks in English."""
    if lang != SOURCE and not interface_path(root, lang).exists():
        return replace(read_interface(root, SOURCE), lang=lang)
    interface, problems = parse_interface(root, lang)
    refuse(problems)
    if lang == SOURCE:
        return interface
    source = read_interface(root, SOURCE)
    return replace(
        interface,
        labels={facet: source.labels[facet] | interface.labels[facet] for facet in FACETS},
        headings=source.headings | interface.headings,
        strings=source.strings | interface.strings,
    )


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a glossary: the English word, the words to use for it, and those to avoid."""

    term: str
    use: tuple[str, ...]
    avoid: tuple[str, ...]


def parse_glossary(root: Path, lang: str) -> tuple[list[Term], list[Problem]]:
    """Parse the glossary of a language; none is an empty one."""
    path = root / "translations" / lang / "glossary.yml"
    if not path.exists():
        return [], []
    text, problems = read_text(path)
    mapping, yaml_problems = read_mapping(text, path)
    problems += yaml_problems
    terms = []
    for term, entry in mapping.values.items():
        lists = (
            [entry.get(key) or [] for key in ("use", "avoid")] if isinstance(entry, dict) else []
        )
        if not lists or not lists[0] or not all(isinstance(each, list) for each in lists):
            message = f"`{term}` needs `use: [word]`, and may have `avoid: [word]` and `note:`"
            problems.append(Problem(path, mapping.line(term), "KB704", message))
        else:
            terms.append(Term(term, tuple(lists[0]), tuple(lists[1])))
    return terms, problems


@lru_cache(maxsize=8)
def read_glossary(root: Path, lang: str) -> tuple[Term, ...]:
    """Return the terms of a language, as far as its glossary can be read."""
    return tuple(parse_glossary(root, lang)[0])
