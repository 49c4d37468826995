"""Here is an id: what does a result show of the article, in the reader's language?

Cards are made with the index, so that a search reads neither Markdown nor YAML: one file a
language, a `container` of three sections. Records are lines; fields are separated by U+001F and
the parts of a list by U+001E.

    meta      two lines: the language, and the fingerprint of what the file was made from
    strings   a record a string of the interface: name and text; labels are named `facet.value`
    cards     a record an article, with the fields of `FIELDS`
"""

from __future__ import annotations

from kb_tools.search import container
from kb_tools.search.postings import ARTICLE, OFF_TOPIC

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kb_tools.corpus import Corpus
    from kb_tools.languages import Interface

MAGIC = b"KBCARD01"
FIELDS = (
    "id", "kind", "group", "severity", "stage", "channels", "lang", "title", "summary", "path",
    "reviewed", "behind", "stop", "now", "steps", "say", "play",
)  # fmt: skip
"""`lang` is the language of the words; `behind` names the parts that English has changed since."""

LISTS = frozenset({"channels", "behind", "stop", "now", "steps", "say", "play"})
_FIELD, _PART = "\x1f", "\x1e"


class Card:
    """What a result shows of one article."""

    __slots__ = FIELDS

    id: str
    kind: str
    group: str
    severity: str
    stage: str
    channels: list[str]
    lang: str
    title: str
    summary: str
    path: str
    reviewed: str
    behind: list[str]
    stop: list[str]
    now: list[str]
    steps: list[str]
    say: list[str]
    play: list[str]

    def __init__(self, record: str) -> None:
        for field, value in zip(FIELDS, record.split(_FIELD), strict=True):
            parts = value.split(_PART) if value else []
            setattr(self, field, parts if field in LISTS else value)


class Cards:
    """The cards of one language by id, and what the tools say in that language."""

    __slots__ = ("by_id", "fingerprint", "lang", "strings")

    def __init__(self, data: bytes) -> None:
        meta, strings, cards = (str(s, "utf-8") for s in container.unpack(MAGIC, data, 3))
        self.lang, self.fingerprint = meta.split("\n")
        self.strings = dict(line.split(_FIELD) for line in strings.split("\n"))
        self.by_id = {record.split(_FIELD, 1)[0]: record for record in cards.split("\n") if record}

    def card(self, article_id: str) -> Card:
        """Return the card of an article."""
        return Card(self.by_id[article_id])


def pack(meta: str, corpus: Corpus, interface: Interface) -> bytes:
    """Make the cards of every article in one language; `meta` tells language and fingerprint."""
    contents = [
        meta,
        "\n".join(f"{name}{_FIELD}{text}" for name, text in interface.all_strings.items()),
        "\n".join(_record(corpus, article_id, interface.lang) for article_id in corpus.kinds),
    ]
    return container.pack(MAGIC, [content.encode() for content in contents])


def _record(corpus: Corpus, article_id: str, lang: str) -> str:
    view = corpus.view(article_id, lang)
    source, article = view.source, view.article
    values: dict[str, object] = {
        "id": source.id,
        "kind": source.kind,
        "group": source.group or "",
        "severity": source.severity or "",
        "stage": source.stage or "",
        "channels": source.channels,
        "lang": article.lang,
        "title": article.title,
        "summary": article.summary,
        "path": article.path.relative_to(corpus.root).as_posix(),
        "reviewed": source.reviewed or "",
        "behind": view.behind,
        "stop": view.texts("stop"),
        "now": view.texts("now"),
        "steps": view.texts("steps"),
        "say": view.texts("say"),
        "play": source.play,
    }
    texts = (
        _PART.join(values[field]) if field in LISTS else str(values[field])  # type: ignore[arg-type]
        for field in FIELDS
    )
    return _FIELD.join(" ".join(text.split("\n")) for text in texts)


def article_lines(corpus: Corpus, lang: str) -> list[str]:
    """Return the rows of the postings file, as `postings.ARTICLE` names their columns."""
    lines = []
    for article_id in corpus.kinds:
        view = corpus.view(article_id, lang)
        source = view.source
        columns = [
            source.id, source.kind, source.group or "", source.severity or "", source.stage or "",
            " ".join(source.channels), " ".join(source.play), view.article.title,
            view.article.summary,
        ]  # fmt: skip
        lines.append("\t".join(" ".join(column.split()) for column in columns))
    return [*lines, OFF_TOPIC + "\t" * (len(ARTICLE) - 1)]
