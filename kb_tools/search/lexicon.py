"""What a language lends to search beyond its articles: words for the channels, and danger.

`lexicon.yml` of a language names, under `cues`, the words of a query that tell a channel, under
`filler` those that only frame a question, and, under `danger`, the patterns that tell that a person
may get hurt. All are normalised here, once, when the index is built.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from kb_tools.articles import read_text
from kb_tools.facets import Channel
from kb_tools.problems import Problem
from kb_tools.search.analysis import words
from kb_tools.search.patterns import DANGER, FILLER, HARMLESS, SHORTEST_BEGINNING
from kb_tools.yaml_files import read_mapping

if TYPE_CHECKING:
    from pathlib import Path


WRONG_LEXICON = "KB702"


def lexicon_path(root: Path, lang: str) -> Path:
    """Return where the lexicon of a language stands."""
    return root / "translations" / lang / "lexicon.yml"


class Lexicon:
    """The lexicon of one language, in the form that the index stores.

    `patterns` are lines as the module of that name reads them; `problems` tells what is wrong with
    the file.
    """

    def __init__(self, root: Path, lang: str) -> None:
        self.lang = lang
        self.path = lexicon_path(root, lang)
        self.problems: list[Problem] = []
        self.patterns: list[str] = []
        self._named: dict[str, list[str]] = {}
        """Of the named alternatives those of several words, as elements."""
        if not self.path.exists():
            return
        text, self.problems = read_text(self.path)
        mapping, problems = read_mapping(text, self.path)
        self.problems += problems
        self._mapping = mapping
        self._read_cues(self._table(mapping.values, "cues"))
        self.patterns += self._patterns(FILLER, mapping.values.get("filler", []), "filler")
        self._read_danger(self._table(mapping.values, "danger"))
        elements = (element for line in self.patterns for element in line.split(" ")[1:])
        alternatives = {each for element in elements for each in element.strip("|").split("|")}
        self.patterns.insert(0, f"@ |{'|'.join(sorted(alternatives))}|")

    def _problem(self, message: str, *keys: str | int) -> None:
        line = self._mapping.line(*keys)
        self.problems.append(Problem(self.path, line, WRONG_LEXICON, message))

    def _table(self, values: Any, key: str, *above: str) -> dict[str, Any]:
        table = values.get(key, {})
        if isinstance(table, dict):
            return table
        self._problem(f"`{key}` must be lines of `name: ...` below it", *above, key)
        return {}

    def _read_cues(self, cues: dict[str, Any]) -> None:
        for channel, texts in cues.items():
            if channel in list(Channel):
                self.patterns += self._patterns(channel, texts, "cues", channel)
            else:
                message = f"no channel `{channel}`: one of {', '.join(Channel)}"
                self._problem(message, "cues", channel)

    def _read_danger(self, danger: dict[str, Any]) -> None:
        for name, alternatives in self._table(danger, "words", "danger").items():
            keys = ("danger", "words", name)
            texts = "|".join(self._listed(alternatives, *keys))
            single, several = self._alternatives(texts, *keys)
            self._named[f"@{name}"] = several
            self.patterns.append(f"@{name} {single or '||'}")
        for kind, tag in (("harmless", HARMLESS), ("patterns", DANGER)):
            self.patterns += self._patterns(tag, danger.get(kind, []), "danger", kind)

    def _listed(self, texts: Any, *keys: str) -> list[str]:
        if isinstance(texts, list):
            return [str(text) for text in texts]
        self._problem("must be a list: `[one, two]`, or lines that begin with `- `", *keys)
        return []

    def _patterns(self, tag: str, texts: Any, *keys: str) -> list[str]:
        """Return the lines of patterns: one for each choice among alternatives of several words."""
        lines = []
        for number, text in enumerate(self._listed(texts, *keys)):
            choices = []
            for element in text.split():
                single, several = self._alternatives(element, *keys, number)
                choices.append([single, *several] if single else several)
            lines += [" ".join([tag, *chosen]) for chosen in product(*choices)]
        return lines

    def _alternatives(self, texts: str, *keys: str | int) -> tuple[str, list[str]]:
        """Return alternatives as elements: those of one word together, each of several words."""
        single, several = [], []
        for text in filter(None, texts.split("|")):
            found = words(text.removesuffix("*"))
            if text in self._named:
                single.append(text)
                several += self._named[text]
            elif not found or text[0] == "@" or "*" in text[:-1]:
                message = f"`{text}` must be words, the beginning of one and *, or a known @name"
                self._problem(message, *keys)
            elif text[-1] == "*" and len(found[-1]) < SHORTEST_BEGINNING:
                message = f"`{text}` begins too many words: at least {SHORTEST_BEGINNING} letters"
                self._problem(message, *keys)
            else:
                found[-1] += "*" * text.endswith("*")
                single += found if len(found) == 1 else []
                several += [" ".join(f"|{word}|" for word in found)] if len(found) > 1 else []
        return f"|{'|'.join(single)}|" if single else "", several
