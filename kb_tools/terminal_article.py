"""Here is an article: how does `kb show` lay it out on a terminal?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb_tools.articles import INSTEAD
from kb_tools.guidance import read_guidance
from kb_tools.terminal import facet_labels

if TYPE_CHECKING:
    from kb_tools.corpus import Corpus, View, ViewSection
    from kb_tools.languages import Interface
    from kb_tools.terminal import Terminal


def article_text(
    corpus: Corpus, view: View, interface: Interface, terminal: Terminal, section: str | None
) -> str:
    """Lay out an article, or one section of it, for a reader of one language."""
    strings = interface.all_strings
    shown = [each for each in view.sections if section in (None, each.section.id)]
    if section is not None:
        return "\n".join(_section(shown[0], view, strings, terminal)[1:])
    lines = [*map(terminal.bold, terminal.lines(view.article.title))]
    lines += [terminal.dim(" · ".join(facet_labels(view.source, strings)))]
    lines += ["", *terminal.lines(view.article.summary)]
    if view.fallback:
        lines += ["", *terminal.lines(strings["fallback"])]
    elif view.behind:
        names = ", ".join(_name(part, view, strings) for part in view.behind)
        lines += ["", *terminal.lines(strings["behind"].format(sections=names))]
    for each in shown:
        lines += ["", *_section(each, view, strings, terminal)]
    play = corpus.play(view.source.id, view.reader_lang)
    if play:
        lines += ["", terminal.bold(strings["play"])]
        for number, tactic in enumerate(play, 1):
            text = f"{tactic.article.title} ({tactic.source.id}) – {tactic.article.summary}"
            lines += terminal.lines(text, f"{number}. ")
    lines += ["", *_trust(corpus, view, strings, terminal)]
    return "\n".join(lines)


def _name(part: str, view: View, strings: dict[str, str]) -> str:
    headings = {each.section.id: each.section.heading for each in view.sections}
    return headings.get(part, strings["head"])


def _section(
    shown: ViewSection, view: View, strings: dict[str, str], terminal: Terminal
) -> list[str]:
    section = shown.section
    emphasis = terminal.alarm if section.id == "stop" else terminal.bold
    lines = [emphasis(section.heading)]
    if shown.lang != view.article.lang:
        lines += [terminal.dim(line) for line in terminal.lines(strings["english_section"])]
    for block in section.blocks:
        bullet = f"{block.marker} " if block.marker else ""
        avoid = section.id == "avoid"
        wrong, *instead = INSTEAD.split(block.text, maxsplit=1) if avoid else [block.text]
        lines += terminal.lines(wrong, bullet)
        for right in instead:
            lines += terminal.lines(right, "  = ")
    return lines


def _trust(corpus: Corpus, view: View, strings: dict[str, str], terminal: Terminal) -> list[str]:
    source = view.source
    guidance = read_guidance(corpus.root)
    lines = [strings["reviewed"].format(date=source.reviewed)] if source.reviewed else []
    lines += [f"{strings['sources']}:"] if source.sources else []
    for piece in source.sources:
        if piece in guidance.pieces:
            lines += terminal.lines(guidance.pieces[piece].text, f"  {piece.ljust(7)}")
    for conflict in guidance.conflicts_of(source.sources):
        lines += terminal.lines(strings["settled"].format(text=conflict.settled))
    return [terminal.dim(line) for line in lines]
