"""Here is a Markdown file: which article is it?

An article is front matter between `---` lines, then sections headed `## Heading {#id}`. An English
article carries all the metadata; a translation carries its own title and summary, who translated
it, and the digests of the English it was made from.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kb_tools.facets import Channel, Group, Kind, Severity, Stage
from kb_tools.front_matter import FrontMatter
from kb_tools.problems import Problem
from kb_tools.vocabulary import SOURCE
from kb_tools.yaml_files import Mapping, read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECTIONS: dict[Kind, tuple[str, ...]] = {
    Kind.SITUATION: ("stop", "now", "signs", "say", "avoid", "escalate", "after"),
    Kind.TACTIC: ("when", "steps", "say", "avoid", "why", "limits"),
    Kind.GUIDE: (),
}
"""The section ids of each kind, in order; a guide names its own."""

FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.SITUATION: (
        "title", "summary", "group", "severity", "channels", "play", "sources", "reviewed",
    ),
    Kind.TACTIC: ("title", "summary", "stage", "channels", "sources", "reviewed"),
    Kind.GUIDE: ("title", "summary", "sources", "reviewed"),
}  # fmt: skip
"""The front matter of an English article of each kind."""

OPTIONAL_FIELDS = frozenset({"channels"})
TRANSLATION_FIELDS = ("title", "summary", "translators", "digests")
"""The front matter of a translation: nothing else may be said twice."""

HEAD = "head"
"""The name under which title and summary together are digested, beside the section ids."""

MAX_SUMMARY = 140
MAX_BYTES = 256 * 1024
ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
INSTEAD = re.compile(r"\s+[→←]\s+")
"""What stands between the phrase to avoid and what to say instead."""

_HEADING = re.compile(r"##\s+(?P<text>.*?)\s*\{#(?P<id>[^}]*)\}\s*")
_LIST_MARKER = re.compile(r"(?:[-*+]|\d+[.)])(?:\s+|$)")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)\)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or list item: its first line, its Markdown, and its list marker, if any."""

    line: int
    markdown: str
    marker: str

    @property
    def text(self) -> str:
        """The text as it reads, without Markdown."""
        return plain(self.markdown)


@dataclass(frozen=True, slots=True)
class Section:
    """One `## Heading {#id}` part of an article: its heading's line, and its Markdown."""

    id: str
    heading: str
    line: int
    body: str

    @property
    def blocks(self) -> list[Block]:
        """The paragraphs and list items."""
        blocks: list[Block] = []
        in_block = False
        for line, text in enumerate(self.body.splitlines(), self.line + 1):
            marker = _LIST_MARKER.match(text)
            if marker:
                blocks.append(Block(line, text[marker.end() :].strip(), marker[0].strip()))
            elif text.strip() and in_block:
                last = blocks[-1]
                blocks[-1] = Block(last.line, f"{last.markdown} {text.strip()}", last.marker)
            elif text.strip():
                blocks.append(Block(line, text.strip(), ""))
            in_block = bool(text.strip())
        return blocks

    @property
    def texts(self) -> list[str]:
        """The paragraphs and list items as plain text."""
        return [block.text for block in self.blocks]

    @property
    def digest(self) -> str:
        """What a translation records of the section it was made from."""
        return digest(self.heading, self.body)


@dataclass(frozen=True, slots=True)
class Article:
    """One article in one language.

    Of a translation, the metadata (`group` to `reviewed`) is empty: it is the source's.
    """

    path: Path
    kind: Kind
    id: str
    lang: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    group: Group | None = None
    severity: Severity | None = None
    stage: Stage | None = None
    channels: tuple[Channel, ...] = ()
    play: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    reviewed: date | None = None
    translators: tuple[str, ...] = ()
    digests: dict[str, str] = field(default_factory=dict)
    front_matter: Mapping = field(default_factory=lambda: Mapping({}, {}))

    def section(self, section_id: str) -> Section | None:
        """Return the section of that id, if the article has it."""
        return next((s for s in self.sections if s.id == section_id), None)

    @property
    def source_digests(self) -> dict[str, str]:
        """The digest of title and summary, and of each section, as a translation records them."""
        return {HEAD: digest(self.title, self.summary)} | {s.id: s.digest for s in self.sections}

    def links(self) -> Iterator[tuple[int, str]]:
        """Yield the line and target of every link in the text."""
        for section in self.sections:
            for block in section.blocks:
                for match in _LINK.finditer(block.markdown):
                    yield block.line, match["target"]


