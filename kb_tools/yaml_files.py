"""Reading YAML that strangers wrote: safe, bounded, and with the line of every key.

YAML is read here and nowhere else. Every scalar stays the text that the editor wrote: `no` is the
word "no" and `2026-11-22` is converted by whoever expects a date. Anchors and aliases are refused,
since a few lines of them can stand for gigabytes ("billion laughs"); so are tags, keys given twice
and deep nesting.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from kb_tools.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BROKEN_YAML = "KB102"
_MAX_DEPTH = 8
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping: strings, lists and mappings by key, and the line (from 1) of each key.

    The lines of nested mappings are kept under their dotted path, such as `strings.title`;
    those of the entries of a list under their number, such as `patterns.0`.
    """

    values: dict[str, Any]
    lines: dict[str, int]

    def line(self, *keys: str | int) -> int:
        """Return the line of a key, or of the nearest enclosing one that is known, or 1."""
        path = [str(key) for key in keys]
        while path and ".".join(path) not in self.lines:
            path.pop()
        return self.lines.get(".".join(path), 1)


def read_mapping(text: str, path: Path, first_line: int = 1) -> tuple[Mapping, list[Problem]]:
    """Read a YAML mapping with string keys.

    `first_line` is the line of `path` on which `text` begins. What is wrong comes back as
    problems; the mapping then holds what could be read.
    """
    nothing = Mapping({}, {})
    try:
        problems = [
            Problem(path, first_line + line, BROKEN_YAML, message)
            for line, message in _unsafe(text)
        ]
        if problems:
            return nothing, problems
        node = yaml.compose(text, Loader=_LOADER)
        values = yaml.load(text, Loader=_LOADER)  # noqa: S506 - it builds nothing but strings
    except yaml.YAMLError as error:
        unclosed = any(word in str(getattr(error, "context", "")) for word in ("flow", "quoted"))
        marks = [getattr(error, f"{which}_mark", None) for which in ("context", "problem")]
        mark = next(filter(None, marks if unclosed else marks[::-1]), None)
        reason = getattr(error, "problem", None) or "this is not YAML"
        line = first_line + (mark.line if mark else 0)
        return nothing, [Problem(path, line, BROKEN_YAML, f"broken YAML: {reason}; mend this line")]
    if node is None:
        return nothing, []
    if not isinstance(node, yaml.MappingNode):
        return nothing, [Problem(path, first_line, BROKEN_YAML, "expected `key: value` lines")]
    lines: dict[str, int] = {}
    problems = list(_collect_lines(node, "", path, first_line, lines))
    if problems:
        return nothing, problems
    return Mapping(values, lines), []


def _unsafe(text: str) -> Iterator[tuple[int, str]]:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield line, "anchors and aliases (& and *) are not allowed: quote the value"
            return
        if getattr(event, "tag", None):
            yield line, "tags (!) are not allowed: quote the value"
            return
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                yield line, f"nested more than {_MAX_DEPTH} deep: flatten it"
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _collect_lines(
    node: yaml.Node, prefix: str, path: Path, first_line: int, lines: dict[str, int]
) -> Iterator[Problem]:
    if isinstance(node, yaml.SequenceNode):
        for number, child in enumerate(node.value):
            lines[f"{prefix}{number}"] = first_line + child.start_mark.line
            yield from _collect_lines(child, f"{prefix}{number}.", path, first_line, lines)
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            line = first_line + key.start_mark.line
            if not isinstance(key, yaml.ScalarNode):
                yield Problem(path, line, BROKEN_YAML, "a key must be one word")
                continue
            name = f"{prefix}{key.value}"
            if name in lines:
                yield Problem(path, line, BROKEN_YAML, f"`{key.value}` is given twice: delete one")
            lines[name] = line
            yield from _collect_lines(child, f"{name}.", path, first_line, lines)
