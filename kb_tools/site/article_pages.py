"""Here is an article as a reader gets it: what stands on its page?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kb_tools.corpus import Status
from kb_tools.facets import Kind
from kb_tools.site.rendering import inline_html, instead, safe_html

if TYPE_CHECKING:
    from kb_tools.corpus import View, ViewSection
    from kb_tools.guidance import Conflict, Piece
    from kb_tools.site.settings import Knowledge

NUMBERED = frozenset({"now", "steps"})
SPOKEN = "say"
AVOIDED = "avoid"

REVIEW_AFTER = timedelta(days=365)
REVIEW_SOON_AFTER = timedelta(days=182)
"""How long a review holds; the shorter time where a `stop` protects people."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section on a page: `form` is how it is laid out, `notice` whether and why it is marked.

    `lines` are safe HTML: items, or pairs of what to avoid and what to say instead, or one text.
    """

    id: str
    heading: str
    lang: str
    form: str
    notice: str
    lines: list[str | tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """A tactic of a play, or a situation that a tactic is used in, with its place in the play."""

    view: View
    number: int = 0
    total: int = 0
    previous: View | None = None
    next: View | None = None


def parts(view: View) -> list[Part]:
    """Return the sections of an article as they are laid out."""
    return [_part(view, shown) for shown in view.sections]


def _part(view: View, shown: ViewSection) -> Part:
    section = shown.section
    notice = ""
    if not view.fallback:
        if shown.lang != view.reader_lang:
            notice = "english_section"
        elif shown.status is Status.STALE:
            notice = "site_stale"
    items = [block for block in section.blocks if block.marker]
    lines: list[str | tuple[str, str]]
    if not items or len(items) < len(section.blocks) or view.source.kind is Kind.GUIDE:
        form, lines = "text", [safe_html(section.body)]
    elif section.id == AVOIDED:
        form, lines = "avoid", [instead(block) for block in items]
    else:
        form = "say" if section.id == SPOKEN else "numbered" if section.id in NUMBERED else "items"
        lines = [inline_html(block.markdown) for block in items]
    return Part(section.id, section.heading, shown.lang, form, notice, lines)


def play(knowledge: Knowledge, article_id: str, lang: str) -> list[Step]:
    """Return the tactics of a situation's play, in order."""
    views = knowledge.corpus.play(article_id, lang)
    return [Step(view, number, len(views)) for number, view in enumerate(views, 1)]


def used_in(knowledge: Knowledge, tactic: str, lang: str) -> list[Step]:
    """Return the situations that use a tactic, each with its neighbours in that play."""
    found = []
    for situation in knowledge.plays_of.get(tactic, ()):
        views = knowledge.corpus.play(situation, lang)
        ids = [view.source.id for view in views]
        if tactic in ids:
            place = ids.index(tactic)
            found.append(
                Step(
                    knowledge.corpus.view(situation, lang),
                    place + 1,
                    len(ids),
                    views[place - 1] if place else None,
                    views[place + 1] if place + 1 < len(ids) else None,
                )
            )
    return found


def sources(knowledge: Knowledge, view: View) -> tuple[list[Piece], list[Conflict]]:
    """Return the guidance that an article carries, and where that guidance disagrees."""
    guidance = knowledge.guidance
    pieces = [guidance.pieces[id_] for id_ in view.source.sources if id_ in guidance.pieces]
    return pieces, guidance.conflicts_of(view.source.sources)


def review_due(view: View) -> date | None:
    """Return the day on which an article is to be read as a whole again."""
    reviewed = view.source.reviewed
    if reviewed is None:
        return None
    severity = view.source.severity
    soon = severity is not None and severity.needs_stop
    return reviewed + (REVIEW_SOON_AFTER if soon else REVIEW_AFTER)
