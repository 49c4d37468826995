"""Danger: what says that a person may get hurt, and what only sounds like it."""

from pathlib import Path

import pytest

from kb_tools.search.analysis import words
from kb_tools.search.lexicon import Lexicon
from kb_tools.search.patterns import DANGER, matches
from kb_tools.search.querying import Index, search
from kb_tools.vocabulary import LANGUAGES

CASES = Path(__file__).parent.parent / "cases/danger"


def cases(lang: str) -> list[tuple[str, str]]:
    lines = (CASES / f"{lang}.tsv").read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and line[0] != "#"]  # type: ignore[misc]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_enough_cases(lang: str) -> None:
    kinds = [kind for kind, _ in cases(lang)]

    assert kinds.count("danger") >= 20
    assert kinds.count("safe") >= 10
    assert len(kinds) == kinds.count("danger") + kinds.count("safe")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_danger_puts_what_protects_people_first(index: Index, lang: str) -> None:
    for kind, text in cases(lang):
        answer = search(index, text, lang)
        if kind == "danger":
            assert answer.danger, text
            assert answer.hits[0].card.severity == "dangerous", text
            assert answer.hits[0].card.stop, text
        else:
            assert not answer.danger, text


PATTERNS = """\
@hurt |hit*|stab*|
- |hit| |the| |roof|
danger |going|about| |@hurt|kill| |me|him|
phone |on| |the| |line|"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he is going to hit me", {"danger": {2, 4, 5}}),
        ("about to be stabbing at him", {"danger": {0, 3, 5}}),
        ("he is about to really go and hit me", {}),
        ("hit me going", {}),
        ("he is going to hit the roof about me", {}),
        ("on the line and going to kill him", {"phone": {0, 1, 2}, "danger": {4, 6, 7}}),
        ("hit the roof, going on the line", {"phone": {4, 5, 6}}),
        ("", {}),
    ],
)
def test_elements_stand_in_order_and_near_each_other(text: str, found: dict[str, set[int]]) -> None:
    listed = "@ |hit|hit*|stab*|the|roof|going|about|@hurt|kill|me|him|on|line|\n"

    assert matches(PATTERNS, words(text)) == found
    assert matches(listed + PATTERNS, words(text)) == found


def test_a_word_matches_in_any_of_its_readings() -> None:
    typed, corrected = words("he is goimg to hit me"), words("he is going to him me")

    assert matches(PATTERNS, typed, corrected) == {"danger": {2, 4, 5}}


def test_what_is_wrong_in_a_lexicon_is_told_at_its_line(tree: Path) -> None:
    path = tree / "translations/en/lexicon.yml"
    path.write_text(
        'cues:\n  fax: [fax]\n  phone: call\ndanger:\n  patterns:\n    - "@who hits"\n'
        '    - "two-words|a*b"\n',
        "utf-8",
    )
    problems = Lexicon(tree, "en").problems

    assert [(problem.line, problem.code) for problem in problems] == [
        (2, "KB702"),
        (3, "KB702"),
        (6, "KB702"),
        (7, "KB702"),
    ]


def test_alternatives_of_several_words_become_patterns_of_their_own(tree: Path) -> None:
    path = tree / "translations/en/lexicon.yml"
    path.write_text(
        "danger:\n  words:\n    weapon: [knife*, bread knife]\n"
        '  patterns: ["has|holds @weapon", "e-mail|gun"]\n',
        "utf-8",
    )

    assert Lexicon(tree, "en").patterns[1:] == [
        "@weapon |knife*|",
        "danger |has|holds| |@weapon|",
        "danger |has|holds| |bread| |knife|",
        "danger |gun|",
        "danger |e| |mail|",
    ]


def test_the_patterns_of_a_lexicon_are_normalised(tree: Path) -> None:
    listed, *patterns = Lexicon(tree, "en").patterns
    assert listed.startswith("@ |@hurt|about|call*|")
    assert patterns == [
        "phone |call*|",
        "phone |on| |the| |line|",
        "@hurt |hit*|stab*|",
        "- |hit| |the| |roof|",
        f"{DANGER} |going|about| |to| |@hurt| |me|him|",
    ]
