from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb_tools.articles import MAX_BYTES, Article, digest, parse_article, plain
from kb_tools.facets import Channel, Group, Kind, Severity
from kb_tools.problems import Problem


def parse(path: Path, text: str | bytes, lang: str = "en") -> tuple[Article, list[Problem]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return parse_article(path, Kind.SITUATION, lang)


GOOD = """\
---
title: Caller shouting
summary: Lower your own voice.
group: behaviour
severity: abusive
channels: [phone]
play: [stay-calm]
sources: [el-0]
reviewed: 2026-11-22
---

Words before the first section belong to none.

## Stop if {#stop}

- They threaten you,
  or somebody else.
- They **go on**: see [calm](../tactics/stay-calm.md).

## Right now {#now}

1. Breathe out.
"""


def test_an_article_is_read_whole(tmp_path: Path) -> None:
    article, problems = parse(tmp_path / "shouting.md", GOOD)

    assert problems == []
    assert (article.id, article.title) == ("shouting", "Caller shouting")
    assert (article.group, article.severity) == (Group.BEHAVIOUR, Severity.ABUSIVE)
    assert article.channels == (Channel.PHONE,)
    assert article.play == ("stay-calm",)
    assert str(article.reviewed) == "2026-11-22"
    assert [(s.id, s.heading, s.line) for s in article.sections] == [
        ("stop", "Stop if", 14),
        ("now", "Right now", 20),
    ]


def test_items_are_joined_and_keep_their_lines(tmp_path: Path) -> None:
    article, _ = parse(tmp_path / "shouting.md", GOOD)

    assert [(b.line, b.text, b.marker) for b in article.sections[0].blocks] == [
        (16, "They threaten you, or somebody else.", "-"),
        (18, "They go on: see calm.", "-"),
    ]
    assert list(article.links()) == [(18, "../tactics/stay-calm.md")]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    plain_article, _ = parse(tmp_path / "a.md", GOOD)
    windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    article, problems = parse(tmp_path / "b.md", windows)

    assert problems == []
    assert article.source_digests == plain_article.source_digests


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("title: Caller shouting", "titel: Caller"), 2, "did you mean `title`"),
        (("summary: Lower your own voice.\n", ""), 1, "`summary` is missing"),
        (("severity: abusive", "severity: abusiv"), 5, "did you mean `abusive`"),
        (("channels: [phone]", "channels: phone"), 6, "must be a list"),
        (("channels: [phone]", "channels: [fax]"), 6, "cannot be `fax`"),
        (("2026-11-22", "22.11.2026"), 9, "must be a day"),
        (("title: Caller shouting", "title: [Caller"), 2, "broken YAML"),
        (("group: behaviour", "group: behaviour\ngroup: demand"), 5, "given twice"),
        (("title: Caller", "title: &a Caller"), 2, "anchors and aliases"),
        (("title: Caller", "title: !!python/name:os.system Caller"), 2, "tags"),
        (("play: [stay-calm]", f"play: {'[' * 40}{']' * 40}"), 7, "deep"),
        (("---\ntitle", "title"), 1, "no front matter"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, message: str
) -> None:
    _, problems = parse(tmp_path / "shouting.md", GOOD.replace(*change, 1))

    assert [(p.line, message in p.message) for p in problems[:1]] == [(line, True)], problems


def test_a_translation_holds_no_metadata(tmp_path: Path) -> None:
    text = "---\ntitle: Φωνές\nsummary: Χαμηλώστε τη φωνή.\nseverity: abusive\n---\n"
    _, problems = parse(tmp_path / "shouting.md", text, "el")

    assert [(p.line, p.code) for p in problems] == [(4, "KB103")]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"---\ntitle: caf\xe9\n---\n", "KB003"), (b"x" * (MAX_BYTES + 1), "KB002"), (b"", "KB101")],
)
def test_unreadable_files_are_problems(tmp_path: Path, data: bytes, code: str) -> None:
    _, problems = parse(tmp_path / "a.md", data)

    assert [p.code for p in problems] == [code]


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    _, problems = parse_article(tmp_path / "none.md", Kind.GUIDE, "en")

    assert [p.code for p in problems] == ["KB001"]


def test_digests_go_by_words_not_by_layout() -> None:
    assert digest("one  two\nthree") == digest("one two", "three")
    assert digest("one two") != digest("one, two")
    assert digest("e\u0301") == digest("é")


def test_plain_text_has_no_markdown() -> None:
    assert plain("**Stop** and [read](x.md) `this`") == "Stop and read this"


@given(st.text() | st.text(alphabet="-:#{}[]&*!|>\n \"'ab"))
def test_any_text_parses(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.md"
    article, problems = parse(path, f"---\n{text}\n---\n{text}".encode("utf-8", "surrogatepass"))

    assert all(p.line > 0 for p in problems)
    assert isinstance(article.title, str)
