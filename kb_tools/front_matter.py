"""Here are the fields of a front matter: which values do they have?"""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from kb_tools.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kb_tools.yaml_files import Mapping

Value = TypeVar("Value", bound=StrEnum)


class FrontMatter:
    """The typed values of a front matter; what is wrong with them is added to `problems`."""

    def __init__(self, path: Path, mapping: Mapping, problems: list[Problem]) -> None:
        self.path, self.mapping, self.problems = path, mapping, problems

    def _problem(self, key: str, code: str, message: str) -> None:
        self.problems.append(Problem(self.path, self.mapping.line(key), code, message))

    def refuse_unknown(self, known: tuple[str, ...]) -> None:
        """Report every field that is not known, with the nearest that is."""
        for key in self.mapping.values:
            if key not in known:
                near = get_close_matches(key, known, 1)
                mend = f"did you mean `{near[0]}`?" if near else f"known: {', '.join(known)}"
                self._problem(key, "KB103", f"unknown field `{key}`: {mend}")

    def require(self, required: set[str]) -> None:
        """Report every field that is missing or empty."""
        for key in sorted(required):
            if not self.mapping.values.get(key):
                self._problem(key, "KB104", f"`{key}` is missing: add `{key}: ...`")

    def string(self, key: str) -> str:
        """Return a field of one line of text."""
        value = self.mapping.values.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self._problem(key, "KB105", f"`{key}` must be one line of text: quote it")
        return ""

    def strings(self, key: str) -> tuple[str, ...]:
        """Return a field that is a list of texts."""
        value = self.mapping.values.get(key) or []
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self._problem(key, "KB105", f"`{key}` must be a list: `{key}: [one, two]`")
        return ()

    def table(self, key: str) -> dict[str, str]:
        """Return a field of lines of `name: text`."""
        value = self.mapping.values.get(key) or {}
        if isinstance(value, dict) and all(isinstance(each, str) for each in value.values()):
            return value
        self._problem(key, "KB105", f"`{key}` must be lines of `name: text` below it")
        return {}

    def choice(self, key: str, values: type[Value]) -> Value | None:
        """Return a field that is one of some values, or None."""
        return next(iter(self._members(key, (self.string(key),), values)), None)

    def choices(self, key: str, values: type[Value]) -> tuple[Value, ...]:
        """Return a field that lists some of some values."""
        return tuple(self._members(key, self.strings(key), values))

    def _members(self, key: str, names: tuple[str, ...], values: type[Value]) -> Iterator[Value]:
        for name in filter(None, names):
            if name in list(values):
                yield values(name)
            else:
                near = get_close_matches(name, list(values), 1)
                mend = f"did you mean `{near[0]}`?" if near else f"one of {', '.join(values)}"
                self._problem(key, "KB106", f"`{key}` cannot be `{name}`: {mend}")

    def date(self, key: str) -> date | None:
        """Return a field that is a day, or None."""
        text = self.string(key)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._problem(key, "KB107", f"`{key}` must be a day such as 2026-11-22")
            return None
