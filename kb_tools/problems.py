"""What can go wrong: problems in the content, and errors that stop a command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb_tools.errors import KbError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing an editor has to fix, at one line (counted from 1) of one file.

    `code` is one of the codes that `kb check --list` explains.
    """

    path: Path
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


def refuse(problems: Iterable[Problem]) -> None:
    """Raise a `KbError` that names the first problem, if there is one."""
    found = sorted(problems)
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise KbError(f"{found[0]}{more}")
