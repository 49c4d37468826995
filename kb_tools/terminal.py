"""Here is an answer: what does an agent in a hurry see of it on a terminal?

Text stays in logical order: whether Arabic runs from right to left is the terminal's business.
"""

from __future__ import annotations

import os

from kb_tools.vocabulary import CHANNELS, GROUPS, KINDS, STAGES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from kb_tools.articles import Article
    from kb_tools.search.cards import Card
    from kb_tools.search.querying import Answer, Hit, Reason

WIDEST = 100
"""Lines longer than this are hard to read, however wide the terminal."""


class Terminal:
    """How to print: whether in colour, and how wide (None: lines are left whole)."""

    __slots__ = ("colour", "width")

    def __init__(self, colour: bool = False, width: int | None = None) -> None:
        self.colour, self.width = colour, width

    @classmethod
    def of(cls, stream: TextIO, plain: bool = False) -> Terminal:
        """Return how to print to a stream: decorated on a terminal only."""
        if plain or not stream.isatty():
            return cls()
        colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        try:
            width = min(WIDEST, os.get_terminal_size(stream.fileno()).columns)
        except OSError:
            width = WIDEST
        return cls(colour, max(20, width))

    def bold(self, text: str) -> str:
        """Make text stand out."""
        return f"\033[1m{text}\033[0m" if self.colour else text

    def dim(self, text: str) -> str:
        """Make text stand back."""
        return f"\033[2m{text}\033[0m" if self.colour else text

    def alarm(self, text: str) -> str:
        """Make text warn."""
        return f"\033[1;31m{text}\033[0m" if self.colour else text

    def lines(self, text: str, first: str = "", then: str | None = None) -> list[str]:
        """Break text into lines that fit, after `first` and under it `then` (spaces by default)."""
        then = " " * len(first) if then is None else then
        lines = [first]
        for word in text.split(" "):
            room = self.width is None or len(lines[-1]) + len(word) < self.width
            if room or lines[-1] in (first, then):
                lines[-1] += word if lines[-1] in (first, then) else f" {word}"
            else:
                lines.append(then + word)
        return lines


def answer_text(answer: Answer, terminal: Terminal) -> str:
    """Lay out an answer: the best article in full, the others as title and summary."""
    strings = answer.cards.strings
    if not answer.hits:
        refusal = strings["no_filter_match" if answer.answered else "nothing_fits"]
        return "\n".join([*terminal.lines(refusal), "", *_situations(answer, terminal)])
    blocks = [_first(answer, answer.hits[0], terminal)]
    further = [_further(hit, number, terminal) for number, hit in enumerate(answer.hits[1:], 2)]
    if further:
        blocks.append([terminal.bold(strings["also"]), *further[0]])
    blocks += further[1:]
    return "\n".join(line for block in blocks for line in [*block, ""]).rstrip("\n")


def _first(answer: Answer, hit: Hit, terminal: Terminal) -> list[str]:
    strings, card = answer.cards.strings, hit.card
    stop = _items(strings["stop"], card.stop, "!", terminal, terminal.alarm)
    title = terminal.dim(" · ".join([card.title, *facet_labels(card, strings)]))
    head = [*map(terminal.bold, terminal.lines(card.summary)), title]
    head += notices(card, answer.lang, strings, terminal)
    quoted = [f"{strings['open']}{line}{strings['close']}" for line in card.say]
    lines = [*stop, "", *head] if answer.danger else [*head, "", *stop] if stop else head
    for name, items in (("now", card.now), ("steps", card.steps)):
        lines += _block(_items(strings[name], items, "1", terminal))
    lines += _block(_items(strings["say"], quoted, "-", terminal))
    play = [f"{tactic.title} – {tactic.summary}" for tactic in hit.play]
    lines += _block(_items(strings["play"], play, "1", terminal))
    if answer.corrected:
        lines += ["", terminal.dim(strings["corrected"].format(query=answer.corrected))]
    if hit.reason:
        text = strings["matched"].format(text=_marked(hit.reason, terminal))
        lines += [] if answer.corrected else [""]
        lines += [text]
    return [*lines, terminal.dim(strings["more"].format(id=card.id))]


def _further(hit: Hit, number: int, terminal: Terminal) -> list[str]:
    title = f"{hit.card.title} ({hit.card.id})"
    first, *rest = terminal.lines(title, f"{number}. ")
    lines = [terminal.bold(first), *map(terminal.bold, rest)]
    return lines + terminal.lines(hit.card.summary, "   ")


def _block(lines: list[str]) -> list[str]:
    return ["", *lines] if lines else []


def _items(
    heading: str, items: Iterable[str], bullet: str, terminal: Terminal, style: object = None
) -> list[str]:
    """Lay out a headed list; a bullet of `1` counts."""
    lines = []
    for number, text in enumerate(items, 1):
        first = f"{number}. " if bullet == "1" else f"{bullet} "
        lines += terminal.lines(text, first)
    if not lines:
        return []
    emphasis = terminal.alarm if style else terminal.bold
    return [emphasis(heading), *lines]


def notices(card: Card, reader: str, strings: dict[str, str], terminal: Terminal) -> list[str]:
    """Tell a reader what is not in their language, or not up to date, in an article."""
    if card.lang != reader:
        return terminal.lines(strings["fallback"])
    if card.behind:
        names = (strings.get(f"headings.{part}", strings["head"]) for part in card.behind)
        return terminal.lines(strings["behind"].format(sections=", ".join(names)))
    return []


def facet_labels(article: Card | Article, strings: dict[str, str]) -> list[str]:
    """Return what an article is, in words: kind, severity or stage, and channels unless all."""
    facets = {"kind": article.kind, "severity": article.severity, "stage": article.stage}
    labels = [strings[f"{facet}.{value}"] for facet, value in facets.items() if value]
    if len(article.channels) < len(CHANNELS):
        labels += [strings[f"channel.{channel}"] for channel in article.channels]
    return labels


def _marked(reason: Reason, terminal: Terminal) -> str:
    marked, end = "", 0
    for start, stop in reason.marks:
        marked += reason.text[end:start] + terminal.bold(reason.text[start:stop])
        end = stop
    return marked + reason.text[end:]


def _situations(answer: Answer, terminal: Terminal) -> list[str]:
    cards = map(answer.cards.card, answer.cards.by_id)
    found = [card for card in cards if card.kind == "situation"]
    return list_text(found, answer.cards.strings, terminal).split("\n")


def list_text(cards: list[Card], strings: dict[str, str], terminal: Terminal) -> str:
    """Lay out a list of articles, by kind and then by group or stage."""
    lines: list[str] = []
    shelf = ""
    widest = max(len(card.id) for card in cards)
    for card in sorted(cards, key=_shelf_order):
        facet = "group" if card.group else "stage"
        value = card.group or card.stage
        here = strings[f"{facet}.{value}"] if value else strings[f"kind.{card.kind}"]
        if here != shelf:
            lines += ["", terminal.bold(here)] if lines else [terminal.bold(here)]
            shelf = here
        lines += terminal.lines(card.title, f"  {card.id.ljust(widest)}  ")
    return "\n".join(lines)


def _shelf_order(card: Card) -> tuple[int, int, int]:
    group = GROUPS.index(card.group) if card.group else 0
    return KINDS.index(card.kind), group, STAGES.index(card.stage) if card.stage else 0
