"""Here is an article to write or to translate: what does its editor start from?

Skeletons pass every check but those for the missing words. Files are written whole or not at all,
and none is ever overwritten without saying so.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from typing import TYPE_CHECKING

from kb_tools.articles import HEAD, ID_PATTERN, SECTIONS, Article, parse_article
from kb_tools.corpus import Corpus, Status, section_status
from kb_tools.errors import KbError
from kb_tools.facets import Kind
from kb_tools.languages import read_interface
from kb_tools.vocabulary import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COUNTED = frozenset({"now", "steps"})
_LISTED = frozenset({"stop", "signs", "say", "avoid", "after"})
_FIELDS = {
    Kind.SITUATION: "group: \nseverity: \nplay: []\n",
    Kind.TACTIC: "stage: \n",
    Kind.GUIDE: "",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One part of an article that changed in English: its id, and what a translator sees of it."""

    part: str
    status: Status
    text: str


def new_article(corpus: Corpus, kind: Kind, article_id: str) -> list[Path]:
    """Write the skeleton of an English article and of its phrases; return the files.

    Raises `KbError` if the id is none, or is taken.
    """
    if not ID_PATTERN.fullmatch(article_id):
        raise KbError(f"{article_id!r} is no id: small letters, digits and hyphens")
    if article_id in corpus.kinds:
        raise KbError(f"{article_id!r} is taken: {corpus.path(article_id)}")
    interface = read_interface(corpus.root, SOURCE)
    sections = SECTIONS[kind] or ("first-section",)
    headings = {section: interface.headings.get(section, "Heading") for section in sections}
    body = "".join(
        f"\n## {heading} {{#{section}}}\n\n{_first_item(section)}\n"
        for section, heading in headings.items()
    )
    text = (
        f"---\ntitle: \nsummary: \n{_FIELDS[kind]}sources: []\n"
        f"reviewed: {date.today().isoformat()}\n---\n{body}"
    )
    path = corpus.folder(SOURCE) / kind.folder / f"{article_id}.md"
    phrases = path.with_suffix(".phrases.txt")
    for each, content in ((path, text), (phrases, "# How people say it: one phrase a line\n")):
        write_new(each, content)
    return [path, phrases]


def _first_item(section: str) -> str:
    if section in _COUNTED:
        return "1. "
    return "- " if section in _LISTED else ""


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet; raise a `KbError` if it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise KbError(f"{path} exists: edit it, or delete it first") from None


def new_translation(corpus: Corpus, article_id: str, lang: str) -> Path:
    """Write a translation to be: the English text under the headings of the language.

    Every line is to be replaced; `kb check` tells which still are English.
    """
    source = corpus.article(article_id)
    headings = read_interface(corpus.root, lang).headings
    body = "".join(
        f"\n## {headings.get(section.id, section.heading)} {{#{section.id}}}\n{section.body}\n"
        for section in source.sections
    )
    front = f"title: {_quoted(source.title)}\nsummary: {_quoted(source.summary)}\n"
    path = corpus.path(article_id, lang)
    write_new(path, f"---\n{front}{_digest_lines(source)}---\n{body}")
    return path


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _digest_lines(source: Article) -> str:
    lines = [f"  {part}: {digest}\n" for part, digest in source.source_digests.items()]
    return "".join(["digests:\n", *lines])


def changes(corpus: Corpus, article_id: str, lang: str) -> Iterator[Change]:
    """Yield what changed in English since a translation was made, part by part.

    The earlier English is looked for in git's history, by its digest; where it is not there, the
    English is given as it is now.
    """
    source, translation = corpus.article(article_id), corpus.article(article_id, lang)
    for part, status in section_status(source, translation).items():
        if status is Status.ORPHAN:
            yield Change(part, status, "")
        elif status is not Status.CURRENT:
            now = _part_text(source, part)
            earlier = _earlier(corpus, source, part, translation.digests.get(part, ""))
            yield Change(part, status, now if earlier is None else _difference(earlier, now))


def _part_text(article: Article, part: str) -> str:
    if part == HEAD:
        return f"{article.title}\n{article.summary}"
    section = article.section(part)
    return f"{section.heading}\n{section.body.strip()}" if section else ""


def _difference(earlier: str, now: str) -> str:
    lines = unified_diff(earlier.splitlines(), now.splitlines(), lineterm="", n=1)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def _earlier(corpus: Corpus, source: Article, part: str, digest: str) -> str | None:
    """Return the English that a digest was made from, as far as git's history has it."""
    name = source.path.relative_to(corpus.root).as_posix()
    commits = _git(corpus, "log", "--format=%H", "--", name).split()
    for commit in commits if digest else []:
        text = _git(corpus, "show", f"{commit}:./{name}")
        article = _parsed(source, text)
        if article.source_digests.get(part) == digest:
            return _part_text(article, part)
    return None


def _parsed(source: Article, text: str) -> Article:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, source.path.name)
        path.write_text(text, "utf-8")
        return parse_article(path, source.kind, SOURCE)[0]


def _git(corpus: Corpus, *arguments: str) -> str:
    try:
        run = subprocess.run(  # noqa: S603 - git, with arguments of our own
            ["git", *arguments],  # noqa: S607 - whichever git the editor uses
            cwd=corpus.root,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    except OSError:
        return ""
    return run.stdout if run.returncode == 0 else ""


def record_digests(corpus: Corpus, article_id: str, lang: str) -> list[str]:
    """Record that a translation was made from the English as it is now; return the changed parts.

    Raises `KbError` if the translation lacks sections or has some that English has not.
    """
    source, translation = corpus.article(article_id), corpus.article(article_id, lang)
    status = section_status(source, translation)
    for part, state in status.items():
        if state is Status.MISSING:
            raise KbError(f"{translation.path}: section `{part}` is missing: translate it first")
        if state is Status.ORPHAN:
            raise KbError(f"{translation.path}: delete section `{part}`: English has it no longer")
    changed = [part for part, state in status.items() if state is not Status.CURRENT]
    if changed or list(translation.digests) != list(source.source_digests):
        _write_digests(translation, source)
    return changed


def _write_digests(translation: Article, source: Article) -> None:
    lines = translation.path.read_text("utf-8").split("\n")
    end = next(n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---")
    front = [
        line
        for number, line in enumerate(lines[1:end])
        if not line.startswith("digests:") and not _in_digests(lines[1:end], number)
    ]
    text = "\n".join(["---", *front, _digest_lines(source) + "---", *lines[end + 1 :]])
    built = translation.path.with_name(f".{translation.path.name}.new")
    built.write_text(text, "utf-8")
    built.replace(translation.path)


def _in_digests(front: list[str], number: int) -> bool:
    """Return whether a line of front matter stands below `digests:`."""
    if not front[number].startswith((" ", "\t")):
        return False
    above = next((line for line in front[number::-1] if not line.startswith((" ", "\t"))), "")
    return above.startswith("digests:")
