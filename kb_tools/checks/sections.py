"""KB2xx: sections."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kb_tools.articles import INSTEAD, SECTIONS, Article, Section
from kb_tools.checks.subjects import Subject
from kb_tools.facets import Kind
from kb_tools.problems import Problem
from kb_tools.vocabulary import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW_ITEMS, NOW_WORDS = 3, 25
LENGTHS = {Kind.SITUATION: (150, 350), Kind.TACTIC: (150, 350), Kind.GUIDE: (150, 600)}
LISTS = frozenset({"stop", "now", "signs", "say", "avoid", "steps", "after"})
OPENING = "“”„«‹\"'‘‟"
_HEADING = re.compile(r"#{1,6}\s")
_GOOD_HEADING = re.compile(r"##\s+\S.*\{#[a-z0-9-]+\}\s*")


def needs_stop(article: Article | None) -> bool:
    """Return whether an English article must open with `stop`."""
    return bool(article and article.severity and article.severity.needs_stop)


def _named(subject: Subject, code: str, section: Section, message: str) -> Problem:
    return Problem(subject.path, section.line, code, message)


def complete(subject: Subject) -> Iterator[Problem]:
    """An article has every section of its kind. Add the missing one at its place."""
    article = subject.article
    if article is None or subject.lang != SOURCE:
        return
    found = {section.id for section in article.sections}
    for section in SECTIONS[article.kind]:
        if section not in found and section != "stop":
            message = f"section `{section}` is missing: add `## ... {{#{section}}}`"
            yield Problem(subject.path, len(subject.lines), "KB201", message)
    if article.kind is Kind.GUIDE and not found:
        message = "a guide needs sections: add `## ... {#id}`"
        yield Problem(subject.path, len(subject.lines), "KB201", message)


def known(subject: Subject) -> Iterator[Problem]:
    """A section has an id of its kind. Correct the id in the braces."""
    article = subject.article
    if article is None or article.kind is Kind.GUIDE:
        return
    ids = SECTIONS[article.kind]
    for section in article.sections:
        if section.id not in ids:
            near = get_close_matches(section.id, ids, 1)
            mend = f"did you mean `{near[0]}`?" if near else f"one of {', '.join(ids)}"
            yield _named(subject, "KB202", section, f"unknown section `{section.id}`: {mend}")


def ordered(subject: Subject) -> Iterator[Problem]:
    """Sections stand in the order of their kind, `stop` first. Move the section."""
    article = subject.article
    if article is None or article.kind is Kind.GUIDE:
        return
    ids = SECTIONS[article.kind]
    found = [section for section in article.sections if section.id in ids]
    in_order = _longest_rise([ids.index(section.id) for section in found])
    for place, section in enumerate(found):
        if place not in in_order:
            message = f"`{section.id}` stands in the wrong place: the order is {', '.join(ids)}"
            yield _named(subject, "KB203", section, message)


def _longest_rise(numbers: list[int]) -> set[int]:
    """Return the places of the longest run of rising numbers: the fewest others must move."""
    runs: list[list[int]] = [[]]
    for place, number in enumerate(numbers):
        fitting = [run for run in runs if not run or numbers[run[-1]] <= number]
        runs.append([*sorted(fitting, key=len)[-1], place])
    return set(sorted(runs, key=len)[-1])


def filled(subject: Subject) -> Iterator[Problem]:
    """A section says something. Write it."""
    for section in subject.article.sections if subject.article else ():
        if not any(block.text for block in section.blocks):
            yield _named(subject, "KB204", section, f"section `{section.id}` is empty: write it")


def once(subject: Subject) -> Iterator[Problem]:
    """A section stands once. Join the two."""
    seen: set[str] = set()
    for section in subject.article.sections if subject.article else ():
        if section.id in seen:
            yield _named(
                subject, "KB205", section, f"section `{section.id}` stands twice: join them"
            )
        seen.add(section.id)


def quick(subject: Subject) -> Iterator[Problem]:
    """`now` is at most three short lines, readable in ten seconds. Shorten it."""
    now = subject.article.section("now") if subject.article else None
    for number, block in enumerate(now.blocks if now else (), 1):
        if number > NOW_ITEMS:
            message = f"`now` has more than {NOW_ITEMS} lines: move this one to another section"
            yield Problem(subject.path, block.line, "KB206", message)
        elif len(block.text.split()) > NOW_WORDS:
            message = f"too long to read in a hurry: at most {NOW_WORDS} words"
            yield Problem(subject.path, block.line, "KB206", message)


def protecting(subject: Subject) -> Iterator[Problem]:
    """What is abusive or dangerous opens with `stop`: what protects people. Put it first."""
    article = subject.article
    if (
        needs_stop(article)
        and article
        and (not article.sections or article.sections[0].id != "stop")
    ):
        line = article.sections[0].line if article.sections else len(subject.lines)
        message = f"{article.severity} situations open with `## ... {{#stop}}`: put it first"
        yield Problem(subject.path, line, "KB207", message)


def listed(subject: Subject) -> Iterator[Problem]:
    """Signs, sentences, steps and the like are lists. Begin each line with `- ` or `1. `."""
    for section in subject.article.sections if subject.article else ():
        for block in section.blocks if section.id in LISTS else ():
            if not block.marker and subject.kind is not Kind.GUIDE:
                mend = "1. " if section.id in ("now", "steps") else "- "
                message = f"`{section.id}` is a list: begin the line with `{mend}`"
                yield Problem(subject.path, block.line, "KB208", message)


def sayable(subject: Subject) -> Iterator[Problem]:
    """A line of `say` is the sentence itself, without quotation marks. Take them away."""
    say = subject.article.section("say") if subject.article else None
    for block in say.blocks if say else ():
        if block.text[:1] in OPENING and block.text[:1]:
            message = "write the sentence as it is spoken, without quotation marks around it"
            yield Problem(subject.path, block.line, "KB209", message)


def instead(subject: Subject) -> Iterator[Problem]:
    """A line of `avoid` is “the phrase” → “what to say instead”. Write both, in quotation marks."""
    avoid = subject.article.section("avoid") if subject.article else None
    for block in avoid.blocks if avoid and subject.kind is not Kind.GUIDE else ():
        parts = INSTEAD.split(block.text)
        quoted = all(part[:1] in OPENING and part[-1:] in '“”»"' for part in parts)
        if block.text and (len(parts) != 2 or not quoted):
            arrow = "←" if subject.lang == "ar" else "→"
            message = f"must be “the phrase” {arrow} “what to say instead”"
            yield Problem(subject.path, block.line, "KB210", message)


def headed(subject: Subject) -> Iterator[Problem]:
    """A heading is `## Words {#id}`, and nothing stands before the first. Add the id."""
    article = subject.article
    if article is None:
        return
    first = article.sections[0].line if article.sections else len(subject.lines) + 1
    begin = next((n for n, text in subject.lines[1:] if text.rstrip() == "---"), 1)
    for line, text in subject.lines[begin:]:
        if _HEADING.match(text) and not _GOOD_HEADING.fullmatch(text):
            yield Problem(subject.path, line, "KB211", "write the heading as `## Words {#id}`")
        elif text.strip() and line < first:
            message = "text before the first section: give it a heading `## Words {#id}`"
            yield Problem(subject.path, line, "KB211", message)


def long_enough(subject: Subject) -> Iterator[Problem]:
    """A situation or tactic has 150 to 350 words, a guide up to 600. Cut, or say more."""
    article = subject.article
    if article is None or subject.lang != SOURCE:
        return
    count = sum(len(text.split()) for section in article.sections for text in section.texts)
    least, most = LENGTHS[article.kind]
    if not least <= count <= most:
        message = f"{count} words: {least} to {most} are right for a {article.kind}"
        yield Problem(subject.path, 1, "KB212", message)


def helpful(subject: Subject) -> Iterator[Problem]:
    """`escalate` holds a sentence to hand over with, and `after` at least two lines. Add them."""
    article = subject.article
    escalate = article.section("escalate") if article else None
    after = article.section("after") if article else None
    if escalate and escalate.blocks and not any(mark in escalate.body for mark in "“”„«"):
        message = "give the sentence to hand over with, in quotation marks"
        yield Problem(subject.path, escalate.line, "KB213", message)
    if after and len(after.blocks) < 2:
        message = "`after` has one line on recording what happened and one on recovering"
        yield Problem(subject.path, after.line, "KB213", message)
