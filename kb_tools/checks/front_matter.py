"""KB1xx: front matter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kb_tools.articles import FIELDS, MAX_SUMMARY
from kb_tools.checks.subjects import Subject
from kb_tools.guidance import read_guidance
from kb_tools.problems import Problem
from kb_tools.vocabulary import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

REVIEW_DAYS, SAFETY_REVIEW_DAYS = 365, 183
"""How long a review holds: a year, half of it where an article must say when to stop."""


def _problem(subject: Subject, key: str, code: str, message: str) -> Problem:
    line = subject.article.front_matter.line(key) if subject.article else 1
    return Problem(subject.path, line, code, message)


def begins(subject: Subject) -> Iterator[Problem]:
    """An article begins with front matter between `---` lines. Add it."""
    yield from (p for p in subject.reading_problems if p.code == "KB101")


def yaml(subject: Subject) -> Iterator[Problem]:
    """Front matter is plain `key: value` YAML. Quote a value that holds a colon or begins oddly."""
    yield from (p for p in subject.reading_problems if p.code == "KB102")


def known(subject: Subject) -> Iterator[Problem]:
    """Front matter has only fields of its kind. Correct the name, or delete the line."""
    for problem in subject.reading_problems:
        if problem.code == "KB103":
            field = problem.message.split("`")[1]
            repeated = subject.is_translation and any(field in of for of in FIELDS.values())
            mend = f"`{field}` is told by the English article: delete it here"
            message = mend if repeated else problem.message
            yield Problem(problem.path, problem.line, "KB103", message)


def complete(subject: Subject) -> Iterator[Problem]:
    """Front matter has every field of its kind. Add the missing one."""
    yield from (p for p in subject.reading_problems if p.code == "KB104")


def typed(subject: Subject) -> Iterator[Problem]:
    """A field is text, a list or a table, as its kind asks. Write it like the example."""
    yield from (p for p in subject.reading_problems if p.code == "KB105")


def valued(subject: Subject) -> Iterator[Problem]:
    """A facet has one of its values. Take the nearest."""
    yield from (p for p in subject.reading_problems if p.code == "KB106")


def dated(subject: Subject) -> Iterator[Problem]:
    """A day is written as 2026-11-22. Write it so."""
    yield from (p for p in subject.reading_problems if p.code == "KB107")


def summary(subject: Subject) -> Iterator[Problem]:
    """A summary is an instruction of at most 140 characters. Shorten it."""
    article = subject.article
    if article and len(article.summary) > MAX_SUMMARY:
        over = len(article.summary) - MAX_SUMMARY
        message = f"`summary` is {over} characters too long: at most {MAX_SUMMARY}"
        yield _problem(subject, "summary", "KB108", message)


def plain(subject: Subject) -> Iterator[Problem]:
    """Title and summary are plain text. Leave out tags, links and emphasis."""
    for key in ("title", "summary"):
        value = getattr(subject.article, key) if subject.article else ""
        if any(mark in value for mark in ("<", ">", "](", "**", "`", "{")):
            yield _problem(subject, key, "KB109", f"`{key}` must be plain text, without markup")


def reviewed(subject: Subject) -> Iterator[Problem]:
    """A review is not in the future. Correct the day."""
    article = subject.article
    if article and article.reviewed and article.reviewed > date.today():
        message = f"`reviewed` is in the future ({article.reviewed}): write the day of the review"
        yield _problem(subject, "reviewed", "KB110", message)


def review_due(article_date: date, needs_stop: bool) -> date:
    """Return the day on which an article is due to be read again."""
    return article_date + timedelta(SAFETY_REVIEW_DAYS if needs_stop else REVIEW_DAYS)


def fresh(subject: Subject) -> Iterator[Problem]:
    """An article is read as a whole every year, every half year if it says when to stop.

    Read it, mend it, and write today's day.
    """
    article = subject.article
    if article is None or article.reviewed is None:
        return
    due = review_due(article.reviewed, bool(article.severity and article.severity.needs_stop))
    if due < date.today():
        yield _problem(subject, "reviewed", "KB111", f"the review was due on {due}: read it again")


def sourced(subject: Subject) -> Iterator[Problem]:
    """A source is the id of guidance that may be recommended. See docs/guidance.yml."""
    if subject.article is None or subject.lang != SOURCE:
        return
    guidance = read_guidance(subject.corpus.root)
    for number, source in enumerate(subject.article.sources):
        line = subject.article.front_matter.line("sources", number)
        if source not in guidance.pieces:
            near = [piece for piece in guidance.pieces if piece.startswith(source)]
            mend = f"did you mean {' or '.join(near)}?" if near else "see docs/guidance.yml"
            yield Problem(subject.path, line, "KB112", f"unknown source `{source}`: {mend}")
        elif source in guidance.not_recommended:
            reason = guidance.not_recommended[source]
            message = f"`{source}` may not be recommended ({reason}): delete it"
            yield Problem(subject.path, line, "KB112", message)
