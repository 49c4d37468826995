"""Here are problems: how does an editor, a program or a forge read them?"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from kb_tools.checks.rules import RULES, WARNINGS, check, explanation
from kb_tools.checks.subjects import Subject, subject, subjects
from kb_tools.errors import KbError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kb_tools.corpus import Corpus
    from kb_tools.problems import Problem


def check_paths(corpus: Corpus, paths: list[Path]) -> list[Problem]:
    """Check some files or folders, or all the content if none are given.

    Raises `KbError` for a path that is not there, or not in the content.
    """
    if not paths:
        return check(corpus)
    chosen: list[Subject] = []
    for path in paths:
        here = corpus.root.joinpath(os.path.abspath(path))  # noqa: PTH100 - keeps links, drops ..
        inside = [corpus.root / "docs", corpus.root / "translations"]
        if not (here.exists() or here.is_symlink()):
            raise KbError(f"{path} does not exist")
        if not any(here.is_relative_to(folder) for folder in inside):
            raise KbError(f"{path} is not in {inside[0]} or {inside[1]}")
        if here.is_dir():
            chosen += [each for each in subjects(corpus) if each.path.is_relative_to(here)]
        else:
            chosen.append(subject(here, corpus))
    return check(corpus, chosen)


def _relative(corpus: Corpus, problem: Problem) -> str:
    return problem.path.relative_to(corpus.root).as_posix()


def as_text(corpus: Corpus, problems: list[Problem]) -> str:
    """Lay problems out a line each, with a closing count."""
    lines = [f"{_relative(corpus, p)}:{p.line}: {p.code} {_level(p)}{p.message}" for p in problems]
    wrong = sum(problem.code not in WARNINGS for problem in problems)
    if not problems:
        return "Nothing is wrong."
    return "\n".join([*lines, "", f"{wrong} problems, {len(problems) - wrong} warnings"])


def _level(problem: Problem) -> str:
    return "warning: " if problem.code in WARNINGS else ""


def as_json(corpus: Corpus, problems: list[Problem]) -> str:
    """Return problems as one JSON object."""
    listed = [
        {
            "path": _relative(corpus, problem),
            "line": problem.line,
            "code": problem.code,
            "level": "warning" if problem.code in WARNINGS else "error",
            "message": problem.message,
        }
        for problem in problems
    ]
    return json.dumps({"schema": 1, "problems": listed}, ensure_ascii=False, indent=2)


def as_github(corpus: Corpus, problems: list[Problem]) -> str:
    """Return problems as annotations of a GitHub workflow."""
    lines = []
    for problem in problems:
        level = "warning" if problem.code in WARNINGS else "error"
        place = f"file={_escaped(_relative(corpus, problem), True)},line={problem.line}"
        lines.append(f"::{level} {place},title={problem.code}::{_escaped(problem.message)}")
    return "\n".join(lines)


def _escaped(text: str, value: bool = False) -> str:
    for character, escaped in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(character, escaped)
    return text.replace(":", "%3A").replace(",", "%2C") if value else text


FORMATS: dict[str, Callable[[Corpus, list[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}


def rules_text() -> str:
    """Return every rule: its code, what must hold, and how to mend what does not."""
    return "\n".join(
        f"{code}  {'(warning) ' if code in WARNINGS else ''}{holds}\n       {mend}"
        for code in RULES
        for holds, mend in [explanation(code)]
    )


def rules_table() -> str:
    """Return every rule as a row of the Markdown table in CONTRIBUTING."""
    rows = [
        f"| {code}{' (warning)' if code in WARNINGS else ''} | {holds} | {mend} |"
        for code in RULES
        for holds, mend in [explanation(code)]
    ]
    return "\n".join(["| code | what must hold | how to mend it |", "|---|---|---|", *rows])
