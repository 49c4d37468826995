"""Here are words: do they say what a pattern says?

A pattern is a line: a tag, then elements, separated by spaces. An element lists alternatives, each
between bars (`|going|about|`): a normalised word, with a `*` the beginning of one, or the `@name`
of alternatives that a line `@name |hit*|stab*|` lists. The elements must be found in this order,
with at most `GAP` other words between neighbours.

There are hundreds of patterns and few words: so each word is looked up in the text of the patterns,
and only patterns whose every element holds a word are tried. The first line may list every
alternative once, under the name `@`: words that are not there need not be looked up at all.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

GAP = 2

SHORTEST_BEGINNING = 3
"""The fewest letters of a beginning; fewer would begin too many words."""

DANGER = "danger"
FILLER = "filler"
"""The tag of patterns whose words only frame a question: please, what do I do when."""

HARMLESS = "-"
"""The tag of patterns whose words are set aside before the patterns in later lines are tried."""


def matches(patterns: str, *texts: list[str]) -> dict[str, set[int]]:
    """Return the tags of the patterns that match, each with the places of the words that do.

    `texts` are the words of one text in several readings, as typed and then as corrected: a word
    matches in any of them, but it is harmless only as typed.
    """
    lines = patterns.split("\n")
    tags: dict[str, set[int]] = {}
    set_aside: set[int] = set()
    for number, elements in sorted(_elements_found(patterns, lines, texts).items()):
        tag, *parts = lines[number].split(" ")
        if len(elements) < len(parts):
            continue
        places = [
            {place if place >= 0 else ~place for place in elements[part]} - set_aside
            if tag != HARMLESS
            else {place for place in elements[part] if place >= 0}
            for part in range(len(parts))
        ]
        for first in sorted(places[0]):
            matched = _follow(places, 0, first)
            if matched:
                (set_aside if tag == HARMLESS else tags.setdefault(tag, set())).update(matched)
    return tags


def _elements_found(
    patterns: str, lines: list[str], texts: tuple[list[str], ...]
) -> dict[int, dict[int, set[int]]]:
    """Return, by line and by number of the element, the places of the words that it holds.

    A word that is not as typed stands under the complement of its place.
    """
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    found: dict[int, dict[int, set[int]]] = {}
    wanted: dict[str, set[int]] = {}
    listed = lines[0] if lines[0].startswith("@ ") else patterns
    for reading, text in enumerate(texts):
        for place, word in enumerate(text):
            ends = range(SHORTEST_BEGINNING, len(word) + 1)
            for alternative in [word, *(f"{word[:end]}*" for end in ends)]:
                if f"|{alternative}|" in listed:
                    wanted.setdefault(alternative, set()).add(~place if reading else place)
    named: dict[str, set[int]] = {}
    for each in (wanted, named):  # the names that words were found under are looked up in turn
        for alternative, places in each.items():
            at = patterns.find(f"|{alternative}|")
            while at >= 0:
                number = bisect_right(starts, at) - 1
                if patterns[starts[number]] == "@":
                    named.setdefault(lines[number].split(" ", 1)[0], set()).update(places)
                else:
                    element = patterns.count(" ", starts[number], at) - 1
                    found.setdefault(number, {}).setdefault(element, set()).update(places)
                at = patterns.find(f"|{alternative}|", at + 1)
    return found


def _follow(places: list[set[int]], element: int, place: int) -> list[int]:
    """Return the places of a match whose element of that number is at that place, if any."""
    if element == len(places) - 1:
        return [place]
    for following in range(place + 1, place + 2 + GAP):
        if following in places[element + 1]:
            rest = _follow(places, element + 1, following)
            if rest:
                return [place, *rest]
    return []
