"""Here is a file: what is wrong with it?

Every rule is a function of a subject whose docstring says what must hold and how to mend it. This
table, in reading order, is all there is to registering one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb_tools.checks import (
    characters,
    files,
    front_matter,
    links,
    phrases,
    resources,
    sections,
    translations,
)  # fmt: skip
from kb_tools.checks.subjects import Subject, subjects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kb_tools.corpus import Corpus
    from kb_tools.problems import Problem

    Rule = Callable[[Subject], Iterator[Problem]]

RULES: dict[str, Rule] = {
    "KB001": files.readable,
    "KB002": files.small,
    "KB003": files.utf8,
    "KB004": files.expected,
    "KB005": files.no_link,
    "KB006": files.named,
    "KB007": files.unique,
    "KB101": front_matter.begins,
    "KB102": front_matter.yaml,
    "KB103": front_matter.known,
    "KB104": front_matter.complete,
    "KB105": front_matter.typed,
    "KB106": front_matter.valued,
    "KB107": front_matter.dated,
    "KB108": front_matter.summary,
    "KB109": front_matter.plain,
    "KB110": front_matter.reviewed,
    "KB111": front_matter.fresh,
    "KB112": front_matter.sourced,
    "KB201": sections.complete,
    "KB202": sections.known,
    "KB203": sections.ordered,
    "KB204": sections.filled,
    "KB205": sections.once,
    "KB206": sections.quick,
    "KB207": sections.protecting,
    "KB208": sections.listed,
    "KB209": sections.sayable,
    "KB210": sections.instead,
    "KB211": sections.headed,
    "KB212": sections.long_enough,
    "KB213": sections.helpful,
    "KB301": links.leads_somewhere,
    "KB302": links.same_language,
    "KB303": links.not_itself,
    "KB304": links.safe,
    "KB305": links.playable,
    "KB401": phrases.enough,
    "KB402": phrases.only_once,
    "KB403": phrases.honest,
    "KB404": phrases.brief,
    "KB405": phrases.owned,
    "KB501": translations.has_source,
    "KB502": translations.same_sections,
    "KB503": translations.same_items,
    "KB504": translations.same_links,
    "KB505": translations.translated,
    "KB506": translations.right_language,
    "KB507": translations.recorded,
    "KB508": translations.consistent,
    "KB601": characters.no_bidi_controls,
    "KB602": characters.no_zero_width,
    "KB603": characters.one_script,
    "KB604": characters.right_quotes,
    "KB605": characters.no_html,
    "KB606": characters.no_scripts,
    "KB607": characters.no_attributes,
    "KB608": characters.no_images,
    "KB701": resources.interface_form,
    "KB702": resources.lexicon_form,
    "KB703": resources.interface_complete,
    "KB704": resources.glossary_form,
}

WARNINGS = frozenset({"KB111", "KB507", "KB508"})
"""Problems that an editor should know of, and that do not keep a change from being merged."""

UNREADABLE = frozenset({"KB001", "KB002", "KB003"})


def explanation(code: str) -> tuple[str, str]:
    """Return what must hold by a rule, and how to mend what does not."""
    holds, _, mend = " ".join((RULES[code].__doc__ or "").split()).partition(". ")
    return f"{holds}.", mend


def check_subject(subject: Subject) -> Iterator[Problem]:
    """Yield every problem of one file; one that cannot be read has no other."""
    unreadable = [p for p in subject.reading_problems if p.code in UNREADABLE]
    if unreadable or subject.path.is_symlink():
        yield from files.no_link(subject) if subject.path.is_symlink() else unreadable
        return
    for rule in RULES.values():
        yield from rule(subject)


def check(corpus: Corpus, chosen: Iterable[Subject] | None = None) -> list[Problem]:
    """Return every problem of some files, or of all the content, by file and line."""
    found = chosen if chosen is not None else subjects(corpus)
    return sorted({problem for subject in found for problem in check_subject(subject)})