def digest(*texts: str) -> str:
    """Digest text so that line breaks, spacing and Unicode form do not matter: 12 hex digits."""
    words = " ".join(" ".join(texts).split())
    return hashlib.sha256(unicodedata.normalize("NFC", words).encode()).hexdigest()[:12]


def plain(markdown: str) -> str:
    """Return a line of Markdown as it reads: links as their text, emphasis without its marks."""
    return re.sub(r"(\*\*|__|`)(.+?)\1", r"\2", _LINK.sub(r"\g<text>", markdown))


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """Read a text file of the knowledge base: UTF-8, of bounded size, with any line ends."""
    try:
        if path.stat().st_size > MAX_BYTES:
            limit = f"larger than {MAX_BYTES // 1024} KiB: split it"
            return "", [Problem(path, 1, "KB002", limit)]
        data = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        return "", [Problem(path, 1, "KB001", reason)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Problem(path, line, "KB003", "not UTF-8: save the file as UTF-8")]
    return text.replace("\r\n", "\n").replace("\r", "\n"), []


def parse_article(path: Path, kind: Kind, lang: str) -> tuple[Article, list[Problem]]:
    """Parse the article of one file; `lang` is `en` for a source, else a translation.

    Nothing is raised: what is wrong comes back as problems, and the article then holds what
    could be read.
    """
    text, problems = read_text(path)
    front, body, first_body_line = _split(text)
    if front is None:
        if not problems:
            message = "no front matter: begin with `---`, `key: value` lines, `---`"
            problems = [Problem(path, 1, "KB101", message)]
        front_matter = Mapping({}, {})
    else:
        front_matter, yaml_problems = read_mapping(front, path, first_line=2)
        problems += yaml_problems
    reader = FrontMatter(path, front_matter, problems)
    known = FIELDS[kind] if lang == SOURCE else TRANSLATION_FIELDS
    if not problems:
        reader.refuse_unknown(known)
        reader.require(set(known) - OPTIONAL_FIELDS - {"translators", "digests"})
    metadata: dict[str, Any] = (
        {
            "group": reader.choice("group", Group),
            "severity": reader.choice("severity", Severity),
            "stage": reader.choice("stage", Stage),
            "channels": reader.choices("channels", Channel) or tuple(Channel),
            "play": reader.strings("play"),
            "sources": reader.strings("sources"),
            "reviewed": reader.date("reviewed"),
        }
        if lang == SOURCE
        else {"translators": reader.strings("translators"), "digests": reader.table("digests")}
    )
    article = Article(
        path=path,
        kind=kind,
        id=path.name.removesuffix(".md"),
        lang=lang,
        title=reader.string("title"),
        summary=reader.string("summary"),
        sections=tuple(_sections(body, first_body_line)),
        front_matter=front_matter,
        **metadata,
    )
    return article, problems


def _split(text: str) -> tuple[str | None, str, int]:
    """Return front matter (None if there is none), body, and the body's first line."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return None, text, 1
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    return None, text, 1


def _sections(body: str, first_line: int) -> Iterator[Section]:
    lines = body.split("\n")
    headings = [(n, match) for n, text in enumerate(lines) if (match := _HEADING.fullmatch(text))]
    bounds = [n for n, _ in headings] + [len(lines)]
    for (start, match), end in zip(headings, bounds[1:], strict=True):
        text = "\n".join(lines[start + 1 : end]).rstrip()
        yield Section(match["id"], match["text"], first_line + start, text)
