"""The languages of the knowledge base, and what the tools say in each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kb_tools.articles import read_text
from kb_tools.facets import FACETS
from kb_tools.problems import Problem, refuse
from kb_tools.vocabulary import SOURCE
from kb_tools.yaml_files import read_mapping

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Interface:
    """What the tools say in one language: its name, direction, labels and sentences.

    `labels` are by facet, then by facet value; `strings` by name. `quotes` are the opening and
    the closing quotation mark of the language.
    """

    lang: str
    name: str
    direction: str
    quotes: tuple[str, str]
    labels: dict[str, dict[str, str]]
    strings: dict[str, str]

    @property
    def all_strings(self) -> dict[str, str]:
        """The strings, the labels as `facet.value`, and the quotation marks as `open`, `close`."""
        labels = {
            f"{facet}.{value}": label
            for facet, values in self.labels.items()
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
        for key in ("name", "direction", "quotes", *FACETS, "strings"):
            if not values.get(key):
                problems.append(Problem(path, 1, "KB701", f"`{key}` is missing: add it"))
            elif not isinstance(values[key], dict if key in (*FACETS, "strings") else str):
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
        strings=values.get("strings", {}),
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
        strings=source.strings | interface.strings,
    )
